"""A control table whose parts do not add up is not made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sse_desktop.documents.control_table import (
    ControlPayment,
    ControlPeriod,
    ControlTable,
    ControlTrainee,
    HoursDisagree,
    control_table,
)
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative, usd
from tests.documents.reading import is_golden, text_of

ENGLISH = Locale("en")


def a_control_table() -> ControlTable:
    return ControlTable(
        cooperative=a_cooperative(),
        reference="NAM-DEMO-044",
        title="Fruit for canteens",
        buyer="Demo City",
        clause="Flexible social clause",
        asked=(("Clause", "Flexible social clause"), ("Hours of training asked for", "400 h")),
        periods=(
            ControlPeriod(
                end=date(2026, 8, 31),
                hours=Decimal("187.2"),
                hours_so_far=Decimal("187.2"),
                paid=usd(500_000),
                paid_so_far=usd(500_000),
                claimed_bp=7180,
                accepted_bp=7000,
            ),
            ControlPeriod(
                end=date(2027, 2, 28),
                hours=Decimal("46.8"),
                hours_so_far=Decimal(234),
                paid=usd(0),
                paid_so_far=usd(500_000),
                claimed_bp=8350,
                accepted_bp=None,
            ),
        ),
        trainees=(
            ControlTrainee(
                name="Demo Ana", contract="C-1", hours=(Decimal("187.2"), Decimal("46.8")), total=Decimal(234)
            ),
        ),
        payments=(ControlPayment(on=date(2026, 6, 1), partner="Demo Insertion", evidence="F-12", amount=usd(500_000)),),
        currency="USD",
        at_stake=usd(82_500),
        imposed=usd(10_000),
    )


def test_the_table_is_the_golden_one() -> None:
    assert is_golden("control_table", control_table(a_control_table(), ENGLISH))


def test_computed_and_imposed_amounts_stand_apart() -> None:
    made = a_control_table()
    shown = text_of(control_table(made, ENGLISH))
    assert "$825.00 are at stake" in shown
    assert "Imposed by the buyer up to now: $100.00" in shown
    total = text_of(control_table(replace(made, is_total_failure=True), ENGLISH))
    assert "nothing counts" in total
    assert "at stake" not in text_of(control_table(replace(made, at_stake=None, imposed=None), ENGLISH))


def test_hours_of_trainees_that_are_not_those_of_the_periods_are_refused() -> None:
    made = a_control_table()
    first = replace(made.trainees[0], hours=(Decimal("187.3"), Decimal("46.7")))
    with pytest.raises(HoursDisagree):
        control_table(replace(made, trainees=(first,)), ENGLISH)


def test_payments_one_cent_off_are_refused() -> None:
    made = a_control_table()
    wrong = replace(made.payments[0], amount=usd(500_001))
    with pytest.raises(SumsDisagree):
        control_table(replace(made, payments=(wrong,)), ENGLISH)


def test_a_table_without_trainees_and_payments_has_its_periods() -> None:
    made = a_control_table()
    empty = replace(made.periods[0], hours=Decimal(0), hours_so_far=Decimal(0), paid=usd(0), paid_so_far=usd(0))
    shown = text_of(control_table(replace(made, periods=(empty,), trainees=(), payments=()), ENGLISH))
    assert "Trainees" not in shown
    assert "Periods" in shown

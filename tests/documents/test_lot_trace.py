"""A trace explains every kilo, or says how many it can't explain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sse_desktop.documents.lot_trace import (
    DeliveryTrace,
    LotTrace,
    TracedDelivery,
    TracedWeighIn,
    delivery_trace,
    lot_trace,
)
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative, kg, units
from tests.documents.reading import pages_of, text_of

ENGLISH = Locale("en")


def weigh_ins(count: int = 3) -> tuple[TracedWeighIn, ...]:
    return tuple(
        TracedWeighIn(
            number=f"T{index}",
            harvested_on=date(2026, 7, 13),
            member_number=index + 1,
            member_name=f"Demo Family {index + 1}",
            kilos=kg(100_000),
            community="Demo Hill",
            plot=f"Plot {index + 1}",
        )
        for index in range(count)
    )


def a_delivery(**changes: Any) -> TracedDelivery:
    delivery = TracedDelivery(
        note_number="N1",
        delivered_on=date(2026, 7, 15),
        point_code="09H02926",
        point_name="Demo School",
        sent=units(1000),
        kilos=kg(250_000),
    )
    return replace(delivery, **changes)


def a_trace(**changes: Any) -> LotTrace:
    trace = LotTrace(
        cooperative=a_cooperative(),
        lot_code="MAN-20260714-C03-01",
        product="Mandarin",
        grade="First",
        opened_on=date(2026, 7, 14),
        weigh_ins=weigh_ins(),
        deliveries=(a_delivery(),),
        other=(("loss", kg(10_000)),),
        left=kg(40_000),
    )
    return replace(trace, **changes)


def test_what_went_in_is_what_went_out_and_what_is_left() -> None:
    assert "Received 300 kg = delivered 250 kg + loss 10 kg + left 40 kg." in text_of(lot_trace(a_trace(), ENGLISH))


def test_kilos_that_are_not_explained_are_named() -> None:
    shown = text_of(lot_trace(a_trace(left=kg(39_000)), ENGLISH))

    assert "1 kg are not explained. They stand on the work list." in shown
    assert "Received 300 kg =" not in shown


def test_a_lot_leads_to_schools_and_to_plots_on_one_page() -> None:
    pages = pages_of(lot_trace(a_trace(is_held=True), ENGLISH))

    assert len(pages) == 1
    for part in ("Demo School", "09H02926", "Demo Hill · Plot 3", "Held back: do not deliver from this lot"):
        assert part in pages[0]


def test_a_lot_of_which_nothing_was_delivered_says_so() -> None:
    trace = a_trace(deliveries=(), other=(), left=kg(300_000))

    assert "Nothing was delivered from it." in text_of(lot_trace(trace, ENGLISH))


def test_a_delivery_leads_back_to_families_and_plots() -> None:
    trace = DeliveryTrace(
        cooperative=a_cooperative(),
        delivery=a_delivery(kilos=kg(300_000)),
        product="Mandarin",
        lots=(("MAN-A", weigh_ins(2)), ("MAN-B", weigh_ins(1))),
    )

    shown = text_of(delivery_trace(trace, ENGLISH))

    assert "300 kg from 2 families = 300 kg in this delivery." in shown
    assert "Lot MAN-A" in shown
    assert "Lot MAN-B" in shown


def test_a_lot_without_weigh_ins_makes_a_page() -> None:
    assert lot_trace(a_trace(weigh_ins=(), deliveries=(), other=(), left=kg(0)), ENGLISH).startswith(b"%PDF")

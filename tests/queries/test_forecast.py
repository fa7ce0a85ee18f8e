"""What will come is learned from what came: per member where there is enough to tell, else from all, else the pledge."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.members import archive_member, archive_plot
from sse_desktop.commands.papers import PaperData, add_paper, archive_paper
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.pledge_rounds import PledgeRoundData, add_pledge_round, close_pledge_round
from sse_desktop.commands.products import set_safety_margin
from sse_desktop.commands.reliability import (
    ReasonForReliabilityMissing,
    ReliabilityData,
    forget_reliability,
    set_reliability,
)
from sse_desktop.domain.forecast import Basis, NotAShareOfPledge
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.forecast import forecast, forecast_by_week
from sse_desktop.queries.outlook import outlook
from sse_desktop.queries.plot_certificates import certified_plots
from sse_desktop.queries.reliability import ReliabilityRow, member_reliability, product_reliability
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import pledged
from tests.builders import NOW, TODAY, Office, a_member, a_plot, a_product, a_weigh_in

NOW_WEEK = Week.of(TODAY)
PAST = [NOW_WEEK + -back for back in range(12, 0, -1)]
NEXT = NOW_WEEK + 2


def came(office: Office, member: uuid.UUID, product: uuid.UUID, kilos: Mapping[Week, int]) -> list[Any]:
    """Weigh in on the Wednesday of each week."""
    found = []
    for week, amount in kilos.items():
        office.now = datetime.combine(week.monday + timedelta(days=2), NOW.timetz())
        found.append(a_weigh_in(office, member, product, amount * 1000))
    office.now = NOW
    return found


def reliability(office: Office, product: uuid.UUID) -> dict[str, ReliabilityRow]:
    return {row.member: row for row in office.read(product_reliability, product, TODAY)}


def kilos(office: Office, product: uuid.UUID, **more: Any) -> dict[Week, int]:
    found: dict[Week, int] = office.read(forecast_by_week, product, NOW_WEEK, NOW_WEEK + 20, on=TODAY, **more)
    return found


# ---------------------------------------------------------------- reliability


def test_a_member_is_judged_by_four_weeks_with_a_pledge(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, dict.fromkeys(PAST[:4], 100), ana)
    came(office, ana, product, {PAST[0]: 60, PAST[1]: 120, PAST[3]: 40})
    pledged(office, product, {NEXT: 100}, ana)

    row = reliability(office, product)["Ana"]

    assert (row.weeks, row.pledged, row.delivered) == (4, Quantity.of(400, "kg"), Quantity.of(200, "kg"))
    assert (row.learned_bp, row.bp, row.basis) == (5000, 5000, Basis.OWN)
    assert kilos(office, product) == {NEXT: 50_000}


def test_with_fewer_weeks_all_members_tell_and_before_that_the_pledge_counts(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    ana, luis = a_member(office, "Ana"), a_member(office, "Luis")
    pledged(office, product, dict.fromkeys(PAST[:11], 100), ana)
    came(office, ana, product, dict.fromkeys(PAST[:11], 90))
    pledged(office, product, {NEXT: 10}, luis)
    assert reliability(office, product)["Luis"].basis is Basis.NOTHING
    assert kilos(office, product) == {NEXT: 10_000}

    pledged(office, product, {PAST[0]: 110}, luis)

    # Twelve weeks of members: 990 of 1210 kg.
    found = reliability(office, product)["Luis"]
    assert (found.bp, found.basis, found.learned_bp) == (8181, Basis.COMMON, 0)
    assert kilos(office, product) == {NEXT: 8_181}


def test_the_running_week_and_other_products_tell_nothing(database: Database) -> None:
    office = Office(database)
    product, other, ana = a_product(office), a_product(office, "GRA", "Granadilla"), a_member(office, "Ana")
    pledged(office, product, dict.fromkeys([*PAST[:4], NOW_WEEK], 100), ana)
    came(office, ana, other, dict.fromkeys(PAST[:4], 100))
    came(office, ana, product, dict.fromkeys(PAST[:4], 100))

    assert reliability(office, product)["Ana"].bp == 10_000


def test_a_voided_weigh_in_did_not_come(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, dict.fromkeys(PAST[:4], 100), ana)
    loads = came(office, ana, product, dict.fromkeys(PAST[:4], 100))

    office.write(void_weigh_in, loads[0].id, "Wrong member")

    assert reliability(office, product)["Ana"].bp == 7500


def test_the_week_of_a_load_is_that_of_the_cooperative(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, dict.fromkeys(PAST[:4], 100), ana)
    # Sunday night in Ecuador is Monday in UTC already.
    office.now = datetime.combine(PAST[0].sunday + timedelta(days=1), NOW.time(), UTC).replace(hour=3)
    a_weigh_in(office, ana, product, 100_000)
    office.now = NOW

    assert reliability(office, product)["Ana"].delivered == Quantity.of(100, "kg")


def test_what_was_planned_when_the_round_closed_is_what_counts(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, dict.fromkeys(PAST[:4], 100), ana)
    data = PledgeRoundData(title="Before", first_week=PAST[0], last_week=PAST[3], product_ids=[product])
    office.write(close_pledge_round, office.write(add_pledge_round, data))
    came(office, ana, product, dict.fromkeys(PAST[:4], 50))
    pledged(office, product, dict.fromkeys(PAST[:4], 50), ana)

    assert reliability(office, product)["Ana"].bp == 5000


def test_a_set_figure_wins_with_its_reason_until_it_is_forgotten(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, {NEXT: 100}, ana)
    data = ReliabilityData(member_id=ana, product_id=product, bp=2500, reason=" Hail on the slope ")

    office.write(set_reliability, data)

    [row] = office.read(member_reliability, ana, TODAY)
    assert (row.bp, row.basis, row.product) == (2500, Basis.SET, "Mandarina")
    by_hand = row.set_by_hand
    assert by_hand is not None
    assert (by_hand.reason, by_hand.set_by, by_hand.set_on) == ("Hail on the slope", "Ana", TODAY)
    assert kilos(office, product) == {NEXT: 25_000}
    assert verify(database) == []

    office.write(forget_reliability, ana, product)
    assert reliability(office, product)["Ana"].basis is Basis.NOTHING
    assert kilos(office, product) == {NEXT: 100_000}


@pytest.mark.parametrize(
    ("bp", "reason", "error"),
    [(10_001, "x", NotAShareOfPledge), (-1, "x", NotAShareOfPledge), (50, " ", ReasonForReliabilityMissing)],
)
def test_a_figure_without_reason_or_sense_is_refused(
    database: Database, bp: int, reason: str, error: type[Exception]
) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")

    with pytest.raises(error):
        office.write(set_reliability, ReliabilityData(member_id=ana, product_id=product, bp=bp, reason=reason))


@pytest.mark.parametrize("role", [Role.WEIGHER, Role.TREASURER, Role.DRIVER, Role.AUDITOR])
def test_only_secretary_and_president_set_a_figure(database: Database, role: Role) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    office.role = role

    with pytest.raises(NotAllowed):
        office.write(set_reliability, ReliabilityData(member_id=ana, product_id=product, bp=1, reason="x"))


# ---------------------------------------------------------------- the forecast


def test_the_margin_is_taken_off_after_the_reliability(database: Database) -> None:
    office = Office(database)
    product, ana, luis = a_product(office), a_member(office, "Ana"), a_member(office, "Luis")
    pledged(office, product, {NEXT: 100, NEXT + 1: 7}, ana)
    pledged(office, product, {NEXT: 50}, luis)
    office.write(set_reliability, ReliabilityData(member_id=ana, product_id=product, bp=8000, reason="Age"))
    office.write(set_safety_margin, product, 1000)

    rows = office.read(forecast, product, NEXT, NEXT + 1, on=TODAY)

    assert [
        (row.member_id, row.week, row.pledged_g, row.reliability_bp, row.expected_g, row.grams) for row in rows
    ] == [
        (ana, NEXT, 100_000, 8000, 80_000, 72_000),
        (luis, NEXT, 50_000, 10_000, 50_000, 45_000),
        (ana, NEXT + 1, 7_000, 8000, 5_600, 5_040),
    ]
    assert kilos(office, product) == {NEXT: 117_000, NEXT + 1: 5_040}


def test_members_who_left_bring_nothing(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, {NEXT: 100}, ana)

    office.write(archive_member, ana)

    assert kilos(office, product) == {}


def test_the_coming_weeks_show_the_forecast(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, {NEXT: 100}, ana)
    office.write(set_safety_margin, product, 2500)

    [row] = office.read(outlook, TODAY)

    assert [week.able for week in row.weeks if week.able.milli] == [Quantity.of(75, "kg")]


# ---------------------------------------------------------------- certified plots


def certificate(office: Office, plot: uuid.UUID, kind: str = "bpa", **more: Any) -> uuid.UUID:
    data = PaperData(**{"kind": kind, "title": "Certificate", "holder_kind": "plot", "plot_id": plot, **more})
    made: uuid.UUID = office.write(add_paper, data)
    return made


def test_only_the_yield_of_certified_plots_counts_where_a_certificate_is_asked_for(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    high = a_plot(office, ana, "Alto", product_id=product, expected_yield_g=3_000_000)
    a_plot(office, ana, "Bajo", product_id=product, expected_yield_g=1_000_000)
    pledged(office, product, {NEXT: 100, NEXT + 4: 100}, ana)
    paper = certificate(office, high, valid_to=(NEXT + 4).monday)

    # In the fourth week the certificate ends on the Monday: the loads of Tuesday are not certified any more.
    assert kilos(office, product, certificate_kind="") == {NEXT: 75_000, NEXT + 4: 0}
    assert kilos(office, product, certificate_kind="bpa") == {NEXT: 75_000, NEXT + 4: 0}
    assert kilos(office, product, certificate_kind="organic") == {NEXT: 0, NEXT + 4: 0}
    assert kilos(office, product) == {NEXT: 100_000, NEXT + 4: 100_000}
    assert office.read(certified_plots, NEXT) == {high}

    office.write(archive_paper, paper)
    assert kilos(office, product, certificate_kind="") == {NEXT: 0, NEXT + 4: 0}


def test_a_certificate_that_begins_later_does_not_count_yet(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    plot = a_plot(office, ana, "Alto", product_id=product)
    pledged(office, product, {NEXT: 100, NEXT + 1: 100}, ana)
    certificate(office, plot, valid_from=NEXT.sunday, valid_to=date(2030, 1, 1))

    assert kilos(office, product, certificate_kind="") == {NEXT: 0, NEXT + 1: 100_000}


def test_without_yields_all_plots_have_to_be_certified(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    first, second = (a_plot(office, ana, name, product_id=product) for name in ("Alto", "Bajo"))
    pledged(office, product, {NEXT: 100}, ana)
    certificate(office, first)
    assert kilos(office, product, certificate_kind="") == {NEXT: 0}

    office.write(archive_plot, second)

    assert kilos(office, product, certificate_kind="") == {NEXT: 100_000}

"""Planned against actual: the past as it looked when its week began, the future as it looks today, adding up to the gram."""

from sse_desktop.commands.members import archive_member
from sse_desktop.commands.pledge_rounds import PledgeRoundData, add_pledge_round, close_pledge_round
from sse_desktop.commands.products import set_safety_margin
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.forecast import forecast_by_week
from sse_desktop.queries.forecast_weeks import ForecastWeek, forecast_weeks
from sse_desktop.store.database import Database
from tests.bidding import pledged
from tests.builders import TODAY, Office, a_member, a_product
from tests.queries.test_forecast import NEXT, NOW_WEEK, PAST, came


def kilos(row: ForecastWeek) -> tuple[str, ...]:
    shown = (row.pledged, row.expected, row.margin, row.sure, row.came)
    return tuple("–" if weight is None else str(weight.amount) for weight in shown)


def weeks_of(office: Office, product: object) -> dict[Week, ForecastWeek]:
    return {row.week: row for row in office.read(forecast_weeks, product, PAST[0], NOW_WEEK + 4, TODAY)}


def test_each_week_shows_pledge_expectation_margin_forecast_and_what_came(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana", number=7)
    pledged(office, product, dict.fromkeys([*PAST[:5], NOW_WEEK, NEXT], 100), ana)
    came(office, ana, product, {**dict.fromkeys(PAST[:4], 80), PAST[4]: 95, PAST[6]: 11, NOW_WEEK: 30})
    office.write(set_safety_margin, product, 1000)

    rows = weeks_of(office, product)

    # Nothing was known in the first week; after four weeks 80 %, after the fifth 415 of 500 kg.
    assert kilos(rows[PAST[0]]) == ("100.000", "100.000", "10.000", "90.000", "80.000")
    assert kilos(rows[PAST[4]]) == ("100.000", "80.000", "8.000", "72.000", "95.000")
    assert kilos(rows[PAST[6]]) == ("0.000", "0.000", "0.000", "0.000", "11.000")
    assert kilos(rows[NOW_WEEK]) == ("100.000", "83.000", "8.300", "74.700", "30.000")
    assert kilos(rows[NEXT]) == ("100.000", "83.000", "8.300", "74.700", "–")
    [member] = rows[PAST[4]].members
    assert (member.member_number, member.reliability_bp, member.came) == (7, 8000, Quantity.of(95, "kg"))


def test_the_weeks_to_come_are_those_of_the_capacity(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    for number in range(1, 4):
        member = a_member(office, f"Family {number}")
        pledged(office, product, {**dict.fromkeys(PAST[:4], 10 * number), NEXT: 7 * number, NOW_WEEK: 3}, member)
        came(office, member, product, dict.fromkeys(PAST[:4], 7 * number - 1))
    office.write(set_safety_margin, product, 333)

    rows = weeks_of(office, product)
    counted = office.read(forecast_by_week, product, NOW_WEEK, NOW_WEEK + 4, on=TODAY)

    assert {week: rows[week].sure.milli for week in counted} == counted
    assert all(row.expected - row.margin == row.sure for row in rows.values())


def test_a_past_week_keeps_its_plan_and_its_members(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana")
    pledged(office, product, {PAST[0]: 100, NEXT: 100}, ana)
    data = PledgeRoundData(title="R", first_week=PAST[0], last_week=PAST[0], product_ids=[product])
    office.write(close_pledge_round, office.write(add_pledge_round, data))
    pledged(office, product, {PAST[0]: 20}, ana)
    office.write(archive_member, ana)

    rows = weeks_of(office, product)

    assert rows[PAST[0]].pledged == Quantity.of(100, "kg")
    assert rows[NEXT].pledged == Quantity.of(0, "kg")

"""A subsidy is one signed line, and no price is fair below the floor that pays the families what was agreed."""

from typing import Any

import pytest

from sse_desktop.commands.price_scenarios import ScenarioLineData, set_scenario_line
from sse_desktop.domain.fair_price_parts import MinimumKind, PricePart, SubsidyBasis
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.bids import bid_lines
from sse_desktop.queries.fair_price_rows import FloorRule, PartOrigin
from sse_desktop.queries.price_scenarios import price_scenarios
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember, SharingTerms
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged
from tests.builders import TODAY, Office, a_member
from tests.pricing import (
    a_market,
    a_minimum,
    a_scenario,
    a_subsidy,
    all_costs,
    amounts,
    part_of,
    priced,
    the_example,
    the_line,
    the_product,
    usd,
)

# ---------------------------------------------------------------- subsidies


@pytest.mark.parametrize(
    ("terms", "amount"),
    [
        ({"basis": SubsidyBasis.UNIT, "unit": "kg", "rate": usd("0.05")}, "-0.500000"),
        ({"basis": SubsidyBasis.KM, "rate": usd("0.40"), "km": Quantity.of(1000, "km")}, "-4.000000"),
        ({"basis": SubsidyBasis.LUMP, "rate": usd("200")}, "-2.000000"),
        ({"basis": SubsidyBasis.LUMP, "rate": usd("200"), "cap": Money.of("150", "USD")}, "-1.500000"),
        ({"basis": SubsidyBasis.COST, "share_bp": 1000}, "-0.585600"),
        ({"basis": SubsidyBasis.TRANSPORT, "share_bp": 4000}, "-0.800000"),
        ({"basis": SubsidyBasis.TRANSPORT, "share_bp": 4000, "cap": Money.of("20", "USD")}, "-0.200000"),
    ],
)
def test_a_subsidy_is_one_signed_line(database: Database, terms: dict[str, Any], amount: str) -> None:
    office = Office(database)
    bid_id = the_example(office, units=10_000)
    a_subsidy(office, bid_id, **({"unit": "", "rate": None} | terms))

    part = part_of(office, bid_id, PricePart.SUBSIDY)

    assert (str(part.amount.amount) if part.amount else None, part.origin) == (amount, PartOrigin.SIGNED)
    assert part.source == "Agreement 12"


def test_a_cap_holds_for_all_lines_of_a_bid_together(database: Database) -> None:
    office = Office(database)
    all_costs(office)
    product, made = fruit(office, "NAR", "Naranja"), a_tender(office)
    for units in (10_000, 30_000):
        an_item(office, made, units, description=f"Orange {units}", product_id=product)
    bid_id = a_bid(office, made, "0.08")
    a_subsidy(office, bid_id, cap=Money.of("200", "USD"))

    price = priced(office, bid_id, on=TODAY)

    assert [amounts(line)[PricePart.SUBSIDY] for line in price.lines] == ["-0.500000", "-0.500000"]
    assert price.totals.subsidy == Money.of("200", "USD")


# ---------------------------------------------------------------- the floor and the market


def test_the_floor_pays_the_agreed_minimum_and_its_premium(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    assert the_line(office, bid_id, on=TODAY).floor is None

    a_minimum(office, bid_id, "2.40")
    a_minimum(office, bid_id, "2.20", kind=MinimumKind.FAIR_TRADE, premium=usd("0.10"))
    line = the_line(office, bid_id, on=TODAY)

    assert (line.least, line.floor_by) == (usd("2.50"), FloorRule.MINIMUM)
    assert (line.floor_per, line.floor) == (usd("5.456"), usd("0.05456"))
    assert line.keeps_floor
    assert priced(office, bid_id, on=TODAY).totals.keeps_floor


def test_a_market_above_the_minimum_sets_the_floor(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office, price="0.05")
    a_minimum(office, bid_id, "1.50", premium=usd("0.10"))
    a_market(office, bid_id, "1.70")
    a_market(office, bid_id, "2.20", market="Portoviejo")
    line = the_line(office, bid_id, on=TODAY)

    assert (line.least, line.floor_by, line.keeps_floor) == (usd("2.30"), FloorRule.MARKET, False)
    assert line.market is not None
    assert (line.market.market, line.market.week) == ("Portoviejo", "2026-W29")
    assert (line.market.price, line.market.difference) == (usd("2.20"), usd("-0.20"))


def test_a_market_of_last_season_is_not_this_weeks(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_minimum(office, bid_id, "1.50")
    a_market(office, bid_id, "9.00", "2026-W20")
    a_market(office, bid_id, "9.00", "2026-W30")

    line = the_line(office, bid_id, on=TODAY)

    assert (line.market, line.least) == (None, usd("1.50"))


def test_a_minimum_by_the_kilo_is_converted_by_the_products_factor(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_minimum(office, bid_id, "0.30", unit="kg")

    assert the_line(office, bid_id, on=TODAY).least == usd("3.00")


# ---------------------------------------------------------------- the least income of a family


def shared(office: Office, bid_id: Any, *units: int, minimum: str = "100.00") -> None:
    """Keep a sharing in which families bring so many units each, with a minimum income for everybody."""
    [line] = office.read(bid_lines, bid_id)
    families = [a_member(office, f"Family {place}") for place, _ in enumerate(units)]
    with office.database.writing(Actor(office.name, office.role), "a sharing", office.now) as session:
        minor = Money.of(minimum, "USD").minor
        session.add(SharingTerms(id=session.new_id(), bid_id=bid_id, measure="equal", minimum_minor=minor))
        sharing = Sharing(
            id=session.new_id(),
            bid_id=bid_id,
            version=1,
            made_at=office.now,
            currency="USD",
            asked_minor=0,
            shared_minor=0,
        )
        session.add(sharing)
        session.flush()
        for family, count in zip(families, units, strict=True):
            member = SharingMember(
                id=session.new_id(),
                sharing_id=sharing.id,
                member_id=family,
                weight=1,
                offered_minor=0,
                even_minor=0,
                carried_minor=0,
                value_minor=0,
            )
            session.add(member)
            session.flush()
            session.add(
                SharingLine(
                    id=session.new_id(),
                    sharing_member_id=member.id,
                    bid_line_id=line.id,
                    product_id=line.product_id,
                    quantity_milli=count * 1000,
                    grams=0,
                    value_minor=0,
                )
            )


def test_the_family_with_least_sets_the_floor(database: Database) -> None:
    """2,000 oranges sold are 2,222.2 paid for: at 4.50 for a hundred they bring just 100.00."""
    office = Office(database)
    bid_id = the_example(office, units=10_000)
    a_minimum(office, bid_id, "2.40")
    shared(office, bid_id, 2_000, 8_000)

    line = the_line(office, bid_id, on=TODAY)

    assert (line.least, line.floor_by) == (usd("4.50"), FloorRule.INCOME)
    assert (line.floor_per, line.keeps_floor) == (usd("7.856"), True)


def test_a_low_minimum_income_leaves_the_agreed_price_as_the_floor(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office, units=10_000)
    a_minimum(office, bid_id, "2.40")
    shared(office, bid_id, 2_000, 8_000, minimum="10.00")

    line = the_line(office, bid_id, on=TODAY)

    assert (line.least, line.floor_by) == (usd("2.40"), FloorRule.MINIMUM)


def test_a_scenario_tells_the_families_its_quantities_were_shared_among(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office, units=10_000)
    shared(office, bid_id, 2_000, 8_000)
    a_scenario(office, bid_id)

    [row] = office.read(price_scenarios, bid_id)

    assert row.families == 2


def test_other_quantities_are_shared_on_trial_to_tell_the_families(database: Database) -> None:
    """Two families pledge 100 kg a week each for four weeks; a unit weighs 100 g."""
    office = Office(database)
    bid_id = the_example(office, units=8_000)
    for _ in range(2):
        pledged(office, the_product(office, bid_id), dict.fromkeys(WEEKS, 100))
    scenario = a_scenario(office, bid_id)
    line = the_line(office, bid_id, scenario)
    assert [row.families for row in office.read(price_scenarios, bid_id)] == [None]
    assert [row.families for row in office.read(price_scenarios, bid_id, today=TODAY)] == [2]

    one = ScenarioLineData(quantity=Quantity.of(1, "unit"), per=line.per, price=line.price)
    office.write(set_scenario_line, line.scenario_line_id, one)

    assert [row.families for row in office.read(price_scenarios, bid_id, today=TODAY)] == [1]

"""A price is taken apart from recorded costs; what nobody told stays an empty field."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.rates import set_conversion
from sse_desktop.domain.fair_price_parts import ASKED, CostBasis, PricePart
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion, NoConversion, Quantity
from sse_desktop.queries.fair_price_rows import DaysFrom, PartOrigin
from sse_desktop.queries.price_parts import DaysNotKnown, RoutesNotKnown, RouteWithoutCost
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from tests.bidding import fruit, put
from tests.builders import TODAY, Office, a_price
from tests.pricing import (
    JANUARY,
    a_cost,
    all_costs,
    amounts,
    oranges,
    part_of,
    priced,
    the_example,
    the_line,
    the_product,
    usd,
)


def buyer_on(office: Office, *routes: str, **more: Any) -> Any:
    """Store a buyer with a school on each route."""
    buyer = office.write(add_buyer, BuyerData(name="Instituto", **more))
    for place, route in enumerate(routes):
        office.write(
            add_delivery_point, buyer, DeliveryPointData(code=f"E{place}", name=f"School {place}", route=route)
        )
    return buyer


def a_trip(office: Office, amount: str, units: int, route: str = "", **more: Any) -> None:
    load = Quantity.of(units, "unit")
    a_cost(office, PricePart.TRANSPORT, amount, basis=CostBasis.TRIP, unit="", units=load, route=route, **more)


# ---------------------------------------------------------------- the worked example


def test_the_oranges_of_the_worked_example_come_out_to_all_digits(database: Database) -> None:
    """Section 7 of the Ecuador study."""
    office = Office(database)
    line = the_line(office, the_example(office), on=TODAY)

    assert line.per == Quantity.of(100, "unit")
    assert amounts(line) == {
        PricePart.FARM_GATE: "2.000000",
        PricePart.COLLECTION: "0.600000",
        PricePart.CLEANING: "0.300000",
        PricePart.LOSS: "0.322222",
        PricePart.PACKAGING: "0.200000",
        PricePart.TRANSPORT: "1.500000",
        PricePart.DISTRIBUTION: "0.500000",
        PricePart.CERTIFICATION: "0.000000",
        PricePart.FINANCE: "0.000000",
        PricePart.FINES: "0.000000",
        PricePart.ADMINISTRATION: "0.433778",
        PricePart.SOCIAL_FUND: "0.000000",
        PricePart.SUBSIDY: "-1.000000",
    }
    assert (line.net_cost, line.price, line.price_per) == (usd("4.856"), usd("0.08"), usd("8"))
    assert (line.left, line.accept, line.farmer_most) == (usd("3.144"), True, usd("4.62"))
    assert (line.farmer_share_bp, line.subsidised_share_bp) == (2778, 2469)
    assert line.missing == ()


def test_the_totals_are_those_of_the_bid(database: Database) -> None:
    office = Office(database)
    totals = priced(office, the_example(office), on=TODAY).totals

    assert totals.offer == Money.of("80202.88", "USD")
    assert totals.net_cost == Money.of("48683.15", "USD")
    assert totals.left == Money.of("31519.73", "USD")
    assert totals.subsidy == Money.of("10025.36", "USD")
    assert totals.families == Money.of("22278.58", "USD")
    assert (totals.farmer_share_bp, totals.subsidised_share_bp) == (2778, 2469)
    assert totals.is_complete


def test_a_price_below_the_net_cost_is_not_accepted_and_says_what_is_missing(database: Database) -> None:
    office = Office(database)
    line = the_line(office, the_example(office, price="0.04"), on=TODAY)

    assert (line.accept, line.left) == (False, usd("-0.856"))
    assert line.farmer_most == usd("1.286667")


# ---------------------------------------------------------------- where numbers are from


def test_without_recorded_costs_every_part_is_an_empty_field(database: Database) -> None:
    office = Office(database)
    bid_id = oranges(office)
    line = the_line(office, bid_id)

    assert line.missing == ASKED
    assert (line.net_cost, line.left, line.accept, line.floor, line.farmer_share_bp) == (None,) * 5
    assert line.price == usd("0.08")
    totals = priced(office, bid_id).totals
    assert (totals.is_complete, totals.net_cost, totals.left, totals.families) == (False, None, None, None)


def test_a_part_takes_the_newest_cost_of_its_day_and_shows_its_source(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_cost(office, PricePart.COLLECTION, "0.65", valid_from=date(2026, 7, 1), source="Receipt 31")
    a_cost(office, PricePart.COLLECTION, "0.75", valid_from=date(2026, 8, 1))

    part = part_of(office, bid_id, PricePart.COLLECTION)

    assert (part.amount, part.origin, part.source, part.source_on) == (
        usd("0.65"),
        PartOrigin.RECORDED,
        "Receipt 31",
        date(2026, 7, 1),
    )


def test_the_products_own_cost_goes_before_one_for_all_products(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    own = a_cost(office, PricePart.COLLECTION, "0.50", product_id=the_product(office, bid_id))
    a_cost(office, PricePart.COLLECTION, "0.80", valid_from=date(2026, 7, 1))
    other = fruit(office, "PIN", "Piña")
    a_cost(office, PricePart.COLLECTION, "0.99", product_id=other, valid_from=date(2026, 7, 1))

    part = part_of(office, bid_id, PricePart.COLLECTION)

    assert (part.amount, part.cost_id) == (usd("0.50"), own)


@pytest.mark.parametrize(("micros", "since"), [(250_000, date(2026, 7, 1)), (200_000, JANUARY)])
def test_the_farm_gate_is_the_price_to_the_family_by_the_kilo(database: Database, micros: int, since: date) -> None:
    """A unit weighs 100 g here, so a hundred are 10 kg."""
    office = Office(database)
    all_costs(office, PricePart.FARM_GATE)
    bid_id = oranges(office)
    a_price(office, the_product(office, bid_id), micros, since)

    part = part_of(office, bid_id, PricePart.FARM_GATE)

    assert (part.amount, part.origin, part.source_on) == (UnitPrice(micros * 10, "USD"), PartOrigin.FARM_PRICE, since)


def test_a_farm_gate_recorded_by_the_hundred_later_counts(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_price(office, the_product(office, bid_id), 250_000, date(2025, 12, 1))
    assert part_of(office, bid_id, PricePart.FARM_GATE).amount == usd("2.00")

    a_price(office, the_product(office, bid_id), 300_000, date(2026, 7, 1))
    assert part_of(office, bid_id, PricePart.FARM_GATE).amount == usd("3.00")


def test_a_unit_without_a_factor_leaves_the_part_empty_and_says_why(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_cost(office, PricePart.PACKAGING, "0.30", unit="crate", valid_from=date(2026, 7, 1))
    part = part_of(office, bid_id, PricePart.PACKAGING)
    assert (part.is_missing, type(part.trouble)) == (True, NoConversion)

    office.write(set_conversion, the_product(office, bid_id), Conversion("crate", 75, 10, JANUARY))

    assert part_of(office, bid_id, PricePart.PACKAGING).amount == usd("0.40")


def test_a_cost_in_another_currency_is_not_taken(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.PACKAGING)
    bid_id = oranges(office)
    a_cost(office, PricePart.PACKAGING, "1.00")
    assert not part_of(office, bid_id, PricePart.PACKAGING).is_missing
    put(office, Bid, bid_id, currency="EUR")

    assert part_of(office, bid_id, PricePart.PACKAGING).is_missing


# ---------------------------------------------------------------- transport by route


def test_a_trip_is_shared_by_the_units_on_its_route(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.TRANSPORT)
    bid_id = oranges(office, buyer_id=buyer_on(office, "North", "South"))
    a_trip(office, "40", 2000, "North", source="Fuel")
    a_trip(office, "60", 500, "South", source="Hire")

    part = part_of(office, bid_id, PricePart.TRANSPORT)

    assert (part.amount, part.source) == (usd("4.00"), "Fuel (North); Hire (South)")


def test_a_route_without_a_cost_leaves_transport_empty(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.TRANSPORT)
    bid_id = oranges(office, buyer_id=buyer_on(office, "North", "South"))
    a_trip(office, "40", 2000, "North")
    part = part_of(office, bid_id, PricePart.TRANSPORT)
    assert (part.is_missing, type(part.trouble)) == (True, RouteWithoutCost)

    a_trip(office, "50", 2500)

    assert part_of(office, bid_id, PricePart.TRANSPORT).amount == usd("2.00")


def test_costs_by_route_need_the_routes_of_the_buyer(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.TRANSPORT)
    bid_id = oranges(office)
    a_trip(office, "40", 2000, "North")

    assert isinstance(part_of(office, bid_id, PricePart.TRANSPORT).trouble, RoutesNotKnown)


# ---------------------------------------------------------------- other parts


def test_a_sum_for_the_whole_bid_is_shared_by_quantity(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office, units=10_000)
    a_cost(office, PricePart.CERTIFICATION, "50", basis=CostBasis.BID, unit="", valid_from=date(2026, 7, 1))

    assert part_of(office, bid_id, PricePart.CERTIFICATION).amount == usd("0.50")


def test_waiting_needs_the_days_until_the_buyer_pays(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.FINANCE)
    bid_id = oranges(office, buyer_id=buyer_on(office, days_to_pay=73))
    a_cost(office, PricePart.FINANCE, share_bp=1200)

    line = the_line(office, bid_id, on=TODAY)

    assert (line.days_to_pay, line.days_from) == (73, DaysFrom.BUYER)
    assert amounts(line)[PricePart.FINANCE] == "0.130133"


def test_without_the_buyers_word_the_term_of_the_rules_counts(database: Database) -> None:
    office = Office(database)
    line = the_line(office, the_example(office), on=TODAY)

    assert (line.days_to_pay, line.days_from) == (30, DaysFrom.RULES)


def test_interest_without_days_is_an_empty_field(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.FINANCE)
    bid_id = oranges(office)
    a_cost(office, PricePart.FINANCE, share_bp=1200)
    put(
        office,
        Cooperative,
        office.read(lambda session: session.scalars(sa.select(Cooperative.id)).one()),
        profile_id="br-pnae",
    )

    part = part_of(office, bid_id, PricePart.FINANCE)

    assert (part.is_missing, type(part.trouble)) == (True, DaysNotKnown)

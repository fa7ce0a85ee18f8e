"""Costs, minimums, market prices and subsidies are kept with their source, by the people who may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sse_desktop.commands.agreed_minimums import (
    AgreedMinimumData,
    add_agreed_minimum,
    archive_agreed_minimum,
    change_agreed_minimum,
)
from sse_desktop.commands.changing import BelowNothing, ChangedMeanwhile
from sse_desktop.commands.contracts import ContractData, open_contract_from_bid
from sse_desktop.commands.costs import (
    CostData,
    CostMissing,
    NotACost,
    NotAShare,
    ShareAsked,
    SourceMissing,
    UnitMissing,
    archive_cost,
    change_cost,
    record_cost,
)
from sse_desktop.commands.market_prices import (
    MarketPriceData,
    MarketWeekKnown,
    add_market_price,
    archive_market_price,
    change_market_price,
)
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.subsidies import (
    KilometresMissing,
    ProofMissing,
    RateMissing,
    SubsidyData,
    drop_subsidy,
    set_subsidy,
)
from sse_desktop.domain.fair_price import SubsidyIsWhole
from sse_desktop.domain.fair_price_parts import CostBasis, MinimumKind, PricePart, SubsidyBasis
from sse_desktop.domain.money import DifferentCurrencies, Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.agreed_minimums import agreed_minimums, minimums_in_force
from sse_desktop.queries.costs import costs
from sse_desktop.queries.market_prices import market_prices, prices_of_week
from sse_desktop.queries.subsidies import subsidy_of, subsidy_of_contract
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid
from tests.bidding import fruit, put
from tests.builders import TODAY, Office
from tests.pricing import JANUARY, oranges, usd


def a_cost(**more: Any) -> CostData:
    known: dict[str, Any] = {
        "part": PricePart.COLLECTION,
        "basis": CostBasis.UNIT,
        "valid_from": JANUARY,
        "source": "Receipt 7",
        "unit": "hundred",
        "amount": usd("0.60"),
    }
    return CostData(**(known | more))


def a_minimum(product: Any, **more: Any) -> AgreedMinimumData:
    known: dict[str, Any] = {
        "product_id": product,
        "kind": MinimumKind.ASSEMBLY,
        "unit": "hundred",
        "price": usd("2.40"),
        "valid_from": JANUARY,
        "source": "Minutes",
    }
    return AgreedMinimumData(**(known | more))


def a_market(product: Any, **more: Any) -> MarketPriceData:
    known: dict[str, Any] = {
        "product_id": product,
        "week": Week(2026, 29),
        "market": "Chone",
        "unit": "hundred",
        "price": usd("1.85"),
        "source": "Seen there",
    }
    return MarketPriceData(**(known | more))


# ---------------------------------------------------------------- costs


def test_a_cost_is_kept_with_its_source_and_day(database: Database) -> None:
    office = Office(database)
    trip = a_cost(
        part=PricePart.TRANSPORT,
        basis=CostBasis.TRIP,
        unit="",
        units=Quantity.of(2000, "unit"),
        amount=usd("40"),
        route=" North ",
    )
    key = office.write(record_cost, trip)
    office.write(record_cost, a_cost(part=PricePart.LOSS, basis=CostBasis.SHARE, unit="", amount=None, share_bp=1000))

    loss, transport = office.read(costs)

    assert (transport.id, transport.route, transport.units, transport.amount) == (
        key,
        "North",
        Quantity.of(2000, "unit"),
        usd("40"),
    )
    assert (transport.source, transport.valid_from, transport.unit) == ("Receipt 7", JANUARY, "unit")
    assert (loss.share_bp, loss.amount) == (1000, None)
    assert [row.id for row in office.read(costs, search="nórth")] == [key]
    assert [row.part for row in office.read(costs, part=PricePart.LOSS)] == [PricePart.LOSS]
    assert verify(database) == []


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (a_cost(part=PricePart.SUBSIDY), NotACost),
        (a_cost(amount=None), CostMissing),
        (a_cost(part=PricePart.ADMINISTRATION), ShareAsked),
        (a_cost(basis=CostBasis.SHARE, share_bp=100), ShareAsked),
        (a_cost(part=PricePart.LOSS, basis=CostBasis.SHARE, share_bp=10_000), NotAShare),
        (a_cost(part=PricePart.FINANCE, basis=CostBasis.SHARE, share_bp=-1), NotAShare),
        (a_cost(amount=usd("-0.01")), BelowNothing),
        (a_cost(unit=" "), UnitMissing),
        (a_cost(basis=CostBasis.TRIP), UnitMissing),
        (a_cost(basis=CostBasis.TRIP, units=Quantity.of(0, "unit")), UnitMissing),
        (a_cost(source=" "), SourceMissing),
    ],
)
def test_a_cost_that_can_not_be_is_refused(database: Database, data: CostData, refused: type[Exception]) -> None:
    office = Office(database)
    with pytest.raises(refused):
        office.write(record_cost, data)
    assert office.read(costs) == []


def test_a_cost_changes_and_is_taken_out(database: Database) -> None:
    office = Office(database)
    key = office.write(record_cost, a_cost())
    [before] = office.read(costs)
    office.write(change_cost, key, a_cost(amount=usd("0.70")), before.stamps)
    assert office.read(costs)[0].amount == usd("0.70")
    with pytest.raises(ChangedMeanwhile):
        office.write(change_cost, key, a_cost(amount=usd("0.80")), before.stamps)

    office.write(archive_cost, key)

    assert office.read(costs) == []
    assert len(office.read(costs, archived=True)) == 1


# ---------------------------------------------------------------- minimums and markets


def test_the_newest_minimum_of_each_kind_holds_from_its_day(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    office.write(add_agreed_minimum, a_minimum(product))
    newer = office.write(add_agreed_minimum, a_minimum(product, price=usd("2.60"), valid_from=date(2026, 7, 1)))
    office.write(add_agreed_minimum, a_minimum(product, price=usd("3.00"), valid_from=date(2026, 8, 1)))
    fair = a_minimum(product, kind=MinimumKind.FAIR_TRADE, premium=usd("0.10"))
    office.write(add_agreed_minimum, fair)

    found = office.read(minimums_in_force, product, TODAY, "USD")

    assert (found[MinimumKind.ASSEMBLY].id, found[MinimumKind.ASSEMBLY].price) == (newer, usd("2.60"))
    assert found[MinimumKind.FAIR_TRADE].premium == usd("0.10")
    assert office.read(minimums_in_force, product, TODAY, "EUR") == {}
    office.write(change_agreed_minimum, newer, a_minimum(product, price=usd("2.70"), valid_from=date(2026, 7, 1)))
    office.write(archive_agreed_minimum, newer)
    assert office.read(minimums_in_force, product, TODAY, "USD")[MinimumKind.ASSEMBLY].price == usd("2.40")
    assert len(office.read(agreed_minimums, search="granadilla")) == 3


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"price": usd("-1")}, BelowNothing),
        ({"premium": UnitPrice.of(1, "EUR")}, DifferentCurrencies),
        ({"unit": ""}, UnitMissing),
        ({"source": ""}, SourceMissing),
    ],
)
def test_a_minimum_that_can_not_be_is_refused(
    database: Database, more: dict[str, Any], refused: type[Exception]
) -> None:
    office = Office(database)
    data = a_minimum(fruit(office), **more)
    with pytest.raises(refused):
        office.write(add_agreed_minimum, data)


def test_a_market_has_one_price_in_a_week(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    key = office.write(add_market_price, a_market(product))
    with pytest.raises(MarketWeekKnown):
        office.write(add_market_price, a_market(product, market="chone "))
    office.write(add_market_price, a_market(product, market="Portoviejo"))
    office.write(add_market_price, a_market(product, week=Week(2026, 28)))
    office.write(change_market_price, key, a_market(product, price=usd("1.90")))

    assert {row.market: row.price for row in office.read(prices_of_week, product, TODAY, "USD")} == {
        "Chone": usd("1.90"),
        "Portoviejo": usd("1.85"),
    }
    office.write(archive_market_price, key)
    assert len(office.read(market_prices, search="chone")) == 1


# ---------------------------------------------------------------- subsidies


def test_a_bid_has_one_subsidy_with_its_proof(database: Database) -> None:
    office = Office(database)
    bid_id = oranges(office)
    first = SubsidyData(basis=SubsidyBasis.UNIT, unit="hundred", rate=usd("1"), proof="Agreement 12")
    key = office.write(set_subsidy, bid_id, first)
    km = SubsidyData(
        basis=SubsidyBasis.KM,
        rate=usd("0.40"),
        km=Quantity.of(1200, "km"),
        cap=Money.of("400", "USD"),
        proof="Agreement 13",
        signed_on=TODAY,
    )

    assert office.write(set_subsidy, bid_id, km) == key

    found = office.read(subsidy_of, bid_id)
    assert (found.basis, found.rate, found.km, found.cap) == (km.basis, km.rate, km.km, km.cap)
    assert (found.unit, found.proof, found.signed_on) == ("", "Agreement 13", TODAY)
    office.write(drop_subsidy, bid_id)
    assert office.read(subsidy_of, bid_id) is None


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"rate": None}, RateMissing),
        ({"unit": ""}, UnitMissing),
        ({"proof": ""}, ProofMissing),
        ({"rate": usd("-1")}, BelowNothing),
        ({"rate": UnitPrice.of(1, "EUR")}, DifferentCurrencies),
        ({"basis": SubsidyBasis.KM}, KilometresMissing),
        ({"basis": SubsidyBasis.COST}, RateMissing),
        ({"basis": SubsidyBasis.COST, "share_bp": 10_000}, SubsidyIsWhole),
        ({"basis": SubsidyBasis.TRANSPORT, "share_bp": 10_001}, SubsidyIsWhole),
    ],
)
def test_a_subsidy_that_can_not_be_is_refused(
    database: Database, more: dict[str, Any], refused: type[Exception]
) -> None:
    office = Office(database)
    bid_id = oranges(office)
    known: dict[str, Any] = {"basis": SubsidyBasis.UNIT, "unit": "hundred", "rate": usd("1"), "proof": "Agreement 12"}
    with pytest.raises(refused):
        office.write(set_subsidy, bid_id, SubsidyData(**(known | more)))


def test_the_subsidy_goes_with_the_bid_to_its_contract(database: Database) -> None:
    office = Office(database)
    bid_id = oranges(office)
    office.write(set_subsidy, bid_id, SubsidyData(basis=SubsidyBasis.LUMP, rate=usd("200"), proof="Agreement 12"))
    put(office, Bid, bid_id, state="won")
    data = ContractData(reference="C-1", title="Oranges", signed_on=TODAY)
    contract = office.write(open_contract_from_bid, bid_id, data)

    found = office.read(subsidy_of_contract, contract)

    assert (found.bid_id, found.rate, found.proof) == (bid_id, usd("200"), "Agreement 12")


@pytest.mark.parametrize("role", [Role.WEIGHER, Role.DRIVER, Role.AUDITOR])
def test_who_does_not_price_records_nothing(database: Database, role: Role) -> None:
    office = Office(database)
    product, bid_id = fruit(office), oranges(office)
    office.role = role
    subsidy = SubsidyData(basis=SubsidyBasis.LUMP, rate=usd("1"), proof="Agreement 12")
    attempts: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (record_cost, (a_cost(),)),
        (add_agreed_minimum, (a_minimum(product),)),
        (add_market_price, (a_market(product),)),
        (set_subsidy, (bid_id, subsidy)),
    ]
    for command, arguments in attempts:
        with pytest.raises(NotAllowed):
            office.write(command, *arguments)

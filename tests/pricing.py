"""What tests of fair prices begin with: the oranges of the worked example, with their costs recorded by the hundred."""

import uuid
from datetime import date
from typing import Any

from sse_desktop.commands.agreed_minimums import AgreedMinimumData, add_agreed_minimum
from sse_desktop.commands.costs import CostData, record_cost
from sse_desktop.commands.market_prices import MarketPriceData, add_market_price
from sse_desktop.commands.price_scenarios import ScenarioData, ScenarioLineData, add_scenario
from sse_desktop.commands.subsidies import SubsidyData, set_subsidy
from sse_desktop.domain.fair_price_parts import CostBasis, MinimumKind, PricePart, SubsidyBasis
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bid_lines
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice, FairPriceLine, FairPricePart
from sse_desktop.queries.price_scenarios import ScenarioRow, price_scenarios
from tests.bidding import Records, a_bid, a_tender, an_item, fruit
from tests.builders import TODAY

JANUARY = date(2026, 1, 1)
HUNDRED = Quantity.of(100, "unit")
ALL = Quantity.of(1_002_536, "unit")
BY_THE_HUNDRED = {
    PricePart.FARM_GATE: "2.00",
    PricePart.COLLECTION: "0.60",
    PricePart.CLEANING: "0.30",
    PricePart.PACKAGING: "0.20",
    PricePart.TRANSPORT: "1.50",
    PricePart.DISTRIBUTION: "0.50",
    PricePart.CERTIFICATION: "0",
    PricePart.FINES: "0",
    PricePart.SOCIAL_FUND: "0",
}
SHARES = {PricePart.LOSS: 1000, PricePart.FINANCE: 0, PricePart.ADMINISTRATION: 800}


def usd(amount: str) -> UnitPrice:
    """Return a price in dollars."""
    return UnitPrice.of(amount, "USD")


def a_cost(office: Records, part: PricePart, amount: str | None = None, **more: Any) -> uuid.UUID:
    """Record a cost for a hundred units, or a share."""
    basis = CostBasis.SHARE if part.is_share else CostBasis.UNIT
    data: dict[str, Any] = {"part": part, "basis": basis, "valid_from": JANUARY, "source": "Receipt 7"}
    data |= {"amount": usd(amount), "unit": "hundred"} if amount is not None else {}
    return uuid.UUID(str(office.write(record_cost, CostData(**(data | more)))))


def all_costs(office: Records, *left_out: PricePart) -> None:
    """Record every cost of the worked example but these."""
    for part, amount in BY_THE_HUNDRED.items():
        if part not in left_out:
            a_cost(office, part, amount)
    for part, share in SHARES.items():
        if part not in left_out:
            a_cost(office, part, share_bp=share)


def oranges(office: Records, units: int = 1_002_536, price: str | None = "0.08", **more: Any) -> uuid.UUID:
    """Start the bid for the oranges of Manabí at the state's price."""
    product = fruit(office, "NAR", "Naranja")
    made = a_tender(office, **more)
    an_item(office, made, units, description="Orange", product_id=product)
    return a_bid(office, made, price)


def a_subsidy(office: Records, bid_id: uuid.UUID, basis: SubsidyBasis = SubsidyBasis.UNIT, **more: Any) -> None:
    """Sign a subsidy of 1.00 for a hundred, or another."""
    data: dict[str, Any] = {"basis": basis, "proof": "Agreement 12"}
    data |= {"unit": "hundred", "rate": usd("1.00")} if basis is SubsidyBasis.UNIT else {}
    office.write(set_subsidy, bid_id, SubsidyData(**(data | more)))


def the_example(office: Records, **more: Any) -> uuid.UUID:
    """Store the worked example: costs, subsidy and the bid for oranges."""
    all_costs(office)
    made = oranges(office, **more)
    a_subsidy(office, made)
    return made


def a_scenario(office: Records, bid_id: uuid.UUID, title: str = "As the state pays", **more: Any) -> uuid.UUID:
    """Add a way to price a bid."""
    return uuid.UUID(str(office.write(add_scenario, bid_id, ScenarioData(**({"title": title} | more)))))


def priced(office: Records, bid_id: uuid.UUID, scenario: uuid.UUID | None = None, **more: Any) -> FairPrice:
    """Return the fair price of a bid."""
    found: FairPrice = office.read(fair_price, bid_id, scenario, **more)
    return found


def the_line(office: Records, bid_id: uuid.UUID, scenario: uuid.UUID | None = None, **more: Any) -> FairPriceLine:
    """Return its only line."""
    [line] = priced(office, bid_id, scenario, **more).lines
    return line


def amounts(line: FairPriceLine) -> dict[PricePart, str | None]:
    """Return the parts of a line as exact texts."""
    return {part.code: str(part.amount.amount) if part.amount is not None else None for part in line.parts}


def the_product(office: Records, bid_id: Any) -> Any:
    """Return the product of its first line."""
    return office.read(bid_lines, bid_id)[0].product_id


def a_minimum(office: Records, bid_id: Any, price: str, **more: Any) -> None:
    """Agree on a minimum for a hundred."""
    data: dict[str, Any] = {
        "product_id": the_product(office, bid_id),
        "kind": MinimumKind.ASSEMBLY,
        "unit": "hundred",
        "price": usd(price),
        "valid_from": JANUARY,
        "source": "Minutes of the assembly",
    }
    office.write(add_agreed_minimum, AgreedMinimumData(**(data | more)))


def a_market(office: Records, bid_id: Any, price: str, week: str = "2026-W29", **more: Any) -> None:
    """Note what a market paid for a hundred in a week."""
    data: dict[str, Any] = {
        "product_id": the_product(office, bid_id),
        "week": Week.parse(week),
        "market": "Chone",
        "unit": "hundred",
        "price": usd(price),
        "source": "Seen by Luis",
    }
    office.write(add_market_price, MarketPriceData(**(data | more)))


def part_of(office: Records, bid_id: Any, code: PricePart) -> FairPricePart:
    """Return a part of its first line, as of today in the tests."""
    return next(part for part in the_line(office, bid_id, on=TODAY).parts if part.code is code)


def rows(office: Records, bid_id: Any, **more: Any) -> list[ScenarioRow]:
    """Return the scenarios of a bid, side by side."""
    found: list[ScenarioRow] = office.read(price_scenarios, bid_id, **more)
    return found


def given(**more: Any) -> ScenarioLineData:
    """Return a line as the state prices it, or otherwise."""
    known: dict[str, Any] = {"quantity": ALL, "per": HUNDRED, "price": usd("0.08")}
    return ScenarioLineData(**(known | more))


def the_key(office: Records, bid_id: Any, scenario: Any) -> Any:
    """Return the only line of a scenario."""
    return the_line(office, bid_id, scenario).scenario_line_id

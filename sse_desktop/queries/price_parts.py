"""From what a part of a price is taken: typed, recorded, the price to the family, or learned; exact, for one basis."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_price import trip_cost
from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity, how_many
from sse_desktop.queries.costs import CostRow, newest_costs
from sse_desktop.queries.fair_price_rows import PartOrigin
from sse_desktop.queries.learned_losses import LearnedLoss

_WHOLE_BP: Final = 10_000


class RouteWithoutCost(DomainError):
    """A school of the buyer lies on a route of which no cost is recorded."""

    sentence = N_("No cost is recorded for the route {route}. Record it, or type the amount here.")


class RoutesNotKnown(DomainError):
    """Costs are recorded by route, but no school of the buyer has one."""

    sentence = N_(
        "The costs are recorded by route, but no delivery point of this buyer has a route. Enter the routes there, or type the amount here."
    )


class LoadsNotKnown(DomainError):
    """Costs of several routes can't be weighted."""

    sentence = N_("It is not known how many units each route carries. Say it at the recorded costs.")


class QuantityNotKnown(DomainError):
    """A sum for the whole bid can't be shared out."""

    sentence = N_("A sum for the whole bid is shared by quantity, and the quantity of this line is not known. Type it.")


class DaysNotKnown(DomainError):
    """Nobody said after how many days the buyer pays."""

    sentence = N_("After how many days does the buyer pay? Type the days here, or at the buyer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The exact value of a part: money for one basis, or a share; and where it is from. None: nobody told it."""

    value: Fraction | None = None
    origin: PartOrigin = PartOrigin.MISSING
    source: str = ""
    on: date | None = None
    cost_id: uuid.UUID | None = None
    trouble: DomainError | None = None
    learned: LearnedLoss | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FarmPriceTaken:
    """The newest price to the family of a product."""

    price: UnitPrice
    unit: str
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all lines of a bid are priced from. `routes` are those of the buyer's delivery points."""

    currency: str
    on: date | None
    costs: Mapping[PricePart, Sequence[CostRow]]
    routes: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGround:
    """What one line is priced from. `bid_share` is its part of the whole bid; None while that is not known.

    `typed` are values that a person gave, `picked` recorded costs that a person chose, though there may be newer ones.
    """

    product_id: uuid.UUID | None
    unit: str
    per: Quantity
    quantity: Quantity
    bid_share: Fraction | None
    conversions: Sequence[Conversion]
    typed: Mapping[PricePart, Taken] = field(default_factory=dict)
    picked: Mapping[PricePart, CostRow] = field(default_factory=dict)
    farm_price: FarmPriceTaken | None = None
    learned: LearnedLoss | None = None

    def of_basis(self, price: UnitPrice, unit: str, on: date) -> Fraction:
        """Return a price for a unit as the amount for this line's basis.

        Raises:
            NoConversion.
        """
        return Fraction(price.amount) * how_many(self.unit, unit, self.conversions, on) * Fraction(self.per.amount)

    def part_of_sum(self, amount: Fraction | Decimal) -> Fraction:
        """Return what a sum for the whole bid is for this line's basis.

        Raises:
            QuantityNotKnown.
        """
        if self.bid_share is None or not self.quantity.milli:
            raise QuantityNotKnown
        return Fraction(amount) * self.bid_share * Fraction(self.per.milli, self.quantity.milli)


def taken(ground: Ground, line: LineGround, part: PricePart) -> Taken:
    """Return the value of a part: what was typed goes before what was recorded, and that before what is learned."""
    if part in line.typed:
        return line.typed[part]
    try:
        if part in line.picked:
            return from_cost(ground, line, line.picked[part])
        recorded = _recorded(ground, line, part)
        if part is PricePart.FARM_GATE:
            recorded = _newer(recorded, _farm_price(ground, line))
    except DomainError as trouble:
        return Taken(trouble=trouble)
    if recorded is None and part is PricePart.LOSS and line.learned is not None:
        learned = line.learned
        return Taken(value=learned.share, origin=PartOrigin.LEARNED, on=learned.last, learned=learned)
    return recorded or Taken()


def from_cost(ground: Ground, line: LineGround, row: CostRow) -> Taken:
    """Return the value of one recorded cost.

    Raises:
        NoConversion, QuantityNotKnown.
    """
    return _said(_worth(ground, line, row), [row])


def day_of(ground: Ground) -> date:
    """Return the day whose factors count."""
    return ground.on or date.max


# ---------------------------------------------------------------- private


def _recorded(ground: Ground, line: LineGround, part: PricePart) -> Taken | None:
    by_route = newest_costs(ground.costs.get(part, ()), line.product_id, ground.on)
    if not by_route:
        return None
    rows = [by_route[""]] if set(by_route) == {""} else _of_routes(by_route, ground.routes)
    if len({row.id for row in rows}) == 1:
        return from_cost(ground, line, rows[0])
    loads = [_load(ground, line, row) for row in rows]
    return _said(trip_cost(loads) * Fraction(line.per.amount), rows)


def _of_routes(by_route: Mapping[str, CostRow], routes: Sequence[str]) -> list[CostRow]:
    """Return the cost of each route of the buyer; one recorded for any route stands in."""
    anywhere = by_route.get("")
    if not routes:
        if anywhere is None:
            raise RoutesNotKnown
        return [anywhere]
    rows: list[CostRow] = []
    for route in routes:
        row = by_route.get(route, anywhere)
        if row is None:
            raise RouteWithoutCost(route=route)
        rows.append(row)
    return rows


def _load(ground: Ground, line: LineGround, row: CostRow) -> tuple[Fraction, Fraction]:
    """Return what a trip costs and how many of the line's units are on it."""
    if row.units is None or row.amount is None:
        raise LoadsNotKnown
    units = Fraction(row.units.amount) * how_many(row.units.unit, line.unit, line.conversions, day_of(ground))
    cost = Fraction(row.amount.amount)
    return (cost if row.basis is CostBasis.TRIP else cost * Fraction(row.units.amount)), units


def _worth(ground: Ground, line: LineGround, row: CostRow) -> Fraction:
    if row.share_bp is not None:
        return Fraction(row.share_bp, _WHOLE_BP)
    amount = row.amount or UnitPrice(0, ground.currency)
    match row.basis:
        case CostBasis.TRIP:
            cost, units = _load(ground, line, row)
            return cost / units * Fraction(line.per.amount)
        case CostBasis.BID:
            return line.part_of_sum(amount.amount)
        case _:
            return line.of_basis(amount, row.unit, day_of(ground))


def _said(value: Fraction, rows: Sequence[CostRow]) -> Taken:
    sources = dict.fromkeys(f"{row.source} ({row.route})" if row.route else row.source for row in rows)
    return Taken(
        value=value,
        origin=PartOrigin.RECORDED,
        source="; ".join(sources),
        on=max(row.valid_from for row in rows),
        cost_id=rows[0].id if len({row.id for row in rows}) == 1 else None,
    )


def _farm_price(ground: Ground, line: LineGround) -> Taken | None:
    found = line.farm_price
    if found is None:
        return None
    return Taken(
        value=line.of_basis(found.price, found.unit, day_of(ground)),
        origin=PartOrigin.FARM_PRICE,
        source=found.source,
        on=found.valid_from,
    )


def _newer(recorded: Taken | None, farm: Taken | None) -> Taken | None:
    if recorded is None or farm is None:
        return recorded or farm
    return recorded if (recorded.on or date.min) > (farm.on or date.min) else farm

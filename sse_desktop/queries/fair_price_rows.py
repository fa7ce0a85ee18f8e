"""A fair price as it is shown: the rows of the build-up, line by line, and the totals of a bid."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity


class PartOrigin(StrEnum):
    """Where the number of a part comes from. The value is what is stored."""

    MISSING = "missing"
    TYPED = "typed"
    RECORDED = "recorded"
    FARM_PRICE = "farm_price"
    LEARNED = "learned"
    SIGNED = "signed"
    RECKONED = "reckoned"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _ORIGINS[self]


_ORIGINS: Final = {
    PartOrigin.MISSING: N_("not known yet"),
    PartOrigin.TYPED: N_("typed for this price"),
    PartOrigin.RECORDED: N_("recorded cost"),
    PartOrigin.FARM_PRICE: N_("price to the family"),
    PartOrigin.LEARNED: N_("learned from our sortings"),
    PartOrigin.SIGNED: N_("signed subsidy"),
    PartOrigin.RECKONED: N_("reckoned"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPricePart:
    """A part of the build-up for `FairPriceLine.per`, rounded so that the parts add up to the net cost; a subsidy is negative.

    `given` and `share_bp` are what was entered or recorded: an amount for `per`, or a share. `trouble` says why a recorded
    number can't be taken. Of a learned loss `went_in` and `lost` say from which sortings.
    """

    code: PricePart
    amount: UnitPrice | None
    given: UnitPrice | None
    share_bp: int | None
    origin: PartOrigin
    source: str
    source_on: date | None
    cost_id: uuid.UUID | None
    trouble: DomainError | None
    went_in: Quantity | None = None
    lost: Quantity | None = None

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return self.code.label

    @property
    def is_missing(self) -> bool:
        """Whether nobody has told this amount: an empty required field."""
        return self.origin is PartOrigin.MISSING


class FloorRule(StrEnum):
    """What sets the price floor. The value is what is stored."""

    MINIMUM = "minimum"
    MARKET = "market"
    INCOME = "income"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _FLOORS[self]


_FLOORS: Final = {
    FloorRule.MINIMUM: N_("the agreed minimum"),
    FloorRule.MARKET: N_("the market price"),
    FloorRule.INCOME: N_("the least income of a family"),
}


class DaysFrom(StrEnum):
    """Who says after how many days the buyer pays. The value is what is stored."""

    TYPED = "typed"
    BUYER = "buyer"
    RULES = "rules"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _DAYS[self]


_DAYS: Final = {
    DaysFrom.TYPED: N_("typed for this price"),
    DaysFrom.BUYER: N_("entered at the buyer"),
    DaysFrom.RULES: N_("term of the rules"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketOfWeek:
    """What the market pays for `FairPriceLine.per`, in the newest week known up to the day.

    `difference` is what the family is paid (farm gate) less the market; above zero the family earns more with us.
    """

    week: str
    market: str
    source: str
    price: UnitPrice
    difference: UnitPrice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPriceLine:
    """A line of a bid with its price taken apart. Amounts are for `per`, except `price` and `floor`, which are for one unit.

    `price` is the given one, else the one we ask: net cost ÷ (1 − margin) (`is_asked`). What hangs on a part nobody has told
    is None. `accept`: the price covers the net cost. `farmer_most`: the most the family can be paid at this price; None also
    when even nothing is too much (`accept` is False then). `least` is what the family must be paid, `floor` the lowest price
    at which it is. `days_from` tells who says when the buyer pays.
    """

    bid_line_id: uuid.UUID
    scenario_line_id: uuid.UUID | None
    product_id: uuid.UUID | None
    item: str
    product: str
    unit: str
    per: Quantity
    quantity: Quantity
    parts: tuple[FairPricePart, ...]
    days_to_pay: int | None
    net_cost: UnitPrice | None
    price: UnitPrice | None
    price_per: UnitPrice | None
    is_asked: bool
    total: Money | None
    left: UnitPrice | None
    accept: bool | None
    farmer_most: UnitPrice | None
    least: UnitPrice | None
    floor: UnitPrice | None
    floor_by: FloorRule | None
    floor_per: UnitPrice | None
    farmer_share_bp: int | None
    subsidised_share_bp: int | None
    market: MarketOfWeek | None
    trouble: DomainError | None
    days_from: DaysFrom | None = None

    @property
    def missing(self) -> tuple[PricePart, ...]:
        """The parts nobody has told."""
        return tuple(part.code for part in self.parts if part.is_missing)

    @property
    def is_complete(self) -> bool:
        """Whether the net cost and a price are known."""
        return self.net_cost is not None and self.price is not None

    @property
    def keeps_floor(self) -> bool | None:
        """Whether the price is at or above the floor; None while one of both is not known."""
        if self.price is None or self.floor is None:
            return None
        return self.price.micros >= self.floor.micros


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPriceTotals:
    """A bid as a whole: the sum of its priced lines. What hangs on something nobody has told is None.

    `offer` = Σ price × quantity, each rounded as in the bid; `families` is what the farm gate makes of all that is sold;
    `farmer_share_bp` = families ÷ offer, `subsidised_share_bp` = families ÷ (offer + subsidy).
    """

    offer: Money
    net_cost: Money | None
    left: Money | None
    subsidy: Money | None
    families: Money | None
    farmer_share_bp: int | None
    subsidised_share_bp: int | None
    keeps_floor: bool | None
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPrice:
    """The fair price of a bid in one scenario, or of the bid as it stands (`scenario_id` None).

    `on` is the day whose recorded costs count. A frozen one is read back as it was chosen.
    """

    bid_id: uuid.UUID
    scenario_id: uuid.UUID | None
    title: str
    currency: str
    on: date | None
    margin_bp: int
    chosen: bool
    chosen_by: str
    chosen_on: date | None
    is_frozen: bool
    lines: tuple[FairPriceLine, ...]
    totals: FairPriceTotals

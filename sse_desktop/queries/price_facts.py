"""What prices rest on, in one list: recorded costs, agreed minimums, and market prices by week."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import UnitPrice
from sse_desktop.queries.agreed_minimums import AgreedMinimumRow, agreed_minimums
from sse_desktop.queries.costs import CostRow, costs
from sse_desktop.queries.market_prices import MarketPriceRow, market_prices


class FactKind(StrEnum):
    """What a fact about prices is. The value is that of the filter."""

    COST = "cost"
    MINIMUM = "minimum"
    MARKET = "market"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    FactKind.COST: N_("recorded cost"),
    FactKind.MINIMUM: N_("agreed minimum"),
    FactKind.MARKET: N_("market price"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFact:
    """One of them; `row` holds all of it. `about` is a msgid (a part, a kind of minimum), or the name of a market."""

    id: uuid.UUID
    kind: FactKind
    about: str
    product: str
    amount: UnitPrice | None
    since: date
    source: str
    archived: bool
    row: CostRow | AgreedMinimumRow | MarketPriceRow


def price_facts(session: Session, *, kind: str = "", archived: bool = False, search: str = "") -> list[PriceFact]:
    """Return the facts of a kind, or of all: costs by part, then minimums, then market prices, each newest first."""
    found: list[PriceFact] = []
    if kind in {"", FactKind.COST}:
        found += [_cost(row) for row in costs(session, archived=archived, search=search)]
    if kind in {"", FactKind.MINIMUM}:
        found += [_minimum(row) for row in agreed_minimums(session, archived=archived, search=search)]
    if kind in {"", FactKind.MARKET}:
        found += [_market(row) for row in market_prices(session, archived=archived, search=search)]
    return found


def _cost(row: CostRow) -> PriceFact:
    return PriceFact(
        id=row.id,
        kind=FactKind.COST,
        about=row.part.label,
        product=row.product,
        amount=row.amount,
        since=row.valid_from,
        source=row.source,
        archived=row.archived,
        row=row,
    )


def _minimum(row: AgreedMinimumRow) -> PriceFact:
    return PriceFact(
        id=row.id,
        kind=FactKind.MINIMUM,
        about=row.kind.label,
        product=row.product,
        amount=row.price,
        since=row.valid_from,
        source=row.source,
        archived=row.archived,
        row=row,
    )


def _market(row: MarketPriceRow) -> PriceFact:
    return PriceFact(
        id=row.id,
        kind=FactKind.MARKET,
        about=row.market,
        product=row.product,
        amount=row.price,
        since=row.week.monday,
        source=row.source,
        archived=row.archived,
        row=row,
    )

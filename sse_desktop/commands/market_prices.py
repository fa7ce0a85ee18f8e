"""What a market paid in a week, as somebody saw or read it there."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields
from sse_desktop.commands.costs import SourceMissing, UnitMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.prices import MarketPrice


class MarketWeekKnown(DomainError):
    """A market has one price of a product and unit in a week."""

    sentence = N_(
        "The price of {market} for week {week} is in the list already. Nothing was saved. Open that one and change it."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketPriceData:
    """The price of one unit of a product at a market in a week."""

    product_id: uuid.UUID
    week: Week
    market: str
    unit: str
    price: UnitPrice
    source: str


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def add_market_price(session: Writing, data: MarketPriceData) -> uuid.UUID:
    """Store a price and return its id.

    Raises:
        MarketWeekKnown, BelowNothing, UnitMissing, SourceMissing.
    """
    _refuse_second(session, data, None)
    row = MarketPrice(id=session.new_id(), **_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def change_market_price(session: Writing, price_id: uuid.UUID, data: MarketPriceData, seen: Seen | None = None) -> None:
    """Store new data of a price.

    Raises:
        ChangedMeanwhile, and all of `add_market_price`.
    """
    _refuse_second(session, data, price_id)
    change_fields(session.get_one(MarketPrice, price_id), _columns(data), seen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def archive_market_price(session: Writing, price_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a price out of the lists and comparisons, or back in."""
    session.get_one(MarketPrice, price_id).archived = archived


def _refuse_second(session: Writing, data: MarketPriceData, own: uuid.UUID | None) -> None:
    same = sa.select(MarketPrice).where(
        MarketPrice.product_id == data.product_id,
        MarketPrice.week == str(data.week),
        MarketPrice.unit == data.unit.strip(),
        ~MarketPrice.archived,
    )
    others = [row for row in session.scalars(same) if row.id != own and fold(row.market) == fold(data.market.strip())]
    if others:
        raise MarketWeekKnown(market=data.market.strip(), week=data.week)


def _columns(data: MarketPriceData) -> dict[str, Any]:
    if data.price.micros < 0:
        raise BelowNothing
    if not data.unit.strip():
        raise UnitMissing
    if not data.source.strip():
        raise SourceMissing
    return {
        "product_id": data.product_id,
        "week": str(data.week),
        "market": data.market.strip(),
        "unit": data.unit.strip(),
        "price_micros": data.price.micros,
        "currency": data.price.currency,
        "source": data.source.strip(),
    }

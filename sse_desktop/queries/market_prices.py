"""What markets paid week by week, and what of it a price is compared with."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.store.tables.prices import MarketPrice
from sse_desktop.store.tables.products import Product

# A market of a month ago says nothing about today's.
WEEKS_THAT_COUNT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketPriceRow:
    """The price of one unit of a product at a market in a week."""

    id: uuid.UUID
    product_id: uuid.UUID
    product: str
    week: Week
    market: str
    unit: str
    price: UnitPrice
    source: str
    archived: bool
    stamps: Mapping[str, int]


def market_prices(
    session: Session, *, product_id: uuid.UUID | None = None, archived: bool = False, search: str = ""
) -> list[MarketPriceRow]:
    """Return the prices by product, the newest week first."""
    select = (
        sa.select(MarketPrice, Product.name)
        .join(Product, Product.id == MarketPrice.product_id)
        .where(MarketPrice.archived.is_(archived))
        .order_by(Product.name, MarketPrice.week.desc(), MarketPrice.market, MarketPrice.id.desc())
    )
    if product_id is not None:
        select = select.where(MarketPrice.product_id == product_id)
    wanted = words(search)
    return [
        _row(row, product)
        for row, product in session.execute(select)
        if all(word in fold(f"{product} {row.market} {row.week} {row.source}") for word in wanted)
    ]


def prices_of_week(session: Session, product_id: uuid.UUID, on: date | None, currency: str) -> list[MarketPriceRow]:
    """Return the prices of the newest week known up to a day (None: of all), in one currency; none if it is over four weeks old."""
    known = [row for row in market_prices(session, product_id=product_id) if row.price.currency == currency]
    if on is not None:
        this = Week.of(on)
        known = [row for row in known if 0 <= this - row.week <= WEEKS_THAT_COUNT]
    newest = max((row.week for row in known), default=None)
    return [row for row in known if row.week == newest]


def _row(row: MarketPrice, product: str) -> MarketPriceRow:
    return MarketPriceRow(
        id=row.id,
        product_id=row.product_id,
        product=product,
        week=Week.parse(row.week),
        market=row.market,
        unit=row.unit,
        price=UnitPrice(row.price_micros, row.currency),
        source=row.source,
        archived=row.archived,
        stamps=dict(row.stamps),
    )

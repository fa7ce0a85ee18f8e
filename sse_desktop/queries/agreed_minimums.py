"""What families must be paid at least, as it was agreed, and what of it holds on a day."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.fair_price_parts import MinimumKind
from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.money import UnitPrice
from sse_desktop.store.tables.prices import AgreedMinimum
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedMinimumRow:
    """The least for a unit of a product from a day on, and the premium on top of it."""

    id: uuid.UUID
    product_id: uuid.UUID
    product: str
    kind: MinimumKind
    unit: str
    price: UnitPrice
    premium: UnitPrice
    valid_from: date
    source: str
    archived: bool
    stamps: Mapping[str, int]


def agreed_minimums(
    session: Session, *, product_id: uuid.UUID | None = None, archived: bool = False, search: str = ""
) -> list[AgreedMinimumRow]:
    """Return the minimums by product, the newest first."""
    select = (
        sa.select(AgreedMinimum, Product.name)
        .join(Product, Product.id == AgreedMinimum.product_id)
        .where(AgreedMinimum.archived.is_(archived))
        .order_by(Product.name, AgreedMinimum.valid_from.desc(), AgreedMinimum.kind, AgreedMinimum.id.desc())
    )
    if product_id is not None:
        select = select.where(AgreedMinimum.product_id == product_id)
    wanted = words(search)
    return [
        _row(row, product)
        for row, product in session.execute(select)
        if all(word in fold(f"{product} {row.source} {row.kind}") for word in wanted)
    ]


def minimums_in_force(
    session: Session, product_id: uuid.UUID, on: date | None, currency: str
) -> dict[MinimumKind, AgreedMinimumRow]:
    """Return the newest minimum of each kind that holds on a day (None: the newest there is), in one currency."""
    found: dict[MinimumKind, AgreedMinimumRow] = {}
    for row in agreed_minimums(session, product_id=product_id):
        if row.price.currency == currency and (on is None or row.valid_from <= on):
            found.setdefault(row.kind, row)
    return found


def _row(row: AgreedMinimum, product: str) -> AgreedMinimumRow:
    return AgreedMinimumRow(
        id=row.id,
        product_id=row.product_id,
        product=product,
        kind=MinimumKind(row.kind),
        unit=row.unit,
        price=UnitPrice(row.price_micros, row.currency),
        premium=UnitPrice(row.premium_micros, row.currency),
        valid_from=row.valid_from,
        source=row.source,
        archived=row.archived,
        stamps=dict(row.stamps),
    )

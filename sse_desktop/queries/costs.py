"""Recorded costs with their source, and which of them count on a day."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.folding import words
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.prices import Cost
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A recorded cost. `units` is what a trip carries; without a product it holds for all of them."""

    id: uuid.UUID
    part: PricePart
    basis: CostBasis
    product_id: uuid.UUID | None
    product: str
    route: str
    unit: str
    units: Quantity | None
    amount: UnitPrice | None
    share_bp: int | None
    valid_from: date
    source: str
    note: str
    archived: bool
    stamps: Mapping[str, int]


def costs(
    session: Session,
    *,
    part: PricePart | None = None,
    product_id: uuid.UUID | None = None,
    archived: bool = False,
    search: str = "",
) -> list[CostRow]:
    """Return recorded costs by part and product, the newest first; a product's with those that hold for all."""
    select = (
        sa.select(Cost, sa.func.coalesce(Product.name, ""))
        .outerjoin(Product, Product.id == Cost.product_id)
        .where(Cost.archived.is_(archived))
    )
    if part is not None:
        select = select.where(Cost.part == part.value)
    if product_id is not None:
        select = select.where(sa.or_(Cost.product_id == product_id, Cost.product_id.is_(None)))
    for word in words(search):
        select = select.where(Cost.search.contains(word, autoescape=True))
    rows = [_row(row, product) for row, product in session.execute(select)]
    places = {each: place for place, each in enumerate(PricePart)}
    newest = sorted(rows, key=lambda row: (row.valid_from, row.id), reverse=True)
    return sorted(newest, key=lambda row: (places[row.part], row.product, row.route))


def cost(session: Session, cost_id: uuid.UUID) -> CostRow:
    """Return one recorded cost."""
    row, product = session.execute(
        sa.select(Cost, sa.func.coalesce(Product.name, ""))
        .outerjoin(Product, Product.id == Cost.product_id)
        .where(Cost.id == cost_id)
    ).one()
    return _row(row, product)


def newest_costs(rows: Iterable[CostRow], product_id: uuid.UUID | None, on: date | None) -> dict[str, CostRow]:
    """Return of these costs of one part the newest in force on a day, for each route; the product's own go before all others'."""
    found: dict[str, CostRow] = {}
    for row in rows:
        if row.product_id not in {None, product_id} or (on is not None and row.valid_from > on):
            continue
        known = found.get(row.route)
        if known is None or _rank(row) > _rank(known):
            found[row.route] = row
    return found


def _rank(row: CostRow) -> tuple[bool, date, uuid.UUID]:
    return row.product_id is not None, row.valid_from, row.id


def _row(row: Cost, product: str) -> CostRow:
    return CostRow(
        id=row.id,
        part=PricePart(row.part),
        basis=CostBasis(row.basis),
        product_id=row.product_id,
        product=product,
        route=row.route,
        unit=row.unit,
        units=Quantity(row.units_milli, row.unit) if row.units_milli is not None else None,
        amount=UnitPrice(row.amount_micros, row.currency) if row.amount_micros is not None else None,
        share_bp=row.share_bp,
        valid_from=row.valid_from,
        source=row.source,
        note=row.note,
        archived=row.archived,
        stamps=dict(row.stamps),
    )

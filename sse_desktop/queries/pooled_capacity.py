"""What other cooperatives offer for a consortium bid, week by week, and what of it counts for us."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity_parts import PartKind, Source
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply
from sse_desktop.store.signing import fingerprint
from sse_desktop.store.tables.demands import PooledCapacity, PooledWeek, SigningKey
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledProduct:
    """What a partner offers of one product; without a product of ours it does not count yet."""

    their_product: str
    product_id: uuid.UUID | None
    product: str
    by_week: Mapping[Week, Quantity]

    @property
    def total(self) -> Quantity:
        """The sum over the weeks, in kg."""
        return sum(self.by_week.values(), start=Quantity(0, KILO))


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledRow:
    """The file of one cooperative for a tender: who signed it when, and what it offers."""

    id: uuid.UUID
    tender_id: uuid.UUID
    cooperative: str
    tax_id: str
    made_at: datetime
    fingerprint: str
    note: str
    archived: bool
    products: tuple[PooledProduct, ...]


def pooled_capacity(session: Session, tender_id: uuid.UUID, *, archived: bool = False) -> list[PooledRow]:
    """Return what other cooperatives offer for a tender, by name; `archived`: what was replaced or taken out."""
    select = sa.select(PooledCapacity).where(
        PooledCapacity.tender_id == tender_id, PooledCapacity.archived.is_(archived)
    )
    rows = list(session.scalars(select.order_by(PooledCapacity.cooperative, PooledCapacity.made_at)))
    offered = _products(session, [row.id for row in rows])
    return [
        PooledRow(
            id=row.id,
            tender_id=row.tender_id,
            cooperative=row.cooperative,
            tax_id=row.tax_id,
            made_at=row.made_at,
            fingerprint=row.fingerprint,
            note=row.note,
            archived=row.archived,
            products=tuple(offered.get(row.id, ())),
        )
        for row in rows
    ]


def pooled_sources(
    session: Session, tender_id: uuid.UUID, product_id: uuid.UUID, today: date, *, keeps: bool
) -> list[Source]:
    """Return what partners offer of a product of ours for a tender from this week on.

    What does not keep counts in its own week only: when it was harvested nobody but the partner knows.
    """
    select = (
        sa.select(PooledCapacity.cooperative, PooledWeek.week, sa.func.sum(PooledWeek.grams))
        .join(PooledWeek, PooledWeek.pooled_capacity_id == PooledCapacity.id)
        .where(
            PooledCapacity.tender_id == tender_id,
            PooledCapacity.archived.is_(False),
            PooledWeek.product_id == product_id,
            PooledWeek.week >= str(Week.of(today)),
        )
        .group_by(PooledCapacity.cooperative, PooledWeek.week)
        .order_by(PooledCapacity.cooperative, PooledWeek.week)
    )
    return [_source(name, Week.parse(week), int(grams), keeps=keeps) for name, week, grams in session.execute(select)]


def known_names(session: Session) -> dict[str, uuid.UUID]:
    """Return which product of ours a partner's product was said to be, by the partner's fingerprint and word; the newest last."""
    select = (
        sa.select(PooledCapacity.fingerprint, PooledWeek.their_product, PooledWeek.product_id)
        .join(PooledWeek, PooledWeek.pooled_capacity_id == PooledCapacity.id)
        .where(PooledWeek.product_id.is_not(None))
        .order_by(PooledCapacity.made_at)
    )
    rows = session.execute(select)
    return {f"{key} {word}": product_id for key, word, product_id in rows if product_id is not None}


def _source(name: str, week: Week, grams: int, *, keeps: bool) -> Source:
    return Source(kind=PartKind.POOLED, name=name, supply=Supply(week, grams, None if keeps else week))


def _products(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[PooledProduct]]:
    select = (
        sa.select(PooledWeek, sa.func.coalesce(Product.name, ""))
        .outerjoin(Product, Product.id == PooledWeek.product_id)
        .where(PooledWeek.pooled_capacity_id.in_(ids), PooledWeek.grams > 0)
        .order_by(PooledWeek.their_product, PooledWeek.week)
    )
    found: dict[tuple[uuid.UUID, str], tuple[uuid.UUID | None, str, dict[Week, Quantity]]] = {}
    for week, product in session.execute(select):
        key = (week.pooled_capacity_id, week.their_product)
        _, _, by_week = found.setdefault(key, (week.product_id, product, {}))
        by_week[Week.parse(week.week)] = Quantity(week.grams, KILO)
    result: dict[uuid.UUID, list[PooledProduct]] = {}
    for (pooled_id, word), (product_id, product, by_week) in found.items():
        row = PooledProduct(their_product=word, product_id=product_id, product=product, by_week=by_week)
        result.setdefault(pooled_id, []).append(row)
    return result


def our_fingerprint(session: Session) -> str:
    """Return the fingerprint of the key that this cooperative signs with; empty while it never signed anything."""
    found = session.scalars(sa.select(SigningKey.public_key)).first()
    return fingerprint(bytes.fromhex(found)) if found is not None else ""

"""Lots with what is in them, what is free, and what needs a person's decision, as rows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import words
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.deliveries import Delivery, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot, StockMovement

State = Literal["all", "stocked", "free", "held", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilter:
    """Which lots are wanted; `stocked`: with something in them, `free`: that besides may be delivered."""

    words: str = ""
    product_id: uuid.UUID | None = None
    grade_id: uuid.UUID | None = None
    from_on: date | None = None
    to_on: date | None = None
    state: State = "all"


EVERY_LOT = LotFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    """A lot and its sums: received + returned - sent - lost = balance; counts are part of what was lost or found.

    `free` is the balance if the lot may be delivered, else nothing. `keeps_until` is the last day it can be sold.
    """

    id: uuid.UUID
    code: str
    product_id: uuid.UUID
    product: str
    grade_id: uuid.UUID
    grade: str
    opened_on: date
    closed_on: date | None
    keeps_until: date | None
    place: str
    held: bool
    note: str
    weigh_ins: int
    received: Quantity
    sent: Quantity
    returned: Quantity
    lost: Quantity
    balance: Quantity
    stamps: Mapping[str, int]

    @property
    def free(self) -> Quantity:
        """Return what can be delivered of it."""
        return Quantity(0 if self.held else max(0, self.balance.milli), KILO)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """A movement of a lot, with the ticket or the delivery note it belongs to."""

    id: uuid.UUID
    at: datetime
    kind: str
    weight: Quantity
    document: str
    reason: str
    voided: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeStock:
    """What is free of a product and grade over all lots, and the day on which the first of it is past its time."""

    product_id: uuid.UUID
    product: str
    grade_id: uuid.UUID
    grade: str
    lots: int
    free: Quantity
    keeps_until: date | None


# ---------------------------------------------------------------- lots


def lots(session: Session, which: LotFilter = EVERY_LOT) -> list[LotRow]:
    """Return lots that ever had something in them, the newest first."""
    conditions = [*_conditions(which), *_STATES[which.state]]
    select = _LOTS.where(*conditions).order_by(Lot.opened_on.desc(), Lot.code.desc())
    return [_lot(row) for row in session.connection().execute(select)]


def lot(session: Session, lot_id: uuid.UUID) -> LotRow:
    """Return one lot."""
    return _lot(session.connection().execute(_EACH.where(Lot.id == lot_id)).one())


def negative_lots(session: Session) -> list[LotRow]:
    """Return the lots that more left than is proved to have come in: a person has to find out why."""
    return lots(session, LotFilter(state="negative"))


def free_stock(session: Session, product_id: uuid.UUID | None = None) -> list[FreeStock]:
    """Return what is free of each product and grade, by name; of one product if it is named."""
    found: dict[tuple[uuid.UUID, uuid.UUID], list[LotRow]] = {}
    for row in lots(session, LotFilter(product_id=product_id, state="free")):
        found.setdefault((row.product_id, row.grade_id), []).append(row)
    rows = [_free(group) for group in found.values()]
    return sorted(rows, key=lambda row: (row.product, row.grade))


def _free(group: list[LotRow]) -> FreeStock:
    first = group[0]
    ends = [row.keeps_until for row in group if row.keeps_until is not None]
    return FreeStock(
        product_id=first.product_id,
        product=first.product,
        grade_id=first.grade_id,
        grade=first.grade,
        lots=len(group),
        free=Quantity(sum(row.free.milli for row in group), KILO),
        keeps_until=min(ends, default=None),
    )


def spoiling_lots(session: Session, today: date, days: int = 2) -> list[LotRow]:
    """Return the stocked lots whose last day of sale is near or past, the most urgent first."""
    limit = today + timedelta(days=days)
    rows = [row for row in lots(session, LotFilter(state="stocked")) if row.keeps_until and row.keeps_until <= limit]
    return sorted(rows, key=lambda row: (row.keeps_until or today, row.code))


def movements(session: Session, lot_id: uuid.UUID) -> list[MovementRow]:
    """Return every movement of a lot, oldest first, voided ones too."""
    select = (
        sa.select(StockMovement, WeighIn.series, WeighIn.number, Delivery.series, Delivery.number)
        .outerjoin(WeighIn, WeighIn.id == StockMovement.weigh_in_id)
        .outerjoin(DeliveryLine, DeliveryLine.id == StockMovement.delivery_line_id)
        .outerjoin(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(StockMovement.lot_id == lot_id)
        .order_by(StockMovement.at, StockMovement.id)
    )
    return [_movement(*row) for row in session.execute(select)]


def _movement(
    row: StockMovement, ticket_series: str | None, ticket: int | None, note_series: str | None, note: int | None
) -> MovementRow:
    document = full(ticket_series, ticket) if ticket_series and ticket else ""
    if note_series and note:
        document = full(note_series, note)
    return MovementRow(
        id=row.id,
        at=row.at,
        kind=row.kind,
        weight=Quantity(row.grams, KILO),
        document=document,
        reason=row.reason,
        voided=row.voided,
    )


# ---------------------------------------------------------------- inside


def _summed(*kinds: str) -> sa.ColumnElement[Any]:
    return sa.func.sum(sa.case((StockMovement.kind.in_(kinds), StockMovement.grams), else_=0))


_SUMS = (
    sa.select(
        StockMovement.lot_id,
        _summed("receipt").label("received"),
        _summed("dispatch").label("sent"),
        _summed("return").label("returned"),
        _summed("loss", "discard", "count").label("lost"),
        sa.func.sum(StockMovement.grams).label("balance"),
        sa.func.count(StockMovement.weigh_in_id).label("weigh_ins"),
    )
    .where(StockMovement.voided.is_(None))
    .group_by(StockMovement.lot_id)
    .subquery()
)
_EACH = (
    sa.select(
        *(getattr(Lot, name) for name in ("id", "code", "product_id", "grade_id", "opened_on", "closed_on")),
        *(getattr(Lot, name) for name in ("place", "held", "note", "stamps")),
        Product.name.label("product"),
        Product.shelf_days,
        sa.func.coalesce(sa.func.nullif(Grade.name, ""), Grade.code).label("grade"),
        *(column for column in _SUMS.c if column.name != "lot_id"),
    )
    .join(Product, Product.id == Lot.product_id)
    .join(Grade, Grade.id == Lot.grade_id)
    .outerjoin(_SUMS, _SUMS.c.lot_id == Lot.id)
)
_LOTS = _EACH.where(_SUMS.c.lot_id.is_not(None))
_STATES: dict[str, tuple[sa.ColumnElement[bool], ...]] = {
    "all": (),
    "stocked": (_SUMS.c.balance > 0,),
    "free": (_SUMS.c.balance > 0, Lot.held.is_(False)),
    "held": (Lot.held.is_(True),),
    "negative": (_SUMS.c.balance < 0,),
}


def _conditions(which: LotFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [
        sa.func.lower(Lot.code).contains(word, autoescape=True) for word in words(which.words)
    ]
    if which.product_id is not None:
        found.append(Lot.product_id == which.product_id)
    if which.grade_id is not None:
        found.append(Lot.grade_id == which.grade_id)
    if which.from_on is not None:
        found.append(Lot.opened_on >= which.from_on)
    if which.to_on is not None:
        found.append(Lot.opened_on <= which.to_on)
    return found


def _lot(row: Any) -> LotRow:
    return LotRow(
        id=row.id,
        code=row.code,
        product_id=row.product_id,
        product=row.product,
        grade_id=row.grade_id,
        grade=row.grade,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        keeps_until=None if row.shelf_days is None else row.opened_on + timedelta(days=row.shelf_days),
        place=row.place,
        held=row.held,
        note=row.note,
        weigh_ins=row.weigh_ins or 0,
        received=_kilos(row.received),
        sent=-_kilos(row.sent),
        returned=_kilos(row.returned),
        lost=-_kilos(row.lost),
        balance=_kilos(row.balance),
        stamps=dict(row.stamps),
    )


def _kilos(grams: Any) -> Quantity:
    return Quantity(int(grams or 0), KILO)

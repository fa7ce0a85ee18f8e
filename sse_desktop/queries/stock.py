"""Lots with what is in them, what is free, and what needs a person's decision, as rows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import words
from sse_desktop.domain.labels import lot_of_label
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock_reservations import reserved_by_contract
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot, StockMovement

State = Literal["all", "stocked", "free", "held", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilter:
    """Which lots are wanted; `stocked`: with something in them, `free`: that besides may be delivered.

    With a contract named, what is reserved for it counts as free.
    """

    words: str = ""
    product_id: uuid.UUID | None = None
    grade_id: uuid.UUID | None = None
    from_on: date | None = None
    to_on: date | None = None
    state: State = "all"
    for_contract: uuid.UUID | None = None
    place: str | None = None


EVERY_LOT = LotFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    """A lot and its sums: received + sorted in + returned - sent - sorted out - lost = balance.

    Counts are part of what was lost or found. `keeps_until` is the last day it can be sold: the day a person set, else by
    the product's shelf days. `reserved` is kept for contracts and not delivered yet.
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
    best_before: date | None
    place: str
    held: bool
    note: str
    weigh_ins: int
    received: Quantity
    sorted_in: Quantity
    sent: Quantity
    sorted_out: Quantity
    returned: Quantity
    lost: Quantity
    balance: Quantity
    reserved: Quantity
    stamps: Mapping[str, int]

    @property
    def usable(self) -> Quantity:
        """Return what can be delivered of it to anybody: all that is in it unless it is held back."""
        return Quantity(0 if self.held else max(0, self.balance.milli), KILO)

    @property
    def free(self) -> Quantity:
        """Return what can be delivered of it and is not kept for a contract."""
        return Quantity(max(0, self.usable.milli - self.reserved.milli), KILO)


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
    reserved = _reserved(session, but_for=which.for_contract)
    rows = [_lot(row, reserved.get(row.id, 0)) for row in session.connection().execute(select)]
    return [row for row in rows if row.free.milli > 0] if which.state == "free" else rows


def lot(session: Session, lot_id: uuid.UUID) -> LotRow:
    """Return one lot."""
    return _lot(session.connection().execute(_EACH.where(Lot.id == lot_id)).one(), _reserved(session).get(lot_id, 0))


def lots_to_send(session: Session, which: LotFilter, on: date) -> list[LotRow]:
    """Return the free lots that may be sent on a day, what is reserved for the contract first, then by last day of sale."""
    rows = [row for row in lots(session, which) if row.keeps_until is None or row.keeps_until >= on]
    own = {lot_id for lot_id, contract_id in reserved_by_contract(session) if contract_id == which.for_contract}
    return sorted(rows, key=lambda row: (row.id not in own, row.keeps_until or date.max, row.opened_on, row.code))


def _reserved(session: Session, *, but_for: uuid.UUID | None = None) -> dict[uuid.UUID, int]:
    total: dict[uuid.UUID, int] = {}
    for (lot_id, contract_id), grams in reserved_by_contract(session).items():
        if contract_id != but_for:
            total[lot_id] = total.get(lot_id, 0) + grams
    return total


def lots_to_count(session: Session, place: str | None = None) -> list[LotRow]:
    """Return the lots that should hold something, or hold less than nothing, of a place or of all, by product and code."""
    rows = lots(session, LotFilter(place=place))
    return sorted((row for row in rows if row.balance.milli), key=lambda row: (row.product, row.code))


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


# ---------------------------------------------------------------- inside


def _summed(*kinds: str) -> sa.ColumnElement[Any]:
    return sa.func.sum(sa.case((StockMovement.kind.in_(kinds), StockMovement.grams), else_=0))


_SUMS = (
    sa.select(
        StockMovement.lot_id,
        _summed("receipt").label("received"),
        _summed("sorted_in").label("sorted_in"),
        _summed("dispatch").label("sent"),
        _summed("sorted_out").label("sorted_out"),
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
        *(getattr(Lot, name) for name in ("place", "held", "note", "best_before", "stamps")),
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
        sa.func.lower(Lot.code).contains(word, autoescape=True) for word in words(lot_of_label(which.words))
    ]
    if which.product_id is not None:
        found.append(Lot.product_id == which.product_id)
    if which.grade_id is not None:
        found.append(Lot.grade_id == which.grade_id)
    if which.from_on is not None:
        found.append(Lot.opened_on >= which.from_on)
    if which.place is not None:
        found.append(Lot.place == which.place)
    if which.to_on is not None:
        found.append(Lot.opened_on <= which.to_on)
    return found


def _lot(row: Any, reserved: int) -> LotRow:
    shelf_end = None if row.shelf_days is None else row.opened_on + timedelta(days=row.shelf_days)
    return LotRow(
        id=row.id,
        code=row.code,
        product_id=row.product_id,
        product=row.product,
        grade_id=row.grade_id,
        grade=row.grade,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        keeps_until=row.best_before or shelf_end,
        best_before=row.best_before,
        place=row.place,
        held=row.held,
        note=row.note,
        weigh_ins=row.weigh_ins or 0,
        received=_kilos(row.received),
        sorted_in=_kilos(row.sorted_in),
        sent=-_kilos(row.sent),
        sorted_out=-_kilos(row.sorted_out),
        returned=_kilos(row.returned),
        lost=-_kilos(row.lost),
        balance=_kilos(row.balance),
        reserved=_kilos(reserved),
        stamps=dict(row.stamps),
    )


def _kilos(grams: Any) -> Quantity:
    return Quantity(int(grams or 0), KILO)

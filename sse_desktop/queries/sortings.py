"""Sortings as rows: what went in, what came out, what was lost, with the lots on both sides."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.products import ContainerKind, Grade, Product
from sse_desktop.store.tables.stock import Lot, Sorting, SortingInput, SortingOutput

_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedLot:
    """A lot of a sorting with what was taken from it or put into it; containers where it was packed."""

    lot_id: uuid.UUID
    code: str
    product: str
    grade: str
    place: str
    weight: Quantity
    units: Quantity | None = None
    container: str = ""
    containers: int | None = None
    loose_units: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SortingRow:
    """A sorting: in = Σ out + loss."""

    id: uuid.UUID
    kind: str
    at: datetime
    weight_in: Quantity
    loss: Quantity
    loss_reason: str
    note: str
    voided: str | None
    inputs: tuple[SortedLot, ...]
    outputs: tuple[SortedLot, ...]

    @property
    def product(self) -> str:
        """Return the product that was sorted."""
        return self.inputs[0].product

    @property
    def weight_out(self) -> Quantity:
        """Return what came out of it."""
        return self.weight_in - self.loss


@dataclass(frozen=True, slots=True, kw_only=True)
class SortingFilter:
    """Which sortings are wanted."""

    words: str = ""
    kind: str = ""
    from_on: date | None = None
    to_on: date | None = None
    voided: bool | None = False


def sortings(session: Session, which: SortingFilter | None = None) -> list[SortingRow]:
    """Return sortings, the newest first; those whose lots, product or note hold all words."""
    which = which or SortingFilter()
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    select = sa.select(Sorting).where(*_conditions(which, zone)).order_by(Sorting.at.desc(), Sorting.id.desc())
    wanted = words(which.words)
    return [row for row in _rows(session, session.scalars(select).all()) if all(word in _said(row) for word in wanted)]


def sorting(session: Session, sorting_id: uuid.UUID) -> SortingRow:
    """Return one sorting."""
    return _rows(session, [session.get_one(Sorting, sorting_id)])[0]


def _conditions(which: SortingFilter, zone: ZoneInfo) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if which.kind:
        found.append(Sorting.kind == which.kind)
    if which.voided is not None:
        found.append(Sorting.voided.is_not(None) if which.voided else Sorting.voided.is_(None))
    if which.from_on is not None:
        found.append(Sorting.at >= datetime.combine(which.from_on, time(), zone))
    if which.to_on is not None:
        found.append(Sorting.at < datetime.combine(which.to_on + timedelta(days=1), time(), zone))
    return found


def _said(row: SortingRow) -> str:
    lots = " ".join(lot.code for lot in (*row.inputs, *row.outputs))
    return fold(f"{lots} {row.product} {row.note} {row.loss_reason}")


def _rows(session: Session, found: Sequence[Sorting]) -> list[SortingRow]:
    ids = [row.id for row in found]
    inputs, outputs = _sides(session, SortingInput, ids), _sides(session, SortingOutput, ids)
    return [
        SortingRow(
            id=row.id,
            kind=row.kind,
            at=row.at,
            weight_in=Quantity(row.grams_in, KILO),
            loss=Quantity(row.loss_g, KILO),
            loss_reason=row.loss_reason,
            note=row.note,
            voided=row.voided,
            inputs=tuple(_summed(inputs[row.id])),
            outputs=tuple(_lot(part) for part in outputs[row.id]),
        )
        for row in found
    ]


def _sides(session: Session, side: Any, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """Return one side of sortings, by the sorting, in the order it was typed; voided ones as they were."""
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    counted = side is SortingOutput
    for start in range(0, len(ids), _PORTION):
        select = (
            sa.select(
                side,
                Lot.code,
                Lot.place,
                Product.name.label("product"),
                sa.func.coalesce(sa.func.nullif(Grade.name, ""), Grade.code).label("grade"),
                (ContainerKind.name if counted else sa.literal("")).label("container"),
            )
            .join(Lot, Lot.id == side.lot_id)
            .join(Product, Product.id == Lot.product_id)
            .join(Grade, Grade.id == Lot.grade_id)
            .where(side.sorting_id.in_(ids[start : start + _PORTION]))
            .order_by(side.id)
        )
        if counted:
            select = select.outerjoin(ContainerKind, ContainerKind.id == SortingOutput.container_kind_id)
        for row in session.execute(select):
            found[row[0].sorting_id].append(row)
    return found


def _summed(rows: Iterable[Any]) -> list[SortedLot]:
    """Return the lots that were taken from, what was lost of them included."""
    total: dict[uuid.UUID, SortedLot] = {}
    for row in rows:
        part = _lot(row)
        before = total.get(part.lot_id)
        total[part.lot_id] = part if before is None else _lot(row, more=before.weight.milli)
    return list(total.values())


def _lot(row: Any, more: int = 0) -> SortedLot:
    side = row[0]
    packed = getattr(side, "units_milli", None)
    return SortedLot(
        lot_id=side.lot_id,
        code=row.code,
        product=row.product,
        grade=row.grade,
        place=row.place,
        weight=Quantity(side.grams + more, KILO),
        units=None if packed is None else Quantity(packed, side.unit),
        container=row.container or "",
        containers=getattr(side, "containers", None),
        loose_units=getattr(side, "loose_units", None),
    )

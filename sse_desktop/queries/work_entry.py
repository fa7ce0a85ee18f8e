"""What the form for work needs at once: the people, the rates they had last, and the lots that may be meant."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.queries.work_days import LastRate, last_rates
from sse_desktop.queries.workers import WorkerRow, workers
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot

_LOTS_OFFERED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLot:
    """A lot that work can be done on, newest first."""

    id: uuid.UUID
    code: str
    produce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGround:
    """People who work now, what each had last for each task, and the newest lots."""

    currency: str
    workers: Sequence[WorkerRow]
    rates: Sequence[LastRate]
    lots: Sequence[WorkLot]


def work_ground(session: Session) -> WorkGround:
    """Return what the form offers."""
    rows = session.execute(
        sa.select(Lot.id, Lot.code, Product.name, Grade.code)
        .join(Product, Product.id == Lot.product_id)
        .join(Grade, Grade.id == Lot.grade_id)
        .order_by(Lot.opened_on.desc(), Lot.code.desc())
        .limit(_LOTS_OFFERED)
    )
    return WorkGround(
        currency=session.scalars(sa.select(Cooperative.currency)).one(),
        workers=workers(session),
        rates=last_rates(session),
        lots=[WorkLot(id=key, code=code, produce=f"{name} {grade}") for key, code, name, grade in rows],
    )

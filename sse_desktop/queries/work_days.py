"""Work days with their sums by task and by person, and the rates that were paid last, as rows."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import words
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.work import HOUR, Task
from sse_desktop.queries.workers import work_payments
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.stock import Lot
from sse_desktop.store.tables.work_days import WorkDay, Worker

Measure = Literal["hours", "pieces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Which work days are wanted; `voided` None: valid and void ones."""

    words: str = ""
    task: Task | None = None
    worker_id: uuid.UUID | None = None
    lot_id: uuid.UUID | None = None
    from_on: date | None = None
    to_on: date | None = None
    voided: bool | None = False


ALL_WORK = WorkFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDayRow:
    """What a person did on a day; hours or pieces times the rate is the pay."""

    id: uuid.UUID
    worked_on: date
    worker_id: uuid.UUID
    worker: str
    community: str
    task: Task
    hours: Quantity | None
    pieces: int | None
    rate: UnitPrice
    pay: Money
    lot_id: uuid.UUID | None
    lot: str
    note: str
    voided: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSum:
    """Sums over work days; `entries` counts them, `days` the days somebody worked, `people` the workers."""

    task: Task | None
    entries: int
    days: int
    people: int
    hours: Quantity
    pieces: int
    pay: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSum:
    """What a person did, earned and was paid in a period, and what is owed at its end."""

    worker_id: uuid.UUID
    worker: str
    community: str
    id_number: str
    days: int
    hours: Quantity
    pieces: int
    owed_before: Money
    earned: Money
    paid: Money

    @property
    def owed(self) -> Money:
        """Return what is owed at the end of the period."""
        return self.owed_before + self.earned - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRate:
    """The rate that was entered last for a task: of one worker, or of anybody."""

    worker_id: uuid.UUID
    task: Task
    measure: Measure
    rate: UnitPrice


def work_days(session: Session, which: WorkFilter = ALL_WORK) -> list[WorkDayRow]:
    """Return work days, the newest first, those of one day by task and name."""
    select: Any = (
        sa.select(WorkDay, Worker.name, Worker.community, Lot.code)
        .join(Worker, Worker.id == WorkDay.worker_id)
        .outerjoin(Lot, Lot.id == WorkDay.lot_id)
        .order_by(WorkDay.worked_on.desc(), WorkDay.task, Worker.name, WorkDay.id)
    )
    rows = session.execute(_narrowed(select, which))
    return [_row(day, worker, community, lot) for day, worker, community, lot in rows]


def work_sums(session: Session, which: WorkFilter = ALL_WORK) -> list[WorkSum]:
    """Return the sums by task in their order, and last over all tasks; tasks without work are left out."""
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    found = {row.task: row for row in session.execute(_sums(which).add_columns(WorkDay.task).group_by(WorkDay.task))}
    by_task = [_sum(found[task.value], task, currency) for task in Task if task.value in found]
    return [*by_task, _sum(session.execute(_sums(which)).one(), None, currency)]


def worker_sums(session: Session, from_on: date, to_on: date) -> list[WorkerSum]:
    """Return, by name, everybody who worked or was paid in the period, or to whom something was owed before it."""
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    people = session.scalars(sa.select(Worker).order_by(Worker.name, Worker.id)).all()
    worked = {row.worker_id: row for row in session.execute(_by_worker(WorkFilter(from_on=from_on, to_on=to_on)))}
    before = {row.worker_id: row.pay for row in session.execute(_by_worker(WorkFilter(to_on=_day_before(from_on))))}
    paid = _paid(session, from_on, to_on)
    paid_before = _paid(session, None, _day_before(from_on))
    sums = [
        WorkerSum(
            worker_id=person.id,
            worker=person.name,
            community=person.community,
            id_number=person.id_number,
            days=worked[person.id].days if person.id in worked else 0,
            hours=Quantity(int(worked[person.id].hours or 0) if person.id in worked else 0, HOUR),
            pieces=int(worked[person.id].pieces or 0) if person.id in worked else 0,
            owed_before=Money(int(before.get(person.id, 0)) - paid_before.get(person.id, 0), currency),
            earned=Money(int(worked[person.id].pay) if person.id in worked else 0, currency),
            paid=Money(paid.get(person.id, 0), currency),
        )
        for person in people
    ]
    return [row for row in sums if row.days or row.paid.minor or row.owed_before.minor]


def last_rates(session: Session) -> list[LastRate]:
    """Return the rate entered last for each worker and task, the newest entries first."""
    newest = sa.select(
        WorkDay,
        sa.func.row_number()
        .over(partition_by=(WorkDay.worker_id, WorkDay.task), order_by=(WorkDay.worked_on.desc(), WorkDay.id.desc()))
        .label("place"),
    ).where(WorkDay.voided.is_(None))
    ranked = newest.subquery()
    select = sa.select(ranked).where(ranked.c.place == 1).order_by(ranked.c.worked_on.desc(), ranked.c.id.desc())
    return [
        LastRate(
            worker_id=row.worker_id,
            task=Task(row.task),
            measure="hours" if row.hours_milli is not None else "pieces",
            rate=UnitPrice(row.rate_micros, row.currency),
        )
        for row in session.execute(select)
    ]


def rate_for(rates: Sequence[LastRate], worker_id: uuid.UUID | None, task: Task) -> LastRate | None:
    """Return the rate a worker had last for a task, else the one anybody had last for it."""
    of_task = [rate for rate in rates if rate.task == task]
    own = [rate for rate in of_task if rate.worker_id == worker_id]
    return next(iter([*own, *of_task]), None)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _paid(session: Session, from_on: date | None, to_on: date) -> dict[uuid.UUID, int]:
    paid: dict[uuid.UUID, int] = {}
    for row in work_payments(session, from_on=from_on, to_on=to_on, voided=False):
        paid[row.worker_id] = paid.get(row.worker_id, 0) + row.amount.minor
    return paid


def _sums(which: WorkFilter) -> Any:
    select: Any = (
        sa.select(
            sa.func.count(WorkDay.id).label("entries"),
            sa.func.count(sa.distinct(WorkDay.worked_on)).label("days"),
            sa.func.count(sa.distinct(WorkDay.worker_id)).label("people"),
            sa.func.sum(WorkDay.hours_milli).label("hours"),
            sa.func.sum(WorkDay.pieces).label("pieces"),
            sa.func.sum(WorkDay.pay_minor).label("pay"),
        )
        .select_from(WorkDay)
        .join(Worker, Worker.id == WorkDay.worker_id)
        .outerjoin(Lot, Lot.id == WorkDay.lot_id)
    )
    return _narrowed(select, which)


def _by_worker(which: WorkFilter) -> Any:
    return _sums(which).add_columns(WorkDay.worker_id).group_by(WorkDay.worker_id)


def _narrowed(select: Any, which: WorkFilter) -> Any:
    if which.voided is not None:
        select = select.where(WorkDay.voided.is_not(None) if which.voided else WorkDay.voided.is_(None))
    if which.task is not None:
        select = select.where(WorkDay.task == which.task.value)
    if which.worker_id is not None:
        select = select.where(WorkDay.worker_id == which.worker_id)
    if which.lot_id is not None:
        select = select.where(WorkDay.lot_id == which.lot_id)
    if which.from_on is not None:
        select = select.where(WorkDay.worked_on >= which.from_on)
    if which.to_on is not None:
        select = select.where(WorkDay.worked_on <= which.to_on)
    for word in words(which.words):
        in_lot = sa.func.lower(Lot.code).contains(word, autoescape=True)
        select = select.where(sa.or_(Worker.search.contains(word, autoescape=True), in_lot))
    return select


def _sum(row: Any, task: Task | None, currency: str) -> WorkSum:
    return WorkSum(
        task=task,
        entries=row.entries,
        days=row.days,
        people=row.people,
        hours=Quantity(int(row.hours or 0), HOUR),
        pieces=int(row.pieces or 0),
        pay=Money(int(row.pay or 0), currency),
    )


def _row(day: WorkDay, worker: str, community: str, lot: str | None) -> WorkDayRow:
    return WorkDayRow(
        id=day.id,
        worked_on=day.worked_on,
        worker_id=day.worker_id,
        worker=worker,
        community=community,
        task=Task(day.task),
        hours=None if day.hours_milli is None else Quantity(day.hours_milli, HOUR),
        pieces=day.pieces,
        rate=UnitPrice(day.rate_micros, day.currency),
        pay=Money(day.pay_minor, day.currency),
        lot_id=day.lot_id,
        lot=lot or "",
        note=day.note,
        voided=day.voided,
    )

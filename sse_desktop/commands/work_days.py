"""Work done and paid: facts that are voided and entered again, never changed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import void
from sse_desktop.commands.weighing import InTheFuture
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.work import HOUR, MoreThanADay, Task, is_within_a_day, work_pay
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.work_days import WorkDay, Worker, WorkPayment


class NobodyWorked(DomainError):
    """Work was entered without a person."""

    sentence = N_("Nobody is named who worked. Nothing was saved. Choose at least one person.")


class WorkerArchived(DomainError):
    """A person does not work here any more."""

    sentence = N_("{worker} is in the archive. Nothing was saved. Take {worker} out of the archive first.")


class NothingPaid(DomainError):
    """A payment of nothing."""

    sentence = N_("A payment must be above zero. Nothing was saved. Correct the amount.")


class NotSoMuchOwed(DomainError):
    """More would be paid than was earned."""

    sentence = N_("{worker} is owed {owed}. Nothing was saved. Enter the work first, or pay less.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """What one person did: hours in thousandths, or pieces, with the rate for one in millionths of the currency."""

    worker_id: uuid.UUID
    rate_micros: int
    hours_milli: int | None = None
    pieces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkData:
    """The same task on the same day, for the same lot or none, done by one or several people."""

    worked_on: date
    task: Task
    lines: Sequence[WorkLine]
    lot_id: uuid.UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPaymentData:
    """Money handed to a worker, in minor units of the cooperative's currency."""

    worker_id: uuid.UUID
    paid_on: date
    amount_minor: int
    method: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER, Role.TREASURER)
def record_work(session: Writing, data: WorkData) -> list[uuid.UUID]:
    """Store what people did, each with the pay, and return the ids in the order given.

    Raises:
        NobodyWorked, InTheFuture, WorkerArchived, HoursOrPieces, RateBelowNothing, MoreThanADay.
    """
    if not data.lines:
        raise NobodyWorked
    if data.worked_on > session.today:
        raise InTheFuture(day=data.worked_on)
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    return [_store(session, data, line, currency) for line in data.lines]


@allowed(Role.SECRETARY, Role.WEIGHER, Role.TREASURER)
def void_work_day(session: Writing, work_day_id: uuid.UUID, reason: str) -> None:
    """Void what a person did on a day; it counts no more for pay and costs.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(WorkDay, work_day_id), reason)


@allowed(Role.SECRETARY, Role.TREASURER)
def pay_worker(session: Writing, data: WorkPaymentData) -> uuid.UUID:
    """Store a payment of what is owed, in whole or in part.

    Raises:
        NothingPaid, InTheFuture, NotSoMuchOwed.
    """
    if data.amount_minor <= 0:
        raise NothingPaid
    if data.paid_on > session.today:
        raise InTheFuture(day=data.paid_on)
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    worker = session.get_one(Worker, data.worker_id)
    owed = _owed(session, data.worker_id)
    if data.amount_minor > owed:
        raise NotSoMuchOwed(worker=worker.name, owed=Money(owed, currency))
    row = WorkPayment(
        id=session.new_id(),
        worker_id=data.worker_id,
        paid_on=data.paid_on,
        amount_minor=data.amount_minor,
        currency=currency,
        method=data.method.strip(),
        note=data.note.strip(),
    )
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER)
def void_work_payment(session: Writing, payment_id: uuid.UUID, reason: str) -> None:
    """Void a payment: the money is owed again.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(WorkPayment, payment_id), reason)


def _store(session: Writing, data: WorkData, line: WorkLine, currency: str) -> uuid.UUID:
    worker = session.get_one(Worker, line.worker_id)
    if worker.archived:
        raise WorkerArchived(worker=worker.name)
    pay = work_pay(UnitPrice(line.rate_micros, currency), hours_milli=line.hours_milli, pieces=line.pieces)
    hours = _hours(session, line.worker_id, data.worked_on) + (line.hours_milli or 0)
    if not is_within_a_day(hours):
        raise MoreThanADay(worker=worker.name, hours=Quantity(hours, HOUR), day=data.worked_on)
    row = WorkDay(
        id=session.new_id(),
        worker_id=line.worker_id,
        worked_on=data.worked_on,
        task=data.task.value,
        hours_milli=line.hours_milli,
        pieces=line.pieces,
        rate_micros=line.rate_micros,
        currency=currency,
        pay_minor=pay.minor,
        lot_id=data.lot_id,
        note=data.note.strip(),
    )
    session.add(row)
    session.flush()
    return row.id


def _hours(session: Writing, worker_id: uuid.UUID, day: date) -> int:
    hours = sa.select(sa.func.sum(WorkDay.hours_milli)).where(
        WorkDay.worker_id == worker_id, WorkDay.worked_on == day, WorkDay.voided.is_(None)
    )
    return int(session.scalar(hours) or 0)


def _owed(session: Writing, worker_id: uuid.UUID) -> int:
    earned = sa.select(sa.func.sum(WorkDay.pay_minor)).where(WorkDay.worker_id == worker_id, WorkDay.voided.is_(None))
    paid = sa.select(sa.func.sum(WorkPayment.amount_minor)).where(
        WorkPayment.worker_id == worker_id, WorkPayment.voided.is_(None)
    )
    return int(session.scalar(earned) or 0) - int(session.scalar(paid) or 0)

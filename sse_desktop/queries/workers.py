"""Workers with what they earned, were paid and are still owed, as rows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import words
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.work import HOUR
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.work_days import WorkDay, Worker, WorkPayment


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFilter:
    """Which workers are wanted; `archived` None: both. `owed` leaves out those to whom nothing is owed."""

    words: str = ""
    community: str = ""
    archived: bool | None = False
    owed: bool = False


EVERY_WORKER = WorkerFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """A worker with sums over all valid work days and payments; owed = earned - paid."""

    id: uuid.UUID
    name: str
    member_id: uuid.UUID | None
    member: str
    id_number: str
    sex: str | None
    birth_year: int | None
    community: str
    phone: str
    note: str
    archived: bool
    stamps: Mapping[str, int]
    days: int
    hours: Quantity
    pieces: int
    earned: Money
    paid: Money
    last_worked_on: date | None

    @property
    def owed(self) -> Money:
        """Return what was earned and not paid yet; below zero when work was voided after it was paid."""
        return self.earned - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPaymentRow:
    """Money paid to a worker."""

    id: uuid.UUID
    worker_id: uuid.UUID
    worker: str
    paid_on: date
    amount: Money
    method: str
    note: str
    voided: str | None


def workers(session: Session, which: WorkerFilter = EVERY_WORKER) -> list[WorkerRow]:
    """Return workers by name, with what they earned and are owed to this day."""
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    select = _select()
    if which.archived is not None:
        select = select.where(Worker.archived.is_(which.archived))
    if which.community:
        select = select.where(Worker.community == which.community)
    for word in words(which.words):
        select = select.where(Worker.search.contains(word, autoescape=True))
    found = [_row(row, currency) for row in session.execute(select)]
    return [row for row in found if row.owed.minor != 0] if which.owed else found


def worker(session: Session, worker_id: uuid.UUID) -> WorkerRow:
    """Return one worker."""
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    return _row(session.execute(_select().where(Worker.id == worker_id)).one(), currency)


def worker_communities(session: Session) -> list[str]:
    """Return the communities that workers come from, by name."""
    found = sa.select(Worker.community).where(Worker.community != "").distinct().order_by(Worker.community)
    return list(session.scalars(found))


def work_payments(
    session: Session,
    *,
    worker_id: uuid.UUID | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    voided: bool = True,
) -> list[WorkPaymentRow]:
    """Return payments, the newest first; `voided` False leaves the void ones out."""
    select = (
        sa.select(WorkPayment, Worker.name)
        .join(Worker, Worker.id == WorkPayment.worker_id)
        .order_by(WorkPayment.paid_on.desc(), WorkPayment.id.desc())
    )
    if worker_id is not None:
        select = select.where(WorkPayment.worker_id == worker_id)
    if from_on is not None:
        select = select.where(WorkPayment.paid_on >= from_on)
    if to_on is not None:
        select = select.where(WorkPayment.paid_on <= to_on)
    if not voided:
        select = select.where(WorkPayment.voided.is_(None))
    return [
        WorkPaymentRow(
            id=row.id,
            worker_id=row.worker_id,
            worker=name,
            paid_on=row.paid_on,
            amount=Money(row.amount_minor, row.currency),
            method=row.method,
            note=row.note,
            voided=row.voided,
        )
        for row, name in session.execute(select)
    ]


def _select() -> sa.Select[Any]:
    worked = (
        sa.select(
            WorkDay.worker_id,
            sa.func.count(sa.distinct(WorkDay.worked_on)).label("days"),
            sa.func.sum(WorkDay.hours_milli).label("hours"),
            sa.func.sum(WorkDay.pieces).label("pieces"),
            sa.func.sum(WorkDay.pay_minor).label("pay"),
            sa.func.max(WorkDay.worked_on).label("latest"),
        )
        .where(WorkDay.voided.is_(None))
        .group_by(WorkDay.worker_id)
        .subquery()
    )
    paid = (
        sa.select(WorkPayment.worker_id, sa.func.sum(WorkPayment.amount_minor).label("amount"))
        .where(WorkPayment.voided.is_(None))
        .group_by(WorkPayment.worker_id)
        .subquery()
    )
    return (
        sa.select(Worker, Member.name.label("member"), worked, paid.c.amount)
        .outerjoin(Member, Member.id == Worker.member_id)
        .outerjoin(worked, worked.c.worker_id == Worker.id)
        .outerjoin(paid, paid.c.worker_id == Worker.id)
        .order_by(Worker.archived, Worker.name, Worker.id)
    )


def _row(found: Any, currency: str) -> WorkerRow:
    row = found[0]
    return WorkerRow(
        id=row.id,
        name=row.name,
        member_id=row.member_id,
        member=found.member or "",
        id_number=row.id_number,
        sex=row.sex,
        birth_year=row.birth_year,
        community=row.community,
        phone=row.phone,
        note=row.note,
        archived=row.archived,
        stamps=dict(row.stamps),
        days=found.days or 0,
        hours=Quantity(int(found.hours or 0), HOUR),
        pieces=int(found.pieces or 0),
        earned=Money(int(found.pay or 0), currency),
        paid=Money(int(found.amount or 0), currency),
        last_worked_on=found.latest,
    )

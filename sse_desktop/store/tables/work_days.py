"""Who worked, at what, on which lot, for how much, and what was paid of it."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact, Record


class Worker(Record, Base):
    """A person who collects, cleans, grades or packs; a member's family or somebody from the place."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(default="")
    member_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    id_number: Mapped[str] = mapped_column(default="")
    sex: Mapped[str | None] = mapped_column(default=None)
    birth_year: Mapped[int | None] = mapped_column(default=None)
    community: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class WorkDay(Fact, Base):
    """What a person did on a day: hours or pieces times the rate is the pay, rounded half up once."""

    __tablename__ = "work_day"
    __table_args__ = (sa.Index(None, "worked_on"), sa.Index(None, "worker_id"), sa.Index(None, "lot_id"))

    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"))
    worked_on: Mapped[date]
    task: Mapped[str] = mapped_column(default="")
    hours_milli: Mapped[int | None] = mapped_column(default=None)
    pieces: Mapped[int | None] = mapped_column(default=None)
    rate_micros: Mapped[int]
    currency: Mapped[str] = mapped_column(default="")
    pay_minor: Mapped[int]
    lot_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("lot.id"), default=None)
    note: Mapped[str] = mapped_column(default="")


class WorkPayment(Fact, Base):
    """Money paid to a worker; what was earned less what was paid is what is still owed."""

    __tablename__ = "work_payment"
    __table_args__ = (sa.Index(None, "worker_id"),)

    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"))
    paid_on: Mapped[date]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

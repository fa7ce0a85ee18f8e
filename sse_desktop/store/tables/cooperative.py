"""The cooperative itself, its users, devices, settings and number series."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class Cooperative(Record, Base):
    """The one cooperative of a data folder."""

    __tablename__ = "cooperative"

    legal_name: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    profile_id: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    supplier_kind: Mapped[str] = mapped_column(default="")
    tax_id: Mapped[str] = mapped_column(default="")
    representative_name: Mapped[str] = mapped_column(default="")
    representative_id_number: Mapped[str] = mapped_column(default="")
    representative_post: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    canton: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    bank_name: Mapped[str] = mapped_column(default="")
    bank_account: Mapped[str] = mapped_column(default="")
    establishment: Mapped[str] = mapped_column(default="")
    logo_sha: Mapped[str | None] = mapped_column(default=None)


class UserAccount(Record, Base):
    """A person who may act, with one role."""

    __tablename__ = "user_account"

    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None] = mapped_column(default=None)
    active: Mapped[bool] = mapped_column(default=True)


class Device(Record, Base):
    """A computer that records facts; its emission point is its own, so numbers never collide."""

    __tablename__ = "device"

    code: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    emission_point: Mapped[str] = mapped_column(unique=True)


class Setting(Record, Base):
    """A choice of the cooperative by key; the value is JSON text."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(default="")


class Series(Base):
    """The last number given per kind of document and device. Not journaled: it follows from the documents."""

    __tablename__ = "series"

    kind: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class PrintJob(Base):
    """A document waiting for a printer. Not journaled: a queue of this computer."""

    __tablename__ = "print_job"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    created_at: Mapped[datetime]
    printed_at: Mapped[datetime | None] = mapped_column(default=None)

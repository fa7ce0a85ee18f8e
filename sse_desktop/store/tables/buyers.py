"""Public buyers and the places they want served."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class Buyer(Record, Base):
    """A public buyer."""

    __tablename__ = "buyer"

    name: Mapped[str] = mapped_column(default="")
    tax_id: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="")
    days_to_pay: Mapped[int | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class DeliveryPoint(Record, Base):
    """A school or kitchen of a buyer, by its official code."""

    __tablename__ = "delivery_point"
    __table_args__ = (sa.UniqueConstraint("buyer_id", "code"),)

    buyer_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("buyer.id"))
    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    canton: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    pupils: Mapped[int | None] = mapped_column(default=None)
    hours: Mapped[str] = mapped_column(default="")
    access: Mapped[str] = mapped_column(default="")
    route: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    regime: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

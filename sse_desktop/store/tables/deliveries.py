"""Deliveries as sent, and what the school accepted of them."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact


class Delivery(Fact, Base):
    """One stop: a delivery note with its number, as it left."""

    __tablename__ = "delivery"
    __table_args__ = (
        sa.UniqueConstraint("series", "number"),
        sa.Index(None, "contract_id"),
    )

    series: Mapped[str] = mapped_column(default="")
    number: Mapped[int]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    delivery_point_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("delivery_point.id"))
    planned_on: Mapped[date]
    dispatched_at: Mapped[datetime]
    driver: Mapped[str] = mapped_column(default="")
    vehicle: Mapped[str] = mapped_column(default="")
    crates_out: Mapped[int]
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("delivery.id"), default=None)
    note: Mapped[str] = mapped_column(default="")


class DeliveryLine(Fact, Base):
    """What was sent of one lot: in the sale unit and in grams."""

    __tablename__ = "delivery_line"
    __table_args__ = (
        sa.Index(None, "delivery_id"),
        sa.Index(None, "lot_id"),
    )

    delivery_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("delivery.id"))
    position: Mapped[int]
    call_off_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("call_off.id"), default=None)
    contract_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract_line.id"))
    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    sent_milli: Mapped[int]
    unit: Mapped[str] = mapped_column(default="")
    grams: Mapped[int]
    full_containers: Mapped[int]
    loose_units: Mapped[int]
    replaces_line_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("delivery_line.id"), default=None)

    # Declared so that the flush inserts the parent first; never loaded.
    delivery: Mapped["Delivery"] = relationship(lazy="raise")


class Acceptance(Fact, Base):
    """The receiver's word on a delivery."""

    __tablename__ = "acceptance"
    __table_args__ = (sa.Index(None, "delivery_id"),)

    delivery_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("delivery.id"))
    received_at: Mapped[datetime]
    receiver_name: Mapped[str] = mapped_column(default="")
    receiver_id_number: Mapped[str] = mapped_column(default="")
    receiver_post: Mapped[str] = mapped_column(default="")
    temperature_decidegrees: Mapped[int | None] = mapped_column(default=None)
    crates_in: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class AcceptanceLine(Fact, Base):
    """Accepted and rejected of one delivery line; accepted + rejected = sent."""

    __tablename__ = "acceptance_line"
    __table_args__ = (
        sa.Index(None, "acceptance_id"),
        sa.Index(None, "delivery_line_id"),
    )

    acceptance_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("acceptance.id"))
    delivery_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("delivery_line.id"))
    accepted_milli: Mapped[int]
    rejected_milli: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    replacement_due_on: Mapped[date | None] = mapped_column(default=None)

    # Declared so that the flush inserts the parent first; never loaded.
    acceptance: Mapped["Acceptance"] = relationship(lazy="raise")

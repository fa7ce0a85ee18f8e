"""Contracts, their lines and call-offs."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Record


class Contract(Record, Base):
    """What was won: prices, term and the penalties typed from the paper."""

    __tablename__ = "contract"

    bid_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("bid.id"), default=None)
    buyer_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("buyer.id"))
    reference: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date]
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    total_minor: Mapped[int] = mapped_column(default=0)
    advance_minor: Mapped[int] = mapped_column(default=0)
    penalty_coefficient_micros: Mapped[int | None] = mapped_column(default=None)
    penalty_base: Mapped[str] = mapped_column(default="")
    penalty_cap_minor: Mapped[int | None] = mapped_column(default=None)
    replacement_days: Mapped[int | None] = mapped_column(default=None)
    days_to_pay: Mapped[int | None] = mapped_column(default=None)
    certified_plots_only: Mapped[bool] = mapped_column(default=False)
    certificate_kind: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(default="")


class ContractLine(Record, Base):
    """A product of the contract with its unit price."""

    __tablename__ = "contract_line"
    __table_args__ = (sa.Index(None, "contract_id"),)

    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    position: Mapped[int] = mapped_column(default=0)
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    grade_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("grade.id"), default=None)
    description: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int] = mapped_column(default=0)
    units_per_container: Mapped[int | None] = mapped_column(default=None)

    # Declared so that the flush inserts the parent first; never loaded.
    contract: Mapped["Contract"] = relationship(lazy="raise")


class CallOff(Record, Base):
    """Who gets what on which day."""

    __tablename__ = "call_off"
    __table_args__ = (sa.Index(None, "contract_id", "due_on"),)

    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    contract_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract_line.id"))
    order_number: Mapped[str] = mapped_column(default="")
    delivery_point_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("delivery_point.id"))
    due_on: Mapped[date]
    pupils: Mapped[int | None] = mapped_column(default=None)
    units_per_ration: Mapped[int | None] = mapped_column(default=None)
    days: Mapped[int | None] = mapped_column(default=None)
    quantity_milli: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

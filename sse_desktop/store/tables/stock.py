"""Lots and every movement of them."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact, Record

if TYPE_CHECKING:
    from sse_desktop.store.tables.deliveries import AcceptanceLine, DeliveryLine
    from sse_desktop.store.tables.harvests import WeighIn


class Lot(Record, Base):
    """What was received of one product and grade at one place on one day."""

    __tablename__ = "lot"
    __table_args__ = (sa.Index(None, "opened_on", "product_id"),)

    code: Mapped[str] = mapped_column(unique=True)
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    grade_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("grade.id"))
    opened_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    held: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class StockMovement(Fact, Base):
    """A signed number of grams in or out of a lot. The sum over a lot is its stock."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        sa.Index(None, "lot_id"),
        sa.Index(None, "weigh_in_id"),
        sa.Index(None, "delivery_line_id"),
    )

    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    kind: Mapped[str] = mapped_column(default="")
    grams: Mapped[int]
    at: Mapped[datetime]
    weigh_in_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("weigh_in.id"), default=None)
    delivery_line_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("delivery_line.id"), default=None)
    acceptance_line_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("acceptance_line.id"), default=None)
    reason: Mapped[str] = mapped_column(default="")

    # Declared so that the flush inserts the parent first; never loaded.
    lot: Mapped["Lot"] = relationship(lazy="raise")
    weigh_in: Mapped["WeighIn | None"] = relationship(lazy="raise")
    delivery_line: Mapped["DeliveryLine | None"] = relationship(lazy="raise")
    acceptance_line: Mapped["AcceptanceLine | None"] = relationship(lazy="raise")

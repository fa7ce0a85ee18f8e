"""Lots and every movement of them, sorting, reservations and places."""

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
    # The last day of sale as a person set it; without it the product's shelf days count.
    best_before: Mapped[date | None] = mapped_column(default=None)
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


class Place(Record, Base):
    """Where lots lie: a collection centre, a cold room, a truck. A lot names it by its code."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Sorting(Fact, Base):
    """Lots taken apart or put together: grading, packing, moving or joining. in = Σ out + loss, in grams."""

    __tablename__ = "sorting"
    __table_args__ = (sa.Index(None, "at"),)

    kind: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    grams_in: Mapped[int]
    loss_g: Mapped[int]
    loss_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class SortingInput(Fact, Base):
    """What a sorting took from a lot, with its movement."""

    __tablename__ = "sorting_input"
    __table_args__ = (sa.Index(None, "sorting_id"), sa.Index(None, "lot_id"))

    sorting_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("sorting.id"))
    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    movement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stock_movement.id"))
    grams: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    sorting: Mapped["Sorting"] = relationship(lazy="raise")
    lot: Mapped["Lot"] = relationship(lazy="raise")
    movement: Mapped["StockMovement"] = relationship(lazy="raise")


class SortingOutput(Fact, Base):
    """What a sorting put into a lot, with its movement; full containers and loose units where it was packed."""

    __tablename__ = "sorting_output"
    __table_args__ = (sa.Index(None, "sorting_id"), sa.Index(None, "lot_id"))

    sorting_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("sorting.id"))
    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    movement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stock_movement.id"))
    grams: Mapped[int]
    units_milli: Mapped[int | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="")
    container_kind_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("container_kind.id"), default=None)
    containers: Mapped[int | None] = mapped_column(default=None)
    loose_units: Mapped[int | None] = mapped_column(default=None)

    # Declared so that the flush inserts the parent first; never loaded.
    sorting: Mapped["Sorting"] = relationship(lazy="raise")
    lot: Mapped["Lot"] = relationship(lazy="raise")
    movement: Mapped["StockMovement"] = relationship(lazy="raise")


class StockReservation(Record, Base):
    """Grams of a lot kept for a contract, less what was delivered since; `archived` when they were set free."""

    __tablename__ = "stock_reservation"
    __table_args__ = (sa.Index(None, "lot_id"), sa.Index(None, "contract_id"))

    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    grams: Mapped[int] = mapped_column(default=0)
    # What had left the lot for this contract before: only what is sent after it counts as taken from the reservation.
    sent_before_g: Mapped[int] = mapped_column(default=0)
    reserved_by: Mapped[str] = mapped_column(default="")
    reserved_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

"""Tenders with their lots, items, weekly demand and required papers."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Record


class Tender(Record, Base):
    """A call by a buyer. The original file is kept by its hash; `notice` is the neutral notice as JSON.

    `imported` is what the last import wrote, as JSON: it tells the buyer's changes from ours when a newer version comes.
    `set_aside` names, line by line, what the notice proposes as clause or criterion and a person put aside.
    `ocid` is the number of the whole process in any format. `value_with_tax` is None while nobody said whether the value
    holds the tax. `reserved` names the reservations by their codes, separated by commas.
    """

    __tablename__ = "tender"
    __table_args__ = (sa.Index(None, "reference"),)

    reference: Mapped[str] = mapped_column(default="")
    ocid: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    buyer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("buyer.id"), default=None)
    buyer_name: Mapped[str] = mapped_column(default="")
    buyer_tax_id: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    procedure: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date | None] = mapped_column(default=None)
    deadline_at: Mapped[datetime | None] = mapped_column(default=None)
    deadline_zone: Mapped[str] = mapped_column(default="")
    deadline_stated: Mapped[bool] = mapped_column(default=False)
    questions_deadline_at: Mapped[datetime | None] = mapped_column(default=None)
    opening_on: Mapped[date | None] = mapped_column(default=None)
    award_on: Mapped[date | None] = mapped_column(default=None)
    delivery_from: Mapped[date | None] = mapped_column(default=None)
    delivery_to: Mapped[date | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    value_minor: Mapped[int | None] = mapped_column(default=None)
    value_with_tax: Mapped[bool | None] = mapped_column(default=None)
    value_tax_bp: Mapped[int | None] = mapped_column(default=None)
    reserved: Mapped[str] = mapped_column(default="")
    certified_plots_only: Mapped[bool] = mapped_column(default=False)
    certificate_kind: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    canton: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    notice_version: Mapped[str] = mapped_column(default="")
    requests_deadline_at: Mapped[datetime | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    original_sha: Mapped[str | None] = mapped_column(default=None)
    original_name: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    imported: Mapped[str] = mapped_column(default="")
    set_aside: Mapped[str] = mapped_column(default="")
    dropped: Mapped[bool] = mapped_column(default=False)
    drop_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(default="")


class TenderLot(Record, Base):
    """A part of a tender that is awarded on its own."""

    __tablename__ = "tender_lot"

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    value_minor: Mapped[int | None] = mapped_column(default=None)
    reserved: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    tender: Mapped["Tender"] = relationship(lazy="raise")


class TenderItem(Record, Base):
    """A line of what the buyer wants, mapped to a product of ours; `price_micros` is the unit price the buyer stated."""

    __tablename__ = "tender_item"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    tender_lot_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender_lot.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="")
    classification_scheme: Mapped[str] = mapped_column(default="")
    classification_id: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int | None] = mapped_column(default=None)
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    tender: Mapped["Tender"] = relationship(lazy="raise")
    tender_lot: Mapped["TenderLot | None"] = relationship(lazy="raise")


class DemandWeek(Record, Base):
    """What the buyer wants of an item in one ISO week."""

    __tablename__ = "demand_week"
    __table_args__ = (sa.UniqueConstraint("tender_item_id", "week"),)

    tender_item_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender_item.id"))
    week: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int] = mapped_column(default=0)

    # Declared so that the flush inserts the parent first; never loaded.
    tender_item: Mapped["TenderItem"] = relationship(lazy="raise")


class Requirement(Record, Base):
    """A paper the buyer asks for, and the day on which it must be valid."""

    __tablename__ = "requirement"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    position: Mapped[int] = mapped_column(default=0)
    paper_kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    day_that_counts: Mapped[str] = mapped_column(default="")
    max_age_days: Mapped[int | None] = mapped_column(default=None)
    mandatory: Mapped[bool] = mapped_column(default=False)
    holder_kind: Mapped[str] = mapped_column(default="")
    legal_ref: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    tender: Mapped["Tender"] = relationship(lazy="raise")

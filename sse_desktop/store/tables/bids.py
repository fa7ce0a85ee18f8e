"""Bids, their lines, weekly promises, papers and packets."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact, Record


class Bid(Record, Base):
    """A version of our offer to a tender. `profile_digest` names the frozen rules it was made under."""

    __tablename__ = "bid"
    __table_args__ = (sa.UniqueConstraint("tender_id", "version"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    override_by: Mapped[str] = mapped_column(default="")
    override_reason: Mapped[str] = mapped_column(default="")
    override_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    profile_digest: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class BidLine(Record, Base):
    """What we offer for one item: quantity and unit price without tax."""

    __tablename__ = "bid_line"
    __table_args__ = (sa.Index(None, "bid_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    tender_item_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender_item.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(default="")
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    price_micros: Mapped[int | None] = mapped_column(default=None)
    tax_bp: Mapped[int] = mapped_column(default=0)

    # Declared so that the flush inserts the parent first; never loaded.
    bid: Mapped["Bid"] = relationship(lazy="raise")


class BidWeek(Record, Base):
    """What we promise of a line in one ISO week."""

    __tablename__ = "bid_week"
    __table_args__ = (sa.UniqueConstraint("bid_line_id", "week"),)

    bid_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid_line.id"))
    week: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int] = mapped_column(default=0)

    # Declared so that the flush inserts the parent first; never loaded.
    bid_line: Mapped["BidLine"] = relationship(lazy="raise")


class BidPaper(Record, Base):
    """A paper chosen for a requirement of the bid, or added beyond what is asked; `archived` when it was taken out again."""

    __tablename__ = "bid_paper"
    __table_args__ = (sa.Index(None, "bid_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    requirement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("requirement.id"), default=None)
    paper_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("paper.id"))
    position: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    bid: Mapped["Bid"] = relationship(lazy="raise")


class Packet(Fact, Base):
    """A packet that was built: immutable, kept as an attachment. parts, beside and checks are JSON text.

    `made_from` is the digest of everything the packet says: another digest of the bid means that the packet is out of date.
    """

    __tablename__ = "packet"
    __table_args__ = (sa.Index(None, "bid_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    version: Mapped[int]
    made_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(default="")
    pages: Mapped[int]
    folios: Mapped[int]
    parts: Mapped[str] = mapped_column(default="")
    beside: Mapped[str] = mapped_column(default="")
    checks: Mapped[str] = mapped_column(default="")
    made_from: Mapped[str] = mapped_column(default="")

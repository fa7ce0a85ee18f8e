"""How an award is shared among the families: the terms, the exceptions, and each sharing as it was kept."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact, Record


class SharingTerms(Record, Base):
    """The rules by which a bid is shared: measure, minimum and cap for everybody, who may take part.

    `measure` is equal, capacity or past; empty terms were taken back and say nothing. `locality` is empty, canton or province. `carried` adds what the ledger owes.
    """

    __tablename__ = "sharing_terms"

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"), unique=True)
    measure: Mapped[str] = mapped_column(default="")
    minimum_minor: Mapped[int | None] = mapped_column(default=None)
    cap_minor: Mapped[int | None] = mapped_column(default=None)
    household_cap_minor: Mapped[int | None] = mapped_column(default=None)
    follows_caps: Mapped[bool] = mapped_column(default=True)
    follows_priority: Mapped[bool] = mapped_column(default=False)
    certified_only: Mapped[bool] = mapped_column(default=False)
    certificate_kind: Mapped[str] = mapped_column(default="")
    locality: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class SharingException(Record, Base):
    """What a person set for one family against the rule, and why: out, minimum, cap, or a fixed quantity."""

    __tablename__ = "sharing_exception"
    __table_args__ = (sa.Index(None, "bid_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    kind: Mapped[str] = mapped_column(default="")
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    amount_minor: Mapped[int | None] = mapped_column(default=None)
    quantity_milli: Mapped[int | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    set_by: Mapped[str] = mapped_column(default="")
    set_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class Sharing(Fact, Base):
    """A sharing as it was kept: immutable. `terms` and `summary` are JSON text, `made_from` the digest of what it rests on."""

    __tablename__ = "sharing"
    __table_args__ = (sa.UniqueConstraint("bid_id", "version"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    version: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    from_week: Mapped[str] = mapped_column(default="")
    asked_minor: Mapped[int]
    shared_minor: Mapped[int]
    terms: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    made_from: Mapped[str] = mapped_column(default="")


class SharingMember(Fact, Base):
    """A family's part: what it could bring, its even part, what the ledger carried, what it gets, and what limited it."""

    __tablename__ = "sharing_member"
    __table_args__ = (sa.Index(None, "sharing_id"), sa.Index(None, "member_id"))

    sharing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("sharing.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    weight: Mapped[int]
    offered_minor: Mapped[int]
    even_minor: Mapped[int]
    carried_minor: Mapped[int]
    value_minor: Mapped[int]
    limited_by: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(default="")

    # Declared so that the flush inserts the parent first; never loaded.
    sharing: Mapped["Sharing"] = relationship(lazy="raise")


class SharingLine(Fact, Base):
    """What a family supplies of a line in a week: whole units of sale, their weight, and their value at the bid's price."""

    __tablename__ = "sharing_line"
    __table_args__ = (sa.Index(None, "sharing_member_id"), sa.Index(None, "bid_line_id"))

    sharing_member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("sharing_member.id"))
    bid_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid_line.id"))
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    week: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int]
    unit: Mapped[str] = mapped_column(default="")
    grams: Mapped[int]
    value_minor: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    sharing_member: Mapped["SharingMember"] = relationship(lazy="raise")

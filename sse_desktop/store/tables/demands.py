"""What-if demands, menus of schools, and the weekly amounts of other cooperatives."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Record


class WhatIf(Record, Base):
    """A demand nobody has asked for yet, typed to see whether it could be delivered.

    `weeks_out` names the weeks without school ('2026-W52, 2027-W01..2027-W02'); with `skip_holidays` public holidays are
    no school days.
    """

    __tablename__ = "what_if"

    title: Mapped[str] = mapped_column(default="")
    buyer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("buyer.id"), default=None)
    certified_only: Mapped[bool] = mapped_column(default=False)
    certificate_kind: Mapped[str] = mapped_column(default="")
    weeks_out: Mapped[str] = mapped_column(default="")
    skip_holidays: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class WhatIfLine(Record, Base):
    """A product of a what-if over some weeks: a quantity, or ration x pupils x days a week (a line of a menu)."""

    __tablename__ = "what_if_line"
    __table_args__ = (sa.Index(None, "what_if_id"),)

    what_if_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("what_if.id"))
    position: Mapped[int] = mapped_column(default=0)
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    unit: Mapped[str] = mapped_column(default="")
    first_week: Mapped[str] = mapped_column(default="")
    last_week: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int | None] = mapped_column(default=None)
    ration_milli: Mapped[int | None] = mapped_column(default=None)
    pupils: Mapped[int | None] = mapped_column(default=None)
    days_a_week: Mapped[int | None] = mapped_column(default=None)
    every_weeks: Mapped[int] = mapped_column(default=1)
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    what_if: Mapped["WhatIf"] = relationship(lazy="raise")


class PooledCapacity(Record, Base):
    """Weekly amounts another cooperative offers for a consortium bid, from its signed file; `archived` when taken out."""

    __tablename__ = "pooled_capacity"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    cooperative: Mapped[str] = mapped_column(default="")
    tax_id: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class PooledWeek(Record, Base):
    """What the other cooperative adds of a product in a week, in grams."""

    __tablename__ = "pooled_week"
    __table_args__ = (sa.Index(None, "pooled_capacity_id"),)

    pooled_capacity_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("pooled_capacity.id"))
    their_product: Mapped[str] = mapped_column(default="")
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    week: Mapped[str] = mapped_column(default="")
    grams: Mapped[int] = mapped_column(default=0)

    # Declared so that the flush inserts the parent first; never loaded.
    pooled_capacity: Mapped["PooledCapacity"] = relationship(lazy="raise")


class SigningKey(Base):
    """The key this cooperative signs its exchanged files with. Not journaled: the secret stays in the data file."""

    __tablename__ = "signing_key"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    public_key: Mapped[str]
    private_key: Mapped[str]
    created_on: Mapped[date]

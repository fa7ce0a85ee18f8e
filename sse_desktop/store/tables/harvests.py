"""Weigh-ins, pledges and how far pledges are kept."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact, Record

if TYPE_CHECKING:
    from sse_desktop.store.tables.stock import Lot


UNPRICED = sa.text("price_micros IS NULL AND voided IS NULL")


class WeighIn(Fact, Base):
    """One load over the scale. net = gross - containers x tare; accepted = net - damaged; all in grams."""

    __tablename__ = "weigh_in"
    __table_args__ = (
        sa.UniqueConstraint("series", "number"),
        sa.Index(None, "received_at", "id"),
        sa.Index(None, "member_id", "received_at"),
        sa.Index(None, "lot_id"),
        sa.Index("ix_weigh_in_unpriced", "received_at", sqlite_where=UNPRICED, postgresql_where=UNPRICED),
    )

    series: Mapped[str] = mapped_column(default="")
    number: Mapped[int]
    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    plot_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("plot.id"), default=None)
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    variety_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("variety.id"), default=None)
    grade_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("grade.id"))
    lot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("lot.id"))
    harvested_on: Mapped[date]
    received_at: Mapped[datetime]
    container_kind_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("container_kind.id"), default=None)
    containers: Mapped[int]
    gross_g: Mapped[int]
    tare_g: Mapped[int]
    damaged_g: Mapped[int]
    net_g: Mapped[int]
    accepted_g: Mapped[int]
    price_micros: Mapped[int | None] = mapped_column(default=None)
    # The price as it was agreed where it is for units: so many of them came, at so much each; price_micros is then
    # what this is per kg, and the value is reckoned from the units.
    paid_unit: Mapped[str | None] = mapped_column(default=None)
    paid_milli: Mapped[int | None] = mapped_column(default=None)
    paid_price_micros: Mapped[int | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(default="")
    weigher: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    # Declared so that the flush inserts the parent first; never loaded.
    lot: Mapped["Lot"] = relationship(lazy="raise")


class WeighInPrice(Fact, Base):
    """The price of a weigh-in that was taken without one, in the same columns; of several valid ones the newest counts."""

    __tablename__ = "weigh_in_price"
    __table_args__ = (sa.Index(None, "weigh_in_id"),)

    weigh_in_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("weigh_in.id"))
    decided_at: Mapped[datetime]
    price_micros: Mapped[int]
    paid_unit: Mapped[str | None] = mapped_column(default=None)
    paid_milli: Mapped[int | None] = mapped_column(default=None)
    paid_price_micros: Mapped[int | None] = mapped_column(default=None)


class Pledge(Record, Base):
    """What a member expects to deliver of a product in an ISO week ('2026-W45'), in grams."""

    __tablename__ = "pledge"
    __table_args__ = (sa.UniqueConstraint("member_id", "product_id", "week"),)

    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    week: Mapped[str] = mapped_column(default="")
    grams: Mapped[int] = mapped_column(default=0)
    # What stood here when the round was closed: reliability is learned from it, though the pledge may change after.
    planned_g: Mapped[int | None] = mapped_column(default=None)


class PledgeRound(Record, Base):
    """A season's round of pledges: sheets go out, come back, and are typed before `closes_on`."""

    __tablename__ = "pledge_round"

    title: Mapped[str] = mapped_column(default="")
    first_week: Mapped[str] = mapped_column(default="")
    last_week: Mapped[str] = mapped_column(default="")
    closes_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class PledgeRoundProduct(Record, Base):
    """A product that members pledge in a round."""

    __tablename__ = "pledge_round_product"
    __table_args__ = (sa.UniqueConstraint("pledge_round_id", "product_id"),)

    pledge_round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("pledge_round.id"))
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    pledge_round: Mapped["PledgeRound"] = relationship(lazy="raise")


class Reliability(Record, Base):
    """What a person set in the place of the learned reliability of a member and product, in basis points, and why."""

    __tablename__ = "reliability"
    __table_args__ = (sa.UniqueConstraint("member_id", "product_id"),)

    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    set_bp: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    set_by: Mapped[str] = mapped_column(default="")
    set_on: Mapped[date | None] = mapped_column(default=None)

"""Money received, and how it is shared to the members."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Fact, Record


class Receipt(Fact, Base):
    """Money that came from a buyer."""

    __tablename__ = "receipt"
    __table_args__ = (sa.Index(None, "contract_id"),)

    buyer_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("buyer.id"))
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    received_on: Mapped[date]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Settlement(Fact, Base):
    """An issued settlement. received = retained + shared, to the cent."""

    __tablename__ = "settlement"
    __table_args__ = (sa.UniqueConstraint("series", "number"),)

    series: Mapped[str] = mapped_column(default="")
    number: Mapped[int]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    currency: Mapped[str] = mapped_column(default="")
    received_minor: Mapped[int]
    retained_minor: Mapped[int]
    shared_minor: Mapped[int]
    issued_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class SettlementReceipt(Fact, Base):
    """A receipt that this settlement shares."""

    __tablename__ = "settlement_receipt"
    __table_args__ = (sa.Index(None, "settlement_id"),)

    settlement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("settlement.id"))
    receipt_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("receipt.id"))

    # Declared so that the flush inserts the parent first; never loaded.
    settlement: Mapped["Settlement"] = relationship(lazy="raise")


class SettlementRetention(Fact, Base):
    """What the cooperative keeps of the money, by title."""

    __tablename__ = "settlement_retention"
    __table_args__ = (sa.Index(None, "settlement_id"),)

    settlement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("settlement.id"))
    title: Mapped[str] = mapped_column(default="")
    amount_minor: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    settlement: Mapped["Settlement"] = relationship(lazy="raise")


class SettlementMember(Fact, Base):
    """One member's line: due before, paid now, deducted, net = paid - deducted, carried = due - paid."""

    __tablename__ = "settlement_member"
    __table_args__ = (
        sa.Index(None, "settlement_id"),
        sa.Index(None, "member_id"),
    )

    settlement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("settlement.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    grams: Mapped[int]
    due_minor: Mapped[int]
    paid_minor: Mapped[int]
    deducted_minor: Mapped[int]
    net_minor: Mapped[int]
    carried_minor: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    settlement: Mapped["Settlement"] = relationship(lazy="raise")


class SettlementOrigin(Fact, Base):
    """Where a member's due came from: grams of a weigh-in in an accepted delivery line, and their value."""

    __tablename__ = "settlement_origin"
    __table_args__ = (sa.Index(None, "settlement_member_id"),)

    settlement_member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("settlement_member.id"))
    acceptance_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("acceptance_line.id"))
    weigh_in_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("weigh_in.id"))
    grams: Mapped[int]
    value_minor: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    settlement_member: Mapped["SettlementMember"] = relationship(lazy="raise")


class Deduction(Fact, Base):
    """What is taken off a member's payment, with its formula in plain words."""

    __tablename__ = "deduction"
    __table_args__ = (sa.Index(None, "settlement_member_id"),)

    settlement_member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("settlement_member.id"))
    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    formula: Mapped[str] = mapped_column(default="")
    amount_minor: Mapped[int]

    # Declared so that the flush inserts the parent first; never loaded.
    settlement_member: Mapped["SettlementMember"] = relationship(lazy="raise")


class DeductionRule(Record, Base):
    """A deduction the assembly agreed on."""

    __tablename__ = "deduction_rule"

    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    rate_bp: Mapped[int | None] = mapped_column(default=None)
    amount_minor: Mapped[int | None] = mapped_column(default=None)
    active: Mapped[bool] = mapped_column(default=True)

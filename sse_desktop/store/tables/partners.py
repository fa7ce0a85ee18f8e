"""Partners, partnerships, meetings, prospects, agreements and purchase targets."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact, Record


class Partner(Record, Base):
    """An organisation we work with: social enterprise, traditional business, facilitator, helpdesk, platform, local government."""

    __tablename__ = "partner"

    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    supplier_kind: Mapped[str] = mapped_column(default="")
    tax_id: Mapped[str] = mapped_column(default="")
    approval_number: Mapped[str] = mapped_column(default="")
    approval_from: Mapped[date | None] = mapped_column(default=None)
    approval_to: Mapped[date | None] = mapped_column(default=None)
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    offers: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class Partnership(Record, Base):
    """Working together on a tender or contract: form, roles, share of the price, and the paper that proves it."""

    __tablename__ = "partnership"
    __table_args__ = (sa.Index(None, "partner_id"), sa.Index(None, "tender_id"))

    partner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("partner.id"))
    tender_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender.id"), default=None)
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"), default=None)
    form: Mapped[str] = mapped_column(default="")
    we_lead: Mapped[bool] = mapped_column(default=False)
    what: Mapped[str] = mapped_column(default="")
    share_bp: Mapped[int | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    meeting_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("meeting.id"), default=None)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Meeting(Record, Base):
    """A meeting with others, and what came of it; `origin` is meeting, platform or helpdesk."""

    __tablename__ = "meeting"

    held_on: Mapped[date]
    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None] = mapped_column(default=None)
    done: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class MeetingPartner(Record, Base):
    """Who took part in a meeting."""

    __tablename__ = "meeting_partner"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "partner_id"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("meeting.id"))
    partner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("partner.id"))
    archived: Mapped[bool] = mapped_column(default=False)


class HelpQuestion(Record, Base):
    """A question to a facilitator, helpdesk or platform, and its answer."""

    __tablename__ = "help_question"
    __table_args__ = (sa.Index(None, "partner_id"),)

    partner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("partner.id"))
    tender_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender.id"), default=None)
    question: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class Prospect(Record, Base):
    """A need heard of before any notice; it becomes a tender, or is dropped with a reason."""

    __tablename__ = "prospect"

    title: Mapped[str] = mapped_column(default="")
    buyer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("buyer.id"), default=None)
    buyer_name: Mapped[str] = mapped_column(default="")
    heard_on: Mapped[date | None] = mapped_column(default=None)
    expected_on: Mapped[date | None] = mapped_column(default=None)
    channel: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("meeting.id"), default=None)
    volumes: Mapped[str] = mapped_column(default="")
    seasons: Mapped[str] = mapped_column(default="")
    could_be_reserved: Mapped[str] = mapped_column(default="")
    could_supply: Mapped[str] = mapped_column(default="")
    tender_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender.id"), default=None)
    dropped_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class Agreement(Record, Base):
    """An alliance with a local government or platform."""

    __tablename__ = "agreement"

    partner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("partner.id"))
    title: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    what: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class Contribution(Fact, Base):
    """What one side of an agreement gave, in money or in kind, valued: quantity × value of one, rounded once, half up."""

    __tablename__ = "contribution"
    __table_args__ = (sa.Index(None, "agreement_id"),)

    agreement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agreement.id"))
    given_on: Mapped[date]
    by_us: Mapped[bool]
    in_kind: Mapped[bool]
    what: Mapped[str] = mapped_column(default="")
    quantity_milli: Mapped[int | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int | None] = mapped_column(default=None)
    value_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(default="")
    valued_by: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    note: Mapped[str] = mapped_column(default="")


class PurchaseTarget(Record, Base):
    """A buyer's yearly goal for purchases from the social economy, and how much of it is reached."""

    __tablename__ = "purchase_target"
    __table_args__ = (sa.UniqueConstraint("buyer_id", "year"),)

    buyer_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("buyer.id"))
    year: Mapped[int]
    goal_minor: Mapped[int | None] = mapped_column(default=None)
    goal_share_bp: Mapped[int | None] = mapped_column(default=None)
    all_purchases_minor: Mapped[int | None] = mapped_column(default=None)
    reached_minor: Mapped[int | None] = mapped_column(default=None)
    reached_on: Mapped[date | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

"""What grows around a tender while it is worked at: documents, questions, amendments, milestones, decisions."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact, Record


class TenderDocument(Record, Base):
    """A document of the tender: an address, or a file kept by its hash."""

    __tablename__ = "tender_document"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    title: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    file_sha: Mapped[str | None] = mapped_column(default=None)
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class TenderQuestion(Record, Base):
    """A question to the buyer and the answer; `by_us` is False for what others asked and the buyer published."""

    __tablename__ = "tender_question"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    by_us: Mapped[bool] = mapped_column(default=True)
    question: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date | None] = mapped_column(default=None)
    sent_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class TenderAmendment(Record, Base):
    """A change by the buyer: from a newer notice (`changes` as JSON) or typed from a paper."""

    __tablename__ = "tender_amendment"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    published_on: Mapped[date | None] = mapped_column(default=None)
    reference: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    changes: Mapped[str] = mapped_column(default="")
    original_sha: Mapped[str | None] = mapped_column(default=None)
    seen_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class TenderMilestone(Record, Base):
    """A day of the tender beyond its deadline: a visit, a meeting, samples, the end of the offer's validity."""

    __tablename__ = "tender_milestone"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    title: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class TenderDecision(Fact, Base):
    """Whether the cooperative goes on with a tender, with the reasons and how the rules stood then (JSON)."""

    __tablename__ = "tender_decision"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(default="")
    goes_on: Mapped[bool]
    reasons: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default="")


class SheetMapping(Record, Base):
    """How the columns of a buyer's sheets are meant: headings to fields, as JSON, remembered for the next sheet."""

    __tablename__ = "sheet_mapping"
    __table_args__ = (sa.Index(None, "buyer_id"),)

    buyer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("buyer.id"), default=None)
    headings: Mapped[str] = mapped_column(default="")
    columns: Mapped[str] = mapped_column(default="")


class UnitWord(Record, Base):
    """What a buyer's word for a unit means, said once by a person."""

    __tablename__ = "unit_word"

    word: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str] = mapped_column(default="")


class InboxFile(Record, Base):
    """A file that lay in the inbox folder and what became of it, so that it is offered once."""

    __tablename__ = "inbox_file"

    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(default="")

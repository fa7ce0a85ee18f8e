"""Social clauses of a tender: what is asked, promised, done and accepted."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact, Record


class TenderClause(Record, Base):
    """A clause of a tender, of its profile's kind; `source` is where in the buyer's papers it stands.

    `parameters` are exact texts by name, as JSON; one that is missing is asked for.
    """

    __tablename__ = "tender_clause"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    tender_lot_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender_lot.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    wording: Mapped[str] = mapped_column(default="")
    legal_ref: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    parameters: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class ClauseCommitment(Record, Base):
    """What a bid promises under a clause: exact texts by name, as JSON."""

    __tablename__ = "clause_commitment"
    __table_args__ = (sa.UniqueConstraint("bid_id", "tender_clause_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    tender_clause_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender_clause.id"))
    promised: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Trainee(Record, Base):
    """A person who learns or is taken on under a clause, with the eligible contract. Sensitive: shown only where needed."""

    __tablename__ = "trainee"

    name: Mapped[str] = mapped_column(default="")
    scheme: Mapped[str] = mapped_column(default="")
    contract_number: Mapped[str] = mapped_column(default="")
    contract_from: Mapped[date | None] = mapped_column(default=None)
    contract_to: Mapped[date | None] = mapped_column(default=None)
    partner_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("partner.id"), default=None)
    tutor: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class ClauseProgress(Fact, Base):
    """One entry of what was done under a clause: hours of a trainee on a day, or an amount paid to a partner."""

    __tablename__ = "clause_progress"
    __table_args__ = (sa.Index(None, "tender_clause_id", "done_on"),)

    tender_clause_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender_clause.id"))
    done_on: Mapped[date]
    kind: Mapped[str] = mapped_column(default="")
    trainee_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("trainee.id"), default=None)
    hours_milli: Mapped[int | None] = mapped_column(default=None)
    partner_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("partner.id"), default=None)
    amount_minor: Mapped[int | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class ClauseAcceptance(Fact, Base):
    """How much of a clause the buyer accepted as done by the end of a period, in hundredths of a percent.

    `imposed_minor` is the penalty that the buyer really imposed, if there was one.
    """

    __tablename__ = "clause_acceptance"
    __table_args__ = (sa.Index(None, "tender_clause_id"),)

    tender_clause_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender_clause.id"))
    period_end: Mapped[date]
    accepted_bp: Mapped[int]
    imposed_minor: Mapped[int | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class StaffCount(Fact, Base):
    """Staff and target-group staff on a day, by heads and by full-time equivalents (thousandths)."""

    __tablename__ = "staff_count"

    counted_on: Mapped[date]
    heads: Mapped[int]
    target_heads: Mapped[int]
    fte_milli: Mapped[int | None] = mapped_column(default=None)
    target_fte_milli: Mapped[int | None] = mapped_column(default=None)
    target_group: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    note: Mapped[str] = mapped_column(default="")


class SocialValueRecord(Record, Base):
    """One year's result of the social value index."""

    __tablename__ = "social_value_record"

    year: Mapped[int]
    score_milli: Mapped[int | None] = mapped_column(default=None)
    grade: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

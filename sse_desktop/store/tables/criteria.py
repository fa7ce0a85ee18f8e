"""How a buyer compares offers, and what we answer."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class TenderCriterion(Record, Base):
    """A criterion with its points and scoring function. `parameters` are exact texts by name, as JSON."""

    __tablename__ = "tender_criterion"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    tender_lot_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender_lot.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    points_milli: Mapped[int | None] = mapped_column(default=None)
    scoring: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    parameters: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class CriterionAnswer(Record, Base):
    """What a bid answers to a criterion: an exact number as text (of a table, lines of them), and what proves it.

    `assumed` is what a person assumed of the best other offer, to see the points then.
    """

    __tablename__ = "criterion_answer"
    __table_args__ = (sa.UniqueConstraint("bid_id", "tender_criterion_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    tender_criterion_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender_criterion.id"))
    value: Mapped[str] = mapped_column(default="")
    assumed: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("paper.id"), default=None)
    archived: Mapped[bool] = mapped_column(default=False)

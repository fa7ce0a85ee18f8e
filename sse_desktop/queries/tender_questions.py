"""What grows around a tender: questions with their answers, the buyer's changes, and days."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.calendar import working_days_between
from sse_desktop.domain.zones import civil_day, in_zone
from sse_desktop.queries.working_days import holidays_from
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tender_desk import TenderAmendment, TenderMilestone, TenderQuestion
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderQuestionRow:
    """A question to the buyer: ours not sent yet without `asked_on`, open without an answer."""

    id: uuid.UUID
    tender_id: uuid.UUID
    by_us: bool
    question: str
    asked_on: date | None
    sent_by: str
    answer: str
    answered_on: date | None
    stamps: dict[str, int]

    @property
    def state(self) -> str:
        """to_send, waiting or answered."""
        if self.answer:
            return "answered"
        return "to_send" if self.by_us and self.asked_on is None else "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow:
    """A change by the buyer; `changes` are what differs, as the import found it. `seen_on` is None until somebody saw it."""

    id: uuid.UUID
    tender_id: uuid.UUID
    published_on: date | None
    reference: str
    summary: str
    changes: Sequence[Mapping[str, Any]]
    seen_on: date | None
    stamps: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A day of the tender; `at` on the buyer's clock where the hour is known."""

    id: uuid.UUID
    tender_id: uuid.UUID
    title: str
    due_on: date
    at: datetime | None
    done_on: date | None
    stamps: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderTalk:
    """A tender with everything that was said about it; `working_days_left` to the deadline for questions, None without one.

    It counts from the day where the buyer is, that day itself not included; negative once it is over.
    """

    tender_id: uuid.UUID
    title: str
    reference: str
    buyer: str
    currency: str
    zone: str
    questions_deadline: datetime | None
    working_days_left: int | None
    questions: tuple[TenderQuestionRow, ...]
    amendments: tuple[AmendmentRow, ...]
    milestones: tuple[MilestoneRow, ...]

    @property
    def to_send(self) -> tuple[TenderQuestionRow, ...]:
        """Our questions that the buyer does not have yet."""
        return tuple(row for row in self.questions if row.state == "to_send")


def tender_talk(session: Session, tender_id: uuid.UUID, now: datetime) -> TenderTalk:
    """Return questions in the order they were made, changes newest first, days in their order."""
    tender = session.get_one(Tender, tender_id)
    ours = session.execute(sa.select(Cooperative.time_zone, Cooperative.currency)).one()
    zone = tender.deadline_zone or ours.time_zone
    until, today = civil_day(tender.questions_deadline_at, zone), civil_day(now, zone)
    left = None
    if until is not None and today is not None:
        left = working_days_between(
            today, until, holidays_from(session, tender.country, min(until, today), max(until, today))
        )
    return TenderTalk(
        tender_id=tender.id,
        title=tender.title,
        reference=tender.reference,
        buyer=tender.buyer_name,
        currency=tender.currency or ours.currency,
        zone=zone,
        questions_deadline=in_zone(tender.questions_deadline_at, zone),
        working_days_left=left,
        questions=tuple(_questions(session, tender_id)),
        amendments=tuple(_amendments(session, tender_id)),
        milestones=tuple(_milestones(session, tender_id, zone)),
    )


def unseen_amendments(session: Session) -> list[tuple[uuid.UUID, str, int]]:
    """Return tender, title and number of the changes that nobody has seen, for tenders that were not dropped."""
    select = (
        sa.select(Tender.id, Tender.title, sa.func.count())
        .join(TenderAmendment, TenderAmendment.tender_id == Tender.id)
        .where(TenderAmendment.seen_on.is_(None), ~TenderAmendment.archived, ~Tender.dropped)
        .group_by(Tender.id, Tender.title)
        .order_by(Tender.id)
    )
    return [(tender_id, title, count) for tender_id, title, count in session.execute(select)]


# ---------------------------------------------------------------- inside


def _questions(session: Session, tender_id: uuid.UUID) -> list[TenderQuestionRow]:
    own = [getattr(TenderQuestion, name) for name in TenderQuestionRow.__dataclass_fields__]
    select = sa.select(*own).where(TenderQuestion.tender_id == tender_id, ~TenderQuestion.archived)
    return [TenderQuestionRow(**row) for row in session.execute(select.order_by(TenderQuestion.id)).mappings()]


def _amendments(session: Session, tender_id: uuid.UUID) -> list[AmendmentRow]:
    own = [getattr(TenderAmendment, name) for name in AmendmentRow.__dataclass_fields__]
    select = sa.select(*own).where(TenderAmendment.tender_id == tender_id, ~TenderAmendment.archived)
    ordered = select.order_by(TenderAmendment.published_on.desc().nulls_last(), TenderAmendment.id.desc())
    return [
        AmendmentRow(**{**row, "changes": tuple(json.loads(row["changes"] or "[]"))})
        for row in session.execute(ordered).mappings()
    ]


def _milestones(session: Session, tender_id: uuid.UUID, zone: str) -> list[MilestoneRow]:
    select = sa.select(TenderMilestone).where(TenderMilestone.tender_id == tender_id, ~TenderMilestone.archived)
    return [
        MilestoneRow(
            id=row.id,
            tender_id=row.tender_id,
            title=row.title,
            due_on=row.due_on,
            at=in_zone(row.due_at, zone),
            done_on=row.done_on,
            stamps=dict(row.stamps),
        )
        for row in session.scalars(select.order_by(TenderMilestone.due_on, TenderMilestone.id))
    ]

"""What is due of partners, prospects and around tenders: next steps, milestones, changes of a buyer, questions, proofs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.calendar import working_days_between
from sse_desktop.domain.errors import N_
from sse_desktop.domain.zones import in_zone, zone_of
from sse_desktop.queries.partnerships import ProofState, partnerships
from sse_desktop.queries.tender_questions import unseen_amendments
from sse_desktop.queries.today_item import TodayItem
from sse_desktop.queries.working_days import holidays_from
from sse_desktop.store.tables.partners import Meeting, Prospect
from sse_desktop.store.tables.tender_desk import TenderMilestone, TenderQuestion
from sse_desktop.store.tables.tenders import Tender

STEP_DAYS: Final = 7
PROSPECT_DAYS: Final = 14
#: A question that waits is told from so many working days before the end of questions.
QUESTION_WORKING_DAYS: Final = 10


def partner_items(session: Session, now: datetime, today: date) -> Iterator[TodayItem]:
    """Give everything that is due; what is late or missing stands first only where nothing else comes before it."""
    yield from _steps(session, today)
    yield from _milestones(session, today)
    yield from _changes(session)
    yield from _questions(session, now)
    yield from _prospects(session, today)
    yield from _proofs(session, now, today)


def _steps(session: Session, today: date) -> Iterator[TodayItem]:
    select = sa.select(Meeting.id, Meeting.title, Meeting.next_step, Meeting.next_on).where(
        ~Meeting.archived, ~Meeting.done, Meeting.next_on <= today + timedelta(days=STEP_DAYS)
    )
    for row in session.execute(select.order_by(Meeting.next_on)):
        yield TodayItem(
            kind="next_step",
            state="blocked" if row.next_on < today else "to_do",
            sentence=N_("{step}, as said at “{meeting}”."),
            facts={"step": row.next_step, "meeting": row.title},
            on=row.next_on,
            page="meetings",
            record=row.id,
        )


def _milestones(session: Session, today: date) -> Iterator[TodayItem]:
    select = (
        sa.select(TenderMilestone.title, TenderMilestone.due_on, Tender.id, Tender.title.label("tender"))
        .join(Tender, Tender.id == TenderMilestone.tender_id)
        .where(~TenderMilestone.archived, TenderMilestone.done_on.is_(None), ~Tender.dropped)
        .where(TenderMilestone.due_on <= today + timedelta(days=STEP_DAYS))
    )
    for row in session.execute(select.order_by(TenderMilestone.due_on)):
        yield TodayItem(
            kind="milestone",
            state="blocked" if row.due_on < today else "to_do",
            sentence=N_("{milestone} for “{tender}”."),
            facts={"milestone": row.title, "tender": row.tender},
            on=row.due_on,
            page="tenders.questions",
            record=row.id,
        )


def _changes(session: Session) -> Iterator[TodayItem]:
    for tender_id, title, count in unseen_amendments(session):
        yield TodayItem(
            kind="amendment",
            state="to_do",
            sentence=N_("The buyer changed “{tender}”; changes nobody has seen: {count}."),
            facts={"tender": title, "count": count},
            page="tenders.questions",
            record=tender_id,
        )


def _questions(session: Session, now: datetime) -> Iterator[TodayItem]:
    """Give the tenders whose questions are not sent while they are still taken."""
    waiting = sa.select(TenderQuestion.tender_id, sa.func.count().label("count")).where(
        ~TenderQuestion.archived, TenderQuestion.by_us, TenderQuestion.asked_on.is_(None), TenderQuestion.answer == ""
    )
    counts = waiting.group_by(TenderQuestion.tender_id).subquery()
    columns = (Tender.id, Tender.title, Tender.country, Tender.questions_deadline_at, Tender.deadline_zone)
    select = sa.select(*columns, counts.c.count).join(counts, counts.c.tender_id == Tender.id)
    for row in session.execute(select.where(~Tender.dropped, Tender.questions_deadline_at >= now)):
        zone = zone_of(row.deadline_zone)
        until, today = row.questions_deadline_at.astimezone(zone).date(), now.astimezone(zone).date()
        left = working_days_between(today, until, holidays_from(session, row.country, today))
        if left <= QUESTION_WORKING_DAYS:
            yield TodayItem(
                kind="question",
                state="to_do",
                sentence=N_("Questions on “{tender}” are not sent yet: {count}. They are taken until {until}."),
                facts={
                    "tender": row.title,
                    "count": row.count,
                    "until": in_zone(row.questions_deadline_at, row.deadline_zone),
                },
                on=until,
                page="tenders.questions",
                record=row.id,
            )


def _prospects(session: Session, today: date) -> Iterator[TodayItem]:
    select = sa.select(Prospect.id, Prospect.title, Prospect.buyer_name, Prospect.expected_on).where(
        ~Prospect.archived, Prospect.tender_id.is_(None), Prospect.dropped_reason == "",
        Prospect.expected_on <= today + timedelta(days=PROSPECT_DAYS),
    )  # fmt: skip
    for row in session.execute(select.order_by(Prospect.expected_on)):
        yield TodayItem(
            kind="prospect",
            state="to_do",
            sentence=N_("The notice of “{title}” is expected: look for it."),
            facts={"title": row.title, "buyer": row.buyer_name},
            on=row.expected_on,
            page="prospects",
            record=row.id,
        )


def _proofs(session: Session, now: datetime, today: date) -> Iterator[TodayItem]:
    """Give partnerships on tenders still open whose paper is missing, has no file or ended."""
    open_ones = set(session.scalars(sa.select(Tender.id).where(~Tender.dropped, Tender.deadline_at >= now)))
    for row in partnerships(session, today):
        if row.tender_id in open_ones and row.proof not in {ProofState.THERE, ProofState.NOT_NEEDED}:
            yield TodayItem(
                kind="proof",
                state="to_do",
                sentence=N_("The paper that proves the partnership with {partner} for “{tender}” is not there."),
                facts={"partner": row.partner, "tender": row.tender},
                page="partnerships",
                record=row.id,
            )

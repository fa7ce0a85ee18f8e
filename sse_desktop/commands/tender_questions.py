"""Questions to the buyer of a tender, and the answers: ours, and those of others that the buyer published."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.help_questions import question_days
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import TenderQuestion
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderQuestionData:
    """A question; without a day it is not sent yet. `sent_by` is the way: the portal, a letter, a mail."""

    question: str
    by_us: bool = True
    asked_on: date | None = None
    sent_by: str = ""
    answer: str = ""
    answered_on: date | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_tender_question(session: Writing, tender_id: uuid.UUID, data: TenderQuestionData) -> uuid.UUID:
    """Store a question of a tender and return its id.

    Raises:
        QuestionMissing, AnsweredBeforeAsked.
    """
    tender = session.get_one(Tender, tender_id)
    row = TenderQuestion(id=session.new_id(), tender_id=tender.id, **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_tender_question(
    session: Writing, question_id: uuid.UUID, data: TenderQuestionData, seen: Seen | None = None
) -> None:
    """Store a question anew, that it was sent, or its answer.

    Raises:
        ChangedMeanwhile, QuestionMissing, AnsweredBeforeAsked.
    """
    change_fields(session.get_one(TenderQuestion, question_id), _columns(session, data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def mark_questions_sent(
    session: Writing, question_ids: tuple[uuid.UUID, ...], on: date | None = None, sent_by: str = ""
) -> int:
    """Say that questions went to the buyer, today unless another day is said, and return how many did not before."""
    rows = [session.get_one(TenderQuestion, question_id) for question_id in question_ids]
    waiting = [row for row in rows if row.asked_on is None]
    for row in waiting:
        row.asked_on, row.sent_by = on or session.today, sent_by.strip()
    return len(waiting)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_tender_question(session: Writing, question_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a question out of the list, or back in."""
    session.get_one(TenderQuestion, question_id).archived = archived


def _columns(session: Writing, data: TenderQuestionData) -> dict[str, Any]:
    return cleaned(asdict(data)) | question_days(session, data.question, data.asked_on, data.answer, data.answered_on)

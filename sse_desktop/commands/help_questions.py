"""Questions to facilitators, helpdesks and platforms, and what they answered."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.partners import HelpQuestion


class QuestionMissing(DomainError):
    """A question has no words."""

    sentence = N_("Type the question. Nothing was saved.")


class AnsweredBeforeAsked(DomainError):
    """An answer is older than its question."""

    sentence = N_(
        "The answer would be of {answered}, before the question of {asked}. Nothing was saved. Correct the days."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpQuestionData:
    """A question with its answer, as far as there is one."""

    partner_id: uuid.UUID
    question: str
    tender_id: uuid.UUID | None = None
    asked_on: date | None = None
    answer: str = ""
    answered_on: date | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_help_question(session: Writing, data: HelpQuestionData) -> uuid.UUID:
    """Store a question and return its id.

    Raises:
        QuestionMissing, AnsweredBeforeAsked.
    """
    row = HelpQuestion(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_help_question(
    session: Writing, question_id: uuid.UUID, data: HelpQuestionData, seen: Seen | None = None
) -> None:
    """Store a question anew, or its answer.

    Raises:
        ChangedMeanwhile, QuestionMissing, AnsweredBeforeAsked.
    """
    change_fields(session.get_one(HelpQuestion, question_id), _columns(session, data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_help_question(session: Writing, question_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a question out of the log, or back in."""
    session.get_one(HelpQuestion, question_id).archived = archived


def _columns(session: Writing, data: HelpQuestionData) -> dict[str, Any]:
    return cleaned(asdict(data)) | question_days(session, data.question, data.asked_on, data.answer, data.answered_on)


def question_days(
    session: Writing, question: str, asked_on: date | None, answer: str, answered_on: date | None
) -> dict[str, Any]:
    """Return the day of an answer: today where none was said, none where there is no answer.

    Raises:
        QuestionMissing, AnsweredBeforeAsked.
    """
    if not question.strip():
        raise QuestionMissing
    answered = (answered_on or session.today) if answer.strip() else None
    if answered is not None and asked_on is not None and answered < asked_on:
        raise AnsweredBeforeAsked(asked=asked_on, answered=answered)
    return {"answered_on": answered}

"""What is taken to a talk or sent to a buyer: the questions before a tender, and the letter with questions on one."""

import uuid
from datetime import date, datetime

from sse_desktop.documents.prospect_questions import ProspectQuestions, prospect_questions
from sse_desktop.documents.question_letter import QuestionLetter, letter_text, question_letter
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.prints.issuer import issuer
from sse_desktop.prints.purchase_evidence import supplier_kind
from sse_desktop.queries.channels import channel_name
from sse_desktop.queries.prospects import prospect
from sse_desktop.queries.tender_questions import tender_talk
from sse_desktop.workspace import Workspace


class NothingToAsk(DomainError):
    """No question waits to be sent."""

    sentence = N_("No question waits to be sent. Nothing was written. Type a question first.")


def print_prospect_questions(workspace: Workspace, prospect_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return one page of questions to take to a talk about a prospect."""
    locale = workspace.locale(language)
    row = workspace.read(prospect, prospect_id)
    asked = ProspectQuestions(
        cooperative=issuer(workspace),
        supplier_kind=supplier_kind(workspace, locale),
        title=row.title,
        buyer=row.buyer_name,
        channel=channel_name(workspace.profile, row.channel),
        **{name: getattr(row, name) for name in ("heard_on", "expected_on", "volumes", "seasons", "note")},
        could_be_reserved=row.could_be_reserved,
        could_supply=row.could_supply,
    )
    return prospect_questions(asked, locale)


def print_question_letter(
    workspace: Workspace, tender_id: uuid.UUID, now: datetime, today: date, language: str | None = None
) -> bytes:
    """Return the letter with our questions that were not sent yet.

    Raises:
        NothingToAsk.
    """
    return question_letter(_letter(workspace, tender_id, now, today), workspace.locale(language))


def question_letter_text(
    workspace: Workspace, tender_id: uuid.UUID, now: datetime, today: date, language: str | None = None
) -> str:
    """Return the same letter as text.

    Raises:
        NothingToAsk.
    """
    return letter_text(_letter(workspace, tender_id, now, today), workspace.locale(language))


def _letter(workspace: Workspace, tender_id: uuid.UUID, now: datetime, today: date) -> QuestionLetter:
    talk = workspace.read(tender_talk, tender_id, now)
    if not talk.to_send:
        raise NothingToAsk
    return QuestionLetter(
        cooperative=issuer(workspace),
        buyer=talk.buyer,
        title=talk.title,
        reference=talk.reference,
        questions=tuple(row.question for row in talk.to_send),
        place=workspace.cooperative.canton,
        on=today,
        until=talk.questions_deadline,
    )

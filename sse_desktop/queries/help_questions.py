"""The log of questions to facilitators, helpdesks and platforms, as rows."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.store.tables.partners import HelpQuestion, Partner
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpQuestionRow:
    """A question, whom it went to, and the answer; without an answer it is open."""

    id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    partner_kind: str
    tender_id: uuid.UUID | None
    tender: str
    question: str
    asked_on: date | None
    answer: str
    answered_on: date | None
    archived: bool
    stamps: dict[str, int]

    @property
    def is_open(self) -> bool:
        """Whether an answer is awaited."""
        return not self.answer


def help_questions(
    session: Session,
    *,
    partner_id: uuid.UUID | None = None,
    state: str = "",
    search: str = "",
) -> list[HelpQuestionRow]:
    """Return the questions, open ones first, then the newest; `state`: open, answered, archived or empty for those in use."""
    own = [
        getattr(HelpQuestion, name) for name in HelpQuestionRow.__dataclass_fields__ if name in HelpQuestion.__table__.c
    ]
    select = (
        sa.select(*own, Partner.name.label("partner"), Partner.kind.label("partner_kind"))
        .add_columns(sa.func.coalesce(Tender.title, "").label("tender"))
        .join(Partner, Partner.id == HelpQuestion.partner_id)
        .outerjoin(Tender, Tender.id == HelpQuestion.tender_id)
        .where(HelpQuestion.archived.is_(state == "archived"))
        .order_by(HelpQuestion.answer != "", HelpQuestion.asked_on.desc(), HelpQuestion.id.desc())
    )
    if partner_id is not None:
        select = select.where(HelpQuestion.partner_id == partner_id)
    rows = [HelpQuestionRow(**found) for found in session.execute(select).mappings()]
    words = fold(search).split()
    return [
        row
        for row in rows
        if state in {"", "archived", "open" if row.is_open else "answered"}
        and all(word in fold(f"{row.partner} {row.tender} {row.question} {row.answer}") for word in words)
    ]

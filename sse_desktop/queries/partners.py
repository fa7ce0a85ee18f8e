"""Partners as rows, and everything known of one."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.queries.agreements import AgreementRow, agreements
from sse_desktop.queries.help_questions import HelpQuestionRow, help_questions
from sse_desktop.queries.meetings import MeetingRow, meetings
from sse_desktop.queries.partnerships import PartnershipRow, partnerships
from sse_desktop.store.tables.partners import HelpQuestion, MeetingPartner, Partner, Partnership


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A partner with how much there is of each thing done together."""

    id: uuid.UUID
    name: str
    kind: PartnerKind
    supplier_kind: str
    tax_id: str
    approval_number: str
    approval_from: date | None
    approval_to: date | None
    contact: str
    phone: str
    email: str
    address: str
    offers: str
    notes: str
    archived: bool
    stamps: dict[str, int]
    partnerships: int
    meetings: int
    open_questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWhole:
    """A partner with all that was done together."""

    row: PartnerRow
    partnerships: tuple[PartnershipRow, ...]
    meetings: tuple[MeetingRow, ...]
    questions: tuple[HelpQuestionRow, ...]
    agreements: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerChoice:
    """A partner to pick from a list."""

    id: uuid.UUID
    name: str
    kind: PartnerKind
    tax_id: str


def partners(session: Session, *, kind: str = "", archived: bool = False, search: str = "") -> list[PartnerRow]:
    """Return the partners by name; `kind` only those, archived ones only when asked for."""
    select = sa.select(*_COLUMNS, *_COUNTS).where(Partner.archived.is_(archived))
    if kind:
        select = select.where(Partner.kind == kind)
    for word in fold(search).split():
        select = select.where(Partner.search.contains(word, autoescape=True))
    return [_row(found) for found in session.execute(select.order_by(Partner.name, Partner.id)).mappings()]


def partner_whole(session: Session, partner_id: uuid.UUID, today: date) -> PartnerWhole:
    """Return one partner with everything done together."""
    found = session.execute(sa.select(*_COLUMNS, *_COUNTS).where(Partner.id == partner_id)).mappings().one()
    return PartnerWhole(
        row=_row(found),
        partnerships=tuple(partnerships(session, today, partner_id=partner_id)),
        meetings=tuple(meetings(session, partner_id=partner_id)),
        questions=tuple(help_questions(session, partner_id=partner_id)),
        agreements=tuple(agreements(session, partner_id=partner_id)),
    )


def partner_choices(session: Session, kinds: Collection[PartnerKind] = ()) -> list[PartnerChoice]:
    """Return the partners in use by name, of some kinds or of all."""
    select = sa.select(Partner.id, Partner.name, Partner.kind, Partner.tax_id).where(~Partner.archived)
    if kinds:
        select = select.where(Partner.kind.in_(sorted(kind.value for kind in kinds)))
    rows = session.execute(select.order_by(Partner.name, Partner.id))
    return [PartnerChoice(id=row.id, name=row.name, kind=PartnerKind(row.kind), tax_id=row.tax_id) for row in rows]


def _count(table: Any, *where: Any) -> Any:
    return sa.select(sa.func.count()).where(table.partner_id == Partner.id, ~table.archived, *where).scalar_subquery()


_COLUMNS = [getattr(Partner, name) for name in PartnerRow.__dataclass_fields__ if name in Partner.__table__.c]
_COUNTS = (
    _count(Partnership).label("partnerships"),
    _count(MeetingPartner).label("meetings"),
    _count(HelpQuestion, HelpQuestion.answer == "").label("open_questions"),
)


def _row(found: sa.RowMapping) -> PartnerRow:
    return PartnerRow(**{**found, "kind": PartnerKind(found["kind"])})

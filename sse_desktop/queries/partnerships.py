"""Partnerships as rows, each with how its proof stands."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.partners import Meeting, Partner, Partnership
from sse_desktop.store.tables.tenders import Tender


class ProofState(StrEnum):
    """How the paper that proves a partnership stands."""

    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    WITHOUT_FILE = "without_file"
    ENDED = "ended"
    THERE = "there"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    ProofState.NOT_NEEDED: N_("no paper needed"),
    ProofState.MISSING: N_("paper missing"),
    ProofState.WITHOUT_FILE: N_("paper without file"),
    ProofState.ENDED: N_("paper ended"),
    ProofState.THERE: N_("paper there"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipRow:
    """With whom, on what, in which form and for which share; `proof` is judged on the day the rows were asked for."""

    id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    partner_kind: str
    tender_id: uuid.UUID | None
    tender: str
    contract_id: uuid.UUID | None
    contract: str
    form: PartnershipForm
    we_lead: bool
    what: str
    share_bp: int | None
    starts_on: date | None
    ends_on: date | None
    paper_id: uuid.UUID | None
    paper: str
    paper_ends: date | None
    meeting_id: uuid.UUID | None
    meeting: str
    note: str
    archived: bool
    stamps: dict[str, int]
    proof: ProofState

    @property
    def on_what(self) -> str:
        """The tender and the contract it is about."""
        return " · ".join(filter(None, (self.tender, self.contract)))


def partnerships(
    session: Session,
    today: date,
    *,
    partner_id: uuid.UUID | None = None,
    tender_id: uuid.UUID | None = None,
    meeting_id: uuid.UUID | None = None,
    archived: bool = False,
    search: str = "",
) -> list[PartnershipRow]:
    """Return partnerships, the newest first: all, or those of a partner, a tender or a meeting."""
    select = (
        sa.select(Partnership, Partner, Tender.title, Tender.reference, Contract.reference, Paper, Meeting.title)
        .join(Partner, Partner.id == Partnership.partner_id)
        .outerjoin(Tender, Tender.id == Partnership.tender_id)
        .outerjoin(Contract, Contract.id == Partnership.contract_id)
        .outerjoin(Paper, Paper.id == Partnership.paper_id)
        .outerjoin(Meeting, Meeting.id == Partnership.meeting_id)
        .where(Partnership.archived.is_(archived))
        .order_by(Partnership.id.desc())
    )
    wanted: tuple[tuple[Any, uuid.UUID | None], ...] = (
        (Partnership.partner_id, partner_id),
        (Partnership.tender_id, tender_id),
        (Partnership.meeting_id, meeting_id),
    )
    for column, value in wanted:
        if value is not None:
            select = select.where(column == value)
    rows = [_row(today, *found) for found in session.execute(select)]
    words = fold(search).split()
    return [row for row in rows if all(word in _searched(row) for word in words)]


def _row(
    today: date,
    row: Partnership,
    partner: Partner,
    title: str | None,
    reference: str | None,
    contract: str | None,
    paper: Paper | None,
    meeting: str | None,
) -> PartnershipRow:
    names = ("id", "partner_id", "tender_id", "contract_id", "we_lead", "what", "share_bp", "starts_on", "ends_on")
    more = ("paper_id", "meeting_id", "note", "archived")
    form = PartnershipForm(row.form)
    return PartnershipRow(
        **{name: getattr(row, name) for name in (*names, *more)},
        partner=partner.name,
        partner_kind=partner.kind,
        tender=title or reference or "",
        contract=contract or "",
        form=form,
        paper=paper.title if paper is not None else "",
        paper_ends=paper.valid_to if paper is not None else None,
        meeting=meeting or "",
        stamps=dict(row.stamps),
        proof=_proof(form, paper, today),
    )


def _proof(form: PartnershipForm, paper: Paper | None, today: date) -> ProofState:
    if paper is None:
        return ProofState.MISSING if form.proof else ProofState.NOT_NEEDED
    if paper.valid_to is not None and paper.valid_to < today:
        return ProofState.ENDED
    return ProofState.THERE if paper.file_sha is not None else ProofState.WITHOUT_FILE


def _searched(row: PartnershipRow) -> str:
    return fold(f"{row.partner} {row.tender} {row.contract} {row.what}")

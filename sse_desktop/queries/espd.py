"""Requests for self-declarations, what was answered, and what is known for their answers."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.espd import Operator, Size
from sse_desktop.domain.espd_facts import Ally, Facts, Proof
from sse_desktop.domain.folding import fold
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.domain.validity import PaperState, paper_state
from sse_desktop.queries.cooperative import CooperativeRow, cooperative
from sse_desktop.store.tables.espd import EspdAnswer, EspdRequest
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.partners import Partner, Partnership
from sse_desktop.store.tables.tenders import Tender

# The size of the cooperative is kept like an answer, to no question of any criterion.
OPERATOR, SIZE = "operator", "size"
_HOW = {
    PartnershipForm.CO_CONTRACTOR: "together",
    PartnershipForm.CAPACITY: "capacity",
    PartnershipForm.SUBCONTRACT: "subcontract",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EspdRequestRow:
    """A request and the tender it belongs to."""

    id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    deadline: datetime | None
    version: str
    file_sha: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EspdTenderRow:
    """A tender that a request can be added to; `file_sha` is set where the tender itself came as an ESPD request."""

    id: uuid.UUID
    reference: str
    title: str
    file_sha: str | None
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was answered: for this request, and for any, by the key of the question. Empty text: left open on purpose."""

    here: Mapping[str, str]
    earlier: Mapping[str, str]


_REQUESTS = sa.select(
    EspdRequest.id,
    EspdRequest.tender_id,
    Tender.reference,
    Tender.title,
    Tender.buyer_name.label("buyer"),
    Tender.deadline_at.label("deadline"),
    EspdRequest.version,
    EspdRequest.file_sha,
    EspdRequest.file_name,
).join(Tender, Tender.id == EspdRequest.tender_id)


def espd_requests(session: Session, search: str = "") -> list[EspdRequestRow]:
    """Return the requests, the nearest deadline first; `search` finds words in any order."""
    found = session.execute(_REQUESTS.where(EspdRequest.archived.is_(False)).order_by(EspdRequest.id)).mappings()
    rows = [EspdRequestRow(**row) for row in found]
    words = fold(search).split()
    rows = [row for row in rows if all(word in fold(f"{row.reference} {row.title} {row.buyer}") for word in words)]
    return sorted(rows, key=lambda row: (row.deadline is None, row.deadline.timestamp() if row.deadline else 0))


def espd_request(session: Session, request_id: uuid.UUID) -> EspdRequestRow:
    """Return one request."""
    return EspdRequestRow(**session.execute(_REQUESTS.where(EspdRequest.id == request_id)).mappings().one())


def espd_tenders(session: Session) -> list[EspdTenderRow]:
    """Return the tenders that were not dropped, those without request that came as one first, then the newest."""
    answered = set(session.scalars(sa.select(EspdRequest.tender_id).where(EspdRequest.archived.is_(False))))
    columns = sa.select(
        Tender.id, Tender.reference, Tender.title, Tender.source, Tender.original_sha, Tender.original_name
    )
    found = session.execute(columns.where(Tender.dropped.is_(False)).order_by(Tender.id.desc()))
    rows = [
        EspdTenderRow(
            id=row.id,
            reference=row.reference,
            title=row.title,
            file_sha=row.original_sha if row.source == "espd" else None,
            file_name=row.original_name,
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: row.file_sha is None or row.id in answered)


def espd_tender_of(session: Session, numbers: Sequence[str]) -> uuid.UUID | None:
    """Return the tender that bears one of these numbers as its reference or process, the newest; None where none does."""
    wanted = [number for number in numbers if number]
    bears = Tender.reference.in_(wanted) | Tender.ocid.in_(wanted)
    return session.scalar(sa.select(Tender.id).where(bears).order_by(Tender.id.desc()).limit(1))


def espd_answers(session: Session, request_id: uuid.UUID) -> Answered:
    """Return what was answered."""
    here, earlier = (
        {row.question: row.value for row in session.scalars(sa.select(EspdAnswer).where(where, ~EspdAnswer.archived))}
        for where in (EspdAnswer.request_id == request_id, EspdAnswer.request_id.is_(None))
    )
    return Answered(here=here, earlier={key: value for key, value in earlier.items() if value})


def espd_facts(session: Session, tender_id: uuid.UUID, today: date) -> Facts:
    """Return what is known for the answers at a tender: our kinds, our partners there, and our papers that are valid today."""
    ours = cooperative(session)
    columns = sa.select(Partnership.form, Partnership.we_lead, Partner.name, Partner.tax_id)
    together = columns.join(Partner, Partner.id == Partnership.partner_id)
    rows = session.execute(
        together.where(Partnership.tender_id == tender_id, Partnership.archived.is_(False)).order_by(Partnership.id)
    )
    allies = [(PartnershipForm(row.form), row) for row in rows if row.form in set(_HOW)]
    return Facts(
        kinds=ours.kinds,
        allies=tuple(Ally(name=row.name, tax_id=row.tax_id, how=_HOW[form]) for form, row in allies),
        we_lead=any(row.we_lead for form, row in allies if form is PartnershipForm.CO_CONTRACTOR),
        proofs=tuple(espd_proofs(session, today)),
    )


def espd_proofs(session: Session, today: date) -> list[Proof]:
    """Return the papers of the cooperative that are valid today, by title."""
    good = {PaperState.VALID, PaperState.EXPIRES_SOON}
    papers = session.scalars(sa.select(Paper).where(Paper.archived.is_(False)).order_by(Paper.title, Paper.id))
    return [
        Proof(
            kind=row.kind, title=row.title or row.kind, number=row.number, address=row.check_address, issuer=row.issuer
        )
        for row in papers
        if paper_state(row.issued_on, row.valid_from, row.valid_to, today) in good and not row.sensitive
    ]


def espd_operator(ours: CooperativeRow, answered: Answered, facts: Facts) -> Operator:
    """Return the cooperative as the one who declares."""
    size = answered.here.get(SIZE) or answered.earlier.get(SIZE) or ""
    return Operator(
        name=ours.legal_name,
        tax_id=ours.tax_id,
        street=ours.address,
        city=ours.canton,
        region=ours.province,
        country=ours.country,
        phone=ours.phone,
        email=ours.email,
        representative=ours.representative_name,
        post=ours.representative_post,
        size=Size(size) if size in set(Size) else None,
        role=facts.role,
    )

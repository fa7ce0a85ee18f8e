"""Tenders: their register, one of them with lots and lines, and what it says as a notice."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money
from sse_desktop.domain.zones import civil_day, in_zone
from sse_desktop.queries.bids import BidRow, bids
from sse_desktop.queries.prospects import prospect_of_tender
from sse_desktop.queries.tender_decisions import DecisionRow, standing_decision, standing_decisions
from sse_desktop.queries.tender_items import TenderItemRow, tender_items
from sse_desktop.queries.tender_states import BY_BID, TenderState
from sse_desktop.store.tables.tenders import Tender, TenderLot

__all__ = [
    "NoTenderFound",
    "TenderDetail",
    "TenderItemRow",
    "TenderLotRow",
    "TenderRow",
    "TenderState",
    "find_tender",
    "tender",
    "tender_items",
    "tenders",
]

_CLOSED = frozenset({"cancelled", "unsuccessful", "complete", "withdrawn"})


class NoTenderFound(DomainError):
    """No tender has this reference."""

    sentence = N_("There is no tender {reference}. Look at the list of tenders for its reference.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderRow:
    """A tender in the register; `days_left` counts from today to the day of the deadline where the buyer is.

    Where no deadline for offers is known, `deadline` is the one for requests to take part.
    """

    id: uuid.UUID
    reference: str
    title: str
    buyer: str
    deadline: datetime | None
    deadline_stated: bool
    days_left: int | None
    state: TenderState
    value: Money | None
    bid_id: uuid.UUID | None
    bid_total: Money | None
    goes_on: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderLotRow:
    """A part of a tender that is awarded on its own."""

    id: uuid.UUID
    code: str
    title: str
    value: Money | None
    reserved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderDetail:
    """Everything about one tender. `notice` is the record of the file it came from, or empty for one typed by hand."""

    id: uuid.UUID
    reference: str
    ocid: str
    title: str
    description: str
    buyer_id: uuid.UUID | None
    buyer_name: str
    buyer_tax_id: str
    country: str
    language: str
    procedure: str
    status: str
    published_on: date | None
    deadline: datetime | None
    deadline_stated: bool
    questions_deadline: datetime | None
    requests_deadline: datetime | None
    opening_on: date | None
    award_on: date | None
    delivery_from: date | None
    delivery_to: date | None
    currency: str
    value: Money | None
    value_with_tax: bool | None
    value_tax_bp: int | None
    reserved: str
    province: str
    canton: str
    channel: str
    notice_version: str
    certified_plots_only: bool
    certificate_kind: str
    source: str
    original_sha: str | None
    original_name: str
    notice: Mapping[str, Any]
    drop_reason: str
    note: str
    state: TenderState
    days_left: int | None
    bid_id: uuid.UUID | None
    prospect: str
    decision: DecisionRow | None
    lots: tuple[TenderLotRow, ...]
    items: tuple[TenderItemRow, ...]
    stamps: dict[str, int]

    @property
    def certificate(self) -> str | None:
        """The certificate that the plots must have: None for none, empty for any."""
        return self.certificate_kind if self.certified_plots_only else None

    @property
    def warnings(self) -> Sequence[Mapping[str, Any]]:
        """What a person should know about how the file was read: code, sentence (msgid) and facts of each."""
        return list(self.notice.get("warnings") or ())

    @property
    def documents(self) -> Sequence[Mapping[str, Any]]:
        """Title and address of the buyer's documents."""
        return list(self.notice.get("documents") or ())


def tenders(
    session: Session,
    now: datetime,
    *,
    states: Collection[TenderState] | None = None,
    search: str = "",
    decision: Collection[bool | None] | None = None,
) -> list[TenderRow]:
    """Return tenders, those with a deadline to come first, the nearest on top; then the others, newest first.

    `decision` names the decisions that count: go, no-go, None for nothing decided.
    """
    select = sa.select(Tender)
    for word in fold(search).split():
        select = select.where(Tender.search.contains(word, autoescape=True))
    current = _current_bids(bids(session))
    decided = standing_decisions(session)
    rows = [
        replace(_row(tender, current.get(tender.id), now), goes_on=decided.get(tender.id))
        for tender in session.scalars(select.order_by(Tender.id.desc()))
    ]
    found = [
        row for row in rows if (states is None or row.state in states) and (decision is None or row.goes_on in decision)
    ]
    return sorted(found, key=lambda row: _order(row, now))


def tender(session: Session, tender_id: uuid.UUID, now: datetime) -> TenderDetail:
    """Return one tender with its lots and lines, archived lines last."""
    row = session.get_one(Tender, tender_id)
    bid = _current_bids(bids(session, tender_id=tender_id)).get(tender_id)
    register = _row(row, bid, now)
    shared = {name: getattr(row, name) for name in _SAME}
    came_from = prospect_of_tender(session, tender_id)
    return TenderDetail(
        **shared,
        deadline=in_zone(row.deadline_at, row.deadline_zone),
        questions_deadline=in_zone(row.questions_deadline_at, row.deadline_zone),
        requests_deadline=in_zone(row.requests_deadline_at, row.deadline_zone),
        value=register.value,
        notice=json.loads(row.notice) if row.notice else {},
        state=register.state,
        days_left=register.days_left,
        bid_id=register.bid_id,
        prospect=came_from[1] if came_from is not None else "",
        decision=standing_decision(session, tender_id),
        lots=tuple(_lots(session, row)),
        items=tuple(tender_items(session, tender_id)),
        stamps=dict(row.stamps),
    )


def find_tender(session: Session, reference: str) -> uuid.UUID:
    """Return the newest tender with this reference or number of the process, without regard to capitals.

    Raises:
        NoTenderFound.
    """
    wanted = fold(reference).strip()
    newest = sa.select(Tender.id, Tender.reference, Tender.ocid).order_by(Tender.dropped, Tender.id.desc())
    for tender_id, *names in session.execute(newest):
        if wanted and wanted in {fold(name).strip() for name in names}:
            return tender_id
    raise NoTenderFound(reference=reference)


# ---------------------------------------------------------------- inside

_OTHERS = {"notice", "stamps"}
_SAME = [name for name in TenderDetail.__dataclass_fields__ if name in Tender.__table__.c and name not in _OTHERS]


def _current_bids(rows: Sequence[BidRow]) -> dict[uuid.UUID, BidRow]:
    """Return the newest version of each tender's bid."""
    current: dict[uuid.UUID, BidRow] = {}
    for row in rows:
        current.setdefault(row.tender_id, row)
    return current


def _row(tender: Tender, bid: BidRow | None, now: datetime) -> TenderRow:
    deadline = in_zone(_ends(tender), tender.deadline_zone)
    return TenderRow(
        id=tender.id,
        reference=tender.reference,
        title=tender.title,
        buyer=tender.buyer_name,
        deadline=deadline,
        deadline_stated=tender.deadline_stated or (tender.deadline_at is None and deadline is not None),
        days_left=_days_left(tender, now),
        state=_state(tender, bid, now),
        value=Money(tender.value_minor, tender.currency) if tender.value_minor is not None else None,
        bid_id=bid.id if bid is not None else None,
        bid_total=bid.total if bid is not None else None,
    )


def _ends(tender: Tender) -> datetime | None:
    """Return until when something can be handed in: offers, or the requests that come before them."""
    return tender.deadline_at or tender.requests_deadline_at


def _days_left(tender: Tender, now: datetime) -> int | None:
    last, today = civil_day(_ends(tender), tender.deadline_zone), civil_day(now, tender.deadline_zone)
    return (last - today).days if last is not None and today is not None else None


def _state(tender: Tender, bid: BidRow | None, now: datetime) -> TenderState:
    if tender.dropped:
        return TenderState.DROPPED
    if bid is not None and bid.state in BY_BID:
        return BY_BID[bid.state]
    ends = _ends(tender)
    is_past = ends is not None and ends < now
    return TenderState.CLOSED if is_past or tender.status in _CLOSED else TenderState.OPEN


def _order(row: TenderRow, now: datetime) -> tuple[bool, float]:
    """Sort what still can be answered by its deadline, and leave the rest in its order, newest first."""
    to_come = row.deadline is not None and row.deadline >= now and row.state is not TenderState.DROPPED
    return not to_come, row.deadline.timestamp() if to_come and row.deadline is not None else 0.0


def _lots(session: Session, tender: Tender) -> list[TenderLotRow]:
    rows = sa.select(TenderLot).where(TenderLot.tender_id == tender.id, ~TenderLot.archived).order_by(TenderLot.id)
    return [
        TenderLotRow(
            id=lot.id,
            code=lot.code,
            title=lot.title,
            value=Money(lot.value_minor, tender.currency) if lot.value_minor is not None and tender.currency else None,
            reserved=lot.reserved,
        )
        for lot in session.scalars(rows)
    ]

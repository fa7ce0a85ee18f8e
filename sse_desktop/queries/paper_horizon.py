"""Papers that end soon, and the bids and tenders that each of them holds up."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.paper_states import RequirementState, paper_states
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Tender

_ALIVE = (BidState.DRAFT.value, BidState.READY.value, BidState.SUBMITTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUp:
    """A tender that a paper holds up, with its current bid if there is one, and the day on which the paper must be valid."""

    tender_id: uuid.UUID
    bid_id: uuid.UUID | None
    reference: str
    title: str
    requirement: RequirementState

    @property
    def day(self) -> date:
        """The day that counts."""
        return self.requirement.day

    @property
    def day_that_counts(self) -> DayThatCounts:
        """Which of the tender's days it is."""
        return self.requirement.day_that_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPaper:
    """A paper that ends within the days asked for, or holds up a tender; days left are negative once it has ended."""

    paper: PaperRow
    days_left: int | None
    holds_up: tuple[HeldUp, ...]


def ending_papers(session: Session, today: date, within_days: int = 30) -> list[EndingPaper]:
    """Return the papers that end within so many days or hold up an open tender, the most urgent first.

    A paper that has a valid successor of its kind and holder is left out.
    """
    held = _held_by_paper(session, today)
    vault = papers(session, today)
    last = today + timedelta(days=within_days)
    found = [
        EndingPaper(paper=paper, days_left=_days_left(paper, today), holds_up=tuple(held.get(paper.id, ())))
        for paper in vault
        if paper.id in held or (paper.ends_on is not None and paper.ends_on <= last and not _succeeded(paper, vault))
    ]
    return sorted(found, key=_urgency)


def missing_papers(session: Session, today: date) -> list[HeldUp]:
    """Return what open tenders ask for and the vault does not hold at all."""
    return [one for one in _held_up(session, today) if one.requirement.paper is None]


def _held_by_paper(session: Session, today: date) -> Mapping[uuid.UUID, list[HeldUp]]:
    held: dict[uuid.UUID, list[HeldUp]] = {}
    for one in _held_up(session, today):
        if one.requirement.paper is not None:
            held.setdefault(one.requirement.paper.id, []).append(one)
    return held


def _held_up(session: Session, today: date) -> list[HeldUp]:
    return [
        HeldUp(tender_id=tender_id, bid_id=bid_id, reference=reference, title=title, requirement=requirement)
        for tender_id, reference, title, bid_id in _open_tenders(session, today)
        for requirement in paper_states(session, tender_id, today, bid_id)
        if requirement.blocks
    ]


def _open_tenders(session: Session, today: date) -> list[tuple[uuid.UUID, str, str, uuid.UUID | None]]:
    """Return tenders whose bid is alive, and those without a bid whose deadline is still to come."""
    zone = session.scalars(sa.select(Cooperative.time_zone)).one()
    midnight = datetime.combine(today, time(), ZoneInfo(zone))
    decided = sa.select(Bid.tender_id).where(Bid.state.in_([BidState.WON.value, BidState.LOST.value]))
    alive = sa.and_(Bid.tender_id == Tender.id, Bid.state.in_(_ALIVE))
    select = sa.select(Tender.id, Tender.reference, Tender.title, Bid.id).outerjoin(Bid, alive)
    is_open = sa.or_(Bid.id.is_not(None), Tender.deadline_at >= midnight)
    rows = session.execute(
        select.where(~Tender.dropped, is_open, Tender.id.not_in(decided)).order_by(Tender.deadline_at, Tender.id)
    )
    return [(tender_id, reference, title, bid_id) for tender_id, reference, title, bid_id in rows]


def _days_left(paper: PaperRow, today: date) -> int | None:
    return (paper.ends_on - today).days if paper.ends_on is not None else None


def _succeeded(paper: PaperRow, vault: Sequence[PaperRow]) -> bool:
    """Tell whether another paper of the same kind and holder goes on after this one."""
    end = paper.ends_on or date.max
    return any(
        other.kind == paper.kind
        and (other.holder_kind, other.holder_name) == (paper.holder_kind, paper.holder_name)
        and (other.ends_on or date.max) > end
        and other.state.is_good
        for other in vault
    )


def _urgency(found: EndingPaper) -> tuple[int, int]:
    days = [one.day.toordinal() for one in found.holds_up]
    end = found.paper.ends_on or date.max
    return min([*days, end.toordinal()]), end.toordinal()

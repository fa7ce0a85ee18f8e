"""Which of the papers a tender asks for are there, and valid on the day that counts."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import PaperKind
from sse_desktop.domain.validity import DayThatCounts, PaperState
from sse_desktop.domain.zones import civil_day
from sse_desktop.queries.papers import PaperRow, paper_kinds, papers
from sse_desktop.store.tables.bids import BidPaper
from sse_desktop.store.tables.tenders import Requirement, Tender

# The best paper first: one that is good longest.
_ORDER = [
    PaperState.VALID,
    PaperState.EXPIRES_SOON,
    PaperState.TOO_OLD,
    PaperState.EXPIRED,
    PaperState.NOT_YET,
    PaperState.MISSING,
]

_SENTENCES = {
    PaperState.VALID: N_("“{paper}” is valid on {day}."),
    PaperState.EXPIRES_SOON: N_("“{paper}” is valid on {day}, but ends soon: on {end}."),
    PaperState.EXPIRED: N_("“{paper}” ends on {end}, before {day}. Get a new one."),
    PaperState.NOT_YET: N_("“{paper}” begins on {start}, after {day}. What begins later does not count."),
    PaperState.TOO_OLD: N_("“{paper}” is older on {day} than the {age} days allowed. Get a new one."),
    PaperState.MISSING: N_("“{paper}” is not among the papers. Get it and add it."),
}
_UNDATED = N_("“{paper}” does not say here when it was issued, and it is good for a time from then. Type that day.")
_NO_FILE = N_("“{paper}” has no file. Attach it as a PDF or a picture.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementState:
    """A paper asked for and the best one we have for it, or the one chosen for the bid.

    `day` is the day that counts; where the notice does not tell it, `day_is_known` is False and the paper is judged on the
    nearest day known. `takes_days` is how long a new paper takes, where somebody said so. `sentence` with its `facts` says it to a person.
    """

    id: uuid.UUID
    position: int
    paper_kind: str
    title: str
    day_that_counts: DayThatCounts
    day: date
    day_is_known: bool
    max_age_days: int | None
    mandatory: bool
    state: PaperState
    paper: PaperRow | None
    is_chosen: bool
    legal_ref: str
    takes_days: int | None
    sentence: str
    facts: Mapping[str, object]

    @property
    def lacks_file(self) -> bool:
        """Whether the paper is good, and only its file is not there."""
        return self.state.is_good and self.paper is not None and not self.paper.file_sha

    @property
    def blocks(self) -> bool:
        """Whether the bid can't be ready like this."""
        return self.mandatory and not (self.state.is_good and self.paper is not None and self.paper.file_sha)


@dataclass(frozen=True, slots=True)
class DaysThatCount:
    """The days of one tender; None where it does not say."""

    deadline: date | None
    opening: date | None
    award: date | None
    first_delivery: date | None
    last_delivery: date | None

    def day(self, which: DayThatCounts) -> date | None:
        """Return the day itself."""
        match which:
            case DayThatCounts.DEADLINE:
                return self.deadline
            case DayThatCounts.OPENING:
                # Where nothing is said the offers are opened on the day of the deadline (Ecuador: an hour later, Reg. 98).
                return self.opening or self.deadline
            case DayThatCounts.AWARD:
                return self.award
            case DayThatCounts.DELIVERY:
                return self.first_delivery

    def nearest(self, which: DayThatCounts, today: date) -> date:
        """Return the day, else the last known one before it, else today."""
        known = self.day(which) or self.award or self.opening or self.deadline
        return known or today


def days_that_count(session: Session, tender_id: uuid.UUID) -> DaysThatCount:
    """Return the days of a tender, each where the buyer is."""
    row = session.execute(
        sa.select(
            Tender.deadline_at,
            Tender.deadline_zone,
            Tender.opening_on,
            Tender.award_on,
            Tender.delivery_from,
            Tender.delivery_to,
        ).where(Tender.id == tender_id)
    ).one()
    return DaysThatCount(civil_day(row[0], row[1]), *row[2:])


def paper_states(
    session: Session, tender_id: uuid.UUID, today: date, bid_id: uuid.UUID | None = None
) -> list[RequirementState]:
    """Return the papers a tender asks for in their order, each with the paper chosen for the bid, else the best one."""
    vault = papers(session, today)
    chosen = _chosen(session, bid_id, today) if bid_id else {}
    return requirement_states(session, tender_id, today, vault, chosen)


def requirement_states(
    session: Session,
    tender_id: uuid.UUID,
    today: date,
    vault: Sequence[PaperRow],
    chosen: Mapping[uuid.UUID, PaperRow],
) -> list[RequirementState]:
    """Return the same for a vault read before."""
    days = days_that_count(session, tender_id)
    asked = sa.select(Requirement).where(Requirement.tender_id == tender_id, ~Requirement.archived)
    kinds = paper_kinds(session)
    return [
        _state(
            row,
            days,
            today,
            [paper for paper in vault if paper.kind == row.paper_kind],
            chosen.get(row.id),
            kinds.get(row.paper_kind),
        )
        for row in session.scalars(asked.order_by(Requirement.position, Requirement.id))
    ]


def _chosen(session: Session, bid_id: uuid.UUID, today: date) -> dict[uuid.UUID, PaperRow]:
    pairs = sa.select(BidPaper.requirement_id, BidPaper.paper_id).where(
        BidPaper.bid_id == bid_id, BidPaper.requirement_id.is_not(None), ~BidPaper.archived
    )
    by_id = {row.id: row for archived in (False, True) for row in papers(session, today, archived=archived)}
    return {requirement: by_id[paper] for requirement, paper in session.execute(pairs) if requirement is not None}


def _state(
    row: Requirement,
    days: DaysThatCount,
    today: date,
    candidates: Sequence[PaperRow],
    chosen: PaperRow | None,
    kind: PaperKind | None,
) -> RequirementState:
    which = DayThatCounts(row.day_that_counts)
    day = days.nearest(which, today)
    until = days.last_delivery if which is DayThatCounts.DELIVERY else None
    judged = [(_judged(paper, day, until, row.max_age_days), paper) for paper in ([chosen] if chosen else candidates)]
    state, paper = min(judged, key=_rank, default=(PaperState.MISSING, None))
    sentence = _NO_FILE if paper is not None and state.is_good and not paper.file_sha else _SENTENCES[state]
    if paper is not None and state is PaperState.TOO_OLD and paper.issued_on is None:
        sentence = _UNDATED
    return RequirementState(
        id=row.id,
        position=row.position,
        paper_kind=row.paper_kind,
        title=Term(row.title),
        day_that_counts=which,
        day=day,
        day_is_known=days.day(which) is not None,
        max_age_days=row.max_age_days,
        mandatory=row.mandatory,
        state=state,
        paper=paper,
        is_chosen=chosen is not None,
        legal_ref=row.legal_ref,
        takes_days=paper.takes_days if paper is not None else kind.remind_days if kind is not None else None,
        sentence=sentence,
        facts=_facts(row, day, paper),
    )


def _judged(paper: PaperRow, day: date, until: date | None, max_age_days: int | None) -> PaperState:
    """Judge a paper on its day; one that ends while deliveries still go on expires soon."""
    state = paper.state_on(day, max_age_days)
    if state.is_good and paper.is_undated:
        return PaperState.TOO_OLD
    ends_between = until is not None and paper.ends_on is not None and paper.ends_on < until
    return PaperState.EXPIRES_SOON if state is PaperState.VALID and ends_between else state


def _rank(pair: tuple[PaperState, PaperRow]) -> tuple[bool, bool, int, int, int]:
    state, paper = pair
    end, start = paper.ends_on or date.max, paper.issued_on or date.min
    return not state.is_good, not paper.file_sha, _ORDER.index(state), -end.toordinal(), -start.toordinal()


def _facts(row: Requirement, day: date, paper: PaperRow | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"paper": Term(row.title), "day": day}
    if paper is not None:
        starts = [start for start in (paper.issued_on, paper.valid_from) if start is not None]
        facts |= {"end": paper.ends_on, "start": max(starts, default=None), "age": row.max_age_days}
    return facts

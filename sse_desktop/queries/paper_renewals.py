"""When must a renewal begin? Each paper that a bid waits for, or that ends, with the day that counts and how long a new one takes."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.paper_horizon import EndingPaper, HeldUp, ending_papers, missing_papers

HORIZON_WEEKS = 12
SOON_DAYS = 7


class Urgency(StrEnum):
    """How soon a renewal must begin."""

    LATE = "late"
    SOON = "soon"
    UNKNOWN = "unknown"
    LATER = "later"

    @property
    def label(self) -> str:
        """The urgency's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Urgency.LATE: N_("late"),
    Urgency.SOON: N_("begin now"),
    Urgency.UNKNOWN: N_("how long?"),
    Urgency.LATER: N_("later"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A paper to be got or renewed: for one tender, or because it ends.

    `day` is the day that counts for the tender, else the last good day of the paper. `begin_by` is that day less the days a
    new one takes; None where nobody said how long that is. `paper_id` is None for a paper that is not there at all.
    """

    id: uuid.UUID
    paper_id: uuid.UUID | None
    kind: str
    title: str
    ends_on: date | None
    tender_id: uuid.UUID | None
    reference: str
    tender: str
    day: date
    day_that_counts: DayThatCounts | None
    takes_days: int | None
    begin_by: date | None
    urgency: Urgency


def renewals(session: Session, today: date, within_weeks: int = HORIZON_WEEKS, *, search: str = "") -> list[Renewal]:
    """Return what must be renewed for open tenders, and what ends within so many weeks, the most urgent beginning first.

    A paper that lacks only its file is not renewed; it stands here when it ends.
    `search` finds words of the paper or the tender in any order.
    """
    ending = ending_papers(session, today, 7 * within_weeks)
    found = [
        *(_held(one, found, today) for found in ending for one in found.holds_up if not one.requirement.lacks_file),
        *(_held(one, None, today) for one in missing_papers(session, today)),
        *(_ending(one, today) for one in ending if _ends_alone(one, today, within_weeks)),
    ]
    rows = [
        row for row in found if all(word in fold(f"{row.title} {row.tender} {row.reference}") for word in words(search))
    ]
    return sorted(rows, key=lambda row: (row.begin_by or row.day, row.day, row.title, row.reference))


def _ends_alone(found: EndingPaper, today: date, within_weeks: int) -> bool:
    """Tell whether a paper stands here for its own end: no tender waits for another one instead of it."""
    end = found.paper.ends_on
    waits = any(not one.requirement.lacks_file for one in found.holds_up)
    return not waits and end is not None and end <= today + timedelta(weeks=within_weeks)


def _held(one: HeldUp, found: EndingPaper | None, today: date) -> Renewal:
    asked, paper = one.requirement, found.paper if found is not None else None
    begin_by = _begin(one.day, asked.takes_days)
    return Renewal(
        id=asked.id,
        paper_id=paper.id if paper is not None else None,
        kind=asked.paper_kind,
        title=paper.title if paper is not None else asked.title,
        ends_on=paper.ends_on if paper is not None else None,
        tender_id=one.tender_id,
        reference=one.reference,
        tender=one.title,
        day=one.day,
        day_that_counts=one.day_that_counts,
        takes_days=asked.takes_days,
        begin_by=begin_by,
        urgency=_urgency(begin_by, one.day, today),
    )


def _ending(found: EndingPaper, today: date) -> Renewal:
    paper = found.paper
    day = paper.ends_on or today
    begin_by = _begin(day, paper.takes_days)
    return Renewal(
        id=paper.id,
        paper_id=paper.id,
        kind=paper.kind,
        title=paper.title,
        ends_on=paper.ends_on,
        tender_id=None,
        reference="",
        tender="",
        day=day,
        day_that_counts=None,
        takes_days=paper.takes_days,
        begin_by=begin_by,
        urgency=_urgency(begin_by, day, today),
    )


def _begin(day: date, takes_days: int | None) -> date | None:
    return day - timedelta(days=takes_days) if takes_days is not None else None


def _urgency(begin_by: date | None, day: date, today: date) -> Urgency:
    if day < today:
        return Urgency.LATE
    if begin_by is None:
        return Urgency.UNKNOWN
    if begin_by < today:
        return Urgency.LATE
    return Urgency.SOON if (begin_by - today).days <= SOON_DAYS else Urgency.LATER

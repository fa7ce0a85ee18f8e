"""The calendar of deadlines: everything with a day, on the buyer's clock, with the working days that are left."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.calendar import working_days_between
from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.zones import civil_day, in_zone, zone_of
from sse_desktop.queries.deadline_sources import Found, of_others, of_papers
from sse_desktop.queries.working_days import holidays_from
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tender_desk import TenderMilestone
from sse_desktop.store.tables.tenders import Tender


class DayKind(StrEnum):
    """What a day of the calendar is."""

    SUBMISSION = "submission"
    REQUESTS = "requests"
    QUESTIONS = "questions"
    OPENING = "opening"
    AWARD = "award"
    MILESTONE = "milestone"
    RENEWAL = "renewal"
    DELIVERY = "delivery"
    REPORT = "report"
    STEP = "step"
    PROSPECT = "prospect"
    ENDS = "ends"

    @property
    def label(self) -> str:
        """The kind's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    DayKind.SUBMISSION: N_("Hand in"),
    DayKind.REQUESTS: N_("Ask to take part"),
    DayKind.QUESTIONS: N_("Questions until"),
    DayKind.OPENING: N_("Opening"),
    DayKind.AWARD: N_("Award"),
    DayKind.MILESTONE: N_("Milestone"),
    DayKind.RENEWAL: N_("Renew a paper"),
    DayKind.DELIVERY: N_("Delivery begins"),
    DayKind.REPORT: N_("Report"),
    DayKind.STEP: N_("Next step"),
    DayKind.PROSPECT: N_("Notice expected"),
    DayKind.ENDS: N_("Ends"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A day, what it is, and the record behind it.

    `at` is the instant on the buyer's clock where the hour is known, `here` the same on ours where the clocks differ.
    `working_days_left` count from today where the buyer is, with its holidays; negative when it is over. `key` stays the
    same for the same thing, whatever its day becomes. `sentence` (msgid) with its `facts` says what is due.
    """

    key: str
    kind: DayKind
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)
    of: str = ""
    day: date
    at: datetime | None = None
    here: datetime | None = None
    zone: str = ""
    stated: bool = True
    working_days_left: int
    done: bool = False
    page: str
    record: uuid.UUID | date | None
    tender_id: uuid.UUID | None = None


def calendar_entries(
    session: Session, now: datetime, *, first: date | None = None, tender_id: uuid.UUID | None = None
) -> list[CalendarEntry]:
    """Return all entries by day, from `first` on; what is open and overdue stands there however old it is.

    With a tender only its own.
    """
    ours = session.scalars(sa.select(Cooperative.time_zone)).one()
    found = [*_of_tenders(session, ours, tender_id), *_of_milestones(session, ours, tender_id)]
    if tender_id is None:
        today = civil_day(now, ours) or now.date()
        found += [*of_papers(session, today), *of_others(session, today)]
    holidays = _Holidays(session)
    entries = [_entry(one, now, ours, holidays) for one in found]
    kept = [entry for entry in entries if first is None or entry.day >= first or _is_owed(entry)]
    return sorted(kept, key=lambda entry: (entry.day, entry.at is None, entry.at or now, entry.key))


def _is_owed(entry: CalendarEntry) -> bool:
    """Tell whether something is still to be done though its day is over; a deadline that has passed is not."""
    return not entry.done and entry.kind in {DayKind.MILESTONE, DayKind.STEP, DayKind.RENEWAL, DayKind.REPORT}


class _Holidays:
    """Remembers the holidays of each country and year while one calendar is made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int, int], frozenset[date]] = {}

    def __call__(self, country: str, one: date, other: date) -> frozenset[date]:
        first, last = min(one, other), max(one, other)
        key = (country, first.year, last.year)
        if key not in self._known:
            self._known[key] = holidays_from(self._session, country, first, last)
        return self._known[key]


def _entry(found: Found, now: datetime, ours: str, holidays: _Holidays) -> CalendarEntry:
    zone = found.zone or ours
    at = in_zone(found.at, zone)
    day = at.date() if at is not None else found.day
    today = civil_day(now, zone) or now.date()
    closed = holidays(found.country, day, today)
    here = at.astimezone(zone_of(ours)) if at is not None else None
    differs = at is not None and here is not None and here.utcoffset() != at.utcoffset()
    return CalendarEntry(
        key=f"{found.kind}-{found.record}",
        kind=DayKind(found.kind),
        sentence=found.sentence,
        facts=found.facts,
        of=found.of,
        day=day,
        at=at,
        here=here if differs else None,
        zone=zone,
        stated=found.stated,
        working_days_left=working_days_between(today, day, closed),
        done=found.done,
        page=found.page,
        record=found.opens or found.record,
        tender_id=found.tender_id,
    )


# ---------------------------------------------------------------- tenders

_HANDED_IN = (BidState.SUBMITTED.value, BidState.WON.value, BidState.LOST.value)
_INSTANTS = (
    ("submission", "deadline_at", N_("Bids for “{title}” are taken until then")),
    ("requests", "requests_deadline_at", N_("Requests to take part in “{title}” are taken until then")),
    ("questions", "questions_deadline_at", N_("Questions on “{title}” are taken until then")),
)
_DAYS = (
    ("opening", "opening_on", N_("The bids for “{title}” are opened")),
    ("award", "award_on", N_("“{title}” is to be awarded")),
    ("delivery", "delivery_from", N_("Delivery for “{title}” begins")),
)

_WITH_CONTRACT = (
    sa.select(Bid.tender_id)
    .join(Contract, Contract.bid_id == Bid.id)
    .where(Contract.state == "open", Contract.starts_on.is_not(None))
)


def _of_tenders(session: Session, ours: str, tender_id: uuid.UUID | None) -> Iterator[Found]:
    names = ("id", "title", "reference", "buyer_name", "country", "deadline_zone", "deadline_stated")
    columns = [getattr(Tender, name) for name in (*names, *(name for _, name, _ in (*_INSTANTS, *_DAYS)))]
    bids = sa.select(Bid.tender_id).where(Bid.state.in_(_HANDED_IN))
    select = sa.select(*columns, Tender.id.in_(bids).label("handed_in"), Tender.id.in_(_WITH_CONTRACT).label("signed"))
    select = select.where(~Tender.dropped)
    if tender_id is not None:
        select = select.where(Tender.id == tender_id)
    for row in session.execute(select.order_by(Tender.id)):
        common: dict[str, Any] = {
            "record": row.id,
            "tender_id": row.id,
            "of": " · ".join(filter(None, (row.reference, row.buyer_name))),
            "facts": {"title": row.title},
            "country": row.country,
            "zone": row.deadline_zone or ours,
            "page": "tenders",
        }
        for kind, name, sentence in _INSTANTS:
            at = getattr(row, name)
            if at is not None:
                stated = kind != "submission" or row.deadline_stated
                done = kind == "submission" and row.handed_in
                yield Found(kind=kind, sentence=sentence, day=at.date(), at=at, stated=stated, done=done, **common)
        for kind, name, sentence in _DAYS:
            # A contract says its own first day, in the whole calendar.
            is_told = kind == "delivery" and row.signed and tender_id is None
            if (day := getattr(row, name)) is not None and not is_told:
                yield Found(kind=kind, sentence=sentence, day=day, **common)


def _of_milestones(session: Session, ours: str, tender_id: uuid.UUID | None) -> Iterator[Found]:
    select = (
        sa.select(TenderMilestone, Tender.title, Tender.buyer_name, Tender.country, Tender.deadline_zone)
        .join(Tender, Tender.id == TenderMilestone.tender_id)
        .where(~TenderMilestone.archived, ~Tender.dropped)
        .order_by(TenderMilestone.id)
    )
    if tender_id is not None:
        select = select.where(Tender.id == tender_id)
    for row, title, buyer, country, zone in session.execute(select):
        yield Found(
            kind="milestone",
            record=row.id,
            opens=row.tender_id,
            sentence=N_("{milestone}: “{title}”"),
            facts={"milestone": row.title, "title": title},
            of=buyer,
            day=row.due_on,
            at=row.due_at,
            done=row.done_on is not None,
            country=country,
            zone=zone or ours,
            page="tenders.questions",
            tender_id=row.tender_id,
        )

"""What is due of the papers: those that hold up a tender, those that end, and the day on which a renewal must begin."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.queries.paper_horizon import EndingPaper, HeldUp, ending_papers, missing_papers
from sse_desktop.queries.paper_renewals import Renewal, Urgency, renewals
from sse_desktop.queries.today_item import TodayItem

PAPER_DAYS = 30
# Approvals take up to four months: so far ahead somebody must begin.
_FAR_WEEKS = 26


def paper_items(session: Session, today: date) -> Iterator[TodayItem]:
    """Give what is due: papers that end or won't do, papers that are missing, and renewals that take longer than that."""
    near = ending_papers(session, today, PAPER_DAYS)
    yield from (_ending(found) for found in near)
    yield from (_missing(found) for found in missing_papers(session, today))
    known = {found.paper.id for found in near}
    for row in renewals(session, today, _FAR_WEEKS):
        if row.tender_id is None and row.paper_id not in known and row.urgency in {Urgency.LATE, Urgency.SOON}:
            yield _to_begin(row)


def _ending(found: EndingPaper) -> TodayItem:
    facts: dict[str, object] = {"paper": found.paper.title, "end": found.paper.ends_on}
    on = found.paper.ends_on
    held = min(found.holds_up, key=lambda one: one.requirement.lacks_file, default=None)
    if held is not None and held.requirement.lacks_file:
        sentence, on = (
            N_("“{tender}” asks for “{paper}”, which has no file. Attach it as a PDF or a picture."),
            held.day,
        )
        facts |= {"tender": held.title}
    elif held is not None:
        day, takes = held.day, found.paper.takes_days
        facts |= {"tender": held.title, "day": day}
        sentence, on = N_("“{paper}” will not do for “{tender}”: it must be valid on {day}."), day
        if takes:
            on = day - timedelta(days=takes)
            facts |= {"days": takes, "start": on}
            sentence = N_(
                "“{paper}” will not do for “{tender}”: it must be valid on {day}. A new one takes {days} days: begin by {start}."
            )
    elif found.days_left is not None and found.days_left < 0:
        sentence = N_("“{paper}” ended on {end}.")
    else:
        sentence = N_("“{paper}” ends on {end}.")
    return TodayItem(
        kind="paper_ends",
        state="blocked" if found.holds_up else "to_do",
        sentence=sentence,
        facts=facts,
        on=on,
        page="papers",
        record=found.paper.id,
    )


def _missing(found: HeldUp) -> TodayItem:
    takes = found.requirement.takes_days
    begin = found.day - timedelta(days=takes) if takes else found.day
    sentence = N_("“{tender}” asks for “{paper}”, which is not among the papers.")
    if takes:
        sentence = N_(
            "“{tender}” asks for “{paper}”, which is not among the papers. It takes {days} days: begin by {start}."
        )
    return TodayItem(
        kind="paper_missing",
        state="blocked" if found.requirement.mandatory else "to_do",
        sentence=sentence,
        facts={"tender": found.title, "paper": found.requirement.title, "days": takes, "start": begin},
        on=begin,
        page="tenders",
        record=found.tender_id,
    )


def _to_begin(row: Renewal) -> TodayItem:
    return TodayItem(
        kind="paper_renewal",
        state="to_do",
        sentence=N_("“{paper}” ends on {end}. A new one takes {days} days: begin by {start}."),
        facts={"paper": row.title, "end": row.ends_on, "days": row.takes_days, "start": row.begin_by},
        on=row.begin_by,
        page="papers.horizon",
        record=row.id,
    )

"""Days of a tender beyond its deadline: a visit, samples, a meeting."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.roles import Role
from sse_desktop.domain.zones import civil_day
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import TenderMilestone
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneData:
    """A day with what is due on it; `at` is an aware instant where the hour is known, and then decides the day."""

    title: str
    due_on: date
    at: datetime | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_milestone(session: Writing, tender_id: uuid.UUID, data: MilestoneData) -> uuid.UUID:
    """Store a day of a tender and return its id.

    Raises:
        NameMissing.
    """
    tender = session.get_one(Tender, tender_id)
    row = TenderMilestone(id=session.new_id(), tender_id=tender.id, **_columns(session, tender, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_milestone(session: Writing, milestone_id: uuid.UUID, data: MilestoneData, seen: Seen | None = None) -> None:
    """Store new data of a day.

    Raises:
        ChangedMeanwhile, NameMissing.
    """
    row = session.get_one(TenderMilestone, milestone_id)
    change_fields(row, _columns(session, session.get_one(Tender, row.tender_id), data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def finish_milestone(session: Writing, milestone_id: uuid.UUID, *, is_done: bool = True) -> None:
    """Say that what was due on a day is done, or that it is not."""
    session.get_one(TenderMilestone, milestone_id).done_on = session.today if is_done else None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_milestone(session: Writing, milestone_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a day out of the list, or back in."""
    session.get_one(TenderMilestone, milestone_id).archived = archived


def _columns(session: Writing, tender: Tender, data: MilestoneData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    day = civil_day(data.at, tender.deadline_zone or session.time_zone) or data.due_on
    return {"title": data.title.strip(), "due_on": day, "due_at": data.at}

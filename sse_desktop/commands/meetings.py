"""Meetings with others, who took part, what came of them, and the next step."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.partners import MeetingOrigin
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.partners import Meeting, MeetingPartner, Partner


class StepWithoutDay(DomainError):
    """A day for the next step is given, but no step."""

    sentence = N_("There is a day for the next step, but not what it is. Nothing was saved. Type the step.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingData:
    """What a person enters of a meeting; `next_on` is the day by which the next step is to be done."""

    title: str
    held_on: date
    origin: MeetingOrigin = MeetingOrigin.MEETING
    place: str = ""
    partners: tuple[uuid.UUID, ...] = ()
    outcome: str = ""
    next_step: str = ""
    next_on: date | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_meeting(session: Writing, data: MeetingData) -> uuid.UUID:
    """Store a meeting with those who took part and return its id.

    Raises:
        NameMissing, StepWithoutDay.
    """
    row = Meeting(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    _set_partners(session, row.id, data.partners)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_meeting(session: Writing, meeting_id: uuid.UUID, data: MeetingData, seen: Seen | None = None) -> None:
    """Store new data of a meeting; another next step is again to be done.

    Raises:
        ChangedMeanwhile, NameMissing, StepWithoutDay.
    """
    row, columns = session.get_one(Meeting, meeting_id), _columns(session, data)
    search = columns.pop("search")
    is_new_step = bool(columns["next_step"]) and columns["next_step"] != row.next_step
    change_fields(row, columns, seen)
    if row.search != search:
        row.search = search
    if is_new_step and row.done:
        row.done = False
    _set_partners(session, meeting_id, data.partners)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def finish_next_step(session: Writing, meeting_id: uuid.UUID, *, is_done: bool = True) -> None:
    """Say that the next step of a meeting was done, or that it is still to be done."""
    session.get_one(Meeting, meeting_id).done = is_done


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_meeting(session: Writing, meeting_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a meeting out of the lists, or back in."""
    session.get_one(Meeting, meeting_id).archived = archived


def _columns(session: Writing, data: MeetingData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if data.next_on is not None and not data.next_step.strip():
        raise StepWithoutDay
    columns = cleaned({name: value for name, value in asdict(data).items() if name != "partners"})
    names = session.scalars(sa.select(Partner.name).where(Partner.id.in_(data.partners))).all()
    words = (*(columns[name] for name in ("title", "place", "outcome", "next_step")), *sorted(names))
    return columns | {"origin": MeetingOrigin(data.origin).value, "search": fold(" ".join(words))}


def _set_partners(session: Writing, meeting_id: uuid.UUID, wanted: tuple[uuid.UUID, ...]) -> None:
    known = session.scalars(sa.select(MeetingPartner).where(MeetingPartner.meeting_id == meeting_id)).all()
    for row in known:
        if row.archived is (row.partner_id in wanted):
            row.archived = not row.archived
    for partner_id in dict.fromkeys(wanted):
        if partner_id not in {row.partner_id for row in known}:
            session.add(MeetingPartner(id=session.new_id(), meeting_id=meeting_id, partner_id=partner_id))

"""Meetings as rows: who took part, what came of them, and whether the next step waits."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.store.tables.partners import Meeting, MeetingPartner, Partner, Partnership, Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class LedTo:
    """What a meeting led to: kind partnership, prospect or tender, the record to open and what it is called."""

    kind: str
    record: uuid.UUID
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting; `waits` while its next step has a day and is not done."""

    id: uuid.UUID
    held_on: date
    title: str
    place: str
    origin: str
    outcome: str
    next_step: str
    next_on: date | None
    done: bool
    archived: bool
    stamps: dict[str, int]
    partners: tuple[tuple[uuid.UUID, str], ...]
    led_to: tuple[LedTo, ...]

    @property
    def waits(self) -> bool:
        """Whether a next step is to be done."""
        return bool(self.next_step) and not self.done

    @property
    def partner_names(self) -> str:
        """Who took part."""
        return ", ".join(name for _, name in self.partners)


def meetings(
    session: Session, *, partner_id: uuid.UUID | None = None, state: str = "", search: str = ""
) -> list[MeetingRow]:
    """Return meetings, the newest first; `state`: waits, done, archived or empty for those in use."""
    select = sa.select(Meeting).where(Meeting.archived.is_(state == "archived"))
    for word in fold(search).split():
        select = select.where(Meeting.search.contains(word, autoescape=True))
    if partner_id is not None:
        took_part = sa.select(MeetingPartner.meeting_id).where(
            MeetingPartner.partner_id == partner_id, ~MeetingPartner.archived
        )
        select = select.where(Meeting.id.in_(took_part))
    partners, led_to = _partners(session), _led_to(session)
    rows = [
        _row(row, partners.get(row.id, ()), led_to.get(row.id, ()))
        for row in session.scalars(select.order_by(Meeting.held_on.desc(), Meeting.id.desc()))
    ]
    return [row for row in rows if state in {"", "archived", "waits" if row.waits else "done"}]


def meeting_choices(session: Session) -> list[tuple[uuid.UUID, str, date]]:
    """Return id, title and day of the meetings in use, the newest first."""
    select = sa.select(Meeting.id, Meeting.title, Meeting.held_on).where(~Meeting.archived)
    return [(row.id, row.title, row.held_on) for row in session.execute(select.order_by(Meeting.held_on.desc()))]


def _row(row: Meeting, partners: tuple[tuple[uuid.UUID, str], ...], led_to: tuple[LedTo, ...]) -> MeetingRow:
    own = {name: getattr(row, name) for name in MeetingRow.__dataclass_fields__ if name in Meeting.__table__.c}
    return MeetingRow(**(own | {"stamps": dict(row.stamps)}), partners=partners, led_to=led_to)


def _partners(session: Session) -> Mapping[uuid.UUID, tuple[tuple[uuid.UUID, str], ...]]:
    select = (
        sa.select(MeetingPartner.meeting_id, Partner.id, Partner.name)
        .join(Partner, Partner.id == MeetingPartner.partner_id)
        .where(~MeetingPartner.archived)
        .order_by(Partner.name, Partner.id)
    )
    found: dict[uuid.UUID, tuple[tuple[uuid.UUID, str], ...]] = {}
    for meeting_id, partner_id, name in session.execute(select):
        found[meeting_id] = (*found.get(meeting_id, ()), (partner_id, name))
    return found


def _led_to(session: Session) -> Mapping[uuid.UUID, tuple[LedTo, ...]]:
    """Return what came of each meeting; a prospect that became a tender stands as that tender."""
    together = (
        sa.select(Partnership.meeting_id, Partnership.id, Partner.name)
        .join(Partner, Partner.id == Partnership.partner_id)
        .where(Partnership.meeting_id.is_not(None), ~Partnership.archived)
        .order_by(Partnership.id)
    )
    heard = (
        sa.select(Prospect.meeting_id, Prospect.id, Prospect.title, Prospect.tender_id)
        .where(Prospect.meeting_id.is_not(None), ~Prospect.archived)
        .order_by(Prospect.id)
    )
    found: dict[uuid.UUID, tuple[LedTo, ...]] = {}
    for meeting_id, record, name in _rows(session, together):
        found[meeting_id] = (*found.get(meeting_id, ()), LedTo(kind="partnership", record=record, title=name))
    for meeting_id, record, title, tender_id in _rows(session, heard):
        led = LedTo(kind="prospect" if tender_id is None else "tender", record=tender_id or record, title=title)
        found[meeting_id] = (*found.get(meeting_id, ()), led)
    return found


def _rows(session: Session, select: Any) -> list[Any]:
    return list(session.execute(select))

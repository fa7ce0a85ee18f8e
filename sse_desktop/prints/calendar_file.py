"""The calendar of deadlines as a file for any calendar program, all of it or that of one tender."""

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from sse_desktop.domain.zones import zone_name
from sse_desktop.exchange.icalendar import CalendarEvent, write_calendar
from sse_desktop.locale import Locale
from sse_desktop.queries.deadlines import CalendarEntry, DayKind, calendar_entries
from sse_desktop.workspace import Workspace

#: How long before to remind: of what is lost when it is missed twice, of the rest the day before.
_HARD: Final = frozenset({DayKind.SUBMISSION, DayKind.REQUESTS, DayKind.QUESTIONS})
_ALARMS: Final = (timedelta(days=7), timedelta(days=1))


def calendar_file(
    workspace: Workspace,
    now: datetime,
    today: date,
    *,
    tender_id: uuid.UUID | None = None,
    language: str | None = None,
) -> bytes:
    """Return the entries from today on as an iCalendar file; of one tender all of them. What is done has no alarm."""
    locale = workspace.locale(language)
    first = today if tender_id is None else None
    entries = workspace.read(calendar_entries, now, first=first, tender_id=tender_id)
    name = " · ".join((workspace.cooperative.legal_name, locale.text("Deadlines")))
    return write_calendar([calendar_event(entry, locale) for entry in entries], name=name, made_at=now)


def calendar_event(entry: CalendarEntry, locale: Locale) -> CalendarEvent:
    """Return one entry with its words; its name stays the same from file to file."""
    kind = locale.text(entry.kind.label)
    said = locale.text(entry.sentence, **entry.facts)
    alarms = _ALARMS if entry.kind in _HARD else _ALARMS[1:]
    return CalendarEvent(
        uid=f"{entry.key}@sse-desktop",
        at=entry.at or entry.day,
        summary=f"{kind}: {_named(entry, said)}",
        description="\n".join(filter(None, (said, entry.of, _clock(entry, locale)))),
        categories=(kind,),
        alarms=() if entry.done else alarms,
    )


def _named(entry: CalendarEntry, said: str) -> str:
    """Return what the entry is about in few words."""
    return str(
        next(
            (
                entry.facts[name]
                for name in ("milestone", "title", "paper", "step", "clause", "partner")
                if name in entry.facts
            ),
            said,
        )
    )


def _clock(entry: CalendarEntry, locale: Locale) -> str:
    """Return the hour on the buyer's clock, and that it was assumed."""
    if entry.at is None:
        return ""
    words = f"{locale.instant(entry.at, entry.at.tzinfo)} ({zone_name(entry.at)})"
    return words if entry.stated else locale.text("{deadline}, to check", deadline=words)

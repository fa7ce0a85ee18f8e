"""Calendar files (RFC 5545, iCalendar): days and instants that any calendar program takes in, each with a name that stays."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

PRODUCT: Final = "-//SSE Desktop//Calendar//EN"
LONGEST_LINE: Final = 75  # octets without the line break, RFC 5545 section 3.1
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something with a day, or with an aware instant.

    `uid` names it for ever, so that a later file moves it instead of adding it again. `alarms` say how long before the
    beginning to remind: of a day, before its midnight.
    """

    uid: str
    at: date | datetime
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms: tuple[timedelta, ...] = ()


def write_calendar(events: Sequence[CalendarEvent], *, name: str, made_at: datetime) -> bytes:
    """Return the file: UTF-8, lines folded at 75 octets and ended by CRLF, instants in UTC, days as days.

    `made_at` (aware) stands in every event; a program that holds one of the same uid takes the newer.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escape(name)}")
    for event in events:
        lines.extend(_event(event, made_at))
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) + b"\r\n" for line in lines)


def escape(text: str) -> str:
    """Return text as a TEXT value: backslash, semicolon, comma and line breaks escaped, other control characters left out."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in joined if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return plain.translate(_ESCAPES)


def fold(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, each after the first begun by a space; no character is torn apart."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece])


def _event(event: CalendarEvent, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_instant(made_at)}"
    if isinstance(event.at, datetime):
        yield f"DTSTART:{_instant(event.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.at + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(escape(category) for category in event.categories)}"
    yield "TRANSP:TRANSPARENT"
    for before in event.alarms:
        yield from _alarm(event.summary, before)
    yield "END:VEVENT"


def _alarm(summary: str, before: timedelta) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escape(summary)}"
    yield f"TRIGGER:-{_duration(before)}"
    yield "END:VALARM"


def _instant(moment: datetime) -> str:
    if moment.tzinfo is None:
        msg = "an instant without a zone is no instant"
        raise ValueError(msg)
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _duration(length: timedelta) -> str:
    """Return whole days as days, and anything else in minutes."""
    minutes = length // _MINUTE
    return f"P{length.days}D" if length == timedelta(days=length.days) and length.days else f"PT{minutes}M"

"""Dates of buyers: this file reads their notations and tells what was stated and what was not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

_NOTATION = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?"
)
FIRST_YEAR, LAST_YEAR = 1980, 2099
_FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it was written: a day, an hour when one was given, a zone when one was given."""

    day: date
    clock: datetime | None
    """Day and hour without zone; None when only a day was written."""
    offset: timedelta | None

    @property
    def time_stated(self) -> bool:
        """Say whether an hour is given: 00:00:00 is how programs write a day without hour."""
        return self.clock is not None and self.clock.time().replace(microsecond=0).isoformat() != "00:00:00"

    def at(self, zone: tzinfo) -> datetime:
        """Return the aware instant: with the offset that was written, else as local time of `zone`."""
        clock = self.clock or datetime(self.day.year, self.day.month, self.day.day)  # noqa: DTZ001 - the zone follows
        offset = self.offset if self.offset is not None else clock.replace(tzinfo=zone).utcoffset() or timedelta(0)
        return clock.replace(tzinfo=timezone(offset))


def read_moment(text: str) -> Moment | None:
    """Return what the text says, or None when it is no date of a plausible year."""
    found = _NOTATION.fullmatch(text.strip())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    offset = _offset(found[8])
    if offset is not None and abs(offset) > _FARTHEST:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        clock = _clock(day, found[4], found[5], found[6], found[7])
    except ValueError:
        return None
    return Moment(day, clock, offset)


def looks_shifted(instant: datetime, zone: tzinfo | None) -> bool:
    """Say whether an instant in UTC is in truth a day without hour: local midnight, or 23:00 and 22:00 UTC of Europe.

    Some portals turn "1 May" into midnight of their own zone and then into UTC.
    """
    if instant.utcoffset():
        return False
    if zone is not None:
        local = instant.astimezone(zone)
        return (local.hour, local.minute, local.second) == (0, 0, 0)
    return (instant.hour, instant.minute, instant.second) in {(23, 0, 0), (22, 0, 0)}


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in {"Z", "z", "UTC"}:
        return timedelta(0)
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timedelta(minutes=-minutes if text[0] == "-" else minutes)


def _clock(day: date, hour: str | None, minute: str, second: str | None, fraction: str | None) -> datetime | None:
    if hour is None:
        return None
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    return datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0), micro)  # noqa: DTZ001 - as above

"""The buyer's clock: this file names the zone of an instant, so that a deadline can be shown as the buyer wrote it."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")


def zone_name(moment: datetime) -> str:
    """Return the zone of an aware instant as it is kept: `America/Guayaquil`, or the offset `-05:00`."""
    if isinstance(moment.tzinfo, ZoneInfo):
        return moment.tzinfo.key
    minutes = int((moment.utcoffset() or timedelta(0)).total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def zone_of(name: str) -> tzinfo:
    """Return the zone that `zone_name` named; UTC for an empty or unknown name."""
    found = _OFFSET.fullmatch(name)
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-offset if found[1] == "-" else offset)
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def in_zone(moment: datetime | None, name: str) -> datetime | None:
    """Return the same instant on the clock of the named zone."""
    return moment.astimezone(zone_of(name)) if moment is not None else None


def civil_day(moment: datetime | None, name: str) -> date | None:
    """Return the day of the instant where the named zone is."""
    local = in_zone(moment, name)
    return local.date() if local is not None else None

"""Dates of eForms: this file joins day and hour, each of which has an offset of its own, before anything reads them.

`2023-11-13+01:00` is the 13th of November in a place that is one hour ahead, not one o'clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from sse_desktop.exchange.instants import read_moment
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import value

_OFFSET = r"(Z|z|[+-]\d{2}:?\d{2})?"
_DAY = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:T(\d{{2}}:.*?))?{_OFFSET}")
_CLOCK = re.compile(rf"(\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?){_OFFSET}")
# Programs write 2099-01-01 where the standard wants a day and the buyer has none.
_PLACEHOLDER_YEAR = 2099
_HALF_YEAR = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Dates:
    """Reads the periods of one notice. `assumed` is the zone of times without one, `own` the buyer's where it is certain.

    What is doubtful in the same day and hour of many lots is said once, of the first.
    """

    repairs: Repairs
    assumed: tzinfo
    own: tzinfo | None
    _seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def end(self, period: Node | None, where: str) -> tuple[datetime | None, bool]:
        """Return the end of a period and whether day, hour and zone are all stated."""
        return self.instant(period, "EndDate", "EndTime", where)

    def instant(self, node: Node | None, day: str, clock: str, where: str) -> tuple[datetime | None, bool]:
        """Return the instant of two elements and whether day, hour and zone are all stated."""
        written = joined(value(node, day), value(node, clock))
        if not written:
            return None, False
        where = self._seen.setdefault((where.rpartition(".")[2], written), where)
        if _is_placeholder(written):
            self.repairs.warn("date_is_placeholder", where=where, original=written)
            return None, False
        found, stated = self.repairs.instant(written, where, self.assumed, self.own)
        if found is not None and stated:
            self._check_offset(found, written, where)
        return found, stated

    def day(self, node: Node | None, path: str, where: str) -> date | None:
        """Return a civil day as the buyer wrote it."""
        written = joined(value(node, path), None)
        return None if written and _is_placeholder(written) else self.repairs.day(written, where)

    def _check_offset(self, found: datetime, written: str, where: str) -> None:
        """Warn when the offset is the one of the other half of the year: the hour may be meant in local time."""
        offset = found.utcoffset()
        if self.own is None or not offset:
            return
        clock = found.replace(tzinfo=None)
        usual = clock.replace(tzinfo=self.own).utcoffset()
        other = (clock + _HALF_YEAR).replace(tzinfo=self.own).utcoffset()
        if offset != usual:
            code = "offset_of_other_season" if offset == other else "offset_unusual"
            self.repairs.warn(code, where=where, original=written, zone=str(self.own))


def joined(day: str | None, clock: str | None) -> str | None:
    """Return day, hour and offset as one text; the hour's offset counts before the day's. None when no day is written."""
    if not day:
        return None
    found_day, found_clock = _DAY.fullmatch(day), _CLOCK.fullmatch(clock or "")
    if not found_day:
        return day
    hour = found_clock[1] if found_clock else found_day[2]
    if hour and hour.startswith("24:00"):
        # The end of the day; the next day at 00:00 would look like a day without an hour.
        hour = "23:59:59"
    offset = (found_clock[2] if found_clock else None) or found_day[3] or ""
    return f"{found_day[1]}T{hour}{offset}" if hour else f"{found_day[1]}{offset}"


def _is_placeholder(written: str) -> bool:
    moment = read_moment(written)
    return moment is not None and moment.day.year >= _PLACEHOLDER_YEAR

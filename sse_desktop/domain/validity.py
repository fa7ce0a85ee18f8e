"""Is a paper good on the day that counts? This file judges papers by their dates."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from sse_desktop.domain.errors import N_

WARNING_DAYS = 30
_PERIOD = re.compile(r"P(\d{1,4})([DMY])")


class DayThatCounts(StrEnum):
    """The day of a tender on which a paper must be good."""

    DEADLINE = "deadline"
    OPENING = "opening"
    AWARD = "award"
    DELIVERY = "delivery"

    @property
    def label(self) -> str:
        """The day's English name, to be translated where it is shown."""
        return _DAY_LABELS[self]


class PaperState(StrEnum):
    """How a paper stands on the day that counts."""

    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    TOO_OLD = "too_old"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _STATE_LABELS[self]

    @property
    def is_good(self) -> bool:
        """Whether a paper in this state satisfies a requirement."""
        return self in {PaperState.VALID, PaperState.EXPIRES_SOON}


def paper_state(
    issued_on: date | None,
    valid_from: date | None,
    valid_to: date | None,
    on: date,
    max_age_days: int | None = None,
    *,
    warning_days: int = WARNING_DAYS,
) -> PaperState:
    """Judge a paper on the day that counts; the first and the last day of validity are good days.

    A paper issued after that day is NOT_YET: papers obtained later do not count (Ecuador, Reglamento LOSNCP, Art. 100.4).
    Where an age is limited, a paper without its day of issue can't prove it and is TOO_OLD. EXPIRES_SOON is good on the
    day but less than `warning_days` from its end. A paper that isn't there at all is MISSING: the caller says so.
    """
    if any(start is not None and start > on for start in (issued_on, valid_from)):
        return PaperState.NOT_YET
    if valid_to is not None and valid_to < on:
        return PaperState.EXPIRED
    if max_age_days is not None and (issued_on is None or (on - issued_on).days > max_age_days):
        return PaperState.TOO_OLD
    if valid_to is not None and valid_to - on < timedelta(days=warning_days):
        return PaperState.EXPIRES_SOON
    return PaperState.VALID


def is_period(validity: str) -> bool:
    """Tell whether a kind of paper is valid for a time from its issue: P30D, P6M, P1Y."""
    return _PERIOD.fullmatch(validity) is not None


def last_day(issued_on: date | None, valid_to: date | None, validity: str = "") -> date | None:
    """Return the last day on which a paper is good: what it says itself, else its day of issue and the period of its kind.

    P30D: the thirtieth day after the issue is the last good one. Months and years end on the same day of the month, or on
    its last day. None where nothing ends, or nobody knows the day of issue.
    """
    found = _PERIOD.fullmatch(validity)
    if valid_to is not None or found is None or issued_on is None:
        return valid_to
    count = int(found[1])
    if found[2] == "D":
        return issued_on + timedelta(days=count)
    months = issued_on.month - 1 + (count if found[2] == "M" else 12 * count)
    year, month = issued_on.year + months // 12, months % 12 + 1
    return date(year, month, min(issued_on.day, monthrange(year, month)[1]))


_DAY_LABELS = {
    DayThatCounts.DEADLINE: N_("deadline"),
    DayThatCounts.OPENING: N_("opening"),
    DayThatCounts.AWARD: N_("award"),
    DayThatCounts.DELIVERY: N_("delivery"),
}

_STATE_LABELS = {
    PaperState.VALID: N_("valid"),
    PaperState.EXPIRES_SOON: N_("expires soon"),
    PaperState.EXPIRED: N_("expired"),
    PaperState.NOT_YET: N_("not valid yet"),
    PaperState.TOO_OLD: N_("too old"),
    PaperState.MISSING: N_("missing"),
}

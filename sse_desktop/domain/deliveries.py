"""Rejection and replacement at the school's door: this file says what may be billed and until when goods are owed."""

from datetime import date

from sse_desktop.domain.calendar import working_days_after
from sse_desktop.domain.errors import N_, DomainError


class RejectedMoreThanSent(DomainError):
    """A delivery line has more rejected than it brought."""

    sentence = N_("More was rejected than was sent. Correct the quantities of this line.")


class ReplacedMoreThanRejected(DomainError):
    """A delivery line has more replaced than was rejected."""

    sentence = N_("More was replaced than was rejected. Correct the quantities of the replacement.")


def billable(sent: int, rejected: int, replaced: int) -> int:
    """Return what may be billed of a line, in the measure of the arguments: sent − rejected + replaced.

    Of 600 sent with 40 rejected, 560 may be billed until the 40 are replaced, then 600.

    Raises: RejectedMoreThanSent, ReplacedMoreThanRejected.
    """
    if min(sent, rejected, replaced) < 0:
        raise ValueError("a quantity is below zero")
    if rejected > sent:
        raise RejectedMoreThanSent
    if replaced > rejected:
        raise ReplacedMoreThanRejected
    return sent - rejected + replaced


def replacement_due(day: date, days: int, holidays: frozenset[date]) -> date:
    """Return the last day to replace what was rejected on `day`: so many working days later."""
    return working_days_after(day, days, holidays)

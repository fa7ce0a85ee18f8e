"""Work on the harvest: its tasks, and what a person is paid for hours or pieces."""

from __future__ import annotations

from enum import StrEnum

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import UNIT, Quantity

HOUR = "h"
_DAY_MILLI = 24_000


class Task(StrEnum):
    """What is done to the harvest between the tree and the truck."""

    COLLECTION = "collection"
    CLEANING = "cleaning"
    GRADING = "grading"
    PACKING = "packing"

    @property
    def label(self) -> str:
        """Return the English word, to be translated where it is shown."""
        return _LABELS[self]


class HoursOrPieces(DomainError):
    """Work was entered with both measures, with none, or with nothing of it."""

    sentence = N_("Enter hours or pieces above zero, one of the two. Nothing was saved.")


class MoreThanADay(DomainError):
    """A person would have worked longer than a day has hours."""

    sentence = N_(
        "{worker} would have worked {hours} on {day}. Nothing was saved. Look at what is entered for that day already."
    )


class RateBelowNothing(DomainError):
    """A person would pay for working."""

    sentence = N_("A rate can't be below zero. Nothing was saved. Correct the rate.")


def work_pay(rate: UnitPrice, *, hours_milli: int | None, pieces: int | None) -> Money:
    """Return hours or pieces times the rate, rounded half up once to the currency's smallest unit.

    Raises: HoursOrPieces, RateBelowNothing.
    """
    if (hours_milli is None) == (pieces is None) or (hours_milli or pieces or 0) <= 0:
        raise HoursOrPieces
    if rate.micros < 0:
        raise RateBelowNothing
    if hours_milli is not None:
        return rate.times(Quantity(hours_milli, HOUR))
    return rate.times(Quantity((pieces or 0) * 1000, UNIT))


def is_within_a_day(hours_milli: int) -> bool:
    """Tell whether so many thousandths of an hour fit into one day."""
    return hours_milli <= _DAY_MILLI


_LABELS = {
    Task.COLLECTION: N_("collection"),
    Task.CLEANING: N_("cleaning"),
    Task.GRADING: N_("grading"),
    Task.PACKING: N_("packing"),
}

"""ISO weeks, the rhythm of harvest and delivery: this file is the season's calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sse_desktop.domain.errors import N_, DomainError


class NotAWeek(DomainError):
    """A text or a number names no week of ISO 8601."""

    sentence = N_("“{text}” is not a week. Write the year and the week, such as 2026-W45.")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, Monday to Sunday: `Week(2026, 45)` is written 2026-W45.

    Raises: NotAWeek when the year has no such week.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.number, 7)
        except ValueError:
            raise NotAWeek(text=str(self)) from None

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week the day is in; around New Year its year may differ from the day's."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Return the week written as 2026-W45.

        Raises: NotAWeek.
        """
        if not re.fullmatch(r"[0-9]{4}-W[0-9]{2}", text):
            raise NotAWeek(text=text)
        return cls(int(text[:4]), int(text[6:]))

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def __add__(self, count: int) -> Week:
        return Week.of(self.monday + timedelta(weeks=count))

    def __sub__(self, other: Week) -> int:
        return (self.monday - other.monday).days // 7

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def weeks(first: Week, last: Week) -> list[Week]:
    """Return every week from first to last, both included; none when last is before first."""
    return [first + count for count in range(last - first + 1)]

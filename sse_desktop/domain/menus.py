"""A school's menu as a demand: this file tells what so many pupils eat of a product, week by week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sse_desktop.domain.calendar import is_working_day
from sse_desktop.domain.delivery_plan import spread_evenly
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity, rations
from sse_desktop.domain.season import NotAWeek, Week, weeks

SCHOOL_DAYS: Final = 5
MOST_WEEKS: Final = 104
PLANNED_YEARS: Final = range(2000, 2100)


class WeeksReversed(DomainError):
    """The last week of a line comes before its first."""

    sentence = N_("The last week {last} comes before the first week {first}. Nothing was saved. Correct the weeks.")


class TooManyWeeks(DomainError):
    """A line covers more time than anybody can promise."""

    sentence = N_("A line can cover {most} weeks at most. Nothing was saved. Choose fewer weeks.")


class EveryWeekIsOut(DomainError):
    """All weeks of a line are left out, so its quantity would be lost."""

    sentence = N_(
        "No week is left for “{product}”: all of its weeks are left out. Change its weeks, or what is left out."
    )


class DaysNotInAWeek(DomainError):
    """A menu names more school days than a week has, or none."""

    sentence = N_("A school week has one to five days. Nothing was saved. Correct the days a week.")


class EveryWeeksNotPositive(DomainError):
    """A menu comes back after no week at all."""

    sentence = N_("A menu comes every week, or every 2, 3 or more weeks. Nothing was saved. Correct the number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """What one pupil gets on a day, of how many pupils, on how many days of a week."""

    ration: Quantity
    pupils: int
    days_a_week: int


@dataclass(frozen=True, slots=True)
class FreeTime:
    """When schools are closed: whole weeks (vacations), and single days (holidays)."""

    weeks: frozenset[Week] = frozenset()
    days: frozenset[date] = frozenset()

    def school_days(self, week: Week) -> int:
        """Return on how many days of the week there is school: Monday to Friday without holidays; none in a week left out."""
        if week in self.weeks:
            return 0
        return sum(is_working_day(week.monday + timedelta(days=on), self.days) for on in range(SCHOOL_DAYS))


ALWAYS_OPEN: Final = FreeTime()


def served_weeks(first: Week, last: Week, every: int = 1) -> list[Week]:
    """Return the weeks from first to last in which a line is due: each, or the first and every n-th after it.

    Raises: WeeksReversed, TooManyWeeks, EveryWeeksNotPositive. NotAWeek: a year that nobody plans for was typed by mistake.
    """
    if every < 1:
        raise EveryWeeksNotPositive
    for week in (first, last):
        if week.year not in PLANNED_YEARS:
            raise NotAWeek(text=str(week))
    if last < first:
        raise WeeksReversed(first=first, last=last)
    if last - first >= MOST_WEEKS:
        raise TooManyWeeks(most=MOST_WEEKS)
    return weeks(first, last)[::every]


def menu_plan(menu: Menu, over: Sequence[Week], closed: FreeTime = ALWAYS_OPEN) -> dict[Week, Quantity]:
    """Return what the menu needs in each of the weeks, exactly: ration × pupils × days.

    A week with fewer school days than the menu has as many rations as it has school days.

    Raises: DaysNotInAWeek.
    """
    if not 1 <= menu.days_a_week <= SCHOOL_DAYS:
        raise DaysNotInAWeek
    plan: dict[Week, Quantity] = {}
    for week in over:
        days = min(menu.days_a_week, closed.school_days(week))
        if needed := rations(menu.pupils, days, menu.ration.milli):
            plan[week] = Quantity(needed, menu.ration.unit)
    return plan


def quantity_plan(
    quantity: Quantity, over: Sequence[Week], closed: FreeTime = ALWAYS_OPEN, *, product: str = ""
) -> dict[Week, Quantity]:
    """Return a whole quantity spread evenly over the weeks with school; Σ weeks = the quantity exactly.

    Raises: EveryWeekIsOut when no week is left.
    """
    open_weeks = [week for week in over if closed.school_days(week)]
    if not open_weeks:
        raise EveryWeekIsOut(product=product)
    return spread_evenly(quantity, open_weeks)


def weeks_in(text: str) -> frozenset[Week]:
    """Return the weeks written as `2026-W52, 2026-W53` or as `2026-W31..2026-W34`, in any order, with commas or blanks between.

    Raises: NotAWeek, WeeksReversed, TooManyWeeks.
    """
    found: set[Week] = set()
    for part in text.replace(",", " ").replace(";", " ").split():
        first, dots, last = part.partition("..")
        found.update(served_weeks(_week(first), _week(last if dots else first)))
    return frozenset(found)


def written_weeks(given: Iterable[Week]) -> str:
    """Return the weeks as `weeks_in` reads them, with those that follow each other as one stretch."""
    stretches: list[list[Week]] = []
    for week in sorted(given):
        if stretches and week - stretches[-1][-1] == 1:
            stretches[-1].append(week)
        else:
            stretches.append([week])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in stretches)


def _week(text: str) -> Week:
    if not text:
        raise NotAWeek(text="..")
    return Week.parse(text.upper())

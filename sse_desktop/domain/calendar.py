"""Working days between holidays: this file is how terms of the law are counted."""

from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Say whether offices are open: Monday to Friday and no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_after(day: date, count: int, holidays: frozenset[date]) -> date:
    """Return the count-th working day after the day; the day itself is never counted.

    A negative count goes back in time. For a count of zero the day comes back unchanged, open or not.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(first: date, last: date, holidays: frozenset[date]) -> int:
    """Return how many working days lie after first, up to and including last; negative when last comes before.

    It undoes `working_days_after`: from a day to the tenth working day after it, or before it, are 10 or -10.
    """
    if last < first:
        return -sum(is_working_day(last + timedelta(days=back), holidays) for back in range((first - last).days))
    return sum(is_working_day(first + timedelta(days=on), holidays) for on in range(1, (last - first).days + 1))

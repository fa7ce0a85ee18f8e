"""Terms of the law count working days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.calendar import is_working_day, working_days_after, working_days_between

FRIDAY = date(2026, 10, 9)  # Independence of Guayaquil
NOTHING: frozenset[date] = frozenset()


def test_the_first_day_is_not_counted_and_weekends_are_skipped() -> None:
    assert working_days_after(date(2026, 10, 8), 1, NOTHING) == FRIDAY
    assert working_days_after(date(2026, 10, 8), 2, NOTHING) == date(2026, 10, 12)


def test_holidays_are_skipped() -> None:
    assert working_days_after(date(2026, 10, 8), 1, frozenset({FRIDAY})) == date(2026, 10, 12)


def test_a_term_may_run_backwards() -> None:
    assert working_days_after(date(2026, 10, 12), -1, frozenset({FRIDAY})) == date(2026, 10, 8)


def test_a_term_of_no_days_is_the_day_itself() -> None:
    assert working_days_after(date(2026, 10, 10), 0, NOTHING) == date(2026, 10, 10)


holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-60, 60), holidays)
def test_counting_the_days_gives_the_term_in_both_directions(day: date, count: int, closed: frozenset[date]) -> None:
    end = working_days_after(day, count, closed)

    assert working_days_between(day, end, closed) == count
    assert count == 0 or is_working_day(end, closed)

"""Weeks are those of ISO 8601."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.season import NotAWeek, Week, weeks

days = st.dates(date(1900, 1, 8), date(2999, 12, 1))


def test_a_week_is_written_with_its_year() -> None:
    week = Week.parse("2026-W45")

    assert (week, str(week)) == (Week(2026, 45), "2026-W45")
    assert (week.monday, week.sunday) == (date(2026, 11, 2), date(2026, 11, 8))


def test_around_new_year_the_week_keeps_its_own_year() -> None:
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 53) + 1 == Week(2027, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2026-W54", "2025-W53", "2026-W00", "2026W45", "2026-45", "2026-w45", " 2026-W45", "2026-W45\n", "0000-W01"],
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(NotAWeek):
        Week.parse(text)


def test_weeks_run_from_first_to_last() -> None:
    assert [str(week) for week in weeks(Week(2026, 52), Week(2027, 1))] == ["2026-W52", "2026-W53", "2027-W01"]
    assert weeks(Week(2026, 2), Week(2026, 1)) == []


@given(days, st.integers(-500, 500))
def test_distance_undoes_addition_and_order_is_time(day: date, count: int) -> None:
    week = Week.of(day)

    assert week.monday <= day <= week.sunday
    assert Week.parse(str(week)) == week
    assert (week + count) - week == count
    assert (week < week + count) == (count > 0)

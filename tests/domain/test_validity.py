"""A paper is judged on the day that counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.validity import DayThatCounts, PaperState, is_period, last_day, paper_state

OPENING = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("issued", "start", "end", "age", "state"),
    [
        (None, None, None, None, PaperState.VALID),
        (date(2026, 11, 1), None, date(2029, 11, 1), None, PaperState.VALID),
        (None, None, OPENING, None, PaperState.EXPIRES_SOON),
        (None, None, date(2026, 12, 23), None, PaperState.EXPIRES_SOON),
        (None, None, date(2026, 12, 24), None, PaperState.VALID),
        (None, None, date(2026, 11, 23), None, PaperState.EXPIRED),
        (date(2026, 10, 25), None, None, 30, PaperState.VALID),
        (date(2026, 10, 24), None, None, 30, PaperState.TOO_OLD),
        (None, None, None, 30, PaperState.TOO_OLD),
        (None, OPENING, None, None, PaperState.VALID),
        (None, date(2026, 11, 25), None, None, PaperState.NOT_YET),
    ],
)
def test_the_state_on_the_day_of_opening(
    issued: date | None, start: date | None, end: date | None, age: int | None, state: PaperState
) -> None:
    assert paper_state(issued, start, end, OPENING, age) is state


def test_a_paper_issued_after_the_deadline_does_not_count() -> None:
    assert paper_state(date(2026, 11, 25), None, None, OPENING) is PaperState.NOT_YET


def test_the_warning_may_come_earlier() -> None:
    assert paper_state(None, None, date(2027, 1, 1), OPENING, warning_days=60) is PaperState.EXPIRES_SOON


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 400))
def test_both_ends_of_the_validity_are_good_days(start: date, days: int) -> None:
    end = start + timedelta(days=days)

    assert paper_state(None, start, end, start).is_good
    assert paper_state(None, start, end, end).is_good
    assert not paper_state(None, start, end, end + timedelta(days=1)).is_good
    assert not paper_state(None, start, end, start - timedelta(days=1)).is_good


def test_states_and_days_have_labels() -> None:
    assert PaperState.TOO_OLD.label == "too old"
    assert len({state.label for state in PaperState}) == len(PaperState)
    assert [day.label for day in DayThatCounts] == ["deadline", "opening", "award", "delivery"]


@pytest.mark.parametrize(
    ("issued", "period", "last"),
    [
        (date(2026, 1, 10), "P30D", date(2026, 2, 9)),
        (date(2026, 8, 31), "P6M", date(2027, 2, 28)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2026, 11, 30), "P1M", date(2026, 12, 30)),
        (date(2026, 1, 10), "from_document", None),
        (None, "P30D", None),
    ],
)
def test_a_paper_ends_with_the_period_of_its_kind(issued: date | None, period: str, last: date | None) -> None:
    assert last_day(issued, None, period) == last
    assert last_day(issued, date(2026, 5, 1), period) == date(2026, 5, 1)  # what the paper says itself comes first


def test_only_a_period_is_one() -> None:
    assert [is_period(text) for text in ("P30D", "P1Y", "none", "from_document", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]

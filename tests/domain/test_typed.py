"""What is typed is read strictly, never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.typed import read_day, read_sum

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        (",5", "0.5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("1.234.567,891", "1234567.891"),
        ("1234567,891", "1234567.891"),
        ("12,5+13", "25.5"),
        (" 12,5 + 13 + 1 ", "26.5"),
        ("１２，５", "12.5"),
        ("999999999999999,0000000001", "999999999999999.0000000001"),
    ],
)
def test_numbers_and_sums_with_a_decimal_comma(text: str, number: str) -> None:
    assert read_sum(text, ".", ",") == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "+",
        "12+",
        "+12",
        "1,234.50",
        "12.5",
        "1.23.456",
        "1.2345",
        "12,",
        ",",
        "-",
        "--1",
        "5-3",
        "1 234",
        "1e3",
        "12kg",
        "٣",
        "NaN",
        "1.234,5,6",
        "1234567890123456",
        "0,12345678901",
        ".123",
        "1.,5",
        "1_000",
    ],
)
def test_what_is_not_certainly_a_number_is_refused(text: str) -> None:
    assert read_sum(text, ".", ",") is None


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_kind_of_space_may_group_where_groups_are_spaces(space: str) -> None:
    assert read_sum(f"1{space}234,5", "\u202f", ",") == Decimal("1234.5")


@given(st.text(alphabet="0123456789.,+- ", max_size=12))
def test_no_text_is_read_in_two_notations_differently_unless_it_groups(text: str) -> None:
    comma, point = read_sum(text, ".", ","), read_sum(text, ",", ".")

    if comma is not None and point is not None and comma != point:
        assert "," in text or "." in text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", TODAY),
        ("T", TODAY),
        ("+", date(2026, 11, 25)),
        ("-", date(2026, 11, 23)),
        ("+3", date(2026, 11, 27)),
        ("-24", date(2026, 10, 31)),
        ("15", date(2026, 11, 15)),
        ("15/7", date(2026, 7, 15)),
        ("15/7/26", date(2026, 7, 15)),
        ("15.07.2026", date(2026, 7, 15)),
        ("15 - 7 - 2026", date(2026, 7, 15)),
        ("2026-07-15", date(2026, 7, 15)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_days_with_the_day_first(text: str, day: date) -> None:
    assert read_day(text, TODAY, "dMy") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7/15", date(2026, 7, 15)),
        ("26.7.15", date(2026, 7, 15)),
        ("2026. 07. 15.", date(2026, 7, 15)),
        ("15", date(2026, 11, 15)),
    ],
)
def test_days_with_the_year_first(text: str, day: date) -> None:
    assert read_day(text, TODAY, "yMd") == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "31/2",
        "29/2/2026",
        "0",
        "32",
        "2026",
        "15/7/026",
        "15/7/026/1",
        "+99999",
        "15//7",
        "tt",
        "１5/x",
        "1/13",
        "15/7/0000",
    ],
)
def test_what_is_not_certainly_a_day_is_refused(text: str) -> None:
    assert read_day(text, TODAY, "dMy") is None


def test_days_beyond_the_calendar_are_refused() -> None:
    assert read_day("+9999", date(9999, 1, 1), "dMy") is None


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["dMy", "yMd", "Mdy"]))
def test_iso_days_are_read_in_every_order(day: date, order: str) -> None:
    assert read_day(day.isoformat(), TODAY, order) == day

"""What pupils eat becomes a demand by week, and nothing is lost or added."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.menus import (
    DaysNotInAWeek,
    EveryWeekIsOut,
    EveryWeeksNotPositive,
    FreeTime,
    Menu,
    TooManyWeeks,
    WeeksReversed,
    menu_plan,
    quantity_plan,
    served_weeks,
    weeks_in,
    written_weeks,
)
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import NotAWeek, Week

W = [Week(2026, 36) + count for count in range(12)]
some_weeks = st.lists(st.sampled_from(W), unique=True)


def menu(pupils: int, days: int, ration: str = "1", unit: str = "unit") -> Menu:
    return Menu(ration=Quantity.of(Decimal(ration), unit), pupils=pupils, days_a_week=days)


def test_twelve_rations_for_9935_pupils_are_119220_units() -> None:
    plan = menu_plan(menu(9_935, 1), W)

    assert len(plan) == 12
    assert sum(part.milli for part in plan.values()) == 119_220_000


def test_a_ration_of_part_of_a_kilo_stays_exact() -> None:
    assert menu_plan(menu(333, 3, "0.125", "kg"), W[:1]) == {W[0]: Quantity.of("124.875", "kg")}


def test_every_third_week_counts_from_the_first() -> None:
    assert served_weeks(W[0], W[10], 3) == [W[0], W[3], W[6], W[9]]


def test_a_week_with_holidays_has_as_many_rations_as_school_days() -> None:
    closed = FreeTime(days=frozenset(W[0].monday + timedelta(days=on) for on in (0, 1, 2, 5, 6)))

    plan = menu_plan(menu(100, 3), W[:2], closed)

    assert [part.milli // 1000 for part in plan.values()] == [200, 300]


def test_vacation_weeks_are_left_out_of_menu_and_quantity() -> None:
    closed = FreeTime(weeks=frozenset(W[1:3]))

    assert list(menu_plan(menu(10, 1), W[:4], closed)) == [W[0], W[3]]
    assert quantity_plan(Quantity.of(5, "unit"), W[:4], closed) == {
        W[0]: Quantity.of(3, "unit"),
        W[3]: Quantity.of(2, "unit"),
    }


def test_a_quantity_of_which_every_week_is_out_is_refused() -> None:
    with pytest.raises(EveryWeekIsOut):
        quantity_plan(Quantity.of(5, "unit"), W[:1], FreeTime(weeks=frozenset(W)), product="Uvilla")


@given(st.integers(0, 20_000), st.integers(1, 5), st.integers(0, 5000), some_weeks, some_weeks)
def test_the_weeks_of_a_menu_add_up(pupils: int, days: int, ration: int, over: list[Week], out: list[Week]) -> None:
    made = Menu(ration=Quantity(ration, "kg"), pupils=pupils, days_a_week=days)

    plan = menu_plan(made, over, FreeTime(weeks=frozenset(out)))

    served = [week for week in over if week not in out]
    assert sum(part.milli for part in plan.values()) == ration * pupils * days * len(served)
    assert not plan.keys() & set(out)


@given(st.integers(1, 10**9), some_weeks, some_weeks)
def test_a_quantity_is_spread_whole(milli: int, over: list[Week], out: list[Week]) -> None:
    closed = FreeTime(weeks=frozenset(out))
    if set(over) <= set(out):
        with pytest.raises(EveryWeekIsOut):
            quantity_plan(Quantity(milli, "kg"), over, closed)
        return

    plan = quantity_plan(Quantity(milli, "kg"), over, closed)

    assert sum(part.milli for part in plan.values()) == milli
    assert not plan.keys() & set(out)


@given(some_weeks)
def test_weeks_are_read_as_they_are_written(given_weeks: list[Week]) -> None:
    assert weeks_in(written_weeks(given_weeks)) == frozenset(given_weeks)


def test_weeks_are_typed_with_commas_blanks_and_stretches() -> None:
    assert weeks_in("2026-w52;2026-W50..2026-W51, 2027-W01") == {
        Week(2026, 50),
        Week(2026, 51),
        Week(2026, 52),
        Week(2027, 1),
    }
    assert weeks_in("") == frozenset()


@pytest.mark.parametrize("text", ["soon", "2026-W54", "..2026-W10", "2026-W10..", "2226-W10", "2026-W01..9999-W51"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(NotAWeek):
        weeks_in(text)


def test_weeks_that_make_no_sense_are_refused() -> None:
    with pytest.raises(WeeksReversed):
        served_weeks(W[1], W[0])
    with pytest.raises(TooManyWeeks):
        served_weeks(Week(2020, 1), Week(2026, 1))
    with pytest.raises(EveryWeeksNotPositive):
        served_weeks(W[0], W[1], 0)
    for days in (0, 6):
        with pytest.raises(DaysNotInAWeek):
            menu_plan(menu(1, days), W)


def test_saturday_and_sunday_are_no_school_days() -> None:
    assert FreeTime(days=frozenset({date(2026, 9, 5)})).school_days(Week.of(date(2026, 9, 5))) == 5

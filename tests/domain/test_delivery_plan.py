"""What is due adds up, whoever spreads it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.delivery_plan import (
    NoDeliveryPeriod,
    WeekBelowZero,
    WeeksDoNotAddUp,
    check_plan,
    period,
    planned,
    rescaled,
    spread_evenly,
)
from sse_desktop.domain.money import NothingToShareBy
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.season import Week, weeks

W = [Week(2026, 40) + count for count in range(10)]
quantities = st.integers(0, 10**12).map(lambda milli: Quantity(milli, "unit"))


@given(quantities, st.integers(1, 10))
def test_weeks_spread_evenly_add_up_and_differ_by_one_step_at_most(quantity: Quantity, count: int) -> None:
    plan = spread_evenly(quantity, W[:count])

    parts = [plan.get(week, Quantity(0, "unit")).milli for week in W[:count]]
    step = 1 if quantity.milli % 1000 else 1000
    assert sum(parts) == quantity.milli
    assert max(parts) - min(parts) <= step


@given(quantities, st.dictionaries(st.sampled_from(W), st.integers(1, 10**9), min_size=1))
def test_a_rescaled_plan_adds_up_and_keeps_its_weeks(quantity: Quantity, milli: dict[Week, int]) -> None:
    plan = {week: Quantity(amount, "unit") for week, amount in milli.items()}

    scaled = rescaled(plan, quantity)

    assert planned(scaled.values(), "unit") == quantity
    assert scaled.keys() <= plan.keys()


def test_whole_units_are_never_broken_up() -> None:
    plan = spread_evenly(Quantity.of(10, "unit"), W[:3])

    assert list(plan.values()) == [Quantity.of(4, "unit"), Quantity.of(3, "unit"), Quantity.of(3, "unit")]


def test_a_quantity_with_grams_is_spread_to_the_gram() -> None:
    assert list(spread_evenly(Quantity.of("0.5", "kg"), W[:3]).values()) == [
        Quantity(167, "kg"),
        Quantity(167, "kg"),
        Quantity(166, "kg"),
    ]


def test_a_plan_that_is_not_the_quantity_is_refused() -> None:
    with pytest.raises(WeeksDoNotAddUp) as refused:
        check_plan({W[0]: Quantity.of(3, "kg"), W[1]: Quantity.of(4, "kg")}, Quantity.of(8, "kg"))

    assert refused.value.facts == {"weeks": Quantity.of(7, "kg"), "quantity": Quantity.of(8, "kg")}
    check_plan({W[0]: Quantity.of(8, "kg")}, Quantity.of(8, "kg"))


def test_a_week_below_zero_is_refused_though_the_sum_is_right() -> None:
    with pytest.raises(WeekBelowZero):
        check_plan({W[0]: Quantity.of(9, "kg"), W[1]: Quantity.of(-1, "kg")}, Quantity.of(8, "kg"))


def test_units_are_not_mixed() -> None:
    with pytest.raises(DifferentUnits):
        check_plan({W[0]: Quantity.of(8, "unit")}, Quantity.of(8, "kg"))


def test_a_period_holds_the_weeks_of_both_ends() -> None:
    assert period(date(2026, 12, 31), date(2027, 1, 4)) == weeks(Week(2026, 53), Week(2027, 1))


@pytest.mark.parametrize("ends", [(None, date(2026, 1, 1)), (date(2026, 1, 1), None)])
def test_without_both_ends_there_is_no_period(ends: tuple[date | None, date | None]) -> None:
    with pytest.raises(NoDeliveryPeriod):
        period(*ends)


def test_nothing_can_be_spread_over_no_week() -> None:
    with pytest.raises(NothingToShareBy):
        spread_evenly(Quantity.of(1, "kg"), [])


def test_an_end_that_no_calendar_reaches_stands_for_an_open_one() -> None:
    found = period(date(2026, 7, 14), date.max)

    assert (found[0], found[-1]) == (Week(2026, 29), Week(2046, 28))

"""Promising more than there will be is seen before it is signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.capacity import WeekCapacity, capacity, first_gap, largest_promise, scaled_demand
from sse_desktop.domain.season import Week

W = [Week(2026, 40) + count for count in range(8)]

plans = st.dictionaries(st.sampled_from(W), st.integers(0, 10**6), max_size=8)
stocks = st.integers(0, 10**6)


def test_the_week_and_the_gap_are_named() -> None:
    rows = capacity({W[0]: 500, W[1]: 500}, {W[0]: 300, W[1]: 300}, 250, {W[0]: 50})

    assert rows == [WeekCapacity(W[0], 500, 500, 0), WeekCapacity(W[1], 1000, 800, 200)]
    assert first_gap(rows) == rows[1]


def test_what_comes_later_does_not_help_now_and_what_came_before_does() -> None:
    assert first_gap(capacity({W[1]: 100}, {W[2]: 100}, 0, {})) is not None
    assert first_gap(capacity({W[1]: 100}, {W[0]: 100}, 0, {})) is None


def test_produce_promised_to_a_later_commitment_is_not_available() -> None:
    gap = first_gap(capacity({W[0]: 100}, {}, 100, {W[3]: 100}))

    assert gap == WeekCapacity(W[3], demand=100, available=0, gap=100)


def test_weeks_before_the_first_demand_and_empty_demand_do_not_count() -> None:
    assert capacity({}, {}, 0, {W[0]: 5}) == []
    assert capacity({W[0]: 0}, {}, 0, {W[0]: 5}) == []
    assert [row.week for row in capacity({W[0]: 0, W[2]: 1}, {W[1]: 10}, 0, {W[0]: 5})] == [W[2]]


def test_the_largest_promise_may_exceed_the_demand_or_be_nothing() -> None:
    assert largest_promise({W[0]: 100, W[1]: 100}, {W[1]: 300}, 150, {}) == 300
    assert largest_promise({W[0]: 100}, {}, 50, {W[0]: 60}) == 0
    assert largest_promise({}, {}, 50, {}) == 0


@given(plans, plans, stocks, plans)
def test_the_largest_promise_keeps_no_gap_and_one_more_gram_breaks_it(
    demand: dict[Week, int], pledges: dict[Week, int], stock: int, commitments: dict[Week, int]
) -> None:
    most = largest_promise(demand, pledges, stock, commitments)

    if most:
        assert first_gap(capacity(scaled_demand(demand, most), pledges, stock, commitments)) is None
    if any(demand.values()):
        assert first_gap(capacity(scaled_demand(demand, most + 1), pledges, stock, commitments)) is not None


@given(plans.filter(lambda plan: any(plan.values())), st.integers(0, 10**7))
def test_a_scaled_demand_adds_up_and_is_never_late(demand: dict[Week, int], total: int) -> None:
    scaled = scaled_demand(demand, total)

    assert sum(scaled.values()) == total
    assert min(scaled.values()) >= 0
    due = given_by_then = 0
    for week in sorted(demand):
        due, given_by_then = due + demand[week], given_by_then + scaled[week]
        assert given_by_then * sum(demand.values()) >= total * due


@given(plans, plans, stocks, plans, st.sampled_from(W), st.integers(0, 10**6))
def test_more_pledges_or_stock_never_make_a_gap(
    demand: dict[Week, int], pledges: dict[Week, int], stock: int, commitments: dict[Week, int], week: Week, more: int
) -> None:
    before = capacity(demand, pledges, stock, commitments)
    pledged = capacity(demand, pledges | {week: pledges.get(week, 0) + more}, stock, commitments)
    stored = capacity(demand, pledges, stock + more, commitments)

    for old, with_pledge, with_stock in zip(before, pledged, stored, strict=True):
        assert with_stock.gap <= with_pledge.gap <= old.gap
        assert old.gap == max(0, old.demand - old.available)


@given(plans, plans, stocks, plans)
def test_without_demand_there_is_nothing_to_scale(
    demand: dict[Week, int], pledges: dict[Week, int], stock: int, commitments: dict[Week, int]
) -> None:
    assert (largest_promise(demand, pledges, stock, commitments) > 0) <= any(demand.values())


def test_scaling_no_demand_is_a_bug() -> None:
    with pytest.raises(ZeroDivisionError):
        scaled_demand({W[0]: 0}, 1)

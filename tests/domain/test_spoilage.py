"""Produce that would spoil does not carry over."""

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from hypothesis import example, given
from hypothesis import strategies as st

from sse_desktop.domain.capacity import capacity, first_gap, largest_promise, scaled_demand
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, largest_perishable_promise, perishable_capacity, spoiled

W = [Week(2026, 40) + count for count in range(6)]

plans = st.dictionaries(st.sampled_from(W), st.integers(0, 500), max_size=6)
keeping = st.lists(st.builds(Supply, st.sampled_from(W), st.integers(0, 500)), max_size=8)
perishable = st.lists(
    st.builds(
        lambda place, grams, weeks: Supply(W[place], grams, W[place] + weeks),
        st.integers(0, 5),
        st.integers(0, 500),
        st.integers(0, 3),
    ),
    max_size=8,
)


def can_be_served(due: Mapping[Week, int], supplies: Sequence[Supply]) -> bool:
    """Tell whether everything due can be served in its week: by Hall's condition over all sets of weeks.

    Sets with holes count too: what is there only in week 41 serves neither week 40 nor week 42.
    """
    for some in chain.from_iterable(combinations(W[:6], size) for size in range(1, 7)):
        need = sum(due.get(week, 0) for week in some)
        there = sum(s.grams for s in supplies if any(serves(s, week) for week in some))
        if need > there:
            return False
    return True


def serves(supply: Supply, week: Week) -> bool:
    return supply.ready <= week and (supply.last is None or week <= supply.last)


def arriving(supplies: Sequence[Supply]) -> dict[Week, int]:
    total: dict[Week, int] = {}
    for supply in supplies:
        total[supply.ready] = total.get(supply.ready, 0) + supply.grams
    return total


@given(plans, keeping, plans)
def test_where_all_keeps_it_is_plain_capacity(
    demand: dict[Week, int], supplies: list[Supply], promised: dict[Week, int]
) -> None:
    pledges = arriving(supplies)

    assert perishable_capacity(demand, supplies, promised) == capacity(demand, pledges, 0, promised)
    if sum(demand.values()):
        assert largest_perishable_promise(demand, supplies, promised) == min(
            largest_promise(demand, pledges, 0, promised), sum(pledges.values())
        )


@given(st.dictionaries(st.sampled_from(W), st.integers(1, 500), min_size=1, max_size=6), perishable)
@example({W[0]: 1, W[2]: 1}, [Supply(W[0], 1, W[2]), Supply(W[1], 1, W[1])])
def test_there_is_no_gap_exactly_when_everything_can_be_served_in_its_week(
    demand: dict[Week, int], supplies: list[Supply]
) -> None:
    assert (first_gap(perishable_capacity(demand, supplies, {})) is None) == can_be_served(demand, supplies)


@given(plans, perishable, plans)
def test_the_largest_promise_leaves_no_gap_and_one_gram_more_does(
    demand: dict[Week, int], supplies: list[Supply], promised: dict[Week, int]
) -> None:
    largest = largest_perishable_promise(demand, supplies, promised)

    def gap(grams: int) -> bool:
        return first_gap(perishable_capacity(scaled_demand(demand, grams), supplies, promised)) is not None

    if not sum(demand.values()):
        assert largest == 0
    else:
        assert gap(largest + 1)
        assert not largest or not gap(largest)


def test_last_months_harvest_does_not_feed_this_month() -> None:
    supplies = [Supply(W[0], 1000, W[1]), Supply(W[4], 300, W[5])]

    gap = first_gap(perishable_capacity({W[4]: 500}, supplies, {}))

    assert gap is not None
    assert (gap.week, gap.available, gap.gap) == (W[4], 300, 200)


def test_what_spoils_first_is_used_first() -> None:
    supplies = [Supply(W[0], 100, None), Supply(W[0], 100, W[0])]

    assert spoiled(supplies, {W[0]: 100, W[1]: 100}) == {}
    assert first_gap(perishable_capacity({W[0]: 100, W[1]: 100}, supplies, {})) is None


def test_what_spoils_is_told_by_the_week_from_which_it_is_lost() -> None:
    assert spoiled([Supply(W[0], 100, W[1])], {W[0]: 30}) == {W[2]: 70}
    assert spoiled([], {W[0]: 30}) == {}


def test_a_last_day_beyond_all_that_is_asked_is_as_good_as_none() -> None:
    far, never = (
        [Supply(W[0], 100, last), Supply(W[1], 80, W[2]), Supply(W[5], 900, None)] for last in (Week(9990, 1), None)
    )
    asked, promised = {W[1]: 60, W[4]: 200}, {W[3]: 10}

    assert perishable_capacity(asked, far, promised) == perishable_capacity(asked, never, promised)
    assert largest_perishable_promise(asked, far, promised) == largest_perishable_promise(asked, never, promised) > 0

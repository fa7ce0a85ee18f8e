"""What is offered to a partner never breaks a promise of our own."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.capacity import first_gap
from sse_desktop.domain.pooling import lowered, offered_by_week
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, perishable_capacity

W = [Week(2026, 40) + count for count in range(6)]
plans = st.dictionaries(st.sampled_from(W), st.integers(0, 500), max_size=6)
supplies = st.lists(
    st.builds(
        lambda place, grams, weeks: Supply(W[place], grams, None if weeks is None else W[place] + weeks),
        st.integers(0, 5),
        st.integers(0, 500),
        st.none() | st.integers(0, 3),
    ),
    max_size=8,
)


@given(plans, supplies, plans)
def test_what_is_offered_leaves_no_gap_and_no_more_than_asked(
    demand: dict[Week, int], there: list[Supply], promised: dict[Week, int]
) -> None:
    offered = offered_by_week(demand, there, promised)

    assert all(0 < grams <= demand[week] for week, grams in offered.items())
    if offered:
        assert first_gap(perishable_capacity(offered, there, promised)) is None


@given(plans, supplies, plans)
def test_a_gram_more_in_any_week_makes_a_gap(
    demand: dict[Week, int], there: list[Supply], promised: dict[Week, int]
) -> None:
    offered = offered_by_week(demand, there, promised)

    for week, asked in demand.items():
        earlier = {at: grams for at, grams in offered.items() if at < week}
        if offered.get(week, 0) < asked:
            more = {**earlier, week: offered.get(week, 0) + 1}
            assert first_gap(perishable_capacity(more, there, promised)) is not None


def test_the_weeks_we_can_serve_are_offered_although_others_fail() -> None:
    assert offered_by_week({W[0]: 50, W[3]: 50}, [Supply(W[2], 80)], {W[5]: 60}) == {W[3]: 20}


def test_a_part_is_rounded_down() -> None:
    assert lowered({W[0]: 101, W[1]: 1}, Fraction(1, 2)) == {W[0]: 50}

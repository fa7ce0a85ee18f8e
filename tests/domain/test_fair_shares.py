"""Fair shares in cases that a person can work out, and what holds of every sharing."""

import random
import time
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_shares import (
    Bottleneck,
    Claim,
    Household,
    LeastTooMuch,
    Limit,
    Offer,
    Sharing,
    SharingCancelled,
    Slot,
    share_fairly,
    share_in_ranks,
)
from tests.domain.fair_cases import Case, large, scaled, small_cases, total

Shared = Sharing[str, str]


def share(claims: list[Claim[str]], demand: int, offers: dict[str, int], *, price: int = 1) -> Shared:
    """Share one slot."""
    return share_fairly(
        claims, [Slot("week", demand, price)], [Offer(who, "week", most) for who, most in offers.items()]
    )


def test_a_small_offer_is_taken_whole_and_the_others_share_the_rest_evenly() -> None:
    # 120 among offers of 10, 50 and 100: 10 each would leave 90; all of the first, then 55 each, but the second has only 50.
    shared = share([Claim("a", 1), Claim("b", 1), Claim("c", 1)], 120, {"a": 10, "b": 50, "c": 100})

    assert shared.parts == {("a", "week"): 10, ("b", "week"): 50, ("c", "week"): 60}
    assert shared.limited_by == {"a": Limit.OWN, "b": Limit.OWN, "c": Limit.DEMAND}


def test_who_has_given_all_or_reached_its_cap_is_told_so_even_when_everything_is_full_as_well() -> None:
    shared = share([Claim("a", 1), Claim("b", 1, most=10), Claim("c", 1)], 30, {"a": 10, "b": 20, "c": 20})

    assert shared.limited_by == {"a": Limit.OWN, "b": Limit.CAP, "c": Limit.DEMAND}


def test_shares_in_proportion_to_what_is_offered_come_out_when_that_is_the_weight() -> None:
    offers = {"a": 30, "b": 60, "c": 210}
    shared = share([Claim(who, offered) for who, offered in offers.items()], 100, offers)

    assert shared.exact == {("a", "week"): 10, ("b", "week"): 20, ("c", "week"): 70}
    assert set(shared.levels.values()) == {Fraction(1, 3)}


def test_equal_shares_differ_from_shares_in_proportion() -> None:
    offers = {"a": 30, "b": 60, "c": 210}
    shared = share([Claim(who, 1) for who in offers], 100, offers)

    assert shared.parts == {("a", "week"): 30, ("b", "week"): 35, ("c", "week"): 35}


def test_who_offers_in_a_week_without_rivals_gives_way_in_the_contested_week() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 1)],
        [Slot("w1", 60, 2), Slot("w2", 100, 2)],
        [Offer("a", "w1", 60), Offer("b", "w1", 60), Offer("b", "w2", 40)],
    )

    assert shared.parts == {("a", "w1"): 50, ("b", "w1"): 10, ("b", "w2"): 40}
    assert set(shared.levels.values()) == {100}
    assert shared.open == {"w1": 0, "w2": 60}
    assert shared.bottlenecks["a"] == Bottleneck(("a", "b"), ("w1",))


def test_a_full_week_limits_those_who_offer_nowhere_else() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 1), Claim("c", 1)],
        [Slot("w1", 20, 1), Slot("w2", 90, 1)],
        [Offer("a", "w1", 50), Offer("b", "w1", 50), Offer("c", "w1", 50), Offer("c", "w2", 95)],
    )

    assert shared.levels == {"a": 10, "b": 10, "c": 90}
    assert shared.limited_by == {"a": Limit.WEEK, "b": Limit.WEEK, "c": Limit.DEMAND}
    assert shared.bottlenecks["b"] == Bottleneck(("a", "b"), ("w1",))


def test_earlier_value_counts_but_is_not_taken_back() -> None:
    shared = share([Claim("a", 1, given=70), Claim("b", 1), Claim("c", 1, given=10)], 50, {"a": 50, "b": 50, "c": 50})

    assert shared.parts == {("b", "week"): 30, ("c", "week"): 20}
    assert shared.levels == {"a": 70, "b": 30, "c": 30}
    assert shared.limited_by["a"] is Limit.AHEAD


def test_ranks_are_served_one_after_another_on_what_is_left() -> None:
    claims = [[Claim("b", 1), Claim("c", 1)], [Claim("a", 1), Claim("d", 1)]]
    shared = share_in_ranks(
        claims,
        [Slot("week", 100, 2)],
        [Offer(who, "week", most) for who, most in {"a": 90, "b": 30, "c": 45, "d": 90}.items()],
        [Household(("a", "b"), 70)],
    )

    assert shared.parts == {("b", "week"): 30, ("c", "week"): 45, ("a", "week"): 5, ("d", "week"): 20}
    assert shared.open == {"week": 0}


def test_who_offers_nothing_is_told_so() -> None:
    shared = share([Claim("a", 1), Claim("b", 1)], 10, {"a": 20})

    assert shared.limited_by == {"a": Limit.DEMAND, "b": Limit.NONE}
    assert shared.levels["b"] == 0
    assert share([], 10, {}).open == {"week": 10}


def test_remainders_go_to_those_furthest_below_their_level_and_then_by_key() -> None:
    thirds = share([Claim(who, 1) for who in "cab"], 11, dict.fromkeys("abc", 11))
    weighted = share([Claim("a", 3), Claim("b", 1)], 10, {"a": 10, "b": 10})

    assert thirds.parts == {("a", "week"): 4, ("b", "week"): 4, ("c", "week"): 3}
    # 7½ and 2½: half a unit is more for who has the smaller weight.
    assert weighted.parts == {("a", "week"): 7, ("b", "week"): 3}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share([Claim("a", 0)], 1, {"a": 1}),
        lambda: share([Claim("a", 1), Claim("a", 2)], 1, {"a": 1}),
        lambda: share([Claim("a", 1)], -1, {"a": 1}),
        lambda: share([Claim("a", 1)], 1, {"a": -1}),
        lambda: share_fairly([Claim("a", 1)], [Slot("x", 1, 0)], []),
        lambda: share_fairly([Claim("a", 1)], [Slot("x", 1, 1)], [Offer("a", "x", 1), Offer("a", "x", 2)]),
        lambda: share_fairly([Claim("a", 1)], [], [], [Household(("a",), 5), Household(("a",), 5)]),
    ],
)
def test_what_no_caller_should_give_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"twice|out of bounds"):
        wrong()


@settings(max_examples=200, deadline=None)
@given(small_cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_changes_nothing(case: Case, chance: random.Random) -> None:
    assert _result(case) == _result(case.shuffled(chance))


@settings(max_examples=200, deadline=None)
@given(small_cases(), st.integers(2, 7))
def test_more_of_everything_scales_the_exact_sharing(case: Case, times: int) -> None:
    try:
        levels = case.share().levels
    except LeastTooMuch:
        return
    assert scaled(case, times).share().levels == {member: level * times for member, level in levels.items()}


@settings(max_examples=300, deadline=None)
@given(small_cases(households=False), st.data())
def test_more_offered_by_one_never_lowers_the_lowest_level_nor_what_is_served(case: Case, data: st.DataObject) -> None:
    if not case.offers:
        return
    place = data.draw(st.integers(0, len(case.offers) - 1))
    more = Case(case.claims, case.slots, list(case.offers), case.households, case.pools)
    one = case.offers[place]
    more.offers[place] = Offer(one.member, one.slot, one.most + 3, one.pool)
    try:
        before = case.share()
    except LeastTooMuch:
        return
    after = more.share()

    assert sorted(after.levels.values()) >= sorted(before.levels.values())
    assert min(after.levels.values()) >= min(before.levels.values())
    assert total(after, more) >= total(before, case)


def _result(case: Case) -> object:
    try:
        return case.share()
    except DomainError as refused:
        return refused.code, refused.facts


def test_a_calculation_is_stopped_within_a_moment() -> None:
    case = large(400, 20, 40, seed=3)
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(time.perf_counter())
        return len(asked) > 500

    with pytest.raises(SharingCancelled):
        share_fairly(case.claims, case.slots, case.offers, cancelled=cancelled)

    assert len(asked) == 501

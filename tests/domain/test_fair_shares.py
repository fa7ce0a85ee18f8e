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
    Pool,
    PoolOfSeveralPrices,
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


def test_a_minimum_is_given_first() -> None:
    shared = share([Claim("a", 1, least=40), Claim("b", 1), Claim("c", 1)], 60, {"a": 50, "b": 50, "c": 50})

    assert shared.parts == {("a", "week"): 40, ("b", "week"): 10, ("c", "week"): 10}
    assert shared.limited_by == {"a": Limit.MINIMUM, "b": Limit.DEMAND, "c": Limit.DEMAND}


def test_minimums_that_cannot_be_met_name_whom_and_how_much() -> None:
    claims = [Claim("a", 1, least=40), Claim("b", 1, least=30), Claim("c", 1)]

    with pytest.raises(LeastTooMuch) as refused:
        share(claims, 60, {"a": 50, "b": 50, "c": 50})

    assert refused.value.facts == {"members": ("a", "b"), "missing": 10}
    with pytest.raises(LeastTooMuch) as refused:
        share([Claim("a", 1, least=40)], 60, {"a": 25})
    assert refused.value.facts == {"members": ("a",), "missing": 15}


def test_a_member_over_its_cap_with_one_entity_over_two_contracts_gets_only_what_is_left_of_it() -> None:
    # R$ 40,000 for each member, entity and year. The first contract gave 33,500 of it; 12,000 of the second would be 5,500 over.
    cap, given_before, price = 40_000_00, 33_500_00, 6_50
    shared = share_fairly(
        [Claim("a", 1, most=cap - given_before), Claim("b", 1, most=cap)],
        [Slot("week", 3_000, price)],
        [Offer("a", "week", 3_000), Offer("b", "week", 3_000)],
    )

    assert shared.parts == {("a", "week"): 1_000, ("b", "week"): 2_000}
    assert given_before + shared.parts["a", "week"] * price == cap
    assert shared.limited_by == {"a": Limit.CAP, "b": Limit.DEMAND}


def test_a_cap_is_kept_in_whole_units() -> None:
    shared = share_fairly(
        [Claim("a", 1, most=10_00), Claim("b", 1, most=10_00)],
        [Slot("week", 10, 3_00)],
        [Offer("a", "week", 10), Offer("b", "week", 10)],
    )

    assert shared.exact["a", "week"] == Fraction(10, 3)
    assert shared.parts == {("a", "week"): 3, ("b", "week"): 3}
    assert shared.open == {"week": 4}


def test_what_a_cap_leaves_open_by_rounding_goes_to_another_who_has_room() -> None:
    shared = share_fairly(
        [Claim("a", 1, most=10), Claim("b", 1, most=10), Claim("c", 1)],
        [Slot("w1", 5, 4), Slot("w2", 2, 4)],
        [Offer("a", "w1", 5), Offer("b", "w1", 5), Offer("c", "w2", 2), Offer("c", "w1", 0)],
    )
    with_room = share_fairly(
        [Claim("a", 1, most=10), Claim("b", 1, most=10), Claim("c", 1, given=100)],
        [Slot("w1", 5, 4)],
        [Offer("a", "w1", 5), Offer("b", "w1", 5), Offer("c", "w1", 5)],
    )

    assert (shared.parts["a", "w1"], shared.parts["b", "w1"], shared.open["w1"]) == (2, 2, 1)
    assert with_room.parts == {("a", "w1"): 2, ("b", "w1"): 2, ("c", "w1"): 1}


def test_a_household_shares_its_cap_at_one_level() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 3), Claim("c", 1)],
        [Slot("week", 100, 1)],
        [Offer(who, "week", 100) for who in "abc"],
        [Household(("b", "a"), 20)],
    )

    assert shared.parts == {("a", "week"): 5, ("b", "week"): 15, ("c", "week"): 80}
    assert shared.limited_by == {"a": Limit.HOUSEHOLD, "b": Limit.HOUSEHOLD, "c": Limit.DEMAND}


def test_what_one_of_a_household_cannot_use_of_its_cap_the_other_may() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 1), Claim("c", 1)],
        [Slot("w1", 8, 1), Slot("w2", 26, 1)],
        [Offer("a", "w1", 50), Offer("c", "w1", 50), Offer("b", "w2", 100)],
        [Household(("a", "b"), 30)],
    )

    assert shared.levels == {"a": 4, "c": 4, "b": 26}


def test_one_of_a_household_gives_way_to_the_other_where_only_that_one_can_serve() -> None:
    claims = [Claim("a", 1, least=1), Claim("b", 1), Claim("c", 1)]
    slots = [Slot("w1", 8, 1), Slot("w2", 100, 1)]
    offers = [Offer("a", "w1", 50), Offer("c", "w1", 50), Offer("b", "w2", 100)]
    household = [Household(("a", "b"), 30)]

    each_alone = share_fairly(claims, slots, offers, household, whole_demand=False)
    together = share_fairly(claims, slots, offers, household)

    assert each_alone.levels == {"a": 4, "c": 4, "b": 26}
    # The household gets its 30 either way; by giving way in the first week it lets 3 more be served.
    assert together.levels == {"a": 1, "c": 7, "b": 29}
    assert together.limited_by["a"] is Limit.HOUSEHOLD


def test_a_pledge_that_two_lines_may_use_is_given_once() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 1)],
        [Slot("line 1", 50, 1, "mango"), Slot("line 2", 50, 1, "mango")],
        [Offer("a", line, 60, "w1") for line in ("line 1", "line 2")] + [Offer("b", "line 1", 100)],
        pools=[Pool("a", "w1", 60)],
    )

    assert sum(part for (who, _), part in shared.parts.items() if who == "a") == 50
    assert shared.parts["b", "line 1"] == 50
    assert shared.bottlenecks["a"] == Bottleneck(("a", "b"), ("line 1", "line 2"))
    assert shared.open == {"line 1": 0, "line 2": 0}


def test_a_week_s_pledge_keeps_into_the_next_week() -> None:
    shared = share_fairly(
        [Claim("a", 1), Claim("b", 1)],
        [Slot("w1", 30, 1, "mango"), Slot("w2", 70, 1, "mango")],
        [Offer("a", "w1", 80, "w1"), Offer("a", "w2", 80, "w1"), Offer("a", "w2", 10, "w2"), Offer("b", "w1", 30)],
        pools=[Pool("a", "w1", 80), Pool("a", "w2", 10)],
    )

    assert shared.parts == {("a", "w2"): 70, ("b", "w1"): 30}


def test_one_pool_for_two_prices_is_refused() -> None:
    with pytest.raises(PoolOfSeveralPrices):
        share_fairly(
            [Claim("a", 1)],
            [Slot("x", 5, 1, "mango"), Slot("y", 5, 2, "mango")],
            [Offer("a", "x", 5, "p"), Offer("a", "y", 5, "p")],
            pools=[Pool("a", "p", 5)],
        )


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


def test_a_minimum_between_two_units_is_rounded_up_before_others() -> None:
    shared = share([Claim("a", 9, least=25), Claim("b", 1), Claim("c", 1)], 8, {"a": 3, "b": 8, "c": 8}, price=10)

    assert shared.exact["a", "week"] > Fraction(5, 2)
    assert shared.parts["a", "week"] == 3
    tight = share([Claim("z", 1, least=25), Claim("a", 1), Claim("b", 1)], 3, dict.fromkeys("abz", 8), price=10)
    assert tight.parts["z", "week"] == 3


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

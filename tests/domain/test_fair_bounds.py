"""Minimums, caps, households and pools bound fair shares, in exact numbers and in whole units."""

from fractions import Fraction

import pytest

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
    Slot,
    share_fairly,
)

Shared = Sharing[str, str]


def share(claims: list[Claim[str]], demand: int, offers: dict[str, int], *, price: int = 1) -> Shared:
    """Share one slot."""
    return share_fairly(
        claims, [Slot("week", demand, price)], [Offer(who, "week", most) for who, most in offers.items()]
    )


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


def test_a_minimum_between_two_units_is_rounded_up_before_others() -> None:
    shared = share([Claim("a", 9, least=25), Claim("b", 1), Claim("c", 1)], 8, {"a": 3, "b": 8, "c": 8}, price=10)

    assert shared.exact["a", "week"] > Fraction(5, 2)
    assert shared.parts["a", "week"] == 3
    tight = share([Claim("z", 1, least=25), Claim("a", 1), Claim("b", 1)], 3, dict.fromkeys("abz", 8), price=10)
    assert tight.parts["z", "week"] == 3

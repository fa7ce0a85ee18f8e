"""No share can grow unless a smaller one shrinks, whatever is shared: this is proved for cases drawn by chance."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from sse_desktop.domain.fair_shares import Claim, LeastTooMuch, Offer, Sharing, Slot
from tests.domain.fair_cases import Case, large, mixed, small_cases, total


@settings(max_examples=600, deadline=None)
@given(small_cases())
def test_a_small_sharing_is_feasible_fair_and_within_one_unit(case: Case) -> None:
    try:
        sharing = case.share(whole_demand=False)
    except LeastTooMuch:
        return

    case.judge().check(sharing)
    _prove_whole(case, sharing)


@pytest.mark.parametrize(("members", "products", "weeks"), [(30, 5, 10), (60, 8, 20), (200, 20, 40)])
@pytest.mark.parametrize("scarce", [True, False])
@pytest.mark.parametrize("households", [True, False])
def test_a_large_sharing_is_feasible_fair_and_within_one_unit(
    members: int, products: int, weeks: int, scarce: bool, households: bool
) -> None:
    case = large(members, products, weeks, seed=members, scarce=scarce, households=households)
    sharing = case.share(whole_demand=False)

    case.judge().check(sharing)
    _prove_whole(case, sharing)


@pytest.mark.parametrize("seed", range(60))
def test_a_sharing_with_every_kind_of_bound_is_feasible_and_fair_in_whatever_order_it_is_given(seed: int) -> None:
    case = mixed(seed)
    try:
        sharing = case.share(whole_demand=False)
    except LeastTooMuch:
        pytest.skip("the minimums drawn can't be met together with a household's cap")

    case.judge().check(sharing)
    _prove_whole(case, sharing)
    assert case.shuffled(random.Random(seed)).share() == case.share()


def _prove_whole(case: Case, fair: Sharing[int, tuple[int, int]]) -> None:
    """Serving all that can be served changes nothing without need and takes nothing from a household or other member."""
    whole, judge = case.share(), case.judge()
    judge.check_exact(whole)
    judge.check_whole(whole)
    judge.check_nothing_left(whole)
    before, after = total(fair, case), total(whole, case)
    assert whole == fair if before == after else before < after
    loads = [judge.loads(sharing.exact.items()) for sharing in (fair, whole)]
    inside = {member for one in case.households for member in one.members}
    alone = [(claim.member,) for claim in case.claims if claim.member not in inside]
    for members in (*(one.members for one in case.households), *alone):
        then, now = (sum(load[member] for member in members) for load in loads)
        assert now >= then


def test_the_judge_refuses_what_is_not_fair() -> None:
    case = Case(
        [Claim(0, 1), Claim(1, 1)],
        [Slot((0, 0), 10, 1, 0), Slot((0, 1), 10, 1, 0)],
        [Offer(member, (0, week), 10) for member in (0, 1) for week in (0, 1)],
    )
    fair = case.share()
    uneven = {(0, (0, 0)): Fraction(8), (1, (0, 0)): Fraction(2), (0, (0, 1)): Fraction(10)}
    too_little = {(0, (0, 0)): Fraction(9), (1, (0, 1)): Fraction(9)}

    case.judge().check(fair)
    for exact, levels in ((uneven, {0: 18, 1: 2}), (too_little, {0: 9, 1: 9})):
        with pytest.raises(AssertionError, match="could get more"):
            case.judge().check_fair(
                replace(fair, exact=exact, levels={member: Fraction(level) for member, level in levels.items()})
            )

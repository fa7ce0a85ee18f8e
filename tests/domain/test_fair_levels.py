"""The levels are the lexicographic max-min: every other way to find them gives the same."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import lcm, prod

import pytest
from hypothesis import assume, given, settings

from sse_desktop.domain.fair_shares import LeastTooMuch
from tests.domain.fair_cases import Case, large, scaled, small_cases
from tests.domain.fair_solver import levels_by_solver


def every_sharing(case: Case) -> Iterator[list[Fraction]]:
    """Try every number of units of every offer; give the sorted levels of those that keep all bounds."""
    price = {slot.key: slot.price for slot in case.slots}
    for units in product(*(range(offer.most + 1) for offer in case.offers)):
        loads = {claim.member: 0 for claim in case.claims}
        for offer, count in zip(case.offers, units, strict=True):
            loads[offer.member] += count * price[offer.slot]
        if _feasible(case, units, loads):
            yield sorted(Fraction(claim.given + loads[claim.member], claim.weight) for claim in case.claims)


def _feasible(case: Case, units: tuple[int, ...], loads: dict[int, int]) -> bool:
    offered = list(zip(case.offers, units, strict=True))
    return (
        all(claim.least <= loads[claim.member] for claim in case.claims)
        and all(claim.most is None or loads[claim.member] <= claim.most for claim in case.claims)
        and all(sum(loads[member] for member in one.members) <= one.most for one in case.households)
        and all(sum(n for offer, n in offered if offer.slot == slot.key) <= slot.demand for slot in case.slots)
        and all(
            sum(n for offer, n in offered if (offer.member, offer.pool) == (pool.member, pool.key)) <= pool.most
            for pool in case.pools
        )
    )


@settings(max_examples=400, deadline=None)
@given(small_cases(members=3))
def test_no_sharing_in_whole_units_is_better_and_the_exact_one_is_the_best_when_units_are_fine_enough(
    case: Case,
) -> None:
    assume(prod(offer.most + 1 for offer in case.offers) <= 20_000)
    tried = list(every_sharing(case))
    try:
        sharing = case.share(whole_demand=False)
    except LeastTooMuch:
        assert not tried
        return
    levels = sorted(sharing.levels.values())
    assert all(other <= levels for other in tried)

    fine = lcm(*(share.denominator for share in sharing.exact.values()))
    finer = scaled(case, fine)
    if prod(offer.most + 1 for offer in finer.offers) <= 20_000:
        assert max(every_sharing(finer)) == [level * fine for level in levels]


@pytest.mark.parametrize("seed", range(12))
def test_a_solver_of_linear_programs_finds_the_same_levels(seed: int) -> None:
    case = large(40, 5, 10, seed, scarce=bool(seed % 2), households=bool(seed % 3))

    _agree(case)


@pytest.mark.parametrize("households", [False, True])
def test_a_solver_of_linear_programs_finds_the_same_levels_for_a_large_cooperative(households: bool) -> None:
    case = large(200, 20, 40, seed=2, households=households)

    _agree(case)


def _agree(case: Case) -> None:
    ours = case.share(whole_demand=False).levels
    theirs = levels_by_solver(case)

    assert max(abs(float(ours[member]) - level) / max(1, level) for member, level in theirs.items()) < 1e-6
    assert len(theirs) == len(ours)

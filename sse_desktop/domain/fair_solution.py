"""The exact sharing before whole units: this file keeps minimums, caps and households while the levels are raised."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from sse_desktop.domain.fair_claims import LeastTooMuch
from sse_desktop.domain.fair_flow import Flow
from sse_desktop.domain.fair_levels import Part, Unit, decompose, even
from sse_desktop.domain.fair_network import Network, Pair

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Solution:
    """The exact sharing: each member's load, and what goes from members and junctions to slots, in the caller's values.

    The parts of the decomposition count in the values of `network`. `moved` are those who got less so that the rest of
    their household serves what would stay open.
    """

    network: Network[Any, Any]
    parts: list[Part]
    loads: list[Fraction]
    values: dict[Pair, Fraction]
    moved: frozenset[int] = frozenset()


def solve(network: Network[Any, Any], cancelled: Cancelled) -> Solution:
    """Find the lexicographic max-min exactly.

    A household bounds its members at the level where they use up its cap. Where one of them can't reach that level, the
    others get what it leaves, so the level is raised, until nothing changes. Only loads above the lowest raised level can
    fall by that, so a level once right stays right and this ends.

    Raises: LeastTooMuch, SharingCancelled.
    """
    own = network.bounds()
    _check_least(network, own, cancelled)
    bounds = _household_bounds(network, own, own, own)
    found = _solve_within(network, bounds, cancelled)
    while (raised := _household_bounds(network, own, found.loads, bounds)) != bounds:
        bounds = raised
        found = _solve_within(network, bounds, cancelled)
    return found


def _solve_within(network: Network[Any, Any], bounds: Sequence[Fraction], cancelled: Cancelled) -> Solution:
    fine = network.finer(lcm(*(bound.denominator for bound in bounds)))
    most = [int(bound * fine.fineness) for bound in bounds]
    units = fine.units(most)
    rank = Flow(most, fine.ways, fine.outs, fine.room, 1, cancelled).total
    parts = decompose(units, fine.outs, fine.room, rank, cancelled)
    loads = [Fraction(0)] * len(most)
    for part in parts:
        for unit, load in zip(part.units, part.evened.loads, strict=True):
            if unit.label >= fine.first:
                loads[unit.label - fine.first] = Fraction(load, part.evened.scale * fine.fineness)
    return Solution(fine, parts, loads, _values(fine, parts))


def _values(network: Network[Any, Any], parts: Sequence[Part]) -> dict[Pair, Fraction]:
    values = {}
    for part in parts:
        times = part.evened.scale * network.fineness
        for tail, head, used, _ in part.flow.arcs([unit.label for unit in part.units]):
            if used and head < len(network.slots):
                values[tail, head] = Fraction(used, times)
    return values


def _household_bounds(
    network: Network[Any, Any], own: Sequence[int], loads: Sequence[int | Fraction], bounds: Sequence[int | Fraction]
) -> list[Fraction]:
    """Bound the members of each household at the level where those who still reach it use up its cap."""
    raised = [Fraction(bound) for bound in bounds]
    for members, most in network.households:
        # Who got less than its bound is held back by its weeks; the others may have what it leaves.
        reach = [place for place in members if loads[place] == bounds[place]]
        rest = most - sum([loads[place] for place in members if loads[place] < bounds[place]], Fraction(0))
        fine = rest.denominator
        units = [
            Unit(place, claim.weight, claim.given * fine, claim.least * fine, own[place] * fine, ())
            for place in reach
            for claim in [network.claims[place]]
        ]
        evened = even(units, int(rest * fine))
        for place, load in zip(reach, evened.loads, strict=True):
            raised[place] = Fraction(load, evened.scale * fine)
    return raised


def _check_least(network: Network[Any, Any], own: Sequence[int], cancelled: Cancelled) -> None:
    least = [claim.least for claim in network.claims]
    if not any(least):
        return
    above = {place: least[place] - own[place] for place in range(len(least)) if least[place] > own[place]}
    for members, most in network.households:
        missing = sum(least[place] for place in members) - most
        if not above and missing > 0:
            above = dict.fromkeys(members, 0) | {members[0]: missing}
    if not above:
        flow = Flow(least, network.ways, network.outs, network.room, 1, cancelled)
        if flow.total < sum(least):
            poor = [place for place in flow.poor if least[place]]
            above = dict.fromkeys(poor, 0) | {poor[0]: sum(least) - flow.total}
    if above:
        raise LeastTooMuch(
            members=tuple(network.claims[place].member for place in sorted(above)), missing=sum(above.values())
        )

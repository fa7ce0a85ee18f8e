"""What limited each member: this file reads the reason of every share out of the decomposition."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sse_desktop.domain.fair_claims import Bottleneck, Limit
from sse_desktop.domain.fair_levels import Part
from sse_desktop.domain.fair_network import Network
from sse_desktop.domain.fair_solution import Solution


def limits(solution: Solution) -> dict[int, tuple[Limit, Bottleneck[Any, Any]]]:
    """Return by member (position) what limited it, and with whom it shares which full slots."""
    network = solution.network
    highest = max((part.evened.level for part in solution.parts if part.evened.level is not None), default=None)
    answer: dict[int, tuple[Limit, Bottleneck[Any, Any]]] = {}
    for part in solution.parts:
        places = [unit.label - network.first for unit in part.units]
        bounded = part.evened.low | part.evened.high
        level_bound = Limit.DEMAND if part.evened.level == highest else Limit.WEEK
        even = Bottleneck(
            members=tuple(network.claims[at].member for k, at in enumerate(places) if at >= 0 and k not in bounded),
            slots=_full_slots(part, network, bounded),
        )
        for k, place in enumerate(places):
            if place < 0:
                continue
            if place in solution.moved:
                answer[place] = Limit.HOUSEHOLD, even
            elif k in part.evened.high:
                answer[place] = _at_most(solution, place), Bottleneck()
            elif k in part.evened.low:
                answer[place] = _at_least(network, place), even
            else:
                answer[place] = _at_level(network, solution.loads[place], place) or level_bound, even
    return answer


def _at_most(solution: Solution, place: int) -> Limit:
    network = solution.network
    if not network.offered[place]:
        return Limit.NONE
    return _at_level(network, solution.loads[place], place) or Limit.HOUSEHOLD


def _at_level(network: Network[Any, Any], load: Fraction, place: int) -> Limit | None:
    """Return the own bound of a member who reaches it just at the level."""
    if load == network.claims[place].most:
        return Limit.CAP
    return Limit.OWN if load * network.fineness == network.offered[place] else None


def _at_least(network: Network[Any, Any], place: int) -> Limit:
    if not network.offered[place]:
        return Limit.NONE
    return Limit.MINIMUM if network.claims[place].least else Limit.AHEAD


def _full_slots(part: Part, network: Network[Any, Any], bounded: frozenset[int]) -> tuple[Any, ...]:
    """Return the slots into which the members at the level could deliver more, if others gave way."""
    open_to = {unit.label for k, unit in enumerate(part.units) if k not in bounded}
    arcs = [(tail, head) for tail, head, _, free in part.flow.arcs([unit.label for unit in part.units]) if free]
    # What is offered through pools is only found once their members' arcs were seen.
    open_to.update([head for tail, head in arcs if tail in open_to and head in network.owner])
    full = {head for tail, head in arcs if tail in open_to and head < len(network.slots)}
    return tuple(network.slots[number].key for number in sorted(full))


def levels(solution: Solution) -> Mapping[int, Fraction]:
    """Return each member's level: what it got earlier and gets now, by its weight."""
    return {
        place: (claim.given + solution.loads[place]) / claim.weight
        for place, claim in enumerate(solution.network.claims)
    }

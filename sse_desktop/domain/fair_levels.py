"""Raising everybody's level together until something is full: this file finds the lexicographic max-min exactly.

What members can get together is a polymatroid (the rank of a set is the largest flow from it), so Groenevelt's
decomposition holds: give all one level that would use up the rank. If that flows, it is the answer. If not, the largest
set that asks for more than its rank gets exactly its rank, and the others get the rest; each side is solved alone.
The rank of both sides follows from the cut, so that every side costs one flow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from sse_desktop.domain.fair_flow import Arcs, Flow


@dataclass(frozen=True, slots=True)
class Unit:
    """One who gets a level: a member, or a junction that must pass on what a poorer member sends (weight 0).

    Its load at level λ is λ·weight - given, but no less than `least` and no more than `most`.
    """

    label: int
    weight: int
    given: int
    least: int
    most: int
    ways: Arcs


@dataclass(frozen=True, slots=True)
class Evened:
    """Loads at one level, times `scale`; units at their bounds are in `low` or `high` (positions)."""

    loads: list[int]
    scale: int
    level: Fraction | None
    low: frozenset[int]
    high: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """Units that are solved: their loads and flows count `evened.scale` times."""

    units: list[Unit]
    evened: Evened
    flow: Flow


Problem = tuple[list[Unit], Mapping[int, int], int]


def decompose(
    units: list[Unit], outs: Mapping[int, Arcs], room: Mapping[int, int], rank: int, cancelled: Callable[[], bool]
) -> list[Part]:
    """Return the parts in which every unit has its final load, lowest levels first.

    `rank` is the largest flow from all units together, with their bounds; their lower bounds can all be met.

    Raises: SharingCancelled.
    """
    parts: list[Part] = []
    waiting: list[Problem] = [(units, room, rank)]
    while waiting:
        inside, wanted, rank = waiting.pop()
        evened = even(inside, rank)
        flow = Flow(evened.loads, [unit.ways for unit in inside], outs, wanted, evened.scale, cancelled)
        if flow.total == sum(evened.loads):
            parts.append(Part(inside, evened, flow))
        else:
            waiting += _divided(inside, wanted, rank, evened, flow, outs)
    return parts


def _divided(
    units: Sequence[Unit], room: Mapping[int, int], rank: int, evened: Evened, flow: Flow, outs: Mapping[int, Arcs]
) -> tuple[Problem, Problem]:
    """Divide along the cut into the rich and the poor; the poor come last, so that they are solved first."""
    is_poor = set(flow.poor)
    poor = [units[place] for place in flow.poor]
    rich = [unit for place, unit in enumerate(units) if place not in is_poor]
    asked = sum(load for place, load in enumerate(evened.loads) if place not in is_poor)
    poor_rank = (flow.total - asked) // evened.scale
    rich_room = {name: most for name, most in room.items() if name not in flow.stuck}
    poor_room = dict(room)
    passed = 0
    tails = [unit.ways for unit in poor] + [outs[name] for name in flow.stuck if name in outs and name not in room]
    for ways in tails:
        for name, most in ways:
            # Every arc from the poor to the rich is full.
            if name in rich_room:
                rich_room[name] -= most
            elif name in outs and name not in flow.stuck and name not in room:
                # The poor fill the junction; where that goes from there is for the rich side to decide.
                poor_room[name] = most
                rich.append(Unit(name, 0, 0, most, most, outs[name]))
                passed += most
    return (rich, rich_room, rank - poor_rank + passed), (poor, poor_room, poor_rank)


def even(units: Sequence[Unit], rank: int) -> Evened:
    """Find the one level at which the loads add up to the rank.

    Bounds are found by fixing, round after round, the side of the bounds that is overstepped by more.
    """
    low: set[int] = {place for place, unit in enumerate(units) if not unit.weight}
    high: set[int] = set()
    free = [(place, unit) for place, unit in enumerate(units) if unit.weight]
    rest = rank - sum(units[place].least for place in low)
    while free:
        weight = sum([unit.weight for _, unit in free])
        total = rest + sum([unit.given for _, unit in free])
        over = [(place, unit) for place, unit in free if total * unit.weight > (unit.given + unit.most) * weight]
        under = [(place, unit) for place, unit in free if total * unit.weight < (unit.given + unit.least) * weight]
        if not over and not under:
            return _at(units, total, weight, low, high)
        above = sum([total * unit.weight - (unit.given + unit.most) * weight for _, unit in over])
        below = sum([(unit.given + unit.least) * weight - total * unit.weight for _, unit in under])
        if above >= below:
            high.update(place for place, _ in over)
            rest -= sum([unit.most for _, unit in over])
        if below >= above:
            low.update(place for place, _ in under)
            rest -= sum([unit.least for _, unit in under])
        free = [(place, unit) for place, unit in free if place not in low and place not in high]
    loads = [unit.most if place in high else unit.least for place, unit in enumerate(units)]
    return Evened(loads, 1, None, frozenset(low), frozenset(high))


def _at(units: Sequence[Unit], total: int, weight: int, low: set[int], high: set[int]) -> Evened:
    shared = gcd(total, weight)
    total, scale = total // shared, weight // shared
    loads = [total * unit.weight - unit.given * scale for unit in units]
    for place in low:
        loads[place] = units[place].least * scale
    for place in high:
        loads[place] = units[place].most * scale
    return Evened(loads, scale, Fraction(total, scale), frozenset(low), frozenset(high))

"""What a household's cap leaves open though it could be served: this file moves work inside households.

Levels are raised for each member alone. When a household reaches its joint cap that way, one of its members may hold a place
that others could take, while another is the only one who can serve something else. Then the first gives way inside the
household: the household gets the same, others get more, and all is served that can be. Who gets more follows from the same
rule as everything: the lowest level first, where a household with a cap counts as one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

from sse_desktop.domain.fair_circulation import HUB, Circulation
from sse_desktop.domain.fair_flow import Arcs, Flow
from sse_desktop.domain.fair_levels import Unit, decompose
from sse_desktop.domain.fair_network import Network, Pair
from sse_desktop.domain.fair_solution import Solution

Cancelled = Callable[[], bool]


def serve_all(base: Network[Any, Any], solution: Solution, cancelled: Cancelled) -> Solution:
    """Return a solution that serves all that can be served; minimums hold, and no household or other member gets less.

    Raises: SharingCancelled.
    """
    if not base.households:
        return solution
    most = base.bounds()
    rank = _rank(base, most, cancelled)
    if rank == sum(solution.loads):
        return solution
    fine = base.finer(lcm(*(load.denominator for load in solution.loads)))
    units = _units(fine, [int(load * fine.fineness) for load in solution.loads])
    parts = decompose(units, _inside(fine), fine.room, rank * fine.fineness, cancelled)
    goals = {
        unit.label: Fraction(load, part.evened.scale * fine.fineness)
        for part in parts
        for unit, load in zip(part.units, part.evened.loads, strict=True)
    }
    amounts = (*goals.values(), *solution.loads, *solution.values.values())
    return _Moving(base.finer(lcm(*(amount.denominator for amount in amounts))), solution, cancelled).to(goals)


def _rank(network: Network[Any, Any], most: Sequence[int], cancelled: Cancelled) -> int:
    """Return all that can be served, whoever serves it."""
    units = _units(network, [0] * len(most))
    supply, ways = [unit.most for unit in units], [unit.ways for unit in units]
    return Flow(supply, ways, _inside(network), network.room, 1, cancelled).total


def _units(network: Network[Any, Any], loads: Sequence[int]) -> list[Unit]:
    """Return households, and members without one, as units that get no less than their loads."""
    fine, most = network.fineness, network.bounds()
    units = [
        Unit(network.first + place, claim.weight, claim.given * fine, loads[place], most[place], network.ways[place])
        for place, claim in enumerate(network.claims)
        if place not in network.household_of
    ]
    for number, (members, cap) in enumerate(network.households):
        claims = [network.claims[place] for place in members]
        units.append(
            Unit(
                network.first + len(network.claims) + number,
                sum(claim.weight for claim in claims),
                sum(claim.given for claim in claims) * fine,
                sum(loads[place] for place in members),
                min(cap, sum(most[place] for place in members)),
                [(network.first + place, most[place]) for place in members],
            )
        )
    return units


def _inside(network: Network[Any, Any]) -> dict[int, Arcs]:
    """Return all junctions, with the members of households among them."""
    return {**network.outs, **{network.first + place: network.ways[place] for place in network.household_of}}


class _Moving:
    """The flow of a solution, from which every unit is raised to its goal."""

    def __init__(self, network: Network[Any, Any], solution: Solution, cancelled: Cancelled) -> None:
        self._network, self._solution = network, solution
        self._round = Circulation(cancelled)
        self._nodes: dict[int, int] = {}
        self._most = network.bounds()
        self._loads = [int(load * network.fineness) for load in solution.loads]
        flows = {pair: int(value * network.fineness) for pair, value in solution.values.items()}
        self._arcs = self._offers(flows)
        served = Counter[int]()
        for (_, name), flow in flows.items():
            served[name] += flow
        for name, room in network.room.items():
            self._round.arc(self._node(name), HUB, served[name], room, served[name])
        self._members: dict[int, int] = {}
        self._tops = {unit.label: self._top(unit) for unit in _units(network, self._loads)}

    def _node(self, name: int) -> int:
        if name not in self._nodes:
            self._nodes[name] = self._round.node()
        return self._nodes[name]

    def _offers(self, flows: dict[Pair, int]) -> dict[Pair, int]:
        network = self._network
        arcs = {}
        passed = Counter[int]()
        for (tail, _), flow in flows.items():
            passed[tail] += flow
        for tail, ways in network.all_ways():
            for name, most in ways:
                flow = passed[name] if name in network.outs else flows.get((tail, name), 0)
                arcs[tail, name] = self._round.arc(self._node(tail), self._node(name), 0, most, flow)
        return arcs

    def _top(self, unit: Unit) -> int:
        """Add the arcs from the hub to a member, or through its household to each; return the first."""
        network = self._network
        place = unit.label - network.first
        top = self._round.arc(HUB, self._node(unit.label), unit.least, unit.most, unit.least)
        if place < len(network.claims):
            self._members[place] = top
            return top
        for member in network.households[place - len(network.claims)][0]:
            least = network.claims[member].least * network.fineness
            node = self._node(network.first + member)
            self._members[member] = self._round.arc(
                self._node(unit.label), node, least, self._most[member], self._loads[member]
            )
        return top

    def _raise(self, edge: int, goal: int) -> None:
        self._round.lift(edge, goal)
        # What one has reached isn't taken for another.
        self._round.low[edge] = self._round.flow[edge]

    def to(self, goals: dict[int, Fraction]) -> Solution:
        """Raise every unit to its goal and return what flows then."""
        network, flow = self._network, self._round.flow
        for label, edge in self._tops.items():
            self._raise(edge, int(goals[label] * network.fineness))
        if sum(flow[edge] for edge in self._tops.values()) < sum(goals.values()) * network.fineness:
            # A minimum inside a household stands against its goal: others take what they can.
            for edge in self._tops.values():
                self._raise(edge, self._round.high[edge])
        loads = [Fraction(flow[edge], network.fineness) for _, edge in sorted(self._members.items())]
        return replace(
            self._solution,
            loads=loads,
            values={
                pair: Fraction(flow[edge], network.fineness)
                for pair, edge in self._arcs.items()
                if flow[edge] and pair[1] < len(network.slots)
            },
            moved=frozenset(place for place, load in enumerate(loads) if load < self._solution.loads[place]),
        )

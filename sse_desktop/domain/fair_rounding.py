"""From exact shares to whole units of sale: this file gives the remainders to those furthest below their level.

Every share is first rounded down; the fractions that are left go round in whole units. The bounds of the circulation are:
a slot gets its whole demand again; what a member gives from one pool, of one product at one price, and in all stays within
one unit of its exact share. Bounds of this form can always be kept together. A member (or household) with a cap gets no more
units than fit under it whichever they are; what that leaves open goes to others, a unit each, while they have room.

Who gets a unit: first those who hold just their minimum, then whoever is furthest below its level after rounding down; at the
same distance the first key. A minimum is so kept unless even the unit above would have to come from another minimum.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from sse_desktop.domain.fair_caps import give_what_is_open, most_units
from sse_desktop.domain.fair_circulation import HUB, Circulation
from sse_desktop.domain.fair_network import MEMBER, SLOT, Key, Network, Pair


def whole_units(
    network: Network[Any, Any], exact: Mapping[Pair, Fraction], at_least: Collection[int], cancelled: Callable[[], bool]
) -> dict[Pair, int]:
    """Round exact shares by (number of member or junction, slot); `at_least` are the members who hold their minimum.

    Raises: SharingCancelled.
    """
    whole = {pair: floor(share) for pair, share in exact.items()}
    rest = {pair: exact[pair] - whole[pair] for pair in sorted(exact) if exact[pair].denominator > 1}
    rounding = _Rounding(network, whole, rest, cancelled)
    rounding.keep_bounds()
    missing = rounding.fill_slots()
    rounding.favour(at_least)
    parts = rounding.add_to(whole)
    if missing:
        give_what_is_open(network, exact, parts, missing)
    return parts


class _Rounding:
    """The fractions that are left, laid out as slots → pools → products at a price → members → households."""

    def __init__(
        self,
        network: Network[Any, Any],
        whole: Mapping[Pair, int],
        rest: Mapping[Pair, Fraction],
        cancelled: Callable[[], bool],
    ) -> None:
        self._network, self._rest = network, rest
        self._round = Circulation(cancelled)
        self._sums: dict[Key, Fraction] = defaultdict(Fraction)
        self._nodes: dict[Key, int] = {}
        self._parents: dict[Key, Key | None] = {}
        self._pairs = {pair: self._add(pair) for pair in rest}
        most = most_units(network, whole, self._sums)
        # The narrowest groups come first: whoever keeps its bounds keeps them while the wider ones are brought to theirs.
        self._arcs = {key: self._close(key, most) for key in sorted(self._sums)}

    def _add(self, pair: Pair) -> int:
        chain = self._network.groups(*pair)
        slot: Key = (SLOT, pair[1])
        for key in (slot, *chain):
            if key not in self._nodes:
                self._nodes[key] = self._round.node()
            self._sums[key] += self._rest[pair]
        self._parents.update(zip(chain, (*chain[1:], None), strict=True))
        return self._round.arc(self._nodes[slot], self._nodes[chain[0]], 0, 1)

    def _close(self, key: Key, most: Mapping[Key, int]) -> int:
        """Add the arc through which a slot gets its units, or a group passes them on."""
        total, node = self._sums[key], self._nodes[key]
        if key[0] == SLOT:
            return self._round.arc(HUB, node, 0, ceil(total))
        parent = self._parents[key]
        high = min(ceil(total), most.get(key, ceil(total)))
        # A cap lets only the products keep their lower bounds.
        low = 0 if key in most or (key[0] == MEMBER and parent in most) else floor(total)
        return self._round.arc(node, HUB if parent is None else self._nodes[parent], low, high)

    def keep_bounds(self) -> None:
        """Give every group at least the whole units in its sum."""
        for edge in self._arcs.values():
            self._round.lift(edge, self._round.low[edge])

    def fill_slots(self) -> dict[int, int]:
        """Serve every slot whole again; return by slot what caps don't let through."""
        missing = {}
        for key, edge in self._arcs.items():
            if key[0] == SLOT:
                goal = floor(self._sums[key])
                if not self._round.lift(edge, goal):
                    missing[key[1]] = goal - self._round.flow[edge]
                self._round.low[edge] = self._round.flow[edge]
        return missing

    def favour(self, at_least: Collection[int]) -> None:
        """Give the units that may go here or there in the order of need, and keep them there.

        A unit may come from whoever is later in the order. What can't be reached once can't be reached later either: no
        way leads there any more.
        """
        dead: set[int] = set()
        for member in self._by_need(at_least):
            key = (MEMBER, member)
            edge = self._arcs[key]
            while self._round.flow[edge] < self._round.high[edge]:
                searched = self._round.send(edge, self._round.flow[edge] + 1, dead)
                if searched is not None:
                    if self._parents[key] is None:
                        dead.update(searched)
                    break
            self._round.low[edge] = self._round.flow[edge]

    def _by_need(self, at_least: Collection[int]) -> list[int]:
        below: dict[int, Fraction] = defaultdict(Fraction)
        for (tail, slot), share in self._rest.items():
            below[self._network.member(tail)] += share * self._network.slots[slot].price
        weights = [claim.weight for claim in self._network.claims]
        return sorted(below, key=lambda member: (member not in at_least, -below[member] / weights[member], member))

    def add_to(self, whole: Mapping[Pair, int]) -> dict[Pair, int]:
        """Return the whole units with the ones that went round."""
        return {
            pair: units + (self._round.flow[self._pairs[pair]] if pair in self._pairs else 0)
            for pair, units in whole.items()
        }

"""An independent judge of fair shares: it takes a sharing and proves by exchanges that it is feasible and fair.

It shares no code with the engine. A sharing is the lexicographic max-min exactly when no member can grow unless one at
the same or a lower level shrinks; growth is looked for along all ways in which units can be exchanged.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from sse_desktop.domain.fair_shares import Claim, Household, Offer, Pool, Sharing, Slot

Node = tuple[Hashable, ...]
HUB: Node = ("hub",)


class Judge:
    """The claims, slots, offers, households and pools that a sharing is held against."""

    def __init__(
        self,
        claims: Sequence[Claim[Any]],
        slots: Sequence[Slot[Any]],
        offers: Sequence[Offer[Any, Any]],
        households: Sequence[Household[Any]] = (),
        pools: Sequence[Pool[Any]] = (),
    ) -> None:
        self.claims = {claim.member: claim for claim in claims}
        self.slots = {slot.key: slot for slot in slots}
        self.offers, self.households, self.pools = offers, households, {(pool.member, pool.key): pool for pool in pools}
        self.house = {member: number for number, one in enumerate(households) for member in one.members}

    def check(self, sharing: Sharing[Any, Any]) -> None:
        """Assert everything that holds of a fair sharing."""
        self.check_exact(sharing)
        self.check_whole(sharing)
        self.check_fair(sharing)

    def loads(self, shares: Iterable[tuple[tuple[Any, Any], Any]]) -> dict[Any, Any]:
        """Return the value that everyone gets."""
        loads: dict[Any, Any] = dict.fromkeys(self.claims, 0)
        for (member, slot), share in shares:
            loads[member] += share * self.slots[slot].price
        return loads

    def check_exact(self, sharing: Sharing[Any, Any]) -> None:
        """The exact shares keep every bound, and the levels are theirs."""
        assert all(type(share) is Fraction and share > 0 for share in sharing.exact.values())
        loads = self.loads(sharing.exact.items())
        for member, claim in self.claims.items():
            assert sharing.levels[member] == Fraction(claim.given + loads[member]) / claim.weight
            assert loads[member] >= claim.least
            assert claim.most is None or loads[member] <= claim.most
        for one in self.households:
            assert sum(loads[member] for member in one.members) <= one.most
        self._check_slots(sharing.exact)
        self._through_pools(sharing.exact)

    def _check_slots(self, shares: Any) -> None:
        served: dict[Any, Any] = defaultdict(int)
        for (_, slot), share in shares.items():
            served[slot] += share
        assert all(served[key] <= slot.demand for key, slot in self.slots.items())

    def check_whole(self, sharing: Sharing[Any, Any]) -> None:
        """Whole units keep every bound but the minimums, and stay within one unit of the exact share of a product."""
        assert all(type(part) is int and part > 0 for part in sharing.parts.values())
        self._check_slots(sharing.parts)
        self._through_pools(sharing.parts)
        loads = self.loads(sharing.parts.items())
        for member, claim in self.claims.items():
            assert claim.most is None or loads[member] <= claim.most
        for one in self.households:
            assert sum(loads[member] for member in one.members) <= one.most
        served: dict[Any, Any] = defaultdict(int)
        apart: dict[Any, Any] = defaultdict(int)
        for sign, shares in ((1, sharing.parts), (-1, sharing.exact)):
            for (member, key), share in shares.items():
                slot = self.slots[key]
                product = ("slot", key) if slot.product is None else ("product", slot.product)
                apart[member, product, slot.price] += sign * share
                served[key] += share if sign > 0 else 0
        assert all(abs(units) <= 1 for units in apart.values())
        assert dict(sharing.open) == {key: slot.demand - served[key] for key, slot in self.slots.items()}
        if not self.households and all(claim.most is None for claim in self.claims.values()):
            self._check_served(sharing, served)

    def _check_served(self, sharing: Sharing[Any, Any], served: dict[Any, int]) -> None:
        """Without caps every slot is served as far as the exact shares serve it, to a whole unit."""
        exact: dict[Any, Fraction] = defaultdict(Fraction)
        for (_, key), share in sharing.exact.items():
            exact[key] += share
        assert all(abs(served[key] - exact[key]) < 1 for key in self.slots)

    def check_fair(self, sharing: Sharing[Any, Any]) -> None:
        """Nobody can grow unless one at the same or a lower level shrinks."""
        arcs = self._arcs(sharing)
        for member in self.claims:
            start, goal = ("member", member), self._source(member)
            if self._can_grow(sharing, member):
                assert not self._reaches(arcs, sharing, start, goal), f"{member} could get more"

    def check_nothing_left(self, sharing: Sharing[Any, Any]) -> None:
        """Nothing more can be served, whoever shrinks, but nobody below its minimum."""
        arcs = self._arcs(sharing)
        waiting = [head for head, _, _ in arcs[HUB] if head[0] != "slot"]
        seen = set(waiting)
        while waiting:
            node = waiting.pop()
            for head, _, _ in arcs[node]:
                assert (node[0], head) != ("slot", HUB), f"{node} could be served more"
                if head not in seen and head != HUB:
                    seen.add(head)
                    waiting.append(head)

    def _can_grow(self, sharing: Sharing[Any, Any], member: Any) -> bool:
        claim = self.claims[member]
        return claim.most is None or sharing.levels[member] * claim.weight - claim.given < claim.most

    def _source(self, member: Any) -> Node:
        return ("house", self.house[member]) if member in self.house else HUB

    def _arcs(self, sharing: Sharing[Any, Any]) -> dict[Node, list[tuple[Node, Any, Any]]]:
        """Return from every node the nodes that take more (or give back), each with the member that shrinks by that."""
        arcs: dict[Node, list[tuple[Node, Any, Any]]] = defaultdict(list)
        loads = self.loads(sharing.exact.items())
        for tail, head, used, most in self._through_pools(sharing.exact):
            if used < most:
                arcs[tail].append((head, None, None))
            if used:
                arcs[head].append((tail, None, None))
        for member, claim in self.claims.items():
            if claim.most is None or loads[member] < claim.most:
                arcs[self._source(member)].append((("member", member), None, None))
            if loads[member] > claim.least:
                arcs["member", member].append((self._source(member), member, sharing.levels[member]))
        for number, one in enumerate(self.households):
            used = sum(loads[member] for member in one.members)
            if used < one.most:
                arcs[HUB].append((("house", number), None, None))
            if used:
                arcs["house", number].append((HUB, None, None))
        return arcs

    def _reaches(self, arcs: Any, sharing: Sharing[Any, Any], start: Node, goal: Node) -> bool:
        level = sharing.levels[start[1]]
        seen, waiting = {start}, [start]
        while waiting:
            for head, shrinks, at in arcs[waiting.pop()]:
                if head not in seen and (shrinks is None or at > level):
                    if head == goal:
                        return True
                    seen.add(head)
                    waiting.append(head)
        return False

    def _through_pools(self, shares: Any) -> list[tuple[Node, Node, Any, Any]]:
        """Find how the shares can come through the offers and pools; return all arcs with what is used and the most."""
        arcs: dict[tuple[Node, Node], list[Any]] = {}
        for offer in self.offers:
            price = self.slots[offer.slot].price
            tail: Node = ("member", offer.member)
            if offer.pool is not None:
                pool = ("pool", offer.member, offer.pool)
                arcs[tail, pool] = [0, self.pools[offer.member, offer.pool].most * price]
                tail = pool
            arcs[tail, ("slot", offer.slot)] = [0, offer.most * price]
        for (member, slot), share in shares.items():
            left = share * self.slots[slot].price
            while left:
                way = self._way(arcs, ("member", member), ("slot", slot))
                assert way, f"{member} can't give {share} to {slot}"
                part = min([left, *(room for _, _, room in way)])
                for arc, sign, _ in way:
                    arcs[arc][0] += sign * part
                left -= part
        for key, slot in self.slots.items():
            used = sum(share for (_, to), share in shares.items() if to == key) * slot.price
            arcs[("slot", key), HUB] = [used, slot.demand * slot.price]
        return [(tail, head, used, most) for (tail, head), (used, most) in arcs.items()]

    def _way(self, arcs: Any, start: Node, goal: Node) -> list[tuple[Any, int, Any]]:
        """Find a way inside one member's offers, straight or by moving what another pool gives."""
        if (start, goal) in arcs and arcs[start, goal][0] < arcs[start, goal][1]:
            return [((start, goal), 1, arcs[start, goal][1] - arcs[start, goal][0])]
        return self._long_way(arcs, start, goal)

    def _long_way(self, arcs: Any, start: Node, goal: Node) -> list[tuple[Any, int, Any]]:
        mine = [arc for arc in arcs if arc[0] == start or arc[0][:2] == ("pool", start[1])]
        behind: dict[Node, tuple[Any, int, Any]] = {}
        waiting = [start]
        for node in waiting:
            for arc, sign, head, room in self._steps(arcs, mine, node):
                if room > 0 and head not in behind and head != start:
                    behind[head] = (arc, sign, room)
                    waiting.append(head)
        way: list[tuple[Any, int, Any]] = []
        while goal != start and goal in behind:
            way.append(behind[goal])
            goal = behind[goal][0][0] if behind[goal][1] > 0 else behind[goal][0][1]
        return way

    @staticmethod
    def _steps(arcs: Any, mine: Sequence[Any], node: Node) -> Iterator[tuple[Any, int, Node, Any]]:
        for arc in mine:
            used, most = arcs[arc]
            if arc[0] == node:
                yield arc, 1, arc[1], most - used
            # What one slot gets from a pool may not be taken from it, only sent there by another pool.
            if arc[1] == node:
                yield arc, -1, arc[0], used

"""From keys to numbers: this file checks what is shared and lays it out as the network that is solved.

Slots, pools and members get numbers in the order of their keys, so that the order in which they are given doesn't matter.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sse_desktop.domain.fair_claims import Claim, Household, M, Offer, Pool, PoolOfSeveralPrices, S, Slot
from sse_desktop.domain.fair_levels import Unit

T = TypeVar("T")
Arc = tuple[int, int]
Pair = tuple[int, int]
Key = tuple[int, ...]

# The kinds of groups whose whole units are bounded together, from the narrowest; a key starts with its kind.
SLOT, POOL, PRODUCT, MEMBER, HOUSEHOLD = range(5)


@dataclass(frozen=True, slots=True)
class Network(Generic[M, S]):
    """Everything by number: slots 0…, then junctions (pools), then members (from `first`).

    `ways` are each member's arcs, `outs` each junction's, `room` the slots' demand, `offered` what each member offers in
    all, `households` the members and caps, all in the same values: the caller's times `fineness`. `owner` tells the member of a junction, `joint` its capacity; `products` numbers what each slot is
    rounded together with.
    """

    claims: list[Claim[M]]
    slots: list[Slot[S]]
    ways: list[list[Arc]]
    outs: dict[int, list[Arc]]
    owner: dict[int, int]
    joint: dict[int, int]
    products: list[int]
    household_of: dict[int, int]
    room: dict[int, int]
    offered: list[int]
    households: list[tuple[list[int], int]]
    fineness: int = 1

    @property
    def first(self) -> int:
        """The number of the first member."""
        return len(self.slots) + len(self.outs)

    def member(self, tail: int) -> int:
        """Return the place of the member that a number of a member or junction stands for."""
        return self.owner[tail] if tail < self.first else tail - self.first

    def groups(self, tail: int, slot: int) -> list[Key]:
        """Return the groups that a unit from there to the slot counts in, from the narrowest."""
        member = self.member(tail)
        keys: list[Key] = [(POOL, tail)] if tail < self.first else []
        keys += [(PRODUCT, member, self.slots[slot].price, self.products[slot]), (MEMBER, member)]
        if member in self.household_of:
            keys.append((HOUSEHOLD, self.household_of[member]))
        return keys

    def capped(self, member: int) -> list[Key]:
        """Return the groups with a cap that the member is in."""
        keys: list[Key] = [(MEMBER, member)] if self.claims[member].most is not None else []
        return [*keys, (HOUSEHOLD, self.household_of[member])] if member in self.household_of else keys

    def cap(self, key: Key) -> int:
        """Return the cap of such a group."""
        if key[0] == HOUSEHOLD:
            return self.households[key[1]][1]
        return (self.claims[key[1]].most or 0) * self.fineness

    def tails(self, slot: int) -> list[int]:
        """Return the members and junctions that offer to a slot."""
        return [tail for tail, arcs in self.all_ways() if any(name == slot for name, _ in arcs)]

    def offered_units(self, tail: int, slot: int) -> int:
        """Return how many whole units are offered from there to the slot."""
        arcs = self.outs[tail] if tail < self.first else self.ways[tail - self.first]
        return sum(most for name, most in arcs if name == slot) // (self.slots[slot].price * self.fineness)

    def all_ways(self) -> list[tuple[int, list[Arc]]]:
        """Return the arcs of every junction and every member, by its number."""
        return [*self.outs.items(), *((self.first + place, arcs) for place, arcs in enumerate(self.ways))]

    def bounds(self) -> list[int]:
        """Return the most that each member can get by its own offers and its own cap."""
        return [
            offered if claim.most is None else min(offered, claim.most * self.fineness)
            for claim, offered in zip(self.claims, self.offered, strict=True)
        ]

    def units(self, most: Sequence[int]) -> list[Unit]:
        """Return the members as units with these upper bounds."""
        fine = self.fineness
        return [
            Unit(
                self.first + place, claim.weight, claim.given * fine, claim.least * fine, most[place], self.ways[place]
            )
            for place, claim in enumerate(self.claims)
        ]

    def finer(self, times: int) -> "Network[M, S]":
        """Return the same with every value counted in `times` smaller ones."""
        if times == 1:
            return self
        return Network(
            claims=self.claims,
            slots=self.slots,
            ways=[[(name, most * times) for name, most in arcs] for arcs in self.ways],
            outs={name: [(slot, most * times) for slot, most in arcs] for name, arcs in self.outs.items()},
            owner=self.owner,
            joint={name: most * times for name, most in self.joint.items()},
            products=self.products,
            household_of=self.household_of,
            room={name: most * times for name, most in self.room.items()},
            offered=[most * times for most in self.offered],
            households=[(members, most * times) for members, most in self.households],
            fineness=self.fineness * times,
        )


def lay_out(
    claims: Iterable[Claim[M]],
    slots: Iterable[Slot[S]],
    offers: Iterable[Offer[M, S]],
    households: Iterable[Household[M]],
    pools: Iterable[Pool[M]],
) -> Network[M, S]:
    """Number everything and check it.

    Raises: PoolOfSeveralPrices; ValueError for what no caller should give: keys twice or unknown, amounts below zero.
    """
    claims = _by(claims, lambda claim: claim.member, "member")
    slots = _by(slots, lambda slot: slot.key, "slot")
    pools = _by(pools, lambda pool: (pool.member, pool.key), "pool")
    for claim in claims:
        _need(claim.weight > 0 and claim.least >= 0 and claim.given >= 0 and (claim.most is None or claim.most >= 0))
    for slot in slots:
        _need(slot.price > 0 and slot.demand >= 0)
    places = {claim.member: place for place, claim in enumerate(claims)}
    numbers = {slot.key: number for number, slot in enumerate(slots)}
    junctions = {(pool.member, pool.key): len(slots) + place for place, pool in enumerate(pools)}
    ways: list[list[Arc]] = [[] for _ in claims]
    outs: dict[int, list[Arc]] = {number: [] for number in junctions.values()}
    for offer in offers:
        _need(offer.most >= 0)
        number = numbers[offer.slot]
        arc = number, offer.most * slots[number].price
        if offer.pool is None:
            ways[places[offer.member]].append(arc)
        else:
            outs[junctions[offer.member, offer.pool]].append(arc)
    owner, joint = {}, {}
    for pool, (junction, arcs) in zip(pools, outs.items(), strict=True):
        _need(pool.most >= 0)
        owner[junction] = places[pool.member]
        if arcs:
            joint[junction] = _pooled(pool, [slots[slot] for slot, _ in arcs], arcs)
            ways[owner[junction]].append((junction, joint[junction]))
    joined = _joined(households, places)
    for arcs in (*ways, *outs.values()):
        arcs.sort()
        _need(len({name for name, _ in arcs}) == len(arcs))
    return Network(
        claims=claims,
        slots=slots,
        ways=ways,
        outs=outs,
        owner=owner,
        joint=joint,
        products=_products(slots),
        household_of={place: number for number, (members, _) in enumerate(joined) for place in members},
        room={number: slot.demand * slot.price for number, slot in enumerate(slots)},
        offered=[sum([most for _, most in arcs]) for arcs in ways],
        households=joined,
    )


def _pooled(pool: Pool[Any], slots: Sequence[Slot[Any]], arcs: Sequence[Arc]) -> int:
    """Return a pool's joint capacity as a value, no more than all its offers."""
    if len({slot.price for slot in slots}) > 1:
        raise PoolOfSeveralPrices(member=pool.member, pool=pool.key)
    _need(len(slots) == 1 or (slots[0].product is not None and len({slot.product for slot in slots}) == 1))
    return min(pool.most * slots[0].price, sum(most for _, most in arcs))


def _products(slots: Sequence[Slot[Any]]) -> list[int]:
    """Return by slot the first slot of the same product."""
    first: dict[Any, int] = {}
    return [
        number if slot.product is None else first.setdefault(slot.product, number) for number, slot in enumerate(slots)
    ]


def _joined(households: Iterable[Household[M]], places: dict[M, int]) -> list[tuple[list[int], int]]:
    joined = sorted((sorted(places[member] for member in one.members), one.most) for one in households if one.members)
    everyone = [place for members, _ in joined for place in members]
    _need(len(set(everyone)) == len(everyone) and all(most >= 0 for _, most in joined))
    return joined


def _by(things: Iterable[T], key: Callable[[T], Any], what: str) -> list[T]:
    ordered = sorted(things, key=key)
    if len({key(thing) for thing in ordered}) < len(ordered):
        message = f"a {what} is given twice"
        raise ValueError(message)
    return ordered


def _need(holds: bool) -> None:
    if not holds:
        message = "an amount is out of bounds, something is named twice, or a pool offers to several products"
        raise ValueError(message)

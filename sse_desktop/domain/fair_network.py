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


@dataclass(frozen=True, slots=True)
class Network(Generic[M, S]):
    """Everything by number: slots 0…, then junctions (pools), then members (from `first`).

    `ways` are each member's arcs, `outs` each junction's, `room` the slots' demand; `least`, `most`, `given` and
    `households` are the bounds, all in the same values: the caller's times `fineness`. `most` is no more than what the
    member offers in all. `owner` tells the member of a junction.
    """

    claims: list[Claim[M]]
    slots: list[Slot[S]]
    ways: list[list[Arc]]
    outs: dict[int, list[Arc]]
    owner: dict[int, int]
    room: dict[int, int]
    offered: list[int]
    households: list[tuple[list[int], int]]
    fineness: int = 1

    @property
    def first(self) -> int:
        """The number of the first member."""
        return len(self.slots) + len(self.outs)

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
    owner = {}
    for pool, (junction, arcs) in zip(pools, outs.items(), strict=True):
        _need(pool.most >= 0)
        owner[junction] = places[pool.member]
        if arcs:
            ways[owner[junction]].append((junction, _pooled(pool, [slots[slot] for slot, _ in arcs], arcs)))
    for arcs in (*ways, *outs.values()):
        arcs.sort()
        _need(len({name for name, _ in arcs}) == len(arcs))
    return Network(
        claims=claims,
        slots=slots,
        ways=ways,
        outs=outs,
        owner=owner,
        room={number: slot.demand * slot.price for number, slot in enumerate(slots)},
        offered=[sum([most for _, most in arcs]) for arcs in ways],
        households=_joint(households, places),
    )


def _pooled(pool: Pool[Any], slots: Sequence[Slot[Any]], arcs: Sequence[Arc]) -> int:
    """Return a pool's joint capacity as a value, no more than all its offers."""
    if len({slot.price for slot in slots}) > 1 or len({product_of(slot) for slot in slots}) > 1:
        raise PoolOfSeveralPrices(member=pool.member, pool=pool.key)
    return min(pool.most * slots[0].price, sum(most for _, most in arcs))


def product_of(slot: Slot[Any]) -> tuple[str, Any]:
    """Return what the slot's units are rounded together with: its product, or itself."""
    return ("slot", slot.key) if slot.product is None else ("product", slot.product)


def _joint(households: Iterable[Household[M]], places: dict[M, int]) -> list[tuple[list[int], int]]:
    joint = sorted((sorted(places[member] for member in one.members), one.most) for one in households)
    everyone = [place for members, _ in joint for place in members]
    _need(len(set(everyone)) == len(everyone) and all(most >= 0 for _, most in joint))
    return [(members, most) for members, most in joint if members]


def _by(things: Iterable[T], key: Callable[[T], Any], what: str) -> list[T]:
    ordered = sorted(things, key=key)
    if len({key(thing) for thing in ordered}) < len(ordered):
        message = f"a {what} is given twice"
        raise ValueError(message)
    return ordered


def _need(holds: bool) -> None:
    if not holds:
        message = "an amount is out of bounds, or something is named twice"
        raise ValueError(message)

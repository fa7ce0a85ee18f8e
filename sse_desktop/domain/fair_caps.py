"""Caps in whole units: this file keeps a rounded share under its cap and gives away what is left open by that."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from sse_desktop.domain.fair_network import POOL, PRODUCT, Key, Network, Pair


def most_units(network: Network[Any, Any], whole: Mapping[Pair, int], sums: Mapping[Key, Fraction]) -> dict[Key, int]:
    """Return how many of the left fractions may be rounded up, by member or household with a cap that could be passed.

    The whole units of every product's sum always fit: the exact share holds them and more. Of the units above these, as many
    may come as fit even when they are the dearest.
    """
    values: dict[Key, int] = defaultdict(int)
    for (tail, slot), units in whole.items():
        for key in network.capped(network.member(tail)):
            values[key] += units * network.slots[slot].price
    steps: dict[Key, list[int]] = defaultdict(list)
    kept: dict[Key, int] = defaultdict(int)
    for key, total in sums.items():
        if key[0] == PRODUCT:
            for bounded in network.capped(key[1]):
                kept[bounded] += floor(total)
                values[bounded] += floor(total) * key[2]
                steps[bounded] += [key[2]] * (ceil(total) - floor(total))
    most = {}
    for key, prices in steps.items():
        room = network.cap(key) - values[key]
        if sum(prices) > room:
            most[key] = kept[key] + _fitting(sorted(prices, reverse=True), room)
    return most


def _fitting(prices: list[int], room: int) -> int:
    for count, price in enumerate(prices):
        room -= price
        if room < 0:
            return count
    return len(prices)


def give_what_is_open(
    network: Network[Any, Any], exact: Mapping[Pair, Fraction], parts: dict[Pair, int], missing: Mapping[int, int]
) -> None:
    """Give units that caps left open to those who have room, furthest below their level first.

    Nobody gets more than one unit above its exact share of a product. A unit that nobody may take stays open.
    """
    room = _Room(network, exact, parts)
    for slot, count in sorted(missing.items()):
        for _ in range(count):
            tails = [tail for tail in network.tails(slot) if room.has(tail, slot)]
            if not tails:
                break
            room.take(min(tails, key=room.distance), slot)


class _Room:
    """What everyone may still get after rounding."""

    def __init__(self, network: Network[Any, Any], exact: Mapping[Pair, Fraction], parts: dict[Pair, int]) -> None:
        self._network, self._parts = network, parts
        self._exact: dict[Key, Fraction] = defaultdict(Fraction)
        self._units: dict[Key, int] = defaultdict(int)
        self._values: dict[Key, Fraction] = defaultdict(Fraction)
        self._below: dict[int, Fraction] = defaultdict(Fraction)
        for (tail, slot), share in exact.items():
            self._below[network.member(tail)] += share * network.slots[slot].price
            for key in network.groups(tail, slot):
                self._exact[key] += share
        for (tail, slot), units in parts.items():
            self._count(tail, slot, units)

    def _count(self, tail: int, slot: int, units: int) -> None:
        value = units * self._network.slots[slot].price
        self._below[self._network.member(tail)] -= value
        for key in self._network.groups(tail, slot):
            self._units[key] += units
            self._values[key] += value

    def distance(self, tail: int) -> tuple[Fraction, int, int]:
        """Sort by how far the member is below its level, the furthest first, then by key."""
        member = self._network.member(tail)
        return -self._below[member] / self._network.claims[member].weight, member, tail

    def has(self, tail: int, slot: int) -> bool:
        """Tell whether one unit more fits everywhere."""
        network, price = self._network, self._network.slots[slot].price
        product = next(key for key in network.groups(tail, slot) if key[0] == PRODUCT)
        return (
            self._parts.get((tail, slot), 0) < network.offered_units(tail, slot)
            and (tail not in network.owner or self._units[POOL, tail] < network.joint[tail] // price)
            and self._units[product] <= self._exact[product]
            and all(self._values[key] + price <= network.cap(key) for key in network.capped(network.member(tail)))
        )

    def take(self, tail: int, slot: int) -> None:
        """Give one unit."""
        self._parts[tail, slot] = self._parts.get((tail, slot), 0) + 1
        self._count(tail, slot, 1)

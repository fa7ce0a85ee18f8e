"""Who supplies how much of an award: this file shares it so that nobody can get more without somebody poorer getting less.

The measure is the level: the value a member gets (with what it got earlier) ÷ its weight. The sharing is the
lexicographic max-min of the levels: the lowest level is as high as it can be, then the next one, and so on; everything
that can be served is served. It is exact, and then rounded to whole units of sale. The same input gives the same answer,
in whatever order it comes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from sse_desktop.domain.fair_claims import (
    Bottleneck,
    Claim,
    Household,
    LeastTooMuch,
    Limit,
    M,
    Offer,
    Pool,
    PoolOfSeveralPrices,
    S,
    Sharing,
    Slot,
)
from sse_desktop.domain.fair_flow import SharingCancelled
from sse_desktop.domain.fair_limits import levels, limits
from sse_desktop.domain.fair_moves import serve_all
from sse_desktop.domain.fair_network import Network, lay_out
from sse_desktop.domain.fair_rounding import whole_units
from sse_desktop.domain.fair_solution import solve

__all__ = [
    "Bottleneck",
    "Claim",
    "Household",
    "LeastTooMuch",
    "Limit",
    "Offer",
    "Pool",
    "PoolOfSeveralPrices",
    "Sharing",
    "SharingCancelled",
    "Slot",
    "share_fairly",
    "share_in_ranks",
]

N = TypeVar("N", int, Fraction)


def _never() -> bool:
    return False


def share_fairly(
    claims: Iterable[Claim[M]],
    slots: Iterable[Slot[S]],
    offers: Iterable[Offer[M, S]],
    households: Iterable[Household[M]] = (),
    pools: Iterable[Pool[M]] = (),
    *,
    whole_demand: bool = True,
    cancelled: Callable[[], bool] = _never,
) -> Sharing[M, S]:
    """Share what is wanted among the members.

    Only where households have joint caps can a sharing that is fair member by member leave open what could be served; then
    members give way to others of their own household (see fair_moves), unless `whole_demand` is False.

    Keys of one kind must be comparable with each other: their order breaks ties. `cancelled` is asked every few
    milliseconds.

    Raises: LeastTooMuch, PoolOfSeveralPrices, SharingCancelled; ValueError for what no caller should give.
    """
    network = lay_out(claims, slots, offers, households, pools)
    solution = solve(network, cancelled)
    if whole_demand:
        solution = serve_all(network, solution, cancelled)
    ways = {pair: value / network.slots[pair[1]].price for pair, value in solution.values.items()}
    reasons = limits(solution)
    at_least = {place for place, (limit, _) in reasons.items() if limit is Limit.MINIMUM}
    exact = _by_member(network, ways)
    parts = _by_member(network, whole_units(network, ways, at_least, cancelled))
    names = [claim.member for claim in network.claims]
    keys = [slot.key for slot in network.slots]
    served = [0] * len(keys)
    for (_, number), part in parts.items():
        served[number] += part
    return Sharing(
        levels={names[place]: level for place, level in levels(solution).items()},
        exact={(names[place], keys[number]): share for (place, number), share in exact.items()},
        parts={(names[place], keys[number]): part for (place, number), part in parts.items() if part},
        limited_by={name: reasons[place][0] for place, name in enumerate(names)},
        bottlenecks={name: reasons[place][1] for place, name in enumerate(names)},
        open={slot.key: slot.demand - served[number] for number, slot in enumerate(network.slots)},
    )


def share_in_ranks(
    ranks: Sequence[Sequence[Claim[M]]],
    slots: Iterable[Slot[S]],
    offers: Iterable[Offer[M, S]],
    households: Iterable[Household[M]] = (),
    pools: Iterable[Pool[M]] = (),
    *,
    cancelled: Callable[[], bool] = _never,
) -> Sharing[M, S]:
    """Share rank after rank: whoever comes later shares what is left in whole units by all before.

    Minimums hold within the own rank only. The levels of different ranks aren't comparable.

    Raises: as share_fairly.
    """
    wanted = {slot.key: slot for slot in slots}
    joint = list(households)
    offers, pools = list(offers), list(pools)
    shared: Sharing[M, S] = Sharing({}, {}, {}, {}, {}, {key: slot.demand for key, slot in wanted.items()})
    for claims in ranks:
        inside = {claim.member for claim in claims}
        found = share_fairly(
            claims,
            [replace(slot, demand=shared.open[key]) for key, slot in wanted.items()],
            [offer for offer in offers if offer.member in inside],
            [replace(one, members=tuple(member for member in one.members if member in inside)) for one in joint],
            [pool for pool in pools if pool.member in inside],
            cancelled=cancelled,
        )
        values: dict[M, int] = {}
        for (member, key), part in found.parts.items():
            values[member] = values.get(member, 0) + part * wanted[key].price
        joint = [replace(one, most=one.most - sum(values.get(member, 0) for member in one.members)) for one in joint]
        shared = _joined(shared, found)
    return shared


def _joined(first: Sharing[M, S], then: Sharing[M, S]) -> Sharing[M, S]:
    return Sharing(
        levels={**first.levels, **then.levels},
        exact={**first.exact, **then.exact},
        parts={**first.parts, **then.parts},
        limited_by={**first.limited_by, **then.limited_by},
        bottlenecks={**first.bottlenecks, **then.bottlenecks},
        open=then.open,
    )


def _by_member(network: Network[M, S], amounts: Mapping[tuple[int, int], N]) -> dict[tuple[int, int], N]:
    """Add what one member gives to one slot from several pools."""
    added: dict[tuple[int, int], N] = {}
    for (tail, slot), amount in amounts.items():
        pair = network.member(tail), slot
        added[pair] = added[pair] + amount if pair in added else amount
    return dict(sorted(added.items()))

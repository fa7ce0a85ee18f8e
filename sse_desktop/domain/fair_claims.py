"""What is shared among whom, and the answer: this file holds the words of fair shares.

Values are whole numbers of any one unit of money, small enough that a price per unit of sale is whole.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from sse_desktop.domain.errors import N_, DomainError

M = TypeVar("M", bound=Hashable)
S = TypeVar("S", bound=Hashable)


class Limit(StrEnum):
    """What keeps a member's share from being larger (the first that holds, in this order) or made it larger."""

    NONE = "none"  # it offers nothing that is wanted
    AHEAD = "ahead"  # it holds more than the level from earlier already and gets no more than its minimum
    MINIMUM = "minimum"  # its guaranteed minimum gives it more than the level of those it shares with
    CAP = "cap"  # its own cap
    HOUSEHOLD = "household"  # the joint cap of its household
    OWN = "own"  # all it offers is taken
    WEEK = "week"  # its slots are full with its own share and those of others at the same or a lower level
    DEMAND = "demand"  # everything wanted is shared out: it reaches the highest level that anyone without a limit has


@dataclass(frozen=True, slots=True)
class Claim(Generic[M]):
    """A member's claim, with values in the one unit of money.

    `weight` is what its level is measured by. `least` and `most` bound what it gets now; `given` is what it got earlier and
    counts towards its level, but can't be taken back.
    """

    member: M
    weight: int
    least: int = 0
    most: int | None = None
    given: int = 0


@dataclass(frozen=True, slots=True)
class Slot(Generic[S]):
    """What is wanted of one product in one week: `demand` whole units of sale at `price` each.

    `product` gathers slots: a member's whole units of one product at one price stay within one unit of its exact share.
    Without it every slot is a product of its own.
    """

    key: S
    demand: int
    price: int
    product: Hashable = None


@dataclass(frozen=True, slots=True)
class Offer(Generic[M, S]):
    """What a member can deliver into a slot, at most, in whole units of sale.

    `pool` names one of the member's pools, which bounds all offers from it together. A member may offer to the same slot
    from several pools, and once without one.
    """

    member: M
    slot: S
    most: int
    pool: Hashable = None


@dataclass(frozen=True, slots=True)
class Pool(Generic[M]):
    """A joint capacity of one member over all its offers that name `key`, in whole units of sale.

    A week's pledge that two lines of a bid may use is one; so is a week's pledge that may be delivered in the next week.
    All slots that one pool offers to have the same `product` and price. With several prices the pool would hold more value
    by selling dearer, which is no longer a flow of value: that is refused, and whoever asks divides the pool first.
    """

    member: M
    key: Hashable
    most: int


@dataclass(frozen=True, slots=True)
class Household(Generic[M]):
    """Members who together get a value of at most `most` now."""

    members: tuple[M, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Bottleneck(Generic[M, S]):
    """Members who end at one level because these slots are full: none of them can grow unless one of them shrinks.

    What others, at lower levels, can deliver into these slots is taken whole, so they can't give way either.
    """

    members: tuple[M, ...] = ()
    slots: tuple[S, ...] = ()


@dataclass(frozen=True, slots=True)
class Sharing(Generic[M, S]):
    """A fair sharing. All in the order of the keys; only what is above zero stands in `exact` and `parts`.

    `levels` is (given + exact value) ÷ weight; `exact` are the shares in units of sale before rounding, `parts` the whole
    units; `open` is what of each slot's demand stays unserved after rounding.
    """

    levels: Mapping[M, Fraction]
    exact: Mapping[tuple[M, S], Fraction]
    parts: Mapping[tuple[M, S], int]
    limited_by: Mapping[M, Limit]
    bottlenecks: Mapping[M, Bottleneck[M, S]]
    open: Mapping[S, int] = field(default_factory=dict)


class LeastTooMuch(DomainError):
    """The minimums can't all be met: `members` (keys) fall short of theirs by `missing` together, in the unit of values."""

    sentence = N_("The minimums can't all be met by what is wanted and offered. Lower a minimum, or have more offered.")


class PoolOfSeveralPrices(DomainError):
    """One pool offers to slots of different products or prices."""

    sentence = N_(
        "One pledge is offered to lines with different prices. Divide the pledge between the lines, or set the same price."
    )

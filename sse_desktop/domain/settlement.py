"""From the buyer's payment to every family: this file shares money so that it always adds up."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import split
from sse_desktop.domain.rounding import half_up

K = TypeVar("K", bound=Hashable)

WHOLE_BP = 10_000


class ReceivedMoreThanOwed(DomainError):
    """More money is to be shared than the members are owed."""

    sentence = N_(
        "More money was received than the members are owed. Record the missing deliveries first, or share less."
    )


def share_line(value_minor: int, contributions: Sequence[tuple[K, int]]) -> dict[K, int]:
    """Share the value of one delivered line by the grams in it, in minor units; the parts add up to the value.

    One person may contribute more than once; the parts of each are added.

    Raises: NothingToShareBy when the contributions weigh nothing.
    """
    parts = split(value_minor, [grams for _, grams in contributions])
    shares: dict[K, int] = {}
    for (person, _), part in zip(contributions, parts, strict=True):
        shares[person] = shares.get(person, 0) + part
    return shares


def entitlements(lines: Iterable[tuple[int, Sequence[tuple[K, int]]]]) -> dict[K, int]:
    """Return what each is owed for accepted lines, each a value in minor units with its contributions in grams.

    Σ owed = Σ values.

    Raises: NothingToShareBy.
    """
    owed: dict[K, int] = {}
    for value_minor, contributions in lines:
        for person, part in share_line(value_minor, contributions).items():
            owed[person] = owed.get(person, 0) + part
    return owed


def charge_loss(loss_minor: int, contributions: Sequence[tuple[K, int]]) -> dict[K, int]:
    """Return what a rejected and never replaced part costs each person in its lot: positive, Σ = the loss.

    Everyone in the lot bears it by the grams in it, since a lot is one heap.

    Raises: NothingToShareBy.
    """
    if loss_minor < 0:
        raise ValueError("a loss is below zero")
    return share_line(loss_minor, contributions)


def pay_out(received: int, outstanding: Sequence[int]) -> list[int]:
    """Share money received by what is outstanding, in minor units; nobody gets more than that, Σ = received.

    Who was paid too much before (outstanding below zero) gets nothing now and keeps the debt for the next time.

    Raises: ReceivedMoreThanOwed.
    """
    if received < 0:
        raise ValueError("money received is below zero")
    owed = [max(0, amount) for amount in outstanding]
    if received > sum(owed):
        raise ReceivedMoreThanOwed
    # Below the whole sum no quota, even rounded up, can pass the whole number it is a part of.
    return split(received, owed) if received else [0] * len(owed)


def deduct(paid_minor: int, basis_points: int) -> int:
    """Return the part of a payment in hundredths of a percent, rounded half up: 1 % is 100."""
    return half_up(paid_minor * basis_points, WHOLE_BP)

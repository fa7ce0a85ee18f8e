"""Lots, what is drawn from them and who is in it: this file is the thread from a crate back to the weigh-ins."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Final, TypeVar

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import split
from sse_desktop.domain.quantity import KILO, Quantity

K = TypeVar("K", bound=Hashable)

LONGEST_DAYS: Final = 50 * 365
"""So long a product can keep at most: what keeps longer keeps for ever, and says so by having no last day."""


class NotEnoughInLots(DomainError):
    """More is wanted than all lots hold together."""

    sentence = N_("The lots hold {missing} too little. Take less, or weigh in more first.")


def lot_code(product_code: str, day: date, place: str, sequence: int) -> str:
    """Return the lot's code, product-date-place-sequence: MAN-20260714-C03-01."""
    return f"{product_code}-{day:%Y%m%d}-{place}-{sequence:02d}"


def draw(free: Sequence[tuple[K, int]], wanted: int) -> list[tuple[K, int]]:
    """Take the wanted grams from lots in the order given, oldest first; empty lots don't appear in the answer.

    The parts add up to `wanted`, and at most the last lot named is left open.

    Raises: NotEnoughInLots with the missing weight.
    """
    if wanted < 0:
        raise ValueError("the weight wanted is below zero")
    drawn: list[tuple[K, int]] = []
    missing = wanted
    for lot, grams in free:
        part = min(grams, missing)
        if part > 0:
            drawn.append((lot, part))
            missing -= part
    if missing:
        raise NotEnoughInLots(missing=Quantity(missing, KILO))
    return drawn


def contributions(grams: int, by_weigh_in: Sequence[tuple[K, int]]) -> list[tuple[K, int]]:
    """Share grams drawn from a lot over the weigh-ins inside, by their weights; the parts add up to the gram.

    A lot is one heap: nobody knows whose fruit left first, so everyone in it takes part in proportion.

    Raises: NothingToShareBy when the weigh-ins weigh nothing.
    """
    parts = split(grams, [weight for _, weight in by_weigh_in])
    return [(weigh_in, part) for (weigh_in, _), part in zip(by_weigh_in, parts, strict=True)]

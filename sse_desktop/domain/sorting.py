"""Sorting: lots taken apart or put together. This file keeps every gram with its families through any number of sortings."""

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lots import contributions
from sse_desktop.domain.money import split
from sse_desktop.domain.quantity import KILO, Quantity

K = TypeVar("K", bound=Hashable)


class SortingKind(StrEnum):
    """Why lots are taken apart or put together."""

    GRADING = "grading"
    PACKING = "packing"
    MOVING = "moving"
    JOINING = "joining"

    @property
    def label(self) -> str:
        """Return the English word, to be translated where it is shown."""
        return _LABELS[self]


class MoreOutThanIn(DomainError):
    """More comes out of a sorting than went in."""

    sentence = N_("{more} more come out than went in. Nothing was saved. Correct a weight.")


class LossWithoutReason(DomainError):
    """Produce is lost in a sorting and nobody says why."""

    sentence = N_("{loss} are lost in the sorting. Nothing was saved. Type why, or correct a weight.")


def loss(grams_in: int, grams_out: int) -> int:
    """Return what is lost: the rest, so that in = out + loss to the gram.

    Raises: MoreOutThanIn.
    """
    if grams_out > grams_in:
        raise MoreOutThanIn(more=Quantity(grams_out - grams_in, KILO))
    return grams_in - grams_out


def loss_by_lot(lost: int, taken: Sequence[int]) -> list[int]:
    """Share a loss over the lots it was taken from, by what was taken; the parts add up, none is above its lot's."""
    return split(lost, taken) if lost else [0] * len(taken)


def mixed(inputs: Iterable[tuple[int, Sequence[tuple[K, int]]]]) -> list[tuple[K, int]]:
    """Return who is in a heap put together from parts, each its grams and who is in the lot it was taken from.

    A part whose lot proves nobody adds nothing; the grams of all others add up.
    """
    found: dict[K, int] = {}
    for grams, content in inputs:
        if any(weight for _, weight in content):
            for key, part in contributions(grams, content):
                found[key] = found.get(key, 0) + part
    return list(found.items())


def taken_apart(outputs: Sequence[int], content: Sequence[tuple[K, int]]) -> list[list[tuple[K, int]]]:
    """Return who is in each output of a heap, in proportion to the gram, both ways.

    Each output adds up to its own grams, and nobody has more in all of them than in the heap: an output is shared by
    what the ones before it left. What is left of the heap after the last is its loss. A heap that proves less than comes
    out of it, because a weigh-in was voided since, is stretched to what came out.
    """
    if not any(weight for _, weight in content):
        return [[] for _ in outputs]
    left = _stretched(sum(outputs), content)
    found = []
    for grams in outputs:
        parts = contributions(grams, left) if grams else [(key, 0) for key, _ in left]
        found.append([(key, part) for key, part in parts if part])
        left = [(key, weight - part) for (key, weight), (_, part) in zip(left, parts, strict=True)]
    return found


def _stretched(least: int, content: Sequence[tuple[K, int]]) -> list[tuple[K, int]]:
    return contributions(least, content) if least > sum(weight for _, weight in content) else list(content)


_LABELS = {
    SortingKind.GRADING: N_("grading"),
    SortingKind.PACKING: N_("packing"),
    SortingKind.MOVING: N_("moving"),
    SortingKind.JOINING: N_("joining"),
}

"""The rules around fair shares: this file is the measures, the ledger's arithmetic, and who comes before whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction_terms import PriorityRule
from sse_desktop.domain.money import minor_digits, split

K = TypeVar("K")

# Where a line holds parts of a unit, all of it is shared in the largest of these steps, in thousandths of the unit.
_STEPS: Final = (1000, 100, 10, 1)
_NO_GROUP: Final = 1_000_000


class Measure(StrEnum):
    """What the families' shares are compared by."""

    EQUAL = "equal"
    CAPACITY = "capacity"
    PAST = "past"


MEASURES: Final[Mapping[str, str]] = {
    Measure.EQUAL: N_("Equal: every family the same amount of money, as far as it can bring it"),
    Measure.CAPACITY: N_("By capacity: every family the same part of what it can bring"),
    Measure.PAST: N_("By the past: who got too little before comes first"),
}
MEASURE_NAMES: Final[Mapping[str, str]] = {
    Measure.EQUAL: N_("Equal shares"),
    Measure.CAPACITY: N_("By capacity"),
    Measure.PAST: N_("By the past"),
}

# What limited a share. The engine knows some of them; the caps and what a person set are told apart here.
LIMITS: Final[Mapping[str, str]] = {
    "own": N_("Own harvest"),
    "rest": N_("Own harvest"),
    "law_cap": N_("Cap of the rules"),
    "terms_cap": N_("Cap of the terms"),
    "own_cap": N_("Cap set for the family"),
    "household": N_("Household"),
    "demand": N_("What is asked"),
    "week": N_("Its weeks are full"),
    "minimum": N_("Minimum"),
    "ahead": N_("Had more before"),
    "fixed": N_("Set by a person"),
    "none": N_("Nothing"),
}
SENTENCES: Final[Mapping[str, str]] = {
    "own": N_("All that the family can bring is taken: {offered}. Nothing else limits it."),
    "rest": N_(
        "In the weeks that are shared anew, all that the family can still bring is taken. Nothing else limits it."
    ),
    "law_cap": N_(
        "The rule “{rule}” lets a family sell {cap} to {buyer} in {year}. Other contracts take {before} of it, so {left} are left."
    ),
    "terms_cap": N_("The terms of this sharing give no family more than {cap}."),
    "own_cap": N_("For this family a cap of {cap} was set: {reason}"),
    "household": N_("All members of the household {household} together may have {cap}."),
    "demand": N_(
        "The families can bring more than the buyer asks for. Nobody who gets more by this measure could give anything to this family."
    ),
    "week": N_(
        "In the weeks in which this family brings, others bring too, and all that is asked then is shared out evenly."
    ),
    "minimum": N_("The family gets the least that was agreed, {least}; without it, its share would be smaller."),
    "ahead": N_(
        "What the family had in the weeks before is more than the others reach now, so now the others come first."
    ),
    "fixed": N_("A person set what the family supplies: {reason}"),
    "none": N_("Nothing limits this share."),
}


def value_units(minor: int, currency: str) -> int:
    """Return an amount in the units in which shares are reckoned: millionths of the currency × thousandths of a unit of sale."""
    return minor * int(10 ** (9 - minor_digits(currency)))


def step_of(milli: Iterable[int]) -> int:
    """Return the size, in thousandths, of what is shared as one: whole units where every week asks for whole ones."""
    parts = list(milli)
    return next(step for step in _STEPS if all(part % step == 0 for part in parts))


def even_parts(asked: int, families: int) -> list[int]:
    """Return what each family would get if all got the same; the parts add up to what is asked."""
    return split(asked, [1] * families) if families else []


def weight_of(measure: str, *, even: int, offered: int, carried: int) -> int:
    """Return a family's weight, all amounts in one unit: shares are compared as value ÷ weight.

    Equal: 1. By capacity: what it offers. By the past: its even part and what the ledger carries, at least a tenth of
    the even part, so that nobody is left with nothing for what was. A weight is never below 1.
    """
    if measure == Measure.CAPACITY:
        return max(1, offered)
    if measure == Measure.PAST:
        return max(1, even + carried, even // 10)
    return 1


def carried(*, even: int, offered: int, given: int) -> int:
    """Return what the ledger carries of one sharing: what was fair and could be brought, less what was given.

    Above zero the family got too little, below zero more than its even part.
    """
    return min(even, offered) - given


def rank_of(codes: Collection[str], order: Sequence[PriorityRule]) -> tuple[int, ...]:
    """Return the place of a family in the orders of preference: the lists by their step, in each its best rank.

    A lower place comes first; who is in no group of a list comes after all that are.
    """
    steps = sorted({rule.step for rule in order})
    return tuple(
        min((rule.rank for rule in order if rule.step == step and rule.code in codes), default=_NO_GROUP)
        for step in steps
    )


def spread_value(total: int, units: Sequence[tuple[K, int]]) -> dict[K, int]:
    """Return the parts of a value by units, exact: Σ parts = total. Nothing for no units."""
    if not any(count for _, count in units):
        return {}
    return dict(zip((key for key, _ in units), split(total, [count for _, count in units]), strict=True))

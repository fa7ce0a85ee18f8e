"""What will really come: this file tells how far pledges are kept, and what is left of them after that and a margin."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sse_desktop.domain.errors import N_, DomainError

WHOLE_BP = 10_000
"""One hundred percent in basis points."""

OWN_WEEKS = 4
"""Fewer past weeks with a pledge say nothing of one member: then all members count."""

COMMON_WEEKS = 12
"""Fewer past weeks of all members together say nothing of a product: then pledges count in full."""


class NotAShareOfPledge(DomainError):
    """A reliability or a safety margin lies outside 0 to 100 %."""

    sentence = N_("{percent} % is not between 0 and 100. Nothing was saved. Correct the percentage.")


class Basis(StrEnum):
    """What a reliability rests on."""

    SET = "set"
    OWN = "own"
    COMMON = "common"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The basis in English, to be translated where it is shown."""
        return _BASES[self]


@dataclass(frozen=True, slots=True)
class Kept:
    """Past weeks with a pledge: how many, what was pledged, and what of it came, in grams."""

    weeks: int = 0
    pledged: int = 0
    delivered: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.weeks + other.weeks, self.pledged + other.pledged, self.delivered + other.delivered)

    @property
    def bp(self) -> int | None:
        """Return what came of what was pledged in basis points, rounded down; None where nothing was pledged."""
        return self.delivered * WHOLE_BP // self.pledged if self.pledged else None


@dataclass(frozen=True, slots=True)
class Reliable:
    """How much of a pledge comes, in basis points, and what tells so."""

    bp: int
    basis: Basis


def kept(weeks: Iterable[tuple[int, int]]) -> Kept:
    """Return how pledges were kept in weeks of (pledged, delivered) grams.

    A week counts when something was pledged, and at most with what was pledged: too much in one week does not make up for
    nothing in another.
    """
    total = Kept()
    for pledged, delivered in weeks:
        if pledged > 0:
            total += Kept(1, pledged, min(delivered, pledged))
    return total


def reliable(own: Kept, common: Kept, set_bp: int | None = None) -> Reliable:
    """Return how much of a member's pledges will come: what a person set, else what was learned of the member, else of all.

    The member counts from OWN_WEEKS weeks on, all members together from COMMON_WEEKS; with less a pledge counts in full.
    """
    if set_bp is not None:
        return Reliable(set_bp, Basis.SET)
    if own.weeks >= OWN_WEEKS and own.bp is not None:
        return Reliable(own.bp, Basis.OWN)
    if common.weeks >= COMMON_WEEKS and common.bp is not None:
        return Reliable(common.bp, Basis.COMMON)
    return Reliable(WHOLE_BP, Basis.NOTHING)


def forecast_grams(pledged: int, reliability_bp: int, margin_bp: int = 0, part: Fraction = Fraction(1)) -> int:
    """Return the grams to count on of one pledge: pledged × part × reliability × (100 % - margin), rounded down once.

    `part` is the part of the member's harvest that may be counted, such as that of certified plots. Rounded down, since a
    gram that nobody can promise must not be promised.
    """
    # In whole numbers: the very same, and a season of pledges is reckoned many times as fast as with fractions.
    counted = pledged * part.numerator * reliability_bp * (WHOLE_BP - margin_bp)
    return counted // (part.denominator * WHOLE_BP * WHOLE_BP)


def certified_part(plots: Iterable[tuple[int | None, bool]]) -> Fraction:
    """Return the part of a harvest that comes from certified plots, of plots with (expected grams or None, certified).

    It is the expected yield of the certified ones in that of all. Where a plot has no yield nobody can weigh them: then
    all counts when all are certified, and else nothing.
    """
    known = list(plots)
    if not known or not any(certified for _, certified in known):
        return Fraction(0)
    if all(certified for _, certified in known):
        return Fraction(1)
    grams = [(yield_g, certified) for yield_g, certified in known if yield_g is not None]
    whole = sum(yield_g for yield_g, _ in grams)
    if len(grams) < len(known) or not whole:
        return Fraction(0)
    return Fraction(sum(yield_g for yield_g, certified in grams if certified), whole)


def share_of(part: int, whole: int) -> int:
    """Return a part of a whole in basis points, half up; more than 100 % is possible.

    Raises: ZeroDivisionError when the whole is nothing.
    """
    return (2 * part * WHOLE_BP + whole) // (2 * whole)


def check_share(bp: int) -> int:
    """Return basis points that lie between 0 and 100 %.

    Raises: NotAShareOfPledge.
    """
    if not 0 <= bp <= WHOLE_BP:
        raise NotAShareOfPledge(percent=Decimal(bp) / 100)
    return bp


_BASES = {
    Basis.SET: N_("set by a person"),
    Basis.OWN: N_("learned from the member"),
    Basis.COMMON: N_("learned from all members"),
    Basis.NOTHING: N_("not known yet"),
}

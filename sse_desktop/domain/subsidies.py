"""How a subsidy with a cap for the whole bid falls on its lines: this file is that share-out."""

from collections.abc import Sequence
from fractions import Fraction


def caps_of_lines(wanted: Sequence[Fraction], cap: Fraction | None) -> list[Fraction | None]:
    """Return the most each line can get, from what each would get without a cap.

    Below the cap a line could still get what is left of it; above it, all are cut in the same proportion.
    """
    if cap is None:
        return [None] * len(wanted)
    total = sum(wanted, Fraction(0))
    if total <= cap:
        return [own + cap - total for own in wanted]
    return [own * cap / total for own in wanted]


def shares_of_bid(weights: Sequence[Fraction | None]) -> list[Fraction | None]:
    """Return each line's part of the whole bid by weight; a single line is the whole, and a weight not known leaves all open."""
    known = [weight for weight in weights if weight is not None]
    total = sum(known, Fraction(0))
    if len(weights) == 1:
        return [Fraction(1)]
    if len(known) < len(weights) or not total:
        return [None] * len(weights)
    return [weight / total for weight in known]

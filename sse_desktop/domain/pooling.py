"""What a cooperative can add to the bid of another: this file finds what it may offer week by week without breaking a promise."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, perishable_capacity


def offered_by_week(
    demand: Mapping[Week, int], supplies: Sequence[Supply], commitments: Mapping[Week, int]
) -> dict[Week, int]:
    """Return in each week the most, up to what is asked in it, that can be given beside all commitments; early weeks first.

    Nothing is offered while older commitments leave a gap. Weeks with nothing to offer are left out.
    """
    offered: dict[Week, int] = {}
    for week in sorted(demand):
        if grams := _most(week, demand[week], offered, supplies, commitments):
            offered[week] = grams
    return offered


def lowered(offered: Mapping[Week, int], part: Fraction) -> dict[Week, int]:
    """Return a part of each week, rounded down to the gram; weeks of nothing are left out."""
    found = {week: (grams * part).__floor__() for week, grams in offered.items()}
    return {week: grams for week, grams in found.items() if grams}


def _most(
    week: Week,
    grams: int,
    offered: Mapping[Week, int],
    supplies: Sequence[Supply],
    commitments: Mapping[Week, int],
) -> int:
    # A gram less asked makes a gap at most a gram smaller, so what is missing can be taken off at once.
    while grams > 0:
        rows = perishable_capacity({**offered, week: grams}, supplies, commitments)
        missing = max((row.gap for row in rows), default=0)
        if not missing:
            return grams
        grams -= missing
    return 0

"""How a buyer turns answers into points: this file is the eight scoring functions and what one step more would gain.

All of it is exact; points are rounded half up to a thousandth once, at the end. Nothing here says who wins: what others
would offer is taken from the person who asks "if the best price were …".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.rounding import half_up, unscaled

HIGHEST_MARK: Final = 5
_POINT_DECIMALS: Final = 3
_THOUSAND: Final = 1000


class Scoring(StrEnum):
    """A way to give points."""

    PRICE_RATIO = "price_ratio"
    LINEAR = "linear"
    RATIO_BEST = "ratio_best"
    BANDS = "bands"
    BINARY = "binary"
    JUDGED = "judged"
    PROXY_SUM = "proxy_sum"
    PREFERENCE_MARGIN = "preference_margin"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def asked(self) -> tuple[str, ...]:
        """Names of the parameters that only the buyer's papers tell."""
        return _ASKED.get(self, ())

    @property
    def assumed(self) -> str:
        """What of the others has to be assumed: lowest (price), best (answer), or nothing."""
        return {Scoring.PRICE_RATIO: "lowest", Scoring.RATIO_BEST: "best"}.get(self, "")


_LABELS: Final = {
    Scoring.PRICE_RATIO: N_("lowest price ÷ our price"),
    Scoring.LINEAR: N_("evenly between two values"),
    Scoring.RATIO_BEST: N_("our value ÷ the best one"),
    Scoring.BANDS: N_("by bands"),
    Scoring.BINARY: N_("yes or no"),
    Scoring.JUDGED: N_("judged from 0 to 5"),
    Scoring.PROXY_SUM: N_("by the buyer's table of values"),
    Scoring.PREFERENCE_MARGIN: N_("margin on the price"),
}
_ASKED: Final[dict[Scoring, tuple[str, ...]]] = {
    Scoring.LINEAR: ("low", "high"),
    Scoring.BANDS: ("bands",),
    Scoring.PROXY_SUM: ("table", "table_date", "maximum"),
    Scoring.PREFERENCE_MARGIN: ("margin",),
}


class NotScorable(DomainError):
    """The numbers of a criterion give no points."""

    sentence = N_(
        "These points can't be worked out: a price, the best value or the highest sum must be above zero, and two limits must differ. "
        "Look at the buyer's text and correct the numbers."
    )


class MarkOutOfRange(DomainError):
    """A judged answer has a mark beyond the scale."""

    sentence = N_("{mark} is not between 0 and 5. Type the mark you expect.")


class TableUnreadable(DomainError):
    """A line of a typed table is not `name: number`."""

    sentence = N_("“{line}” can't be read. Write one line for each, like {example}.")


class NotInTable(DomainError):
    """An answer names something that the buyer's table does not hold."""

    sentence = N_("“{name}” is not in the buyer's table. Write it as the table does, or add it there.")


@dataclass(frozen=True, slots=True)
class Band:
    """From this value on (or down to it, where less is better) an answer has these points."""

    limit: Decimal
    points: Decimal


# ---------------------------------------------------------------- the functions


def price_ratio(weight: Decimal, price: Decimal, lowest: Decimal) -> Decimal:
    """Return weight × lowest ÷ price; when our price is the lowest, the whole weight.

    Raises:
        NotScorable: a price is not above zero.
    """
    if price <= 0 or lowest <= 0:
        raise NotScorable
    return _points(Fraction(weight) * Fraction(min(lowest, price)) / Fraction(price))


def linear(weight: Decimal, value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Return weight × (value − low) ÷ (high − low), never below 0 or above the weight; `high` may be the smaller one.

    Raises:
        NotScorable: both limits are the same.
    """
    if low == high:
        raise NotScorable
    share = (Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low))
    return _points(Fraction(weight) * min(max(share, Fraction(0)), Fraction(1)))


def ratio_best(weight: Decimal, value: Decimal, best: Decimal) -> Decimal:
    """Return weight × value ÷ best; the whole weight when ours is the best.

    Raises:
        NotScorable: the best value is not above zero, or ours is below it.
    """
    if max(best, value) <= 0 or value < 0:
        raise NotScorable
    return _points(Fraction(weight) * Fraction(value) / Fraction(max(best, value)))


def bands(weight: Decimal, value: Decimal, table: Sequence[Band], *, less_is_better: bool = False) -> Decimal:
    """Return the points of the best band that the value reaches, nothing below the first one; never above the weight."""
    reached = [band.points for band in table if reaches(value, band.limit, less_is_better=less_is_better)]
    return _points(min(Fraction(max(reached, default=Decimal(0))), Fraction(weight)))


def binary(weight: Decimal, *, answer: bool) -> Decimal:
    """Return the whole weight for yes, nothing for no."""
    return _points(Fraction(weight if answer else 0))


def judged(weight: Decimal, mark: Decimal) -> Decimal:
    """Return weight × mark ÷ 5.

    Raises:
        MarkOutOfRange.
    """
    if not 0 <= mark <= HIGHEST_MARK:
        raise MarkOutOfRange(mark=mark)
    return _points(Fraction(weight) * Fraction(mark) / HIGHEST_MARK)


def proxy_sum(
    weight: Decimal, amounts: Mapping[str, Decimal], proxies: Mapping[str, Decimal], maximum: Decimal
) -> Decimal:
    """Return weight × Σ(amount × proxy) ÷ maximum, at most the weight. The proxies are the buyer's own, dated table.

    Raises:
        NotScorable: the maximum is not above zero, or an amount is below it. NotInTable.
    """
    if maximum <= 0 or any(amount < 0 for amount in amounts.values()):
        raise NotScorable
    unknown = next((name for name in amounts if name not in proxies), None)
    if unknown is not None:
        raise NotInTable(name=unknown)
    total = sum((Fraction(amount) * Fraction(proxies[name]) for name, amount in amounts.items()), start=Fraction(0))
    return _points(Fraction(weight) * min(total / Fraction(maximum), Fraction(1)))


def preference_margin(price: Decimal, margin: Decimal) -> Decimal:
    """Return the price by which a preferred offer is compared: price × (1 − margin), exact; what is paid stays the price.

    Raises:
        NotScorable: the margin is not a share between 0 and 1.
    """
    if not 0 <= margin <= 1:
        raise NotScorable
    return price - price * margin


# ---------------------------------------------------------------- private


def _points(value: Fraction) -> Decimal:
    return unscaled(half_up(value.numerator * _THOUSAND, value.denominator), _POINT_DECIMALS)


def reaches(value: Decimal, limit: Decimal, *, less_is_better: bool) -> bool:
    """Tell whether a value is within a band."""
    return value <= limit if less_is_better else value >= limit

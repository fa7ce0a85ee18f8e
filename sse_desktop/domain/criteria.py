"""A criterion as a whole: this file is the points of an answer as far as all is known, and what one step more would gain."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.domain.scoring import (
    HIGHEST_MARK,
    Band,
    Scoring,
    TableUnreadable,
    bands,
    binary,
    judged,
    linear,
    price_ratio,
    proxy_sum,
    ratio_best,
    reaches,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion with its weight in points; `parameters` are exact texts by name, as the buyer's papers set them."""

    scoring: Scoring
    weight: Decimal
    parameters: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parameters that are still to be asked for."""
        return tuple(name for name in self.scoring.asked if not self.parameters.get(name, "").strip())


@dataclass(frozen=True, slots=True)
class NextStep:
    """The nearest better answer and the points it would add; for a table `name` says which line has one more."""

    answer: Decimal
    gain: Decimal
    name: str = ""


def points_of(criterion: Criterion, answer: str, assumed: str = "") -> Decimal | None:
    """Return the points of an answer (an exact text), or None while the answer, a parameter or an assumption is missing.

    Raises:
        NotScorable, MarkOutOfRange, TableUnreadable, NotInTable, NotAPlainNumber.
    """
    if criterion.missing or not answer.strip() or (criterion.scoring.assumed and not assumed.strip()):
        return None
    if criterion.scoring is Scoring.PROXY_SUM:
        return _by_table(criterion, numbered(answer))
    return _by_number(criterion, exact_decimal(answer), assumed)


def next_step(criterion: Criterion, answer: str, assumed: str = "") -> NextStep | None:
    """Return what the nearest better answer would gain; None where nothing is left to gain, or nothing is known yet.

    One unit more, the next band, one mark more, yes instead of no; of a price one percent less.
    """
    now = points_of(criterion, answer, assumed)
    if now is None or criterion.scoring is Scoring.PREFERENCE_MARGIN:
        return None
    if criterion.scoring is Scoring.PROXY_SUM:
        return _next_in_table(criterion, numbered(answer), now)
    better = _better(criterion, exact_decimal(answer))
    if better is None:
        return None
    gain = _by_number(criterion, better, assumed) - now
    return NextStep(better, gain) if gain > 0 else None


def numbered(text: str) -> dict[str, Decimal]:
    """Return the lines `name: number` of a table by name, numbers in machine notation.

    Raises:
        TableUnreadable.
    """
    found: dict[str, Decimal] = {}
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        name, colon, number = line.rpartition(":")
        try:
            found[name.strip()] = exact_decimal(number.strip())
        except DomainError:
            colon = ""
        if not colon or not name.strip():
            raise TableUnreadable(line=line, example="name: 10")
    return found


def banded(text: str) -> tuple[Band, ...]:
    """Return the bands of lines `limit: points`, numbers in machine notation.

    Raises:
        TableUnreadable.
    """
    try:
        return tuple(Band(exact_decimal(limit), points) for limit, points in numbered(text).items())
    except TableUnreadable:
        raise
    except DomainError as error:
        raise TableUnreadable(line=text.strip(), example="10: 5") from error


# ---------------------------------------------------------------- private


def _by_number(criterion: Criterion, value: Decimal, assumed: str) -> Decimal:
    weight, said = criterion.weight, criterion.parameters
    match criterion.scoring:
        case Scoring.PRICE_RATIO | Scoring.RATIO_BEST:
            ratio = price_ratio if criterion.scoring is Scoring.PRICE_RATIO else ratio_best
            return ratio(weight, value, exact_decimal(assumed))
        case Scoring.LINEAR:
            return linear(weight, value, exact_decimal(said["low"]), exact_decimal(said["high"]))
        case Scoring.BANDS:
            return bands(weight, value, banded(said["bands"]), less_is_better=_less(criterion))
        case Scoring.BINARY:
            return binary(weight, answer=value > 0)
        case Scoring.JUDGED:
            return judged(weight, value)
        case _:
            return Decimal(0)  # a margin changes the price that is compared and gives no points


def _less(criterion: Criterion) -> bool:
    return criterion.parameters.get("better") == "less"


def _by_table(criterion: Criterion, amounts: Mapping[str, Decimal]) -> Decimal:
    said = criterion.parameters
    return proxy_sum(criterion.weight, amounts, numbered(said["table"]), exact_decimal(said["maximum"]))


def _better(criterion: Criterion, value: Decimal) -> Decimal | None:
    """Return the nearest better answer, or None where there is none."""
    match criterion.scoring:
        case Scoring.PRICE_RATIO:
            return value * Decimal("0.99")
        case Scoring.LINEAR:
            said = criterion.parameters
            return value + (1 if exact_decimal(said["high"]) > exact_decimal(said["low"]) else -1)
        case Scoring.BANDS:
            return _next_band(criterion, value)
        case Scoring.JUDGED:
            return min(value + 1, Decimal(HIGHEST_MARK))
        case Scoring.BINARY:
            return Decimal(1)
        case _:
            return value + 1


def _next_band(criterion: Criterion, value: Decimal) -> Decimal | None:
    table, less = banded(criterion.parameters["bands"]), _less(criterion)
    now = bands(criterion.weight, value, table, less_is_better=less)
    further = [
        band.limit for band in table if not reaches(value, band.limit, less_is_better=less) and band.points > now
    ]
    return (max(further) if less else min(further)) if further else None


def _next_in_table(criterion: Criterion, amounts: Mapping[str, Decimal], now: Decimal) -> NextStep | None:
    proxies = numbered(criterion.parameters["table"])
    best = max(proxies, key=lambda name: proxies[name], default=None)
    if best is None:
        return None
    more = amounts.get(best, Decimal(0)) + 1
    gain = _by_table(criterion, {**amounts, best: more}) - now
    return NextStep(more, gain, best) if gain > 0 else None

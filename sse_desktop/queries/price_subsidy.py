"""What a bid's subsidy is for each of its lines, in the line's basis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_price import BuildUp, SubsidyTerms, build_up
from sse_desktop.domain.fair_price_parts import SubsidyBasis
from sse_desktop.domain.subsidies import caps_of_lines
from sse_desktop.queries.price_parts import Ground, LineGround, day_of
from sse_desktop.queries.subsidies import SubsidyRow

_WHOLE_BP: Final = 10_000
_NONE: Final = SubsidyTerms()


@dataclass(frozen=True, slots=True)
class LineSubsidy:
    """The terms for a line's basis, or why they can't be told."""

    terms: SubsidyTerms = _NONE
    trouble: DomainError | None = None


def line_subsidies(
    ground: Ground, lines: Sequence[tuple[LineGround, BuildUp | None]], subsidy: SubsidyRow | None
) -> list[LineSubsidy]:
    """Return the subsidy of each line, from its build-up without one (None while a part is missing).

    The cap holds for the whole bid: what all lines would get without it is measured, and each is capped by its part.
    """
    if subsidy is None:
        return [LineSubsidy() for _ in lines]
    found = [_uncapped(ground, line, subsidy) for line, _ in lines]
    if subsidy.cap is None:
        return found
    wanted = [_wanted(line, inputs, one) for (line, inputs), one in zip(lines, found, strict=True)]
    caps = caps_of_lines(wanted, Fraction(subsidy.cap.amount))
    return [_capped(line, one, cap) for (line, _), one, cap in zip(lines, found, caps, strict=True)]


# ---------------------------------------------------------------- private


def _uncapped(ground: Ground, line: LineGround, subsidy: SubsidyRow) -> LineSubsidy:
    share = Fraction(subsidy.share_bp or 0, _WHOLE_BP)
    rate = Fraction(subsidy.rate.amount) if subsidy.rate is not None else Fraction(0)
    try:
        match subsidy.basis:
            case SubsidyBasis.COST:
                return LineSubsidy(SubsidyTerms(share_of_cost=share))
            case SubsidyBasis.TRANSPORT:
                return LineSubsidy(SubsidyTerms(share_of_transport=share))
            case SubsidyBasis.KM:
                km = Fraction(subsidy.km.amount) if subsidy.km is not None else Fraction(0)
                return LineSubsidy(SubsidyTerms(fixed=line.part_of_sum(rate * km)))
            case SubsidyBasis.LUMP:
                return LineSubsidy(SubsidyTerms(fixed=line.part_of_sum(rate)))
            case SubsidyBasis.UNIT:
                fixed = line.of_basis(subsidy.rate, subsidy.unit, day_of(ground)) if subsidy.rate else Fraction(0)
                return LineSubsidy(SubsidyTerms(fixed=fixed))
    except DomainError as trouble:
        return LineSubsidy(trouble=trouble)


def _wanted(line: LineGround, inputs: BuildUp | None, one: LineSubsidy) -> Fraction:
    """Return what a line would get in all without a cap; nothing while its cost is not known."""
    if inputs is None or not line.quantity.milli:
        return Fraction(0)
    return build_up(replace(inputs, subsidy=one.terms)).subsidy * Fraction(line.quantity.milli, line.per.milli)


def _capped(line: LineGround, one: LineSubsidy, cap: Fraction | None) -> LineSubsidy:
    if cap is None or not line.quantity.milli:
        return one
    return replace(one, terms=replace(one.terms, cap=cap * Fraction(line.per.milli, line.quantity.milli)))

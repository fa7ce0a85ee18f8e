"""The build-up of a price: from what the family is paid to what the buyer pays, and back. This file is that arithmetic.

All amounts are of one currency and for one and the same amount of produce that is sold: one unit, or a hundred of them.
They stay exact fractions; who shows them rounds once, with `in_micros` and `parts_in_micros`.

    good  = 1 − loss
    cost  = (farm gate + collection + cleaning) ÷ good + packaging + transport + distribution + certification + finance + fines
    whole = cost + cost × administration + social fund
    net   = whole − subsidy
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.rounding import half_up

Exact = Fraction | Decimal | int

_NOTHING: Final = Fraction(0)
_DAYS_OF_A_YEAR: Final = 365
_MICROS: Final = 1_000_000
_WHOLE_BP: Final = 10_000


class LossIsWhole(DomainError):
    """Nothing is left to sell."""

    sentence = N_("With a loss of 100 % or more nothing is left to sell, so there is no price. Correct the loss.")


class MarginIsWhole(DomainError):
    """A margin on the price takes the whole price."""

    sentence = N_("A margin is a part of the price: from 0 % to less than 100 %. Correct the margin.")


class PartBelowZero(DomainError):
    """A part of the build-up is negative."""

    sentence = N_("“{part}” can't be below zero. Correct it; money that comes in is entered as a subsidy.")


class SubsidyIsWhole(DomainError):
    """A subsidy would pay the whole cost."""

    sentence = N_("A subsidy can't be 100 % of the cost or more. Correct its share.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyTerms:
    """What a subsidy adds: a fixed amount, a share of the whole cost and one of transport and distribution, up to a cap."""

    fixed: Exact = 0
    share_of_cost: Exact = 0
    share_of_transport: Exact = 0
    cap: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildUp:
    """What goes into a price. `loss`, `finance_rate` (of a year) and `administration` are shares: a tenth is 0.1.

    The loss holds for what is spent before sorting; finance is rate × days ÷ 365 of the cost before it; administration
    is a share of the cost.
    """

    farm_gate: Exact
    collection: Exact = 0
    cleaning: Exact = 0
    loss: Exact = 0
    packaging: Exact = 0
    transport: Exact = 0
    distribution: Exact = 0
    certification: Exact = 0
    finance_rate: Exact = 0
    days_to_pay: int = 0
    fines: Exact = 0
    administration: Exact = 0
    social_fund: Exact = 0
    subsidy: SubsidyTerms = SubsidyTerms()


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its exact amount; the subsidy is below zero. The parts of a build-up add up to its net cost."""

    code: PricePart
    amount: Fraction

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return self.code.label


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBuildUp:
    """A price taken apart, exact. `cost` is before administration and social fund, `gross_cost` after them."""

    inputs: BuildUp
    parts: tuple[Part, ...]
    direct: Fraction
    cost: Fraction
    gross_cost: Fraction
    subsidy: Fraction
    net_cost: Fraction

    def accepts(self, price: Exact) -> bool:
        """Tell whether a price covers the net cost."""
        return Fraction(price) >= self.net_cost

    def left(self, price: Exact) -> Fraction:
        """Return what a price leaves after the net cost; below zero is what is missing."""
        return Fraction(price) - self.net_cost

    def asked_price(self, margin: Exact = 0) -> Fraction:
        """Return net cost ÷ (1 − margin); the margin is a share of the price.

        Raises:
            MarginIsWhole.
        """
        if not 0 <= margin < 1:
            raise MarginIsWhole
        return self.net_cost / (1 - Fraction(margin))

    def farmer_most(self, price: Exact) -> Fraction | None:
        """Return the most the family can be paid so that the net cost is just this price; None when even nothing is too much."""
        most = _farm_gate_for(self.inputs, _gross_most(self.inputs, Fraction(price)))
        return most if most >= 0 else None

    def floor(self, least: Exact) -> Fraction:
        """Return the lowest price at which the family is paid at least this: the net cost with that farm gate."""
        return build_up(_paying(self.inputs, least)).net_cost

    def farmer_share(self, price: Exact) -> Fraction:
        """Return the family's part of what the buyer pays: farm gate ÷ good ÷ price; nothing of a price of nothing."""
        return self._paid_for_sold / Fraction(price) if price else _NOTHING

    def subsidised_share(self, price: Exact) -> Fraction:
        """Return the family's part of all public money: price and subsidy together."""
        return self.farmer_share(Fraction(price) + self.subsidy)

    @property
    def _paid_for_sold(self) -> Fraction:
        return Fraction(self.inputs.farm_gate) / (1 - Fraction(self.inputs.loss))


def build_up(inputs: BuildUp) -> PriceBuildUp:
    """Take a price apart, from the family to the buyer.

    Raises:
        LossIsWhole, PartBelowZero, SubsidyIsWhole.
    """
    _check(inputs)
    amounts = _amounts(inputs)
    direct = sum(amounts[:5], _NOTHING)
    cost = sum(amounts[:10], _NOTHING)
    gross = sum(amounts[:12], _NOTHING)
    subsidy = _granted(inputs, gross)
    signed = [*amounts, -subsidy]
    return PriceBuildUp(
        inputs=inputs,
        parts=tuple(Part(code, amount) for code, amount in zip(PricePart, signed, strict=True)),
        direct=direct,
        cost=cost,
        gross_cost=gross,
        subsidy=subsidy,
        net_cost=gross - subsidy,
    )


def fair_least(minimums: Sequence[Exact], market: Exact | None = None, premium: Exact = 0) -> Fraction | None:
    """Return what a family must be paid at least: the highest of the agreed minimums and the market, and the premium on top.

    None when nothing was agreed: then there is nothing to keep.
    """
    if not minimums:
        return None
    known = [*minimums, market] if market is not None else [*minimums]
    return max(Fraction(each) for each in known) + Fraction(premium)


def least_income_factor(incomes: Sequence[Fraction], minimum: Fraction) -> Fraction | None:
    """Return the least number all farm gates must be multiplied by so that every family has the minimum; None when it can't.

    `incomes` are what the families have at the present farm gates; one that has nothing will have nothing at any.
    """
    if not incomes or min(incomes) <= 0:
        return None
    return minimum / min(incomes)


def trip_cost(trips: Sequence[tuple[Exact, Exact]]) -> Fraction:
    """Return what carrying one unit costs over several routes: (cost of a trip, units on it), weighted by the units.

    Raises:
        ZeroDivisionError: no unit is carried.
    """
    return sum((Fraction(cost) for cost, _ in trips), _NOTHING) / sum((Fraction(units) for _, units in trips), _NOTHING)


def in_micros(amount: Fraction) -> int:
    """Return an amount in millionths, rounded half up once."""
    return half_up(amount.numerator * _MICROS, amount.denominator)


def in_basis_points(share: Fraction) -> int:
    """Return a share in hundredths of a percent, rounded half up once."""
    return half_up(share.numerator * _WHOLE_BP, share.denominator)


def parts_in_micros(amounts: Sequence[Fraction], total: int) -> list[int]:
    """Return the amounts in millionths so that they add up to the total: their sum, rounded.

    Each is one of the two whole numbers around it; those nearest to the upper one are rounded up, ties by position.
    """
    scaled = [amount * _MICROS for amount in amounts]
    parts = [each.numerator // each.denominator for each in scaled]
    by_rest = sorted(range(len(scaled)), key=lambda place: parts[place] - scaled[place])
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


# ---------------------------------------------------------------- private


def _amounts(inputs: BuildUp) -> list[Fraction]:
    """Return the parts before the subsidy, in the order of their names."""
    early = [Fraction(each) for each in (inputs.farm_gate, inputs.collection, inputs.cleaning)]
    loss = sum(early, _NOTHING) / (1 - Fraction(inputs.loss)) - sum(early, _NOTHING)
    late = [Fraction(each) for each in (inputs.packaging, inputs.transport, inputs.distribution, inputs.certification)]
    before = [*early, loss, *late]
    finance = sum(before, _NOTHING) * _interest(inputs)
    fines = Fraction(inputs.fines)
    cost = sum(before, _NOTHING) + finance + fines
    return [*before, finance, fines, cost * Fraction(inputs.administration), Fraction(inputs.social_fund)]


def _interest(inputs: BuildUp) -> Fraction:
    return Fraction(inputs.finance_rate) * inputs.days_to_pay / _DAYS_OF_A_YEAR


def _fixed(inputs: BuildUp) -> Fraction:
    """Return the part of the subsidy that does not hang on what the family is paid."""
    carried = Fraction(inputs.transport) + Fraction(inputs.distribution)
    return Fraction(inputs.subsidy.fixed) + Fraction(inputs.subsidy.share_of_transport) * carried


def _granted(inputs: BuildUp, gross: Fraction) -> Fraction:
    """Return the subsidy: never above its cap, nor above the cost that it is for."""
    wanted = min(gross, _fixed(inputs) + Fraction(inputs.subsidy.share_of_cost) * gross)
    return wanted if inputs.subsidy.cap is None else min(wanted, Fraction(inputs.subsidy.cap))


def _gross_most(inputs: BuildUp, price: Fraction) -> Fraction:
    """Return the highest cost that a price and the subsidy cover together."""
    by_rate = (price + _fixed(inputs)) / (1 - Fraction(inputs.subsidy.share_of_cost))
    return by_rate if inputs.subsidy.cap is None else min(by_rate, price + Fraction(inputs.subsidy.cap))


def _farm_gate_for(inputs: BuildUp, gross: Fraction) -> Fraction:
    """Return the farm gate whose whole cost is this: the steps of `_amounts` backwards."""
    cost = (gross - Fraction(inputs.social_fund)) / (1 + Fraction(inputs.administration))
    before = (cost - Fraction(inputs.fines)) / (1 + _interest(inputs))
    after_sorting = sum(
        (Fraction(each) for each in (inputs.packaging, inputs.transport, inputs.distribution, inputs.certification)),
        _NOTHING,
    )
    early = (before - after_sorting) * (1 - Fraction(inputs.loss))
    return early - Fraction(inputs.collection) - Fraction(inputs.cleaning)


def _paying(inputs: BuildUp, farm_gate: Exact) -> BuildUp:
    return BuildUp(**{name: getattr(inputs, name) for name in BuildUp.__dataclass_fields__} | {"farm_gate": farm_gate})


def _check(inputs: BuildUp) -> None:
    named = [(part, getattr(inputs, part.value)) for part in PricePart if hasattr(inputs, part.value)]
    numbers = [(part, value) for part, value in named if part is not PricePart.SUBSIDY]
    for part, value in [*numbers, (PricePart.FINANCE, inputs.finance_rate), (PricePart.FINANCE, inputs.days_to_pay)]:
        if value < 0:
            raise PartBelowZero(part=Term(part.label))
    terms = inputs.subsidy
    if min(terms.fixed, terms.share_of_cost, terms.share_of_transport, terms.cap or 0) < 0:
        raise PartBelowZero(part=Term(PricePart.SUBSIDY.label))
    if inputs.loss >= 1:
        raise LossIsWhole
    if terms.share_of_cost >= 1:
        raise SubsidyIsWhole

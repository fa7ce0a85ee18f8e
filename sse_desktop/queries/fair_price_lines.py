"""From exact amounts to the rows that are shown: everything is rounded here, once, so that parts add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_price import PriceBuildUp, in_basis_points, in_micros, parts_in_micros
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money, UnitPrice, minor_digits, sum_money
from sse_desktop.domain.rounding import half_up
from sse_desktop.queries.fair_price_rows import (
    FairPriceLine,
    FairPricePart,
    FairPriceTotals,
    FloorRule,
    MarketOfWeek,
)
from sse_desktop.queries.price_floor import Least
from sse_desktop.queries.price_ground import GroundLine
from sse_desktop.queries.price_parts import Taken

_WHOLE_BP: Final = 10_000
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePriced:
    """A line with its exact build-up, None while a part is missing; the price in millionths for one unit.

    `least` is what the family must be paid for the basis, `by` which rule says so, `floor` the exact price that pays it.
    """

    line: GroundLine
    values: Mapping[PricePart, Taken]
    built: PriceBuildUp | None
    price: int | None
    is_asked: bool
    least: Least
    trouble: DomainError | None
    by_income: Fraction | None = None

    @property
    def per(self) -> Fraction:
        """How many units the basis is."""
        return Fraction(self.line.ground.per.amount)

    @property
    def bases(self) -> Fraction:
        """How many bases are sold."""
        return Fraction(self.line.ground.quantity.milli, self.line.ground.per.milli)

    @property
    def must_pay(self) -> tuple[Fraction, FloorRule] | None:
        """What the family must be paid for the basis, and by which rule: the highest."""
        known = [(self.least.amount, self.least.by), (self.by_income, FloorRule.INCOME)]
        found = [(amount, by) for amount, by in known if amount is not None and by is not None]
        return max(found, key=lambda each: each[0], default=None)

    @property
    def earned(self) -> Fraction | None:
        """What the families are paid for one basis that is sold."""
        if self.built is None:
            return None
        return Fraction(self.built.inputs.farm_gate) / (1 - Fraction(self.built.inputs.loss))


def as_line(priced: LinePriced, currency: str) -> FairPriceLine:
    """Return the row of a line."""
    ground, built = priced.line.ground, priced.built
    net = in_micros(built.net_cost) if built is not None else None
    price_per = _per_basis(priced)
    price = UnitPrice(priced.price, currency) if priced.price is not None else None
    exact = Fraction(price_per, 10**6) if price_per is not None else None
    must = priced.must_pay
    floor = built.floor(must[0]) if built is not None and must is not None else None

    def money(micros: int | None) -> UnitPrice | None:
        return UnitPrice(micros, currency) if micros is not None else None

    def rounded(amount: Fraction | None) -> UnitPrice | None:
        return money(in_micros(amount)) if amount is not None else None

    return FairPriceLine(
        bid_line_id=priced.line.bid_line_id,
        scenario_line_id=priced.line.scenario_line_id,
        product_id=ground.product_id,
        item=priced.line.item,
        product=priced.line.product,
        unit=ground.unit,
        per=ground.per,
        quantity=ground.quantity,
        parts=_parts(priced, net, currency),
        days_to_pay=priced.line.days,
        net_cost=money(net),
        price=price,
        price_per=money(price_per),
        is_asked=priced.is_asked,
        total=price.times(ground.quantity) if price is not None else None,
        left=money(price_per - net) if price_per is not None and net is not None else None,
        accept=_accepts(priced),
        farmer_most=rounded(built.farmer_most(exact)) if built is not None and exact is not None else None,
        least=rounded(must[0] if must is not None else None),
        floor=rounded(floor / priced.per if floor is not None else None),
        floor_by=must[1] if must is not None else None,
        floor_per=rounded(floor),
        farmer_share_bp=in_basis_points(built.farmer_share(exact)) if built is not None and exact else None,
        subsidised_share_bp=in_basis_points(built.subsidised_share(exact)) if built is not None and exact else None,
        market=_market(priced, currency),
        trouble=priced.trouble,
        days_from=priced.line.days_from,
    )


def as_totals(priced: Sequence[LinePriced], lines: Sequence[FairPriceLine], currency: str) -> FairPriceTotals:
    """Return the totals of the lines of which something is offered."""
    pairs = [(each, line) for each, line in zip(priced, lines, strict=True) if line.quantity.milli > 0]
    built = [(each, each.built) for each, _ in pairs if each.built is not None]
    offer = sum_money((line.total for _, line in pairs if line.total is not None), currency)
    is_complete = bool(pairs) and all(line.is_complete for _, line in pairs)
    all_built = bool(pairs) and len(built) == len(pairs)

    def summed(amounts: Sequence[Fraction]) -> Money | None:
        return _money(sum(amounts, Fraction(0)), currency) if all_built else None

    net = summed([one.net_cost * each.bases for each, one in built])
    subsidy = summed([one.subsidy * each.bases for each, one in built])
    families = summed([(each.earned or Fraction(0)) * each.bases for each, _ in built])
    shown = is_complete and offer.minor > 0 and families is not None and subsidy is not None
    return FairPriceTotals(
        offer=offer,
        net_cost=net,
        left=offer - net if is_complete and net is not None else None,
        subsidy=subsidy,
        families=families,
        farmer_share_bp=_share(families, offer) if shown else None,
        subsidised_share_bp=_share(families, offer + subsidy) if shown and subsidy is not None else None,
        keeps_floor=_all([line.keeps_floor for _, line in pairs]),
        is_complete=is_complete,
    )


# ---------------------------------------------------------------- private


def _parts(priced: LinePriced, net: int | None, currency: str) -> tuple[FairPricePart, ...]:
    amounts: dict[PricePart, int] = {}
    if priced.built is not None and net is not None:
        rounded = parts_in_micros([part.amount for part in priced.built.parts], net)
        amounts = {part.code: micros for part, micros in zip(priced.built.parts, rounded, strict=True)}
    return tuple(_part(part, priced.values.get(part, Taken()), amounts.get(part), currency) for part in PricePart)


def _part(part: PricePart, told: Taken, amount: int | None, currency: str) -> FairPricePart:
    given = in_micros(told.value) if told.value is not None and not part.is_share else None
    if amount is None and part is not PricePart.SUBSIDY:
        # While another part is missing, what is known is still shown.
        amount = given
    return FairPricePart(
        code=part,
        amount=UnitPrice(amount, currency) if amount is not None else None,
        given=UnitPrice(given, currency) if given is not None and part is not PricePart.SUBSIDY else None,
        share_bp=in_basis_points(told.value) if told.value is not None and part.is_share else None,
        origin=told.origin,
        source=told.source,
        source_on=told.on,
        cost_id=told.cost_id,
        trouble=told.trouble,
        went_in=told.learned.went_in if told.learned is not None else None,
        lost=told.learned.lost if told.learned is not None else None,
    )


def _per_basis(priced: LinePriced) -> int | None:
    if priced.price is None:
        return None
    return half_up(priced.price * priced.line.ground.per.milli, _THOUSAND)


def _accepts(priced: LinePriced) -> bool | None:
    """Compare as both are shown: the price of a unit and its net cost, in millionths."""
    if priced.built is None or priced.price is None:
        return None
    return priced.price >= in_micros(priced.built.net_cost / priced.per)


def _market(priced: LinePriced, currency: str) -> MarketOfWeek | None:
    row, amount = priced.least.market, priced.least.market_amount
    if row is None or amount is None:
        return None
    farm = priced.values.get(PricePart.FARM_GATE, Taken()).value
    difference = UnitPrice(in_micros(farm) - in_micros(amount), currency) if farm is not None else None
    return MarketOfWeek(
        week=str(row.week),
        market=row.market,
        source=row.source,
        price=UnitPrice(in_micros(amount), currency),
        difference=difference,
    )


def _money(amount: Fraction, currency: str) -> Money:
    scaled = amount * 10 ** minor_digits(currency)
    return Money(half_up(scaled.numerator, scaled.denominator), currency)


def _share(part: Money | None, whole: Money) -> int | None:
    return half_up(part.minor * _WHOLE_BP, whole.minor) if part is not None and whole.minor else None


def _all(answers: Sequence[bool | None]) -> bool | None:
    """Return False when one is no, None when one is not known, True when all are yes."""
    if False in answers:
        return False
    return None if not answers or None in answers else True

"""A fair price in plain words: how each part is reckoned, and what the price means. Window, paper and spreadsheet say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.price_bar import PriceBar, as_shown, decimals_for, price_bar
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.fair_price_rows import FairPriceLine, FairPricePart

Standing = Literal["ready", "to_do", "blocked", "quiet"]
_WHOLE_BP: Final = 10_000

_HOW: Final = {
    PricePart.FARM_GATE: N_("Paid to the family for what was collected."),
    PricePart.COLLECTION: N_("Paid to those who collect."),
    PricePart.CLEANING: N_("Paid to those who clean and sort."),
    PricePart.PACKAGING: N_("Boxes, nets and labels of what is sold."),
    PricePart.TRANSPORT: N_("What a trip costs ÷ what it carries."),
    PricePart.DISTRIBUTION: N_("From school to school."),
    PricePart.CERTIFICATION: N_("Certificates and audits."),
    PricePart.FINES: N_("What fines are expected to cost."),
    PricePart.SOCIAL_FUND: N_("Put into the social fund."),
    PricePart.SUBSIDY: N_("Somebody else pays this part, so it is taken off."),
}
_BEFORE_SORTING: Final = (PricePart.FARM_GATE, PricePart.COLLECTION, PricePart.CLEANING)
_BEFORE_FINANCE: Final = (
    *_BEFORE_SORTING,
    PricePart.LOSS,
    PricePart.PACKAGING,
    PricePart.TRANSPORT,
    PricePart.DISTRIBUTION,
    PricePart.CERTIFICATION,
)
_COST: Final = (*_BEFORE_FINANCE, PricePart.FINANCE, PricePart.FINES)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about a price, and how it stands: ready, to do, blocked, or just said."""

    standing: Standing
    text: str


def bar_of(line: FairPriceLine) -> PriceBar | None:
    """Return the bar of a line; None while a part of its build-up is not known."""
    if line.net_cost is None:
        return None
    amounts = {part.code: part.amount.micros for part in line.parts if part.amount is not None}
    return price_bar(amounts, line.left.micros if line.left is not None else None)


def shown_parts(line: FairPriceLine) -> dict[PricePart, UnitPrice]:
    """Return the parts with an amount as they are written: they add up to the net cost as it is written."""
    known = [(part.code, part.amount) for part in line.parts if part.amount is not None]
    decimals = decimals_of(line)
    micros = as_shown([amount.micros for _code, amount in known], decimals)
    return {code: UnitPrice(shown, amount.currency) for (code, amount), shown in zip(known, micros, strict=True)}


def decimals_of(line: FairPriceLine) -> int:
    """Return with how many decimals the amounts of a line are written."""
    known = [part.amount.micros for part in line.parts if part.amount is not None]
    return decimals_for(max([*known, line.net_cost.micros if line.net_cost is not None else 0], default=0))


def how(part: FairPricePart, line: FairPriceLine, locale: Locale) -> str:
    """Say in plain words how a part is reckoned, with the numbers that go into it."""
    share = locale.percent(part.share_bp) if part.share_bp is not None else "?"
    match part.code:
        case PricePart.LOSS:
            return _how_loss(part, line, locale)
        case PricePart.FINANCE:
            sentence = N_("{share} a year × {days} days ÷ 365 of {base}.")
            days = "?" if line.days_to_pay is None else locale.number(line.days_to_pay)
            return locale.text(sentence, share=share, days=days, base=_sum(line, _BEFORE_FINANCE, locale))
        case PricePart.ADMINISTRATION:
            return locale.text(N_("{share} of the cost {base}."), share=share, base=_sum(line, _COST, locale))
        case code:
            return locale.text(_HOW[code])


def _how_loss(part: FairPricePart, line: FairPriceLine, locale: Locale) -> str:
    if part.share_bp is None:
        return locale.text(N_("What is lost before it is sold must be paid by what is sold."))
    return locale.text(
        N_("{share} is lost, so {base} is divided by {good}; this is what is added."),
        share=locale.percent(part.share_bp),
        good=locale.percent(_WHOLE_BP - part.share_bp),
        base=_sum(line, _BEFORE_SORTING, locale),
    )


def _sum(line: FairPriceLine, codes: tuple[PricePart, ...], locale: Locale) -> str:
    shown = shown_parts(line)
    if not shown or any(code not in shown for code in codes):
        return "?"
    micros = sum(shown[code].micros for code in codes)
    return locale.number(UnitPrice(micros, shown[codes[0]].currency).amount, decimals_of(line))


def sentences(line: FairPriceLine, margin_bp: int, locale: Locale) -> list[Sentence]:
    """Say what a price means: to accept or not, the most for the family, the floor, the family's share, the market."""
    if line.trouble is not None:
        return [Sentence("blocked", locale.explain(line.trouble))]
    if line.missing:
        parts = ", ".join(locale.text(code.label) for code in line.missing)
        return [
            Sentence(
                "to_do", locale.text(N_("Not known yet: {parts}. Type it; zero if it costs nothing."), parts=parts)
            ),
            *_floor(line, locale),
        ]
    return [
        *_decision(line, margin_bp, locale),
        *_most(line, locale),
        *_floor(line, locale),
        *_share(line, locale),
        *_market(line, locale),
    ]


def _decision(line: FairPriceLine, margin_bp: int, locale: Locale) -> list[Sentence]:
    if line.net_cost is None or line.price_per is None or line.left is None:
        return []
    facts = {"price": line.price_per, "per": line.per, "cost": line.net_cost}
    if line.is_asked:
        asked = N_("We ask {price} for {per}: the net cost {cost} and a margin of {margin} of the price.")
        return [Sentence("ready", locale.text(asked, margin=locale.percent(margin_bp), **facts))]
    if line.accept:
        good = N_("Accept: {price} for {per} covers the net cost {cost} and leaves {left}.")
        return [Sentence("ready", locale.text(good, left=line.left, **facts))]
    bad = N_("Don't accept: {price} for {per} does not cover the net cost {cost}; {lacking} is missing.")
    return [Sentence("blocked", locale.text(bad, lacking=UnitPrice(-line.left.micros, line.left.currency), **facts))]


def _most(line: FairPriceLine, locale: Locale) -> list[Sentence]:
    if line.price is None:
        return []
    if line.farmer_most is None:
        return [Sentence("blocked", locale.text(N_("At this price nothing is left for the family.")))]
    farm_gate = next(part.amount for part in line.parts if part.code is PricePart.FARM_GATE)
    words = N_("At this price the most we can pay the family for {per} is {most}; reckoned with is {paid}.")
    return [Sentence("quiet", locale.text(words, per=line.per, most=line.farmer_most, paid=farm_gate))]


def _floor(line: FairPriceLine, locale: Locale) -> list[Sentence]:
    if line.floor is None or line.floor_by is None:
        if line.least is not None:
            return []
        none = N_("No minimum is agreed for this product, so there is no price floor. Agree one and enter it.")
        return [Sentence("to_do", locale.text(none))]
    facts = {"floor": line.floor, "unit": locale.unit(line.unit), "rule": locale.text(line.floor_by.label)}
    if line.keeps_floor is None:
        return [
            Sentence("quiet", locale.text(N_("The price floor is {floor} for one {unit}, set by {rule}."), **facts))
        ]
    if line.keeps_floor:
        return [
            Sentence(
                "ready", locale.text(N_("The price floor of {floor} for one {unit}, set by {rule}, is kept."), **facts)
            )
        ]
    return [
        Sentence(
            "blocked",
            locale.text(N_("The price is below the floor of {floor} for one {unit}, set by {rule}."), **facts),
        )
    ]


def _share(line: FairPriceLine, locale: Locale) -> list[Sentence]:
    if line.farmer_share_bp is None or line.subsidised_share_bp is None:
        return []
    words = N_("Of what the buyer pays, {share} goes to the family; {subsidised} when the subsidy is counted too.")
    share, subsidised = locale.percent(line.farmer_share_bp), locale.percent(line.subsidised_share_bp)
    return [Sentence("quiet", locale.text(words, share=share, subsidised=subsidised))]


def _market(line: FairPriceLine, locale: Locale) -> list[Sentence]:
    market = line.market
    if market is None:
        return [Sentence("quiet", locale.text(N_("No market price of the last weeks is known for this product.")))]
    facts = {"week": Week.parse(market.week), "market": market.market, "price": market.price, "per": line.per}
    if market.difference is None:
        return [Sentence("quiet", locale.text(N_("{market} paid {price} for {per} in week {week}."), **facts))]
    difference = market.difference
    if difference.micros < 0:
        less = N_("{market} paid {price} for {per} in week {week}: the family is paid {difference} less with us.")
        return [
            Sentence("to_do", locale.text(less, difference=UnitPrice(-difference.micros, difference.currency), **facts))
        ]
    more = N_("{market} paid {price} for {per} in week {week}: the family is paid {difference} more with us.")
    return [Sentence("ready", locale.text(more, difference=difference, **facts))]

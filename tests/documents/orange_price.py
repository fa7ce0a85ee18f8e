"""The worked example of a fair price: a hundred oranges, taken apart by the domain and put into the rows that are shown."""

from __future__ import annotations

import uuid
from datetime import date
from fractions import Fraction

from sse_desktop.domain.fair_price import (
    BuildUp,
    PriceBuildUp,
    SubsidyTerms,
    build_up,
    in_basis_points,
    in_micros,
    parts_in_micros,
)
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.fair_price_rows import (
    FairPrice,
    FairPriceLine,
    FairPricePart,
    FairPriceTotals,
    FloorRule,
    MarketOfWeek,
    PartOrigin,
)

ORANGES = BuildUp(
    farm_gate=2,
    collection=Fraction("0.6"),
    cleaning=Fraction("0.3"),
    loss=Fraction("0.1"),
    packaging=Fraction("0.2"),
    transport=2,
    administration=Fraction("0.08"),
    subsidy=SubsidyTerms(fixed=1),
)
SHARES = {PricePart.LOSS: 1000, PricePart.FINANCE: 0, PricePart.ADMINISTRATION: 800}
HUNDRED = Quantity.of(100, "unit")


def usd(amount: Fraction | int | str) -> UnitPrice:
    """Return an amount of the example."""
    return UnitPrice(in_micros(Fraction(amount)), "USD")


def oranges(price: str = "8", least: str = "4") -> FairPriceLine:
    """Return the line of the example at a price for a hundred."""
    built, paid = build_up(ORANGES), Fraction(price)
    most = built.farmer_most(paid)
    floor = built.floor(Fraction(least))
    return FairPriceLine(
        bid_line_id=uuid.UUID(int=1),
        scenario_line_id=uuid.UUID(int=2),
        product_id=uuid.UUID(int=3),
        item="Oranges",
        product="Orange",
        unit="unit",
        per=HUNDRED,
        quantity=Quantity.of(119_220, "unit"),
        parts=_parts(built),
        days_to_pay=60,
        net_cost=usd(built.net_cost),
        price=usd(paid / 100),
        price_per=usd(paid),
        is_asked=False,
        total=Money.of("9537.60", "USD"),
        left=usd(built.left(paid)),
        accept=built.accepts(paid),
        farmer_most=usd(most) if most is not None else None,
        least=usd(least),
        floor=usd(floor / 100),
        floor_by=FloorRule.MINIMUM,
        floor_per=usd(floor),
        farmer_share_bp=in_basis_points(built.farmer_share(paid)),
        subsidised_share_bp=in_basis_points(built.subsidised_share(paid)),
        market=MarketOfWeek(week="2026-W28", market="Chone", source="seen", price=usd("1.85"), difference=usd("0.15")),
        trouble=None,
    )


def a_fair_price(*lines: FairPriceLine) -> FairPrice:
    """Return the price of a bid with these lines, the example's alone if none is given."""
    shown = lines or (oranges(),)
    return FairPrice(
        bid_id=uuid.UUID(int=4),
        scenario_id=uuid.UUID(int=5),
        title="Our families first",
        currency="USD",
        on=date(2026, 7, 1),
        margin_bp=0,
        chosen=True,
        chosen_by="Demo Treasurer",
        chosen_on=date(2026, 7, 14),
        is_frozen=True,
        lines=shown,
        totals=FairPriceTotals(
            offer=Money.of("9537.60", "USD"),
            net_cost=Money.of("5789.32", "USD"),
            left=Money.of("3748.28", "USD"),
            subsidy=Money.of("1192.20", "USD"),
            families=Money.of("2649.33", "USD"),
            farmer_share_bp=2778,
            subsidised_share_bp=2469,
            keeps_floor=True,
            is_complete=True,
        ),
    )


def _parts(built: PriceBuildUp) -> tuple[FairPricePart, ...]:
    amounts = parts_in_micros([part.amount for part in built.parts], in_micros(built.net_cost))
    return tuple(
        FairPricePart(
            code=part.code,
            amount=UnitPrice(micros, "USD"),
            given=None if part.code.is_share else UnitPrice(micros, "USD"),
            share_bp=SHARES.get(part.code),
            origin=PartOrigin.SIGNED if part.code is PricePart.SUBSIDY else PartOrigin.TYPED,
            source="Agreement 12" if part.code is PricePart.SUBSIDY else "asked in Chone",
            source_on=date(2026, 6, 30),
            cost_id=None,
            trouble=None,
        )
        for part, micros in zip(built.parts, amounts, strict=True)
    )

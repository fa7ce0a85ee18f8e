"""What the lines of a bid are priced from: the lines themselves, recorded costs, prices to the family, what was typed."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import KILO, UNIT, Conversion, NoConversion, Quantity, how_many
from sse_desktop.domain.subsidies import shares_of_bid
from sse_desktop.queries.bids import BidLineRow, bid_lines
from sse_desktop.queries.costs import CostRow, cost, costs
from sse_desktop.queries.fair_price_rows import DaysFrom, PartOrigin
from sse_desktop.queries.learned_losses import learned_loss
from sse_desktop.queries.price_parts import FarmPriceTaken, Ground, LineGround, Taken
from sse_desktop.queries.products import conversions
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.prices import ScenarioLine, ScenarioPart
from sse_desktop.store.tables.products import FarmPrice, Grade
from sse_desktop.store.tables.tenders import Tender

_WHOLE_BP: Final = 10_000
_MICROS: Final = 1_000_000
# Fruit by the piece is talked about by the hundred.
_HUNDRED_MILLI: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundLine:
    """A line with its names, its price as given, and what it is priced from; `days` is after how many the buyer pays."""

    bid_line_id: uuid.UUID
    scenario_line_id: uuid.UUID | None
    item: str
    product: str
    price: UnitPrice | None
    days: int | None
    days_from: DaysFrom | None
    ground: LineGround


def usual_basis(unit: str) -> Quantity:
    """Return the amount a build-up is reckoned for unless a person says otherwise: a hundred pieces, else one unit."""
    return Quantity(_HUNDRED_MILLI if unit == UNIT else 1000, unit)


def price_ground(session: Session, bid_id: uuid.UUID, on: date | None) -> Ground:
    """Return what all lines of a bid share: its currency, the recorded costs in it, and the buyer's routes."""
    currency = session.scalars(sa.select(Bid.currency).where(Bid.id == bid_id)).one()
    by_part: dict[PricePart, list[CostRow]] = defaultdict(list)
    for row in costs(session):
        if row.amount is None or row.amount.currency == currency:
            by_part[row.part].append(row)
    routes = session.scalars(
        sa.select(DeliveryPoint.route)
        .join(Tender, Tender.buyer_id == DeliveryPoint.buyer_id)
        .join(Bid, Bid.tender_id == Tender.id)
        .where(Bid.id == bid_id, ~DeliveryPoint.archived, DeliveryPoint.route != "")
        .distinct()
        .order_by(DeliveryPoint.route)
    )
    return Ground(currency=currency, on=on, costs=by_part, routes=routes.all())


def ground_lines(
    session: Session, bid_id: uuid.UUID, ground: Ground, scenario_id: uuid.UUID | None
) -> list[GroundLine]:
    """Return the lines of a bid as a scenario has them, or as the bid stands; those of nothing, too."""
    days = _days_to_pay(session, bid_id)
    rows = bid_lines(session, bid_id)
    own = _scenario_lines(session, scenario_id)
    typed = _parts(session, scenario_id)
    lines = [_line(session, ground, row, own.get(row.id), typed, days) for row in rows]
    offered = [line for line in lines if line.ground.quantity.milli > 0]
    shares = dict(zip((line.bid_line_id for line in offered), shares_of_bid(_weights(offered, ground.on)), strict=True))
    return [replace(line, ground=replace(line.ground, bid_share=shares.get(line.bid_line_id))) for line in lines]


# ---------------------------------------------------------------- private


def _line(
    session: Session,
    ground: Ground,
    row: BidLineRow,
    own: ScenarioLine | None,
    typed: Mapping[uuid.UUID, Sequence[ScenarioPart]],
    days: tuple[int | None, DaysFrom | None],
) -> GroundLine:
    unit, currency = row.quantity.unit, ground.currency
    if own is not None and own.days_to_pay is not None:
        days = own.days_to_pay, DaysFrom.TYPED
    given = UnitPrice(own.price_micros, currency) if own is not None and own.price_micros is not None else None
    parts = typed.get(own.id, ()) if own is not None else ()
    values = {PricePart(part.part): _typed(part) for part in parts if part.cost_id is None}
    if own is not None and own.loss_bp is not None:
        values[PricePart.LOSS] = Taken(value=Fraction(own.loss_bp, _WHOLE_BP), origin=PartOrigin.TYPED)
    return GroundLine(
        bid_line_id=row.id,
        scenario_line_id=own.id if own is not None else None,
        item=row.description,
        product=row.product,
        price=given if own is not None else row.price or row.buyer_price,
        days=days[0],
        days_from=days[1],
        ground=LineGround(
            product_id=row.product_id,
            unit=unit,
            per=Quantity(own.per_milli, unit) if own is not None else usual_basis(unit),
            quantity=Quantity(own.quantity_milli, unit) if own is not None else row.quantity,
            bid_share=None,
            conversions=_factors(session, row.product_id),
            typed=values,
            picked={PricePart(part.part): cost(session, part.cost_id) for part in parts if part.cost_id is not None},
            farm_price=_farm_price(session, row.product_id, ground),
            learned=learned_loss(session, row.product_id, ground.on) if row.product_id is not None else None,
        ),
    )


def _typed(part: ScenarioPart) -> Taken:
    value = Fraction(part.share_bp, _WHOLE_BP) if part.share_bp is not None else None
    if part.amount_micros is not None:
        value = Fraction(part.amount_micros, _MICROS)
    return Taken(value=value, origin=PartOrigin.TYPED, source=part.source, on=part.source_on)


def _scenario_lines(session: Session, scenario_id: uuid.UUID | None) -> dict[uuid.UUID, ScenarioLine]:
    if scenario_id is None:
        return {}
    rows = session.scalars(sa.select(ScenarioLine).where(ScenarioLine.price_scenario_id == scenario_id))
    return {row.bid_line_id: row for row in rows}


def _parts(session: Session, scenario_id: uuid.UUID | None) -> dict[uuid.UUID, list[ScenarioPart]]:
    found: dict[uuid.UUID, list[ScenarioPart]] = defaultdict(list)
    if scenario_id is not None:
        rows = session.scalars(
            sa.select(ScenarioPart)
            .join(ScenarioLine, ScenarioLine.id == ScenarioPart.scenario_line_id)
            .where(ScenarioLine.price_scenario_id == scenario_id, ~ScenarioPart.archived)
        )
        for row in rows:
            found[row.scenario_line_id].append(row)
    return found


def _factors(session: Session, product_id: uuid.UUID | None) -> Sequence[Conversion]:
    return conversions(session, product_id) if product_id is not None else ()


def _farm_price(session: Session, product_id: uuid.UUID | None, ground: Ground) -> FarmPriceTaken | None:
    """Return the newest price to the family: that of the best grade goes before one for all grades, as at the scale."""
    ours = session.scalars(sa.select(Cooperative.currency)).one()
    if product_id is None or ours != ground.currency:
        return None
    best = session.scalar(
        sa.select(Grade.id).where(Grade.product_id == product_id, ~Grade.archived).order_by(Grade.position, Grade.code)
    )
    select = sa.select(FarmPrice).where(
        FarmPrice.product_id == product_id, sa.or_(FarmPrice.grade_id == best, FarmPrice.grade_id.is_(None))
    )
    if ground.on is not None:
        select = select.where(FarmPrice.valid_from <= ground.on)
    row = session.scalars(select.order_by(FarmPrice.grade_id.is_(None), FarmPrice.valid_from.desc()).limit(1)).first()
    if row is None:
        return None
    price = UnitPrice(row.price_micros, ours)
    return FarmPriceTaken(price=price, unit=row.unit or KILO, valid_from=row.valid_from, source="")


def _days_to_pay(session: Session, bid_id: uuid.UUID) -> tuple[int | None, DaysFrom | None]:
    """Return after how many days the buyer pays: as entered there, else by the rules the bid is made under."""
    days = session.scalar(
        sa.select(Buyer.days_to_pay)
        .join(Tender, Tender.buyer_id == Buyer.id)
        .join(Bid, Bid.tender_id == Tender.id)
        .where(Bid.id == bid_id)
    )
    if days is not None:
        return days, DaysFrom.BUYER
    ruled = rules_of(session, bid_id=bid_id).deadlines.pay_days
    return (ruled, DaysFrom.RULES) if isinstance(ruled, int) else (None, None)


def _weights(lines: Sequence[GroundLine], on: date | None) -> list[Fraction | None]:
    """Return what each line counts in a sum for the whole bid: its quantity where all have one unit, else its kilos."""
    one_unit = len({line.ground.unit for line in lines}) == 1
    return [
        Fraction(line.ground.quantity.amount) if one_unit else _kilos(line.ground, on or date.max) for line in lines
    ]


def _kilos(line: LineGround, on: date) -> Fraction | None:
    try:
        return Fraction(line.quantity.amount) * how_many(line.unit, KILO, line.conversions, on)
    except NoConversion:
        return None

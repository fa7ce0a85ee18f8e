"""The ways to price a bid, side by side: price, volume, families, points, margin, and whether the floor is kept."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.criteria import answered_criteria
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice
from sse_desktop.queries.price_floor import families_of_sharing
from sse_desktop.queries.shares import shares
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.prices import PriceScenario

_WHOLE_BP: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """A way to price a bid, reckoned. What hangs on a part nobody told is None.

    `volume` is what is offered, summed by unit; `families` how many are served: by the newest kept sharing where it is of
    just these quantities, else as they would be shared today; `points` are those of the price criteria, where the tender has some; `left_bp` is what is left of the
    offer.
    """

    id: uuid.UUID
    bid_id: uuid.UUID
    title: str
    position: int
    note: str
    margin_bp: int
    priced_on: date | None
    chosen: bool
    chosen_by: str
    chosen_on: date | None
    is_frozen: bool
    archived: bool
    offer: Money
    volume: tuple[Quantity, ...]
    families: int | None
    points: Decimal | None
    left: Money | None
    left_bp: int | None
    keeps_floor: bool | None
    is_complete: bool
    missing: tuple[PricePart, ...]
    farmer_share_bp: int | None
    stamps: Mapping[str, int]


def price_scenarios(
    session: Session, bid_id: uuid.UUID, *, archived: bool = False, today: date | None = None
) -> list[ScenarioRow]:
    """Return the scenarios of a bid in their order, each reckoned as it is now, or as it was frozen.

    Without `today` no quantities are shared on trial, and the families of quantities that were not shared are not known.
    """
    tender_id = session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one()
    rows = session.scalars(
        sa.select(PriceScenario)
        .where(PriceScenario.bid_id == bid_id, PriceScenario.archived.is_(archived))
        .order_by(PriceScenario.position, PriceScenario.id)
    )
    return [_row(session, tender_id, row, fair_price(session, bid_id, row.id), today) for row in rows.all()]


def price_points(session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID, offer: Money) -> Decimal | None:
    """Return the points an offer has by the price criteria of its tender; None where there are none, or something is missing."""
    known = [
        each
        for each in answered_criteria(session, tender_id, bid_id, offer)
        if each.row.scoring is Scoring.PRICE_RATIO and each.is_from_bid
    ]
    points = [each.points for each in known if each.points is not None]
    return sum(points, Decimal(0)) if known and len(points) == len(known) else None


# ---------------------------------------------------------------- private


def _families(session: Session, price: FairPrice, today: date | None) -> int | None:
    offered = [line for line in price.lines if line.quantity.milli > 0]
    quantities = {line.bid_line_id: line.quantity.milli for line in offered}
    known = families_of_sharing(session, price.bid_id, quantities)
    if known is not None or today is None:
        return known
    trial = {line.bid_line_id: (line.quantity, line.price) for line in offered}
    try:
        return len(shares(session, price.bid_id, today, trial=trial).served)
    except DomainError:
        # No pledges, no price, no weeks: the page of shares says what is missing.
        return None


def _row(
    session: Session, tender_id: uuid.UUID, row: PriceScenario, price: FairPrice, today: date | None
) -> ScenarioRow:
    totals = price.totals
    offered = [line for line in price.lines if line.quantity.milli > 0]
    missing = {part for line in offered for part in line.missing}
    has_left = totals.left is not None and totals.offer.minor > 0
    return ScenarioRow(
        id=row.id,
        bid_id=row.bid_id,
        title=row.title,
        position=row.position,
        note=row.note,
        margin_bp=row.margin_bp,
        priced_on=row.priced_on,
        chosen=row.chosen,
        chosen_by=row.chosen_by,
        chosen_on=row.chosen_on,
        is_frozen=bool(row.frozen),
        archived=row.archived,
        offer=totals.offer,
        volume=_volume(price),
        families=_families(session, price, today),
        points=price_points(session, tender_id, row.bid_id, totals.offer),
        left=totals.left,
        left_bp=half_up(totals.left.minor * _WHOLE_BP, totals.offer.minor) if has_left and totals.left else None,
        keeps_floor=totals.keeps_floor,
        is_complete=totals.is_complete,
        missing=tuple(part for part in PricePart if part in missing),
        farmer_share_bp=totals.farmer_share_bp,
        stamps=dict(row.stamps),
    )


def _volume(price: FairPrice) -> tuple[Quantity, ...]:
    by_unit: dict[str, int] = defaultdict(int)
    for line in price.lines:
        if line.quantity.milli > 0:
            by_unit[line.unit] += line.quantity.milli
    return tuple(Quantity(milli, unit) for unit, milli in sorted(by_unit.items()))

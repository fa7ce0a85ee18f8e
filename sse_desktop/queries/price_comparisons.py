"""The scenarios of a bid side by side: as they are now, or as they were when one of them was chosen."""

import uuid

from sqlalchemy.orm import Session

from sse_desktop.queries.compared_prices import ComparedPrice, comparison_of
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.price_scenarios import price_scenarios
from sse_desktop.store.tables.prices import PriceScenario


def price_comparison(session: Session, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None) -> list[ComparedPrice]:
    """Return the comparison kept with a chosen scenario, so that its sheet stays the same page; else the scenarios of now."""
    row = session.get(PriceScenario, scenario_id) if scenario_id is not None else None
    if row is not None and row.chosen and row.compared:
        return comparison_of(row.compared)
    return compared_now(session, bid_id)


def compared_now(session: Session, bid_id: uuid.UUID) -> list[ComparedPrice]:
    """Return the scenarios of a bid as they are now."""
    return [
        ComparedPrice(
            title=row.title,
            chosen=row.chosen,
            offer=row.offer,
            volume=row.volume,
            families=row.families,
            points=row.points,
            left=row.left,
            left_bp=row.left_bp,
            to_families=fair_price(session, bid_id, row.id).totals.families,
            farmer_share_bp=row.farmer_share_bp,
            keeps_floor=row.keeps_floor,
        )
        for row in price_scenarios(session, bid_id)
    ]

"""How much of a product a bid can promise: whole units of sale in the rhythm of the offer, checked week by week."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.delivery_plan import rescaled
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.bids import BidLineRow, bid_lines
from sse_desktop.queries.capacity import ProductCapacity, tender_what_if
from sse_desktop.queries.plans import Demand
from sse_desktop.store.tables.bids import Bid

_WHOLE = 1000
# Each step goes down by what is missing, so that few are ever needed; a promise that never holds ends at nothing.
_MOST_STEPS = 40


def largest_offer(session: Session, bid_id: uuid.UUID, product_id: uuid.UUID, today: date) -> dict[uuid.UUID, Quantity]:
    """Return the most that each line of a product can promise without a gap, in whole units, by line.

    The lines keep their proportions, and each keeps the rhythm of its weeks; other lines of the bid stay as they are. A
    line without weeks is left out. Nothing is returned when nobody can reckon it, or when not even one unit holds.
    """
    tender_id = session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one()
    lines = [line for line in bid_lines(session, bid_id) if line.quantity.milli > 0 and line.plan]
    mine = [line for line in lines if line.product_id == product_id]
    found = _reckoned(session, lines, {}, product_id, today, tender_id)
    if found is None or found.demand.milli <= 0:
        return {}
    part, whole = min(found.largest.milli, found.demand.milli), found.demand.milli
    for _ in range(_MOST_STEPS):
        offers = {line.id: _share(line, part, whole) for line in mine}
        if part <= 0 or not any(offer.milli for offer in offers.values()):
            return {}
        after = _reckoned(session, lines, offers, product_id, today, tender_id)
        gap = after.first_gap if after is not None else None
        if gap is None:
            return offers
        part -= max(gap.gap, whole // 10_000, 1)
    return {}


def _share(line: BidLineRow, part: int, whole: int) -> Quantity:
    """Return part/whole of a line, rounded down to a whole unit."""
    return Quantity(line.quantity.milli * part // whole // _WHOLE * _WHOLE, line.quantity.unit)


def _reckoned(
    session: Session,
    lines: Sequence[BidLineRow],
    offers: Mapping[uuid.UUID, Quantity],
    product_id: uuid.UUID,
    today: date,
    tender_id: uuid.UUID,
) -> ProductCapacity | None:
    demand = [_demand(line, offers.get(line.id)) for line in lines]
    capacity = tender_what_if(session, tender_id, demand, today)
    return next((each for each in capacity.products if each.product_id == product_id), None)


def _demand(line: BidLineRow, offer: Quantity | None) -> Demand:
    asked = Demand(
        description=line.description, product_id=line.product_id, quantity=line.quantity, plan=dict(line.plan)
    )
    if offer is None or offer == line.quantity:
        return asked
    return replace(asked, quantity=offer, plan=rescaled(line.plan, offer) if offer.milli else {})

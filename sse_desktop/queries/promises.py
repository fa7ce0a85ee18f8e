"""How much of a product can be promised: whole units of sale in the rhythm of what is asked, checked week by week."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.delivery_plan import rescaled
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.bids import bid_lines, current_bid
from sse_desktop.queries.capacity import Capacity, ProductCapacity, tender_what_if, what_if
from sse_desktop.queries.plans import Demand, bid_demand, tender_demand
from sse_desktop.queries.what_ifs import demand_of, what_if_lines, what_if_row
from sse_desktop.store.tables.bids import Bid

_WHOLE = 1000
# Each step goes down by what is missing, so that few are ever needed; a promise that never holds ends at nothing.
_MOST_STEPS = 40

Reckon = Callable[[Sequence[Demand]], Capacity]


def largest_offer(session: Session, bid_id: uuid.UUID, product_id: uuid.UUID, today: date) -> dict[uuid.UUID, Quantity]:
    """Return the most that each line of a product can promise without a gap, in whole units, by line; never above the offer.

    The lines keep their proportions, and each keeps the rhythm of its weeks; other lines of the bid stay as they are. A
    line without weeks is left out. Nothing is returned when nobody can reckon it, or when not even one unit holds.
    """
    tender_id = session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one()
    lines = [line for line in bid_lines(session, bid_id) if line.quantity.milli > 0 and line.plan]
    demand = [
        Demand(description=line.description, product_id=line.product_id, quantity=line.quantity, plan=dict(line.plan))
        for line in lines
    ]
    reckon = partial(tender_what_if, session, tender_id, today=today)
    offers = largest_whole(demand, product_id, reckon, at_most_asked=True)
    mine = [line.id for line in lines if line.product_id == product_id]
    return dict(zip(mine, offers, strict=True)) if offers else {}


def largest_for_tender(session: Session, tender_id: uuid.UUID, product_id: uuid.UUID, today: date) -> list[Quantity]:
    """Return the most of each line of a product that holds, in whole units, for the newest bid or all that is asked."""
    bid_id = current_bid(session, tender_id)
    asked = bid_demand(session, bid_id) if bid_id is not None else tender_demand(session, tender_id)
    reckon = partial(tender_what_if, session, tender_id, today=today)
    return largest_whole([line for line in asked if line.plan], product_id, reckon)


def largest_of_what_if(session: Session, what_if_id: uuid.UUID, product_id: uuid.UUID, today: date) -> list[Quantity]:
    """Return the most of each line of a product of a what-if that holds, in whole units."""
    row = what_if_row(session, what_if_id)
    reckon = partial(what_if, session, today=today, certificate=row.certificate)
    return largest_whole(demand_of(what_if_lines(session, row)), product_id, reckon)


def largest_whole(
    demand: Sequence[Demand], product_id: uuid.UUID, reckon: Reckon, *, at_most_asked: bool = False
) -> list[Quantity]:
    """Return the most of each line of a product that leaves no gap, in whole units and in the lines' proportions.

    Lines of other products take nothing from it. It may be more than is asked unless `at_most_asked`; empty when nothing
    holds.
    """
    mine = [line for line in demand if line.product_id == product_id]
    found = _of_product(reckon(mine), product_id)
    if found is None or found.demand.milli <= 0:
        return []
    whole = found.demand.milli
    part = min(found.largest.milli, whole) if at_most_asked else found.largest.milli
    for _ in range(_MOST_STEPS):
        offers = [_share(line, part, whole) for line in mine]
        if part <= 0 or not any(offer.milli for offer in offers):
            return []
        lowered = [_with(line, offer) for line, offer in zip(mine, offers, strict=True)]
        after = _of_product(reckon(lowered), product_id)
        gap = after.first_gap if after is not None else None
        if gap is None:
            return offers
        part -= max(gap.gap, whole // 10_000, 1)
    return []


def _of_product(capacity: Capacity, product_id: uuid.UUID) -> ProductCapacity | None:
    return next((each for each in capacity.products if each.product_id == product_id), None)


def _share(line: Demand, part: int, whole: int) -> Quantity:
    """Return part/whole of a line, rounded down to a whole unit."""
    return Quantity(line.quantity.milli * part // whole // _WHOLE * _WHOLE, line.quantity.unit)


def _with(line: Demand, offer: Quantity) -> Demand:
    if offer == line.quantity:
        return line
    return replace(line, quantity=offer, plan=rescaled(line.plan, offer) if offer.milli else {})

"""Everything that the internal sheet of a promise tells: its numbers, and who took a gap on."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.lifecycle import BidState
from sse_desktop.queries.bids import current_bid
from sse_desktop.queries.capacity import Capacity, bid_capacity, tender_capacity
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSheet:
    """A tender, the state of our newest bid for it (None without one), its capacity, and who took on what is missing."""

    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    version: int
    state: BidState | None
    override_by: str
    override_reason: str
    override_at: datetime | None
    capacity: Capacity


def promise_sheet(session: Session, tender_id: uuid.UUID, today: date) -> PromiseSheet:
    """Return the capacity of the newest bid for a tender, of all that it asks for while there is none."""
    tender, bid_id = session.get_one(Tender, tender_id), current_bid(session, tender_id)
    bid = session.scalars(sa.select(Bid).where(Bid.id == bid_id)).one() if bid_id is not None else None
    found = bid_capacity(session, bid.id, today) if bid is not None else tender_capacity(session, tender_id, today)
    return PromiseSheet(
        tender_id=tender_id,
        reference=tender.reference,
        title=tender.title,
        buyer=tender.buyer_name,
        version=bid.version if bid is not None else 0,
        state=BidState(bid.state) if bid is not None else None,
        override_by=bid.override_by if bid is not None else "",
        override_reason=bid.override_reason if bid is not None else "",
        override_at=bid.override_at if bid is not None else None,
        capacity=found,
    )

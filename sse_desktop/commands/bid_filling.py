"""What a new version of a bid is filled with: the lines of the tender, or those of the version before."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import put_weeks
from sse_desktop.domain.delivery_plan import planned
from sse_desktop.queries.plans import bid_plans, demand_plans
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine, BidPaper
from sse_desktop.store.tables.tenders import TenderItem

_LINE_FIELDS = (
    "tender_item_id",
    "position",
    "description",
    "quantity_milli",
    "unit",
    "product_id",
    "price_micros",
    "tax_bp",
)


def items_to_answer(session: Writing, tender_id: uuid.UUID) -> Sequence[TenderItem]:
    """Return the items of a tender that are not archived, in their order."""
    items = sa.select(TenderItem).where(TenderItem.tender_id == tender_id, ~TenderItem.archived)
    return session.scalars(items.order_by(TenderItem.position, TenderItem.id)).all()


def add_lines(session: Writing, bid: Bid, items: Sequence[TenderItem], after: int = 0) -> None:
    """Add a line for each item, with product, quantity, and the buyer's weeks as far as they add up."""
    plans = demand_plans(session, bid.tender_id)
    for position, item in enumerate(items, after + 1):
        line = BidLine(
            id=session.new_id(),
            bid_id=bid.id,
            tender_item_id=item.id,
            position=position,
            description=item.description,
            quantity_milli=item.quantity_milli or 0,
            unit=item.unit,
            product_id=item.product_id,
        )
        session.add(line)
        session.flush()
        plan = plans.get(item.id, {})
        if plan and planned(plan.values(), item.unit).milli == line.quantity_milli:
            put_weeks(session, line.id, plan)
    session.flush()


def copy_lines(session: Writing, old: Bid, new: Bid) -> None:
    """Copy lines, prices and weeks of one version into another."""
    plans = bid_plans(session, old.id)
    lines = session.scalars(sa.select(BidLine).where(BidLine.bid_id == old.id).order_by(BidLine.position)).all()
    for line in lines:
        fields: dict[str, Any] = {name: getattr(line, name) for name in _LINE_FIELDS}
        copy = BidLine(id=session.new_id(), bid_id=new.id, **fields)
        session.add(copy)
        session.flush()
        put_weeks(session, copy.id, plans.get(line.id, {}))


def copy_papers(session: Writing, old: Bid, new: Bid) -> None:
    """Copy the chosen papers of one version into another."""
    papers = sa.select(BidPaper).where(BidPaper.bid_id == old.id, ~BidPaper.archived).order_by(BidPaper.position)
    for paper in session.scalars(papers).all():
        copy = BidPaper(
            id=session.new_id(),
            bid_id=new.id,
            requirement_id=paper.requirement_id,
            paper_id=paper.paper_id,
            position=paper.position,
        )
        session.add(copy)

"""In which weeks what is asked for or promised is due: the plan as typed, else evenly over the delivery period."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity_parts import PartKind
from sse_desktop.domain.delivery_plan import period, spread_evenly
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.store.tables.bids import Bid, BidLine, BidWeek
from sse_desktop.store.tables.tenders import DemandWeek, Tender, TenderItem

Plan = Mapping[Week, Quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one line needs by week. An empty plan with a quantity means that nobody knows when it is due.

    `kind` and `name` say which contract or bid promises it. `certificate` is what it asks of the plots: None nothing, empty
    any certificate, else that kind of paper.
    """

    description: str
    product_id: uuid.UUID | None
    quantity: Quantity
    plan: Plan
    kind: PartKind | None = None
    name: str = ""
    certificate: str | None = None


def tender_demand(session: Session, tender_id: uuid.UUID) -> list[Demand]:
    """Return what a tender asks for, line by line; a line without a quantity asks for zero."""
    days = _period(session, tender_id)
    plans = demand_plans(session, tender_id)
    items = sa.select(TenderItem).where(TenderItem.tender_id == tender_id, ~TenderItem.archived)
    return [
        _demand(row.description, row.product_id, Quantity(row.quantity_milli or 0, row.unit), plans.get(row.id), days)
        for row in session.scalars(items.order_by(TenderItem.position))
    ]


def bid_demand(session: Session, bid_id: uuid.UUID) -> list[Demand]:
    """Return what a bid promises, line by line; lines of nothing are left out."""
    days = _period(session, session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one())
    plans = bid_plans(session, bid_id)
    lines = sa.select(BidLine).where(BidLine.bid_id == bid_id, BidLine.quantity_milli > 0).order_by(BidLine.position)
    return [
        _demand(row.description, row.product_id, Quantity(row.quantity_milli, row.unit), plans.get(row.id), days)
        for row in session.scalars(lines)
    ]


def certificate_asked(session: Session, tender_id: uuid.UUID) -> str | None:
    """Return which certificate of the plots a tender asks for: None for none, empty for any."""
    row = session.execute(
        sa.select(Tender.certified_plots_only, Tender.certificate_kind).where(Tender.id == tender_id)
    ).one()
    return row.certificate_kind if row.certified_plots_only else None


def demand_plans(session: Session, tender_id: uuid.UUID) -> dict[uuid.UUID, Plan]:
    """Return the weeks typed for the items of a tender."""
    rows = session.execute(
        sa.select(TenderItem.id, TenderItem.unit, DemandWeek.week, DemandWeek.quantity_milli)
        .join(DemandWeek, DemandWeek.tender_item_id == TenderItem.id)
        .where(TenderItem.tender_id == tender_id, DemandWeek.quantity_milli > 0)
        .order_by(DemandWeek.week)
    )
    return _plans((key, unit, week, milli) for key, unit, week, milli in rows)


def bid_plans(session: Session, bid_id: uuid.UUID) -> dict[uuid.UUID, Plan]:
    """Return the weeks promised for the lines of a bid."""
    rows = session.execute(
        sa.select(BidLine.id, BidLine.unit, BidWeek.week, BidWeek.quantity_milli)
        .join(BidWeek, BidWeek.bid_line_id == BidLine.id)
        .where(BidLine.bid_id == bid_id, BidWeek.quantity_milli > 0)
        .order_by(BidWeek.week)
    )
    return _plans((key, unit, week, milli) for key, unit, week, milli in rows)


def evenly(quantity: Quantity, first: date | None, last: date | None) -> Plan:
    """Return the quantity spread over the period, nothing when there is none or the period is unknown."""
    if not quantity.milli or first is None or last is None or last < first:
        return {}
    return spread_evenly(quantity, period(first, last))


def _demand(
    description: str,
    product_id: uuid.UUID | None,
    quantity: Quantity,
    plan: Plan | None,
    days: tuple[date | None, date | None],
) -> Demand:
    return Demand(
        description=description, product_id=product_id, quantity=quantity, plan=plan or evenly(quantity, *days)
    )


def _period(session: Session, tender_id: uuid.UUID) -> tuple[date | None, date | None]:
    row = session.execute(sa.select(Tender.delivery_from, Tender.delivery_to).where(Tender.id == tender_id)).one()
    return row[0], row[1]


def _plans(rows: Iterable[tuple[uuid.UUID, str, str, int]]) -> dict[uuid.UUID, Plan]:
    plans: dict[uuid.UUID, dict[Week, Quantity]] = {}
    for key, unit, week, milli in rows:
        plans.setdefault(key, {})[Week.parse(week)] = Quantity(milli, unit)
    return dict(plans)

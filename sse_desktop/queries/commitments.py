"""What is promised already: open contracts as far as they are not delivered, and other bids that may be won, in full."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity_parts import PartKind
from sse_desktop.domain.delivery_plan import period, spread_evenly
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.plans import Demand, bid_demand
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.contracts import CallOff, Contract, ContractLine
from sse_desktop.store.tables.deliveries import AcceptanceLine, DeliveryLine
from sse_desktop.store.tables.tenders import Tender

_PENDING = (BidState.READY.value, BidState.SUBMITTED.value, BidState.WON.value)


def commitments(session: Session, today: date, *, except_tender: uuid.UUID | None = None) -> list[Demand]:
    """Return everything promised elsewhere: what must still be delivered, by week.

    Orders count on their day; the part of a contract that nobody ordered yet is spread evenly over the rest of its term,
    and without a term it counts at once. A bid that is ready, submitted, or won without a contract counts in full.
    """
    return _contracts(session, today) + _bids(session, today, except_tender)


# ---------------------------------------------------------------- bids


def _bids(session: Session, today: date, except_tender: uuid.UUID | None) -> list[Demand]:
    contracted = sa.select(Contract.bid_id).where(Contract.bid_id.is_not(None))
    pending = (
        sa.select(Bid.id, Tender)
        .join(Tender, Tender.id == Bid.tender_id)
        .where(Bid.state.in_(_PENDING), Bid.id.not_in(contracted))
    )
    if except_tender is not None:
        pending = pending.where(Bid.tender_id != except_tender)
    return [
        _of_bid(demand, tender, today)
        for bid_id, tender in session.execute(pending.order_by(Bid.id))
        for demand in bid_demand(session, bid_id)
    ]


def _of_bid(demand: Demand, tender: Tender, today: date) -> Demand:
    # When nobody knows when it is due, it is kept back from the first day on.
    return replace(
        demand,
        plan=demand.plan or {Week.of(today): demand.quantity},
        kind=PartKind.BID,
        name=tender.reference or tender.title,
        certificate=tender.certificate_kind if tender.certified_plots_only else None,
    )


# ---------------------------------------------------------------- contracts


def _contracts(session: Session, today: date) -> list[Demand]:
    delivered = _delivered(session)
    orders = _orders(session)
    lines = (
        sa.select(ContractLine, Contract)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .where(Contract.state == "open")
        .order_by(Contract.id, ContractLine.position)
    )
    return [
        _still_due(line, contract, orders.get(line.id, []), delivered, today)
        for line, contract in session.execute(lines)
    ]


def _orders(session: Session) -> Mapping[uuid.UUID, list[CallOff]]:
    found: dict[uuid.UUID, list[CallOff]] = {}
    for order in session.scalars(sa.select(CallOff).where(~CallOff.archived).order_by(CallOff.due_on, CallOff.id)):
        found.setdefault(order.contract_line_id, []).append(order)
    return found


def _delivered(session: Session) -> Mapping[tuple[uuid.UUID, uuid.UUID | None], int]:
    """Return what was sent and not rejected, by contract line and order."""
    by = (DeliveryLine.contract_line_id, DeliveryLine.call_off_id)
    sent = sa.select(*by, sa.func.sum(DeliveryLine.sent_milli)).where(DeliveryLine.voided.is_(None))
    rejected = (
        sa.select(*by, sa.func.sum(AcceptanceLine.rejected_milli))
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .where(DeliveryLine.voided.is_(None), AcceptanceLine.voided.is_(None))
    )
    total: dict[tuple[uuid.UUID, uuid.UUID | None], int] = {}
    for sign, sums in ((1, sent), (-1, rejected)):
        for line_id, order_id, milli in session.execute(sums.group_by(*by)):
            total[line_id, order_id] = total.get((line_id, order_id), 0) + sign * int(milli or 0)
    return total


def _still_due(
    line: ContractLine, contract: Contract, orders: Sequence[CallOff], delivered: Mapping[Any, int], today: date
) -> Demand:
    plan: dict[Week, int] = {}
    for order in orders:
        left = max(0, order.quantity_milli - delivered.get((line.id, order.id), 0))
        plan[Week.of(order.due_on)] = plan.get(Week.of(order.due_on), 0) + left
    unordered = line.quantity_milli - sum(order.quantity_milli for order in orders)
    rest = Quantity(max(0, unordered - delivered.get((line.id, None), 0)), line.unit)
    for week, part in _spread(rest, contract, today).items():
        plan[week] = plan.get(week, 0) + part.milli
    due = {week: Quantity(milli, line.unit) for week, milli in sorted(plan.items()) if milli}
    total = Quantity(sum(part.milli for part in due.values()), line.unit)
    return Demand(
        description=line.description,
        product_id=line.product_id,
        quantity=total,
        plan=due,
        kind=PartKind.CONTRACT,
        name=contract.reference or contract.title,
        certificate=contract.certificate_kind if contract.certified_plots_only else None,
    )


def _spread(rest: Quantity, contract: Contract, today: date) -> Mapping[Week, Quantity]:
    if not rest.milli:
        return {}
    first = max(today, contract.starts_on or today)
    last = contract.ends_on
    return spread_evenly(rest, period(first, last)) if last and last >= first else {Week.of(today): rest}

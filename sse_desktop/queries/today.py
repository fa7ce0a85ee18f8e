"""What is due: deadlines, papers that end, lots that need a decision, tickets, deliveries and money, the most urgent first."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.zones import in_zone
from sse_desktop.queries.call_offs import call_offs
from sse_desktop.queries.contracts import contracts
from sse_desktop.queries.deliveries import deliveries
from sse_desktop.queries.harvests import WeighInFilter, weigh_in_count
from sse_desktop.queries.printing import print_queue
from sse_desktop.queries.receipts import receipts
from sse_desktop.queries.replacements import owed_replacements
from sse_desktop.queries.stock import negative_lots, spoiling_lots
from sse_desktop.queries.tender_decisions import standing_decisions
from sse_desktop.queries.today_clauses import clause_items
from sse_desktop.queries.today_item import TodayItem
from sse_desktop.queries.today_papers import paper_items
from sse_desktop.queries.today_partners import partner_items
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Tender

__all__ = ["TodayItem", "today_items"]

TENDER_DAYS, DELIVERY_DAYS, LOT_DAYS = 45, 3, 2
# An order that was not sent is late for so long; then it is history, and the contract's page shows it.
LATE_DAYS = 60
_STATES = ("blocked", "to_do", "ready")


def today_items(session: Session, now: datetime) -> list[TodayItem]:
    """Return everything that is due, what is blocked first, then by day."""
    zone = ZoneInfo(session.scalar(sa.select(Cooperative.time_zone)) or "UTC")
    today = now.astimezone(zone).date()
    items = [
        *_tenders(session, now),
        *paper_items(session, today),
        *clause_items(session, today),
        *partner_items(session, now, today),
        *_lots(session, today),
        *_tickets(session),
        *_deliveries(session, today),
        *_money(session),
    ]
    return sorted(items, key=lambda item: (_STATES.index(item.state), item.on or today))


# ---------------------------------------------------------------- tenders


def _tenders(session: Session, now: datetime) -> Iterator[TodayItem]:
    done = sa.select(Bid.tender_id).where(Bid.state.not_in([BidState.DRAFT.value, BidState.READY.value]))
    ready = sa.select(Bid.tender_id).where(Bid.state == BidState.READY.value)
    # Where requests to take part come before offers, theirs is the next deadline.
    ends = sa.func.coalesce(Tender.deadline_at, Tender.requests_deadline_at, type_=Tender.deadline_at.type)
    select = (
        sa.select(Tender.id, Tender.title, Tender.buyer_name, Tender.deadline_zone, ends.label("ends"))
        .add_columns(Tender.id.in_(ready).label("is_ready"), Tender.deadline_at.is_(None).label("for_requests"))
        .where(Tender.dropped.is_(False), ends > now, ends <= now + timedelta(days=TENDER_DAYS), Tender.id.not_in(done))
        .order_by(ends)
    )
    decided, begun = standing_decisions(session), set(session.scalars(sa.select(Bid.tender_id)))
    for row in session.execute(select):
        deadline = in_zone(row.ends, row.deadline_zone) or row.ends
        yield TodayItem(
            kind="tender_deadline",
            state="ready" if row.is_ready else "to_do",
            sentence=_deadline_sentence(
                is_ready=row.is_ready,
                for_requests=row.for_requests,
                is_open=row.id not in decided and row.id not in begun,
            ),
            facts={"title": row.title, "buyer": row.buyer_name, "deadline": deadline},
            on=deadline.date(),
            page="tenders",
            record=row.id,
        )


def _deadline_sentence(*, is_ready: bool, for_requests: bool, is_open: bool) -> str:
    if for_requests:
        return N_("Requests to take part in “{title}” are taken until {deadline}.")
    if is_ready:
        return N_("The bid for “{title}” is ready. Hand it in by {deadline}.")
    if is_open:
        return N_("Bids for “{title}” are taken until {deadline}. Nobody decided yet whether we go on.")
    return N_("Bids for “{title}” are taken until {deadline}.")


# ---------------------------------------------------------------- harvest


def _lots(session: Session, today: date) -> Iterator[TodayItem]:
    for lot in negative_lots(session):
        yield TodayItem(
            kind="lot_negative",
            state="blocked",
            sentence=N_("More left lot {lot} than came in, by {weight}. Enter what is missing, or count the lot."),
            facts={"lot": lot.code, "weight": -lot.balance},
            page="lots",
            record=lot.id,
        )
    for lot in spoiling_lots(session, today, LOT_DAYS):
        yield TodayItem(
            kind="lot_spoils",
            state="to_do",
            sentence=N_("Lot {lot} keeps until {day}; {weight} of {product} are left in it."),
            facts={"lot": lot.code, "day": lot.keeps_until, "weight": lot.balance, "product": lot.product},
            on=lot.keeps_until,
            page="lots",
            record=lot.id,
        )


def _tickets(session: Session) -> Iterator[TodayItem]:
    waiting = len(print_queue(session))
    if waiting:
        yield TodayItem(
            kind="unprinted",
            state="to_do",
            sentence=N_("Documents that wait for the printer: {count}."),
            facts={"count": waiting},
            page="tickets",
        )
    unpriced = weigh_in_count(session, WeighInFilter(state="valid", without_price=True))
    if unpriced:
        yield TodayItem(
            kind="unpriced",
            state="to_do",
            sentence=N_("Weigh-ins whose price is still to be decided: {count}."),
            facts={"count": unpriced},
            page="tickets",
        )


# ---------------------------------------------------------------- deliveries and money


def _deliveries(session: Session, today: date) -> Iterator[TodayItem]:
    first, last = today - timedelta(days=LATE_DAYS), today + timedelta(days=DELIVERY_DAYS)
    due = Counter(row.due_on for row in call_offs(session, from_on=first, to_on=last) if row.open.milli)
    for day, count in sorted(due.items()):
        yield TodayItem(
            kind="delivery_due",
            state="blocked" if day < today else "to_do",
            sentence=N_("Not sent yet of the orders for {day}: {count}."),
            facts={"day": day, "count": count},
            on=day,
            page="orders",
            record=day,
        )
    waiting = len(deliveries(session, waiting=True))
    if waiting:
        yield TodayItem(
            kind="receipt_missing",
            state="to_do",
            sentence=N_("Delivery notes whose receipt is not recorded: {count}."),
            facts={"count": waiting},
            page="deliveries.desk",
        )
    for owed in owed_replacements(session):
        yield TodayItem(
            kind="replacement_due",
            state="blocked" if owed.due_on is not None and owed.due_on < today else "to_do",
            sentence=N_("{school} gets {quantity} of {product} again."),
            facts={"school": owed.school, "quantity": owed.owed, "product": owed.product},
            on=owed.due_on,
            page="replacements",
            record=owed.line_id,
        )


def _money(session: Session) -> Iterator[TodayItem]:
    for contract in contracts(session):
        if contract.unpaid.minor > 0:
            yield TodayItem(
                kind="unpaid",
                state="to_do",
                sentence=N_("{buyer} has not paid {amount} of the contract {reference} yet."),
                facts={"buyer": contract.buyer, "amount": contract.unpaid, "reference": contract.reference},
                page="contracts",
                record=contract.id,
            )
    for receipt in receipts(session, free_only=True):
        yield TodayItem(
            kind="not_shared",
            state="to_do",
            sentence=N_("{amount} of {buyer} came in on {day} and are not shared with the families yet."),
            facts={"amount": receipt.amount, "buyer": receipt.buyer, "day": receipt.received_on},
            on=receipt.received_on,
            page="settlements",
            record=receipt.contract_id,
        )

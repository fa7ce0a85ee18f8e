"""Bids: their register, their lines with totals, and their total in words."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.domain.words import WordsTemplate, has_words
from sse_desktop.domain.zones import in_zone
from sse_desktop.locale import Locale
from sse_desktop.queries.plans import Plan, bid_plans, evenly
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.tenders import Tender, TenderItem, TenderLot

_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BidRow:
    """A version of a bid in the register; the total is that of the priced lines, without tax."""

    id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    version: int
    state: BidState
    deadline: datetime | None
    total: Money
    unpriced: int
    submitted_at: datetime | None
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BidLineRow:
    """A line: what is asked, what we offer, at which price without tax. total = quantity x price, rounded half up once.

    A quantity of zero says that we don't offer this line. `plan` is when it is due: the weeks typed, else evenly over the
    delivery period; empty when nobody knows. `is_asked` is False when the buyer took the item out.
    """

    id: uuid.UUID
    tender_item_id: uuid.UUID | None
    position: int
    lot: str
    classification: str
    description: str
    asked: Quantity | None
    is_asked: bool
    quantity: Quantity
    product_id: uuid.UUID | None
    product: str
    buyer_price: UnitPrice | None
    price: UnitPrice | None
    total: Money | None
    tax_bp: int
    plan: Plan
    plan_is_typed: bool
    stamps: dict[str, int]

    @property
    def is_offered(self) -> bool:
        """Whether anything of it is offered."""
        return self.quantity.milli > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidDetail:
    """One version of a bid. total = Σ line totals, without tax; the words are of the total, once all that is offered is priced.

    The tax is reckoned once for each rate, half up, on the sum of the lines with that rate.
    """

    id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    version: int
    state: BidState
    currency: str
    deadline: datetime | None
    lines: tuple[BidLineRow, ...]
    total: Money
    tax: Money
    unpriced: int
    words: str | None
    override_by: str
    override_reason: str
    override_at: datetime | None
    submitted_at: datetime | None
    decided_on: date | None
    note: str
    stamps: dict[str, int]

    @property
    def offered(self) -> tuple[BidLineRow, ...]:
        """The lines of which something is offered."""
        return tuple(line for line in self.lines if line.is_offered)

    @property
    def is_priced(self) -> bool:
        """Whether something is offered, and every line of it has its price."""
        return bool(self.offered) and not self.unpriced


def bids(session: Session, *, tender_id: uuid.UUID | None = None) -> list[BidRow]:
    """Return all versions of all bids, or of one tender: the newest tender first, then the newest version."""
    select = sa.select(Bid, Tender).join(Tender, Tender.id == Bid.tender_id)
    if tender_id is not None:
        select = select.where(Bid.tender_id == tender_id)
    priced = _priced(session)
    return [
        _bid_row(bid, tender, priced.get(bid.id, ()))
        for bid, tender in session.execute(select.order_by(Tender.id.desc(), Bid.version.desc()))
    ]


def current_bid(session: Session, tender_id: uuid.UUID) -> uuid.UUID | None:
    """Return the newest version of a tender's bid, if there is one."""
    newest = sa.select(Bid.id).where(Bid.tender_id == tender_id).order_by(Bid.version.desc()).limit(1)
    return session.scalar(newest)


def bid(session: Session, bid_id: uuid.UUID) -> BidDetail:
    """Return one version with its lines."""
    row, tender = session.execute(
        sa.select(Bid, Tender).join(Tender, Tender.id == Bid.tender_id).where(Bid.id == bid_id)
    ).one()
    lines = bid_lines(session, bid_id)
    total = total_of(lines, row.currency)
    language = session.scalars(sa.select(Cooperative.language)).one()
    offered = [line for line in lines if line.is_offered]
    unpriced = sum(line.price is None for line in offered)
    return BidDetail(
        id=row.id,
        tender_id=tender.id,
        reference=tender.reference,
        title=tender.title,
        buyer=tender.buyer_name,
        version=row.version,
        state=BidState(row.state),
        currency=row.currency,
        deadline=in_zone(tender.deadline_at, tender.deadline_zone),
        lines=tuple(lines),
        total=total,
        tax=tax_of(lines, row.currency),
        unpriced=unpriced,
        words=Locale(language, words=_spelling(session, bid_id, language)).in_words(total)
        if offered and not unpriced
        else None,
        override_by=row.override_by,
        override_reason=row.override_reason,
        override_at=row.override_at,
        submitted_at=row.submitted_at,
        decided_on=row.decided_on,
        note=row.note,
        stamps=dict(row.stamps),
    )


def total_of(lines: Sequence[BidLineRow], currency: str) -> Money:
    """Return the sum of the line totals, as each is printed."""
    return sum_money((line.total for line in lines if line.total is not None), currency)


def tax_of(lines: Sequence[BidLineRow], currency: str) -> Money:
    """Return the tax on the lines, rounded half up once for each rate."""
    bases: dict[int, int] = {}
    for line in lines:
        if line.total is not None:
            bases[line.tax_bp] = bases.get(line.tax_bp, 0) + line.total.minor
    return Money(sum(half_up(base * rate, _WHOLE_BP) for rate, base in bases.items()), currency)


def bid_lines(session: Session, bid_id: uuid.UUID) -> list[BidLineRow]:
    """Return the lines of a bid in their order."""
    plans = bid_plans(session, bid_id)
    rows = session.execute(
        sa.select(
            BidLine, Bid.currency, TenderItem, TenderLot.code, Product.name, Tender.delivery_from, Tender.delivery_to
        )
        .join(Bid, Bid.id == BidLine.bid_id)
        .join(Tender, Tender.id == Bid.tender_id)
        .outerjoin(TenderItem, TenderItem.id == BidLine.tender_item_id)
        .outerjoin(TenderLot, TenderLot.id == TenderItem.tender_lot_id)
        .outerjoin(Product, Product.id == BidLine.product_id)
        .where(BidLine.bid_id == bid_id)
        .order_by(BidLine.position, BidLine.id)
    )
    return [
        _line_row(line, currency, item, (lot or "", product or ""), plans.get(line.id, {}), (first, last))
        for line, currency, item, lot, product, first, last in rows
    ]


def _line_row(
    line: BidLine,
    currency: str,
    item: TenderItem | None,
    names: tuple[str, str],
    plan: Plan,
    days: tuple[date | None, date | None],
) -> BidLineRow:
    quantity = Quantity(line.quantity_milli, line.unit)
    price = UnitPrice(line.price_micros, currency) if line.price_micros is not None else None
    total = price.times(quantity) if price is not None else None
    asked = item.quantity_milli if item is not None else None
    stated = item.price_micros if item is not None else None
    return BidLineRow(
        id=line.id,
        tender_item_id=line.tender_item_id,
        position=line.position,
        lot=names[0],
        classification=item.classification_id if item is not None else "",
        description=line.description,
        asked=Quantity(asked, item.unit) if item is not None and asked is not None else None,
        is_asked=item is None or not item.archived,
        quantity=quantity,
        product_id=line.product_id,
        product=names[1],
        buyer_price=UnitPrice(stated, currency) if stated is not None else None,
        price=price,
        total=total,
        tax_bp=line.tax_bp,
        plan=plan or (evenly(quantity, *days) if quantity.milli > 0 else {}),
        plan_is_typed=bool(plan),
        stamps=dict(line.stamps),
    )


def _priced(session: Session) -> dict[uuid.UUID, list[tuple[UnitPrice | None, Quantity]]]:
    rows = session.execute(
        sa.select(BidLine.bid_id, Bid.currency, BidLine.price_micros, BidLine.quantity_milli, BidLine.unit).join(
            Bid, Bid.id == BidLine.bid_id
        )
    )
    found: dict[uuid.UUID, list[tuple[UnitPrice | None, Quantity]]] = {}
    for bid_id, currency, micros, milli, unit in rows:
        price = UnitPrice(micros, currency) if micros is not None else None
        found.setdefault(bid_id, []).append((price, Quantity(milli, unit)))
    return found


def _bid_row(row: Bid, tender: Tender, lines: Sequence[tuple[UnitPrice | None, Quantity]]) -> BidRow:
    totals = [price.times(quantity) for price, quantity in lines if price is not None]
    return BidRow(
        id=row.id,
        tender_id=tender.id,
        reference=tender.reference,
        title=tender.title,
        buyer=tender.buyer_name,
        version=row.version,
        state=BidState(row.state),
        deadline=in_zone(tender.deadline_at, tender.deadline_zone),
        total=sum_money(totals, row.currency),
        unpriced=sum(price is None and quantity.milli > 0 for price, quantity in lines),
        submitted_at=row.submitted_at,
        decided_on=row.decided_on,
    )


def _spelling(session: Session, bid_id: uuid.UUID, language: str) -> WordsTemplate | None:
    """Return how the bid's rules write amounts in words, for a language that is not spelled by the application itself."""
    return None if has_words(language) else rules_of(session, bid_id=bid_id).money.words.get(language)

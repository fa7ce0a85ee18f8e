"""What a buyer bought from us in a year of the object of a tender: limits of small purchases count it together."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.zones import civil_day
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.tenders import Tender, TenderItem


def sold_in_year(session: Session, tender: Tender, year: int, currency: str) -> Money | None:
    """Return the contracts of a year with the tender's buyer, without this tender's own: the lines of its products.

    Where no line of the tender has a product, all lines count, since nobody can tell the object. Contracts in another
    currency are left out. None where the buyer is none of ours although there are contracts in that year.
    """
    signed = Contract.signed_on.between(date(year, 1, 1), date(year, 12, 31))
    own = sa.select(Bid.id).where(Bid.tender_id == tender.id)
    others = sa.select(Contract.id).where(
        signed, Contract.currency == currency, sa.or_(Contract.bid_id.is_(None), Contract.bid_id.not_in(own))
    )
    buyer = tender.buyer_id or _buyer(session, tender)
    if buyer is None:
        return None if session.scalar(others.limit(1)) is not None else Money(0, currency)
    lines = sa.select(ContractLine.quantity_milli, ContractLine.unit, ContractLine.price_micros).where(
        ContractLine.contract_id.in_(others.where(Contract.buyer_id == buyer))
    )
    products = set(
        session.scalars(
            sa.select(TenderItem.product_id).where(
                TenderItem.tender_id == tender.id, ~TenderItem.archived, TenderItem.product_id.is_not(None)
            )
        )
    )
    if products:
        lines = lines.where(ContractLine.product_id.in_(products))
    sums = [
        UnitPrice(price, currency).times(Quantity(quantity, unit)) for quantity, unit, price in session.execute(lines)
    ]
    return sum_money(sums, currency)


def alike_in_year(session: Session, tender: Tender, year: int) -> list[str]:
    """Return the other tenders of a year, buyer and procedure in which a bid of ours is out or won, by reference or title.

    The year of a tender is that of its publication, else of its deadline.
    """
    if not tender.procedure:
        return []
    out = sa.select(Bid.tender_id).where(Bid.state.in_((BidState.SUBMITTED, BidState.WON)))
    others = sa.select(Tender).where(Tender.id != tender.id, Tender.procedure == tender.procedure, Tender.id.in_(out))
    return [
        row.reference or row.title
        for row in session.scalars(others.order_by(Tender.published_on, Tender.id))
        if _year_of(row) == year and _is_same_buyer(row, tender)
    ]


def _year_of(tender: Tender) -> int | None:
    day = tender.published_on or civil_day(tender.deadline_at, tender.deadline_zone)
    return day.year if day is not None else None


def _is_same_buyer(one: Tender, other: Tender) -> bool:
    pairs = (
        (one.buyer_id, other.buyer_id), (one.buyer_tax_id, other.buyer_tax_id),
        (fold(one.buyer_name), fold(other.buyer_name)),
    )  # fmt: skip
    return any(ours and ours == theirs for ours, theirs in pairs)


def _buyer(session: Session, tender: Tender) -> uuid.UUID | None:
    """Return a buyer that came to our register after the tender did."""
    rows = session.execute(sa.select(Buyer.id, Buyer.name, Buyer.tax_id).where(~Buyer.archived)).all()
    for buyer, _, tax_id in rows:
        if tender.buyer_tax_id and tax_id == tender.buyer_tax_id:
            return uuid.UUID(str(buyer))
    named = fold(tender.buyer_name)
    return next((buyer for buyer, name, _ in rows if named and fold(name) == named), None)

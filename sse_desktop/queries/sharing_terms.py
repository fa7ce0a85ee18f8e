"""The terms by which a bid is shared, and what a person set for single families."""

import uuid
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.sharing_rules import Measure
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.shares import SharingException, SharingTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsRow:
    """The terms of a bid; before somebody set them: equal shares within the caps of the rules."""

    measure: str = Measure.EQUAL.value
    minimum: Money | None = None
    cap: Money | None = None
    household_cap: Money | None = None
    follows_caps: bool = True
    follows_priority: bool = False
    certified_only: bool = False
    certificate_kind: str = ""
    locality: str = ""
    note: str = ""
    stamps: dict[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """What was set for one family against the rule: out, minimum, cap, or fixed (so much of a product); who and why."""

    id: uuid.UUID
    member_id: uuid.UUID
    number: int
    name: str
    kind: str
    product_id: uuid.UUID | None
    product: str
    amount: Money | None
    quantity: Quantity | None
    reason: str
    set_by: str
    set_on: date | None


def sharing_terms(session: Session, bid_id: uuid.UUID) -> TermsRow:
    """Return the terms of a bid."""
    row = session.scalar(sa.select(SharingTerms).where(SharingTerms.bid_id == bid_id))
    if row is None or not row.measure:  # terms that were taken back say nothing
        return TermsRow(stamps=dict(row.stamps) if row is not None else {})
    currency = _currency(session, bid_id)

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, currency)

    return TermsRow(
        measure=row.measure,
        minimum=money(row.minimum_minor),
        cap=money(row.cap_minor),
        household_cap=money(row.household_cap_minor),
        follows_caps=row.follows_caps,
        follows_priority=row.follows_priority,
        certified_only=row.certified_only,
        certificate_kind=row.certificate_kind,
        locality=row.locality,
        note=row.note,
        stamps=dict(row.stamps),
    )


def sharing_exceptions(session: Session, bid_id: uuid.UUID) -> list[ExceptionRow]:
    """Return what was set for single families of a bid, by the number of the member."""
    currency = _currency(session, bid_id)
    rows = session.execute(
        sa.select(SharingException, Member.number, Member.name, Product.name)
        .join(Member, Member.id == SharingException.member_id)
        .outerjoin(Product, Product.id == SharingException.product_id)
        .where(SharingException.bid_id == bid_id, SharingException.archived.is_(False))
        .order_by(Member.number, SharingException.kind, SharingException.id)
    )
    return [
        ExceptionRow(
            id=row.id,
            member_id=row.member_id,
            number=number,
            name=name,
            kind=row.kind,
            product_id=row.product_id,
            product=product or "",
            amount=None if row.amount_minor is None else Money(row.amount_minor, currency),
            quantity=None if row.quantity_milli is None else Quantity(row.quantity_milli, row.unit),
            reason=row.reason,
            set_by=row.set_by,
            set_on=row.set_on,
        )
        for row, number, name, product in rows
    ]


def _currency(session: Session, bid_id: uuid.UUID) -> str:
    return session.scalars(sa.select(Bid.currency).where(Bid.id == bid_id)).one()

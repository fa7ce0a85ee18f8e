"""Who brings what in a week: the newest sharings of all bids that are won or pending, for those who call the families."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_pledges import newest_sharings
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """What a family brings of a product in the week, for which tender."""

    member_id: uuid.UUID
    community: str
    number: int
    name: str
    phone: str
    product: str
    quantity: Quantity
    weight: Quantity
    reference: str


def call_list(session: Session, week: Week) -> list[CallRow]:
    """Return who brings what in a week, by community, member and product."""
    rows = session.execute(
        sa.select(Member, Product.name, SharingLine.unit, Tender.reference, sa.func.sum(SharingLine.quantity_milli),
                  sa.func.sum(SharingLine.grams))
        .join(SharingMember, SharingMember.member_id == Member.id)
        .join(SharingLine, SharingLine.sharing_member_id == SharingMember.id)
        .join(Sharing, Sharing.id == SharingMember.sharing_id)
        .join(Bid, Bid.id == Sharing.bid_id)
        .join(Tender, Tender.id == Bid.tender_id)
        .join(Product, Product.id == SharingLine.product_id)
        .where(Sharing.id.in_(newest_sharings()), SharingLine.week == str(week))
        .group_by(Member.id, Product.name, SharingLine.unit, Tender.reference)
        .order_by(Member.community, Member.number, Product.name, Tender.reference)
    )  # fmt: skip
    return [
        CallRow(
            member_id=member.id,
            community=member.community,
            number=member.number,
            name=member.name,
            phone=member.phone,
            product=product,
            quantity=Quantity(int(milli), unit),
            weight=Quantity(int(grams), KILO),
            reference=reference,
        )
        for member, product, unit, reference, milli, grams in rows
    ]

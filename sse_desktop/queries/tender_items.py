"""The lines a tender asks for, as rows."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.plans import Plan, demand_plans
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.tenders import Tender, TenderItem, TenderLot


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderItemRow:
    """A line the buyer asks for, with the product it is to us and the weeks typed for it; archived ones are taken out."""

    id: uuid.UUID
    position: int
    lot_code: str
    description: str
    quantity: Quantity | None
    unit: str
    classification_scheme: str
    classification_id: str
    price: UnitPrice | None
    product_id: uuid.UUID | None
    product: str
    plan: Plan
    archived: bool
    stamps: dict[str, int]


def tender_items(session: Session, tender_id: uuid.UUID) -> list[TenderItemRow]:
    """Return the lines of a tender in their order, archived ones last."""
    plans = demand_plans(session, tender_id)
    own = sa.select(Cooperative.currency).limit(1).scalar_subquery()
    rows = session.execute(
        sa.select(TenderItem, Tender.currency, own, TenderLot.code, Product.name)
        .join(Tender, Tender.id == TenderItem.tender_id)
        .outerjoin(TenderLot, TenderLot.id == TenderItem.tender_lot_id)
        .outerjoin(Product, Product.id == TenderItem.product_id)
        .where(TenderItem.tender_id == tender_id)
        .order_by(TenderItem.archived, TenderItem.position, TenderItem.id)
    )
    return [
        _item_row(item, currency or ours, lot or "", product or "", plans.get(item.id, {}))
        for item, currency, ours, lot, product in rows
    ]


def _item_row(item: TenderItem, currency: str, lot: str, product: str, plan: Plan) -> TenderItemRow:
    return TenderItemRow(
        id=item.id,
        position=item.position,
        lot_code=lot,
        description=item.description,
        quantity=Quantity(item.quantity_milli, item.unit) if item.quantity_milli is not None else None,
        unit=item.unit,
        classification_scheme=item.classification_scheme,
        classification_id=item.classification_id,
        price=UnitPrice(item.price_micros, currency) if item.price_micros is not None else None,
        product_id=item.product_id,
        product=product,
        plan=plan,
        archived=item.archived,
        stamps=dict(item.stamps),
    )

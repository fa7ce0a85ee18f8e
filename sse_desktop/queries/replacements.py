"""Rejected goods that are owed again."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.deliveries import AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.stock import Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRow:
    """A rejected line that is to be replaced: rejected - already sent again."""

    line_id: uuid.UUID
    delivery_id: uuid.UUID
    number: str
    delivery_point_id: uuid.UUID
    contract_id: uuid.UUID
    contract_line_id: uuid.UUID
    call_off_id: uuid.UUID | None
    school: str
    product: str
    owed: Quantity
    due_on: date | None
    reason: str


def owed_replacements(session: Session) -> list[OwedRow]:
    """Return the rejected lines of open contracts that were not wholly sent again, the most urgent first."""
    again = sa.orm.aliased(DeliveryLine)
    sent_again = (
        sa.select(sa.func.coalesce(sa.func.sum(again.sent_milli), 0))
        .where(again.replaces_line_id == DeliveryLine.id, again.voided.is_(None))
        .correlate(DeliveryLine)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(AcceptanceLine, DeliveryLine, Delivery, DeliveryPoint.name, Product.name, sent_again)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Contract, Contract.id == Delivery.contract_id)
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .where(AcceptanceLine.voided.is_(None), AcceptanceLine.rejected_milli > sent_again, Contract.state == "open")
        .order_by(AcceptanceLine.replacement_due_on, Delivery.number)
    )
    return [
        OwedRow(
            line_id=line.id,
            delivery_id=note.id,
            number=full(note.series, note.number),
            delivery_point_id=note.delivery_point_id,
            contract_id=note.contract_id,
            contract_line_id=line.contract_line_id,
            call_off_id=line.call_off_id,
            school=school,
            product=product,
            owed=Quantity(word.rejected_milli - int(sent), line.unit),
            due_on=word.replacement_due_on,
            reason=word.reason,
        )
        for word, line, note, school, product, sent in rows
    ]

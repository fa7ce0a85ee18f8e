"""Orders with what was sent and accepted of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.contracts import CallOff, Contract, ContractLine
from sse_desktop.store.tables.deliveries import AcceptanceLine, DeliveryLine
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffRow:
    """An order for one place and day, with what was sent and accepted of it."""

    id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    contract_line_id: uuid.UUID
    order_number: str
    delivery_point_id: uuid.UUID
    code: str
    school: str
    canton: str
    route: str
    product: str
    due_on: date
    pupils: int | None
    quantity: Quantity
    sent: Quantity
    accepted: Quantity
    units_per_container: int | None

    @property
    def open(self) -> Quantity:
        """Return what is still to be sent."""
        return Quantity(max(0, self.quantity.milli - self.sent.milli), self.quantity.unit)


def call_offs(
    session: Session,
    *,
    contract_id: uuid.UUID | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    delivery_point_id: uuid.UUID | None = None,
) -> list[CallOffRow]:
    """Return orders by day, route and school: of a contract, a span of days or a place."""
    conditions = [
        ~CallOff.archived,
        *([CallOff.contract_id == contract_id] if contract_id else []),
        *([CallOff.due_on >= from_on] if from_on else []),
        *([CallOff.due_on <= to_on] if to_on else []),
        *([CallOff.delivery_point_id == delivery_point_id] if delivery_point_id else []),
    ]
    sent, accepted = _by_call_off()
    rows = session.execute(
        sa.select(
            CallOff,
            Contract.reference,
            DeliveryPoint,
            Product.name,
            ContractLine.units_per_container,
            sa.func.coalesce(sent, 0),
            sa.func.coalesce(accepted, 0),
        )
        .join(Contract, Contract.id == CallOff.contract_id)
        .join(ContractLine, ContractLine.id == CallOff.contract_line_id)
        .join(Product, Product.id == ContractLine.product_id)
        .join(DeliveryPoint, DeliveryPoint.id == CallOff.delivery_point_id)
        .where(*conditions)
        .order_by(CallOff.due_on, DeliveryPoint.route, DeliveryPoint.code, ContractLine.position)
    )
    return [_call_off_row(*row) for row in rows]


def _by_call_off() -> tuple[Any, Any]:
    """Return subqueries for what was first sent and accepted of an order; replacements count towards accepted only."""
    own = DeliveryLine.call_off_id == CallOff.id
    sent = sa.select(sa.func.sum(DeliveryLine.sent_milli)).where(
        own, DeliveryLine.voided.is_(None), DeliveryLine.replaces_line_id.is_(None)
    )
    accepted = (
        sa.select(sa.func.sum(AcceptanceLine.accepted_milli))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(own, AcceptanceLine.voided.is_(None))
    )
    return sent.correlate(CallOff).scalar_subquery(), accepted.correlate(CallOff).scalar_subquery()


def _call_off_row(
    order: CallOff,
    contract: str,
    point: DeliveryPoint,
    product: str,
    per_container: int | None,
    sent: int,
    accepted: int,
) -> CallOffRow:
    return CallOffRow(
        id=order.id,
        contract_id=order.contract_id,
        contract=contract,
        contract_line_id=order.contract_line_id,
        order_number=order.order_number,
        delivery_point_id=point.id,
        code=point.code,
        school=point.name,
        canton=point.canton,
        route=point.route,
        product=product,
        due_on=order.due_on,
        pupils=order.pupils,
        quantity=Quantity(order.quantity_milli, order.unit),
        sent=Quantity(int(sent), order.unit),
        accepted=Quantity(int(accepted), order.unit),
        units_per_container=per_container,
    )


def order_numbers(session: Session, call_off_ids: Sequence[uuid.UUID]) -> list[str]:
    """Return the buyer's numbers of these orders, each once, sorted."""
    select = sa.select(CallOff.order_number).where(CallOff.id.in_(call_off_ids), CallOff.order_number != "").distinct()
    return sorted(session.scalars(select))

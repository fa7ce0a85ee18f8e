"""Buyers and delivery points, as rows."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.contracts import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerRow:
    """A buyer with the number of its delivery points and open contracts."""

    id: uuid.UUID
    name: str
    tax_id: str
    kind: str
    address: str
    contact: str
    phone: str
    email: str
    time_zone: str
    days_to_pay: int | None
    notes: str
    archived: bool
    points: int
    contracts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPointRow:
    """A school or kitchen."""

    id: uuid.UUID
    buyer_id: uuid.UUID
    buyer: str
    code: str
    name: str
    province: str
    canton: str
    address: str
    pupils: int | None
    hours: str
    access: str
    route: str
    contact: str
    regime: str


def buyers(session: Session, *, archived: bool = False) -> list[BuyerRow]:
    """Return the buyers by name; archived ones only when asked for."""
    points = (
        sa.select(sa.func.count()).where(DeliveryPoint.buyer_id == Buyer.id, ~DeliveryPoint.archived).scalar_subquery()
    )
    open_contracts = (
        sa.select(sa.func.count()).where(Contract.buyer_id == Buyer.id, Contract.state == "open").scalar_subquery()
    )
    own = [getattr(Buyer, name) for name in BuyerRow.__dataclass_fields__ if hasattr(Buyer, name)]
    select = sa.select(*own, points.label("points"), open_contracts.label("contracts")).where(
        Buyer.archived == archived
    )
    return [BuyerRow(**row) for row in session.execute(select.order_by(Buyer.name)).mappings()]


def delivery_points(session: Session, buyer_id: uuid.UUID | None = None) -> list[DeliveryPointRow]:
    """Return the delivery points in use, of one buyer or of all, by route and code."""
    own = [
        getattr(DeliveryPoint, name) for name in DeliveryPointRow.__dataclass_fields__ if hasattr(DeliveryPoint, name)
    ]
    select = (
        sa.select(*own, Buyer.name.label("buyer"))
        .join(Buyer, Buyer.id == DeliveryPoint.buyer_id)
        .where(~DeliveryPoint.archived)
    )
    if buyer_id is not None:
        select = select.where(DeliveryPoint.buyer_id == buyer_id)
    ordered = select.order_by(Buyer.name, DeliveryPoint.route, DeliveryPoint.code)
    return [DeliveryPointRow(**row) for row in session.execute(ordered).mappings()]

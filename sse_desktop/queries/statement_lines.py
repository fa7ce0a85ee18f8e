"""What stands on the families' statements: kilos and value by day of delivery and lot, added up by the database."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.store.tables.deliveries import AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.settlements import Settlement, SettlementMember, SettlementOrigin
from sse_desktop.store.tables.stock import Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineRow:
    """A family's kilos of one lot that were delivered on one day, to however many schools, and their value."""

    delivered_on: date
    lot: str
    product: str
    grade: str
    weight: Quantity
    value: Money


def statement_lines(session: Session, settlement_id: uuid.UUID) -> dict[uuid.UUID, list[StatementLineRow]]:
    """Return the lines of every family's statement by the id of its line in the settlement, by day and lot.

    Σ values of a family is the value of its fruit in the settlement; a voided settlement still shows what it said.
    """
    rows = session.execute(
        sa.select(
            SettlementOrigin.settlement_member_id,
            Delivery.planned_on,
            Lot.code,
            Product.name,
            Grade.name,
            sa.func.sum(SettlementOrigin.grams),
            sa.func.sum(SettlementOrigin.value_minor),
            Settlement.currency,
        )
        .join(SettlementMember, SettlementMember.id == SettlementOrigin.settlement_member_id)
        .join(Settlement, Settlement.id == SettlementMember.settlement_id)
        .join(AcceptanceLine, AcceptanceLine.id == SettlementOrigin.acceptance_line_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .join(Grade, Grade.id == Lot.grade_id)
        .where(SettlementMember.settlement_id == settlement_id)
        .group_by(
            SettlementOrigin.settlement_member_id,
            Delivery.planned_on,
            Lot.code,
            Product.name,
            Grade.name,
            Settlement.currency,
        )
        .order_by(SettlementOrigin.settlement_member_id, Delivery.planned_on, Lot.code)
    )
    found: dict[uuid.UUID, list[StatementLineRow]] = defaultdict(list)
    for family_id, day, lot, product, grade, grams, minor, currency in rows:
        line = StatementLineRow(
            delivered_on=day,
            lot=lot,
            product=product,
            grade=grade,
            weight=Quantity(int(grams), KILO),
            value=Money(int(minor), currency),
        )
        found[family_id].append(line)
    return found

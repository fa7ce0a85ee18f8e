"""What stands on the families' statements: kilos and value by day of delivery and lot, added up by the database."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money, split
from sse_desktop.domain.quantity import KILO, PIECE_MILLI, Quantity
from sse_desktop.store.tables.deliveries import AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.settlements import Settlement, SettlementMember, SettlementOrigin
from sse_desktop.store.tables.stock import Lot

_Heap = tuple[date, str]
_Part = tuple[uuid.UUID, date, str]
_TENTH_MILLI = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineRow:
    """A family's kilos of one lot that were delivered on one day, to however many schools, and their value.

    `units` is its part of the accepted units of sale, in tenths of a unit; the parts of all families add up. None where
    the produce was sold by weight, or in several units.
    """

    delivered_on: date
    lot: str
    product: str
    grade: str
    weight: Quantity
    value: Money
    units: Quantity | None = None


def statement_lines(session: Session, settlement_id: uuid.UUID) -> dict[uuid.UUID, list[StatementLineRow]]:
    """Return the lines of every family's statement by the id of its line in the settlement, by day and lot.

    Σ values of a family is the value of its fruit in the settlement; a voided settlement still shows what it said.
    """
    parts = _units(session, settlement_id)
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
            units=parts.get((family_id, day, lot)),
        )
        found[family_id].append(line)
    return found


def _units(session: Session, settlement_id: uuid.UUID) -> dict[_Part, Quantity]:
    """Return what each family's kilos of a lot and day are in units of sale: the accepted units, shared by the grams."""
    accepted = _accepted(session, settlement_id)
    grams: defaultdict[_Heap, list[tuple[uuid.UUID, int]]] = defaultdict(list)
    rows = session.execute(
        sa.select(
            SettlementOrigin.settlement_member_id, Delivery.planned_on, Lot.code, sa.func.sum(SettlementOrigin.grams)
        )
        .join(SettlementMember, SettlementMember.id == SettlementOrigin.settlement_member_id)
        .join(AcceptanceLine, AcceptanceLine.id == SettlementOrigin.acceptance_line_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .where(SettlementMember.settlement_id == settlement_id)
        .group_by(SettlementOrigin.settlement_member_id, Delivery.planned_on, Lot.code)
        .order_by(Lot.code, Delivery.planned_on, SettlementOrigin.settlement_member_id)
    )
    for family, day, lot, weight in rows:
        grams[day, lot].append((family, int(weight)))
    found: dict[_Part, Quantity] = {}
    for (day, lot), shares in grams.items():
        units = accepted.get((day, lot))
        if units is None or not any(weight for _family, weight in shares):
            continue
        for (family, _weight), tenths in zip(
            shares, split(units.milli // _TENTH_MILLI, [weight for _family, weight in shares]), strict=True
        ):
            found[family, day, lot] = Quantity(tenths * _TENTH_MILLI, units.unit)
    return found


def _accepted(session: Session, settlement_id: uuid.UUID) -> dict[_Heap, Quantity]:
    """Return the accepted units by day and lot, where they are of one unit that is no weight."""
    settled = (
        sa.select(SettlementOrigin.acceptance_line_id)
        .join(SettlementMember, SettlementMember.id == SettlementOrigin.settlement_member_id)
        .where(SettlementMember.settlement_id == settlement_id)
    )
    rows = session.execute(
        sa.select(Delivery.planned_on, Lot.code, DeliveryLine.unit, sa.func.sum(AcceptanceLine.accepted_milli))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .where(AcceptanceLine.id.in_(settled))
        .group_by(Delivery.planned_on, Lot.code, DeliveryLine.unit)
    )
    by_heap: defaultdict[_Heap, list[Quantity]] = defaultdict(list)
    for day, lot, unit, milli in rows:
        by_heap[day, lot].append(Quantity(int(milli), unit))
    return {heap: found[0] for heap, found in by_heap.items() if len(found) == 1 and found[0].unit in PIECE_MILLI}

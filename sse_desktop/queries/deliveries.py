"""Deliveries and what was accepted of them, as rows; replacements that are owed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot


class NoSuchDelivery(DomainError):
    """No delivery note has this number."""

    sentence = N_("There is no delivery note {number}. Check the number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A delivery note in the list. state: sent, accepted, partly_rejected, voided."""

    id: uuid.UUID
    number: str
    planned_on: date
    code: str
    school: str
    canton: str
    route: str
    contract: str
    buyer: str
    lines: int
    grams: int
    rejected_lines: int
    state: str

    @property
    def weight(self) -> Quantity:
        """Return the weight that was sent."""
        return Quantity(self.grams, KILO)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLineRow:
    """A line of a delivery note: sent, and once it was received, accepted and rejected."""

    id: uuid.UUID
    position: int
    contract_line_id: uuid.UUID
    call_off_id: uuid.UUID | None
    product: str
    grade: str
    lot_id: uuid.UUID
    lot: str
    sent: Quantity
    weight: Quantity
    full_containers: int
    loose_units: int
    units_per_container: int | None
    accepted: Quantity | None
    rejected: Quantity | None
    reason: str
    replacement_due_on: date | None
    replaced: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDetail:
    """A whole delivery note."""

    id: uuid.UUID
    number: str
    voided: str | None
    contract_id: uuid.UUID
    contract: str
    contract_title: str
    buyer: str
    buyer_tax_id: str
    code: str
    school: str
    province: str
    canton: str
    address: str
    pupils: int | None
    planned_on: date
    dispatched_at: datetime
    driver: str
    vehicle: str
    crates_out: int
    replaces: str | None
    note: str
    lines: tuple[DeliveryLineRow, ...]
    acceptance_id: uuid.UUID | None
    received_at: datetime | None
    receiver_name: str
    receiver_id_number: str
    receiver_post: str
    temperature_decidegrees: int | None
    crates_in: int
    receiver_note: str


# Longer ones are no numbers of documents, and no database holds them.
LONGEST_NUMBER = 18


def full(series: str, number: int) -> str:
    """Return the number of a delivery note as it is printed."""
    return f"{series}-{number:09d}"


def deliveries(
    session: Session, *, contract_id: uuid.UUID | None = None, day: date | None = None, waiting: bool = False
) -> list[DeliveryRow]:
    """Return delivery notes, newest first: of a contract, of a day, or only those whose receipt is not recorded."""
    lines = (
        sa.select(
            DeliveryLine.delivery_id,
            sa.func.count(DeliveryLine.id.distinct()).label("lines"),
            sa.func.sum(DeliveryLine.grams).label("grams"),
            sa.func.sum(sa.case((AcceptanceLine.rejected_milli > 0, 1), else_=0)).label("rejected"),
            sa.func.count(AcceptanceLine.id).label("answered"),
        )
        .outerjoin(
            AcceptanceLine, sa.and_(AcceptanceLine.delivery_line_id == DeliveryLine.id, AcceptanceLine.voided.is_(None))
        )
        .group_by(DeliveryLine.delivery_id)
        .subquery()
    )
    select = (
        sa.select(
            Delivery,
            DeliveryPoint,
            Contract.reference,
            Buyer.name,
            lines.c.lines,
            lines.c.grams,
            lines.c.rejected,
            lines.c.answered,
        )
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .join(Contract, Contract.id == Delivery.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .join(lines, lines.c.delivery_id == Delivery.id)
    )
    if contract_id is not None:
        select = select.where(Delivery.contract_id == contract_id)
    if day is not None:
        select = select.where(Delivery.planned_on == day)
    if waiting:
        select = select.where(Delivery.voided.is_(None), lines.c.answered == 0)
    ordered = select.order_by(Delivery.planned_on.desc(), Delivery.series, Delivery.number.desc())
    return [_row(*row) for row in session.execute(ordered)]


def _row(
    delivery: Delivery,
    point: DeliveryPoint,
    contract: str,
    buyer: str,
    lines: int,
    grams: int,
    rejected: int,
    answered: int,
) -> DeliveryRow:
    state = "partly_rejected" if rejected else "accepted" if answered else "sent"
    return DeliveryRow(
        id=delivery.id,
        number=full(delivery.series, delivery.number),
        planned_on=delivery.planned_on,
        code=point.code,
        school=point.name,
        canton=point.canton,
        route=point.route,
        contract=contract,
        buyer=buyer,
        lines=lines,
        grams=int(grams),
        rejected_lines=int(rejected),
        state="voided" if delivery.voided is not None else state,
    )


def delivery_by_number(session: Session, number: str) -> uuid.UUID:
    """Return the id of a delivery note by its printed number.

    Raises:
        NoSuchDelivery.
    """
    series, _, last = number.strip().rpartition("-")
    if last.isdecimal() and len(last) <= LONGEST_NUMBER:
        found = session.scalar(sa.select(Delivery.id).where(Delivery.series == series, Delivery.number == int(last)))
        if found is not None:
            return found
    raise NoSuchDelivery(number=number)


def delivery(session: Session, delivery_id: uuid.UUID) -> DeliveryDetail:
    """Return one delivery note with its lines and the receiver's word."""
    row, point, contract, buyer = session.execute(
        sa.select(Delivery, DeliveryPoint, Contract, Buyer)
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .join(Contract, Contract.id == Delivery.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .where(Delivery.id == delivery_id)
    ).one()
    word = session.scalars(
        sa.select(Acceptance).where(Acceptance.delivery_id == delivery_id, Acceptance.voided.is_(None))
    ).first()
    replaced = session.get(Delivery, row.replaces_id) if row.replaces_id else None
    return DeliveryDetail(
        id=row.id,
        number=full(row.series, row.number),
        voided=row.voided,
        contract_id=contract.id,
        contract=contract.reference,
        contract_title=contract.title,
        buyer=buyer.name,
        buyer_tax_id=buyer.tax_id,
        code=point.code,
        school=point.name,
        province=point.province,
        canton=point.canton,
        address=point.address,
        pupils=point.pupils,
        planned_on=row.planned_on,
        dispatched_at=row.dispatched_at,
        driver=row.driver,
        vehicle=row.vehicle,
        crates_out=row.crates_out,
        replaces=full(replaced.series, replaced.number) if replaced else None,
        note=row.note,
        lines=tuple(_lines(session, delivery_id)),
        acceptance_id=word.id if word else None,
        received_at=word.received_at if word else None,
        receiver_name=word.receiver_name if word else "",
        receiver_id_number=word.receiver_id_number if word else "",
        receiver_post=word.receiver_post if word else "",
        temperature_decidegrees=word.temperature_decidegrees if word else None,
        crates_in=word.crates_in if word else 0,
        receiver_note=word.note if word else "",
    )


def _lines(session: Session, delivery_id: uuid.UUID) -> Sequence[DeliveryLineRow]:
    again = sa.orm.aliased(DeliveryLine)
    replaced = (
        sa.select(sa.func.coalesce(sa.func.sum(again.sent_milli), 0))
        .where(again.replaces_line_id == DeliveryLine.id, again.voided.is_(None))
        .correlate(DeliveryLine)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            DeliveryLine, AcceptanceLine, Lot.code, Product.name, Grade.name, ContractLine.units_per_container, replaced
        )
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .join(Grade, Grade.id == Lot.grade_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .outerjoin(
            AcceptanceLine, sa.and_(AcceptanceLine.delivery_line_id == DeliveryLine.id, AcceptanceLine.voided.is_(None))
        )
        .where(DeliveryLine.delivery_id == delivery_id)
        .order_by(DeliveryLine.position)
    )
    return [_line(*row) for row in rows]


def _line(
    line: DeliveryLine,
    word: AcceptanceLine | None,
    lot: str,
    product: str,
    grade: str,
    per_container: int | None,
    replaced: int,
) -> DeliveryLineRow:
    return DeliveryLineRow(
        id=line.id,
        position=line.position,
        contract_line_id=line.contract_line_id,
        call_off_id=line.call_off_id,
        product=product,
        grade=grade,
        lot_id=line.lot_id,
        lot=lot,
        sent=Quantity(line.sent_milli, line.unit),
        weight=Quantity(line.grams, KILO),
        full_containers=line.full_containers,
        loose_units=line.loose_units,
        units_per_container=per_container,
        accepted=Quantity(word.accepted_milli, line.unit) if word else None,
        rejected=Quantity(word.rejected_milli, line.unit) if word else None,
        reason=word.reason if word else "",
        replacement_due_on=word.replacement_due_on if word else None,
        replaced=Quantity(int(replaced), line.unit),
    )

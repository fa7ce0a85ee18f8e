"""What is kept of lots for contracts: a reservation stands until it is delivered or set free.

Capacity counts a lot whole, reserved or not: a reservation serves a promise that capacity has counted already.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.deliveries import Delivery, DeliveryLine
from sse_desktop.store.tables.stock import Lot, StockMovement, StockReservation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationRow:
    """Grams of a lot kept for a contract: what was reserved, and what of it is not delivered yet."""

    id: uuid.UUID
    lot_id: uuid.UUID
    lot: str
    contract_id: uuid.UUID
    contract: str
    buyer: str
    reserved: Quantity
    left: Quantity
    reserved_by: str
    reserved_on: date | None
    note: str
    stamps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractChoice:
    """An open contract that asks for what is in a lot."""

    id: uuid.UUID
    label: str


def contracts_for_lot(session: Session, lot_id: uuid.UUID) -> list[ContractChoice]:
    """Return the open contracts with a line of the lot's product and grade, by reference."""
    rows = session.execute(
        sa.select(Contract.id, Contract.reference, Contract.title, Buyer.name)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .join(ContractLine, ContractLine.contract_id == Contract.id)
        .join(Lot, Lot.product_id == ContractLine.product_id)
        .where(
            Lot.id == lot_id,
            Contract.state == "open",
            sa.or_(ContractLine.grade_id.is_(None), ContractLine.grade_id == Lot.grade_id),
        )
        .distinct()
        .order_by(Contract.reference, Contract.title)
    )
    return [ContractChoice(id=row.id, label=f"{row.reference or row.title} · {row.name}") for row in rows]


def stock_reservations(
    session: Session, lot_ids: Iterable[uuid.UUID] | None = None, contract_id: uuid.UUID | None = None
) -> list[ReservationRow]:
    """Return the reservations that are not wholly delivered, by lot and contract; of these lots if they are named."""
    select = (
        sa.select(StockReservation, Lot.code, Contract.reference, Contract.title, Buyer.name)
        .join(Lot, Lot.id == StockReservation.lot_id)
        .join(Contract, Contract.id == StockReservation.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .where(~StockReservation.archived)
        .order_by(Lot.code, Contract.reference, StockReservation.id)
    )
    if lot_ids is not None:
        select = select.where(StockReservation.lot_id.in_(list(lot_ids)))
    if contract_id is not None:
        select = select.where(StockReservation.contract_id == contract_id)
    found = session.execute(select).all()
    sent = sent_grams(session, [row.lot_id for row, *_ in found])
    rows = [_row(*each, left_of(each[0], sent)) for each in found]
    return [row for row in rows if row.left.milli > 0]


def reserved_grams(
    session: Session, lot_ids: Sequence[uuid.UUID], *, but_for: uuid.UUID | None = None
) -> dict[uuid.UUID, int]:
    """Return what is kept of each lot for contracts in grams; a contract named `but_for` is left out."""
    total: dict[uuid.UUID, int] = defaultdict(int)
    for (lot_id, contract_id), grams in reserved_by_contract(session, lot_ids).items():
        if contract_id != but_for:
            total[lot_id] += grams
    return dict(total)


def reserved_by_contract(
    session: Session, lot_ids: Sequence[uuid.UUID] | None = None
) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Return what is still kept in grams by (lot, contract)."""
    which = sa.select(StockReservation).where(~StockReservation.archived)
    if lot_ids is not None:
        which = which.where(StockReservation.lot_id.in_(lot_ids))
    rows = session.scalars(which).all()
    sent = sent_grams(session, [row.lot_id for row in rows])
    total: dict[tuple[uuid.UUID, uuid.UUID], int] = defaultdict(int)
    for row in rows:
        total[row.lot_id, row.contract_id] += left_of(row, sent)
    return {pair: grams for pair, grams in total.items() if grams}


def sent_grams(session: Session, lot_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Return the grams that left each lot for each contract and did not come back, by (lot, contract)."""
    ids = list(dict.fromkeys(lot_ids))
    if not ids:
        return {}
    rows = session.execute(
        sa.select(StockMovement.lot_id, Delivery.contract_id, sa.func.sum(StockMovement.grams))
        .join(DeliveryLine, DeliveryLine.id == StockMovement.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(StockMovement.lot_id.in_(ids), StockMovement.voided.is_(None))
        .group_by(StockMovement.lot_id, Delivery.contract_id)
    )
    return {(lot_id, contract_id): -int(grams) for lot_id, contract_id, grams in rows}


def left_of(row: StockReservation, sent: Mapping[tuple[uuid.UUID, uuid.UUID], int]) -> int:
    """Return the grams of a reservation that were not delivered since it was made.

    It is reckoned and not stored, so that a delivery note that is voided gives the reservation back.
    """
    since = sent.get((row.lot_id, row.contract_id), 0) - row.sent_before_g
    return min(row.grams, max(0, row.grams - since))


def _row(row: StockReservation, lot: str, reference: str, title: str, buyer: str, left: int) -> ReservationRow:
    return ReservationRow(
        id=row.id,
        lot_id=row.lot_id,
        lot=lot,
        contract_id=row.contract_id,
        contract=reference or title,
        buyer=buyer,
        reserved=Quantity(row.grams, KILO),
        left=Quantity(left, KILO),
        reserved_by=row.reserved_by,
        reserved_on=row.reserved_on,
        note=row.note,
        stamps=dict(row.stamps),
    )

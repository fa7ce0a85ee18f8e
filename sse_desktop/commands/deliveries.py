"""Deliveries: what leaves for a school, and what the school accepts of it. Both are facts; nothing is edited afterwards."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from sse_desktop.commands.call_offs import ContractClosed, check_place
from sse_desktop.commands.lot_draws import FreeLot, draw_from, free_lots, named_lot
from sse_desktop.commands.numbering import DocumentNumber, full_number, next_number
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.domain.deliveries import ReplacedMoreThanRejected
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import DifferentUnits, Quantity, containers_and_loose, whole_pieces
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.stock import StockMovement

THOUSAND = 1000


class NothingSent(DomainError):
    """A delivery of nothing."""

    sentence = N_("The delivery has no quantity. Nothing was saved. Enter what is sent.")


class AlreadyAccepted(DomainError):
    """The receiver's word was recorded before."""

    sentence = N_(
        "The delivery {number} was already recorded as received. Nothing was changed. Void that record first if it is wrong."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """What leaves for one order: a quantity in the unit of sale, from the free lots that end first unless a lot is named."""

    contract_line_id: uuid.UUID
    quantity: Quantity
    call_off_id: uuid.UUID | None = None
    lot_id: uuid.UUID | None = None
    replaces_line_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One stop of a trip: everything for one delivery point on one day."""

    contract_id: uuid.UUID
    delivery_point_id: uuid.UUID
    planned_on: date
    lines: tuple[SentLine, ...]
    driver: str = ""
    vehicle: str = ""
    crates_out: int = 0
    note: str = ""
    dispatched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dispatched:
    """The delivery note that was issued."""

    id: uuid.UUID
    number: DocumentNumber


@allowed(Role.SECRETARY, Role.DRIVER)
def send_delivery(session: Writing, dispatch: Dispatch) -> Dispatched:
    """Issue a numbered delivery note and take the produce out of its lots, one line per lot.

    Raises:
        NothingSent: a line without quantity. LotShort: the lots hold less; nothing was sent. ContractClosed. LotKeptForOthers.
        AnotherBuyersPlace. ReplacedMoreThanRejected. NoConversion: the unit has no weight on this day.
        DifferentUnits: not the contract's. NotWholePieces.
    """
    if not dispatch.lines or any(line.quantity.milli <= 0 for line in dispatch.lines):
        raise NothingSent
    contract = session.get_one(Contract, dispatch.contract_id)
    if contract.state == "closed":
        raise ContractClosed(reference=contract.reference)
    check_place(session, contract, dispatch.delivery_point_id)
    number = next_number(session, "delivery_note")
    delivery = Delivery(
        id=session.new_id(),
        series=number.series,
        number=number.number,
        contract_id=dispatch.contract_id,
        delivery_point_id=dispatch.delivery_point_id,
        planned_on=dispatch.planned_on,
        dispatched_at=dispatch.dispatched_at or session.now,
        driver=dispatch.driver,
        vehicle=dispatch.vehicle,
        crates_out=dispatch.crates_out,
        replaces_id=_replaced_delivery(session, dispatch),
        note=dispatch.note,
    )
    session.add(delivery)
    position = 0
    for sent in dispatch.lines:
        for part in _parts(session, sent, dispatch.contract_id, dispatch.planned_on):
            position += 1
            _add_line(session, delivery, position, sent, part)
        # The next line of this note must see what this one took.
        session.flush()
    return Dispatched(delivery.id, number)


def _replaced_delivery(session: Writing, dispatch: Dispatch) -> uuid.UUID | None:
    replaced = [line.replaces_line_id for line in dispatch.lines if line.replaces_line_id is not None]
    for line_id in set(replaced):
        # A note may replace one line from two lots.
        again = sum(line.quantity.milli for line in dispatch.lines if line.replaces_line_id == line_id)
        _check_replacement(session, line_id, again)
    return session.get_one(DeliveryLine, replaced[0]).delivery_id if replaced else None


def _check_replacement(session: Writing, line_id: uuid.UUID, milli: int) -> None:
    rejected = sa.select(sa.func.sum(AcceptanceLine.rejected_milli)).where(
        AcceptanceLine.delivery_line_id == line_id, AcceptanceLine.voided.is_(None)
    )
    if sent_again(session, line_id) + milli > int(session.scalar(rejected) or 0):
        raise ReplacedMoreThanRejected


def sent_again(session: Writing, line_id: uuid.UUID) -> int:
    """Return how many thousandths were sent in the place of what was rejected of a line."""
    again = sa.select(sa.func.sum(DeliveryLine.sent_milli)).where(
        DeliveryLine.replaces_line_id == line_id, DeliveryLine.voided.is_(None)
    )
    return int(session.scalar(again) or 0)


def _parts(session: Writing, sent: SentLine, contract_id: uuid.UUID, on: date) -> list[tuple[FreeLot, int, int]]:
    """Return (lot, thousandths of the unit, grams) for what one line takes from each lot."""
    line = session.get_one(ContractLine, sent.contract_line_id)
    if line.contract_id != contract_id:
        raise ValueError("the line is of another contract")
    if sent.quantity.unit != line.unit:
        # It is paid by the contract's price per unit, so 30 kg would be paid as 30 pieces.
        raise DifferentUnits(first=sent.quantity.unit, second=line.unit)
    lots = (
        named_lot(session, sent.lot_id, line.product_id, contract_id)
        if sent.lot_id
        else free_lots(session, line.product_id, line.grade_id, contract_id, on)
    )
    return draw_from(session, lots, whole_pieces(sent.quantity), line.product_id, on)


def _add_line(
    session: Writing, delivery: Delivery, position: int, sent: SentLine, part: tuple[FreeLot, int, int]
) -> None:
    lot, milli, grams = part
    per_container = session.get_one(ContractLine, sent.contract_line_id).units_per_container
    whole = milli // THOUSAND
    full, loose = containers_and_loose(whole, per_container) if per_container else (0, whole)
    line = DeliveryLine(
        id=session.new_id(),
        delivery_id=delivery.id,
        position=position,
        call_off_id=sent.call_off_id,
        contract_line_id=sent.contract_line_id,
        lot_id=lot.id,
        sent_milli=milli,
        unit=sent.quantity.unit,
        grams=grams,
        full_containers=full,
        loose_units=loose,
        replaces_line_id=sent.replaces_line_id,
    )
    session.add(line)
    session.add(
        StockMovement(
            id=session.new_id(),
            lot_id=lot.id,
            kind="dispatch",
            grams=-grams,
            at=delivery.dispatched_at,
            delivery_line_id=line.id,
        )
    )


def acceptance_of(delivery_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """Select the receiver's word on a delivery, if it is recorded."""
    return sa.select(Acceptance.id).where(Acceptance.delivery_id == delivery_id, Acceptance.voided.is_(None))


def lines_of(session: Writing, delivery_id: uuid.UUID) -> Sequence[DeliveryLine]:
    """Return the valid lines of a delivery note in their order."""
    lines = sa.select(DeliveryLine).where(DeliveryLine.delivery_id == delivery_id, DeliveryLine.voided.is_(None))
    return session.scalars(lines.order_by(DeliveryLine.position)).all()


@allowed(Role.SECRETARY)
def void_delivery(session: Writing, delivery_id: uuid.UUID, reason: str) -> None:
    """Void a delivery note that was not yet received; it keeps its number, and its produce is back in the lots.

    Raises:
        ReasonMissing, AlreadyAccepted.
    """
    why = reason_given(reason)
    delivery = session.get_one(Delivery, delivery_id)
    if session.scalar(acceptance_of(delivery_id)) is not None:
        raise AlreadyAccepted(number=full_number(delivery.series, delivery.number))
    void(delivery, why)
    for line in lines_of(session, delivery_id):
        void(line, why)
        void_movements(session, StockMovement.delivery_line_id == line.id, why)


def void_movements(session: Writing, which: sa.ColumnElement[bool], reason: str) -> None:
    """Void the stock movements that belong to something that is voided."""
    for movement in session.scalars(sa.select(StockMovement).where(which, StockMovement.voided.is_(None))):
        movement.voided = reason

"""The receiver's word on a delivery: what was accepted and what was rejected, line by line."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sse_desktop.commands.deliveries import AlreadyAccepted, acceptance_of, lines_of, sent_again, void_movements
from sse_desktop.commands.numbering import full_number
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import AlreadySettled, ReasonMissing, reason_given, void
from sse_desktop.domain.deliveries import RejectedMoreThanSent, ReplacedMoreThanRejected, replacement_due
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity, whole_pieces
from sse_desktop.domain.roles import Role
from sse_desktop.store.calendars import public_holidays
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.settlements import SettlementOrigin
from sse_desktop.store.tables.stock import StockMovement


class NotSent(DomainError):
    """The delivery was voided."""

    sentence = N_("The delivery {number} was voided. Nothing was changed. Make a new delivery note.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """What the receiver did not take of one delivery line, and why; `back_to_stock` when it came home still good."""

    delivery_line_id: uuid.UUID
    quantity: Quantity
    reason: str
    back_to_stock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The receiver's word on a delivery: everything was accepted but the rejections."""

    delivery_id: uuid.UUID
    receiver_name: str
    receiver_id_number: str = ""
    receiver_post: str = ""
    rejections: tuple[Rejection, ...] = ()
    temperature_decidegrees: int | None = None
    crates_in: int = 0
    note: str = ""
    received_at: datetime | None = None


@allowed(Role.SECRETARY, Role.DRIVER)
def record_received(session: Writing, received: Received) -> uuid.UUID:
    """Store what the receiver accepted and rejected, line by line, and return the id of the record.

    Rejected goods are owed again within the contract's term; they go back into their lot only when marked so.

    Raises:
        NotSent, AlreadyAccepted, RejectedMoreThanSent, NotWholePieces, ReplacedMoreThanRejected. ReasonMissing: a rejection says no reason.
    """
    delivery = session.get_one(Delivery, received.delivery_id)
    number = full_number(delivery.series, delivery.number)
    if delivery.voided is not None:
        raise NotSent(number=number)
    if session.scalar(acceptance_of(delivery.id)) is not None:
        raise AlreadyAccepted(number=number)
    acceptance = Acceptance(
        id=session.new_id(),
        delivery_id=delivery.id,
        received_at=received.received_at or session.now,
        receiver_name=received.receiver_name,
        receiver_id_number=received.receiver_id_number,
        receiver_post=received.receiver_post,
        temperature_decidegrees=received.temperature_decidegrees,
        crates_in=received.crates_in,
        note=received.note,
    )
    session.add(acceptance)
    lines = lines_of(session, delivery.id)
    rejections = _by_line(received.rejections, lines)
    for line in lines:
        _accept_line(session, acceptance, delivery, line, rejections.get(line.id))
    return acceptance.id


def _by_line(rejections: Sequence[Rejection], lines: Sequence[DeliveryLine]) -> dict[uuid.UUID, Rejection]:
    """Return the rejections of something by their lines.

    Raises:
        ValueError: one is of another note, in another unit or the second of its line; it must not be lost silently.
        NotWholePieces.
    """
    units = {line.id: line.unit for line in lines}
    found: dict[uuid.UUID, Rejection] = {}
    for each in rejections:
        line_id = each.delivery_line_id
        if units.get(line_id) != each.quantity.unit or line_id in found:
            raise ValueError("a rejection fits no line of the delivery note")
        if whole_pieces(each.quantity).milli:
            found[line_id] = each
    return found


def _accept_line(
    session: Writing, acceptance: Acceptance, delivery: Delivery, line: DeliveryLine, rejection: Rejection | None
) -> None:
    rejected = rejection.quantity.milli if rejection else 0
    if not 0 <= rejected <= line.sent_milli:
        raise RejectedMoreThanSent
    # When a record is voided and made anew, what was meanwhile sent in the place of the rejected goods stays.
    if sent_again(session, line.id) > rejected:
        raise ReplacedMoreThanRejected
    if rejection is not None and not rejection.reason.strip():
        raise ReasonMissing
    row = AcceptanceLine(
        id=session.new_id(),
        acceptance_id=acceptance.id,
        delivery_line_id=line.id,
        accepted_milli=line.sent_milli - rejected,
        rejected_milli=rejected,
        reason=rejection.reason if rejection else "",
        replacement_due_on=_due_again(session, delivery, acceptance) if rejected else None,
    )
    session.add(row)
    if rejection is not None and rejection.back_to_stock:
        grams = line.grams * rejected // line.sent_milli
        session.add(
            StockMovement(
                id=session.new_id(),
                lot_id=line.lot_id,
                kind="return",
                grams=grams,
                at=acceptance.received_at,
                delivery_line_id=line.id,
                acceptance_line_id=row.id,
                reason=rejection.reason,
            )
        )


def _due_again(session: Writing, delivery: Delivery, acceptance: Acceptance) -> date | None:
    days = session.get_one(Contract, delivery.contract_id).replacement_days
    if days is None:
        return None
    day = acceptance.received_at.astimezone(ZoneInfo(session.time_zone)).date()
    country = session.scalars(sa.select(Cooperative.country)).one()
    return replacement_due(day, days, public_holidays(country, day.year))


@allowed(Role.SECRETARY)
def void_received(session: Writing, acceptance_id: uuid.UUID, reason: str) -> None:
    """Void a wrong record of what was received; the delivery waits for a new one.

    Raises:
        ReasonMissing. AlreadySettled: its money was shared to the families.
    """
    why = reason_given(reason)
    lines = session.scalars(sa.select(AcceptanceLine).where(AcceptanceLine.acceptance_id == acceptance_id)).all()
    settled = sa.select(SettlementOrigin.id).where(
        SettlementOrigin.acceptance_line_id.in_([line.id for line in lines]), SettlementOrigin.voided.is_(None)
    )
    if session.scalar(settled.limit(1)) is not None:
        raise AlreadySettled
    void(session.get_one(Acceptance, acceptance_id), why)
    for line in lines:
        void(line, why)
        void_movements(session, StockMovement.acceptance_line_id == line.id, why)

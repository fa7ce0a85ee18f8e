"""Call-offs: who gets what on which day, never more than the contract holds."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import DifferentUnits, Quantity, rations, whole_pieces
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.contracts import CallOff, Contract, ContractLine


class MoreThanContract(DomainError):
    """Call-offs ask for more than the contract."""

    sentence = N_(
        "The orders would be {excess} above what the contract holds. Nothing was saved. Lower the order, or change the contract."
    )


class ContractClosed(DomainError):
    """A closed contract takes no orders."""

    sentence = N_("The contract {reference} is closed. Nothing was saved. Reopen it first.")


class AnotherBuyersPlace(DomainError):
    """The delivery point is not one of the contract's buyer."""

    sentence = N_(
        "{place} belongs to another buyer than the contract {reference}. Nothing was saved. Choose a delivery point of this buyer."
    )


class CallOffDelivered(DomainError):
    """Something was already sent for it."""

    sentence = N_("Something was already delivered for this order. It stays. Void the delivery note first.")


class NothingOrdered(DomainError):
    """An order of nothing."""

    sentence = N_("The order asks for nothing. Nothing was saved. Enter a quantity, or pupils, rations and days.")


THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffData:
    """An order for one place and day: a quantity, or pupils x rations x days."""

    contract_line_id: uuid.UUID
    delivery_point_id: uuid.UUID
    due_on: date
    order_number: str = ""
    quantity: Quantity | None = None
    pupils: int | None = None
    units_per_ration: int | None = None
    days: int | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.DRIVER, Role.PRESIDENT)
def add_call_off(session: Writing, data: CallOffData) -> uuid.UUID:
    """Store an order and return its id.

    Raises:
        NothingOrdered, ContractClosed, AnotherBuyersPlace, DifferentUnits, NotWholePieces.
        MoreThanContract: all orders of the line would pass the contract's quantity.
    """
    line = session.get_one(ContractLine, data.contract_line_id)
    contract = session.get_one(Contract, line.contract_id)
    if contract.state == "closed":
        raise ContractClosed(reference=contract.reference)
    check_place(session, contract, data.delivery_point_id)
    if data.quantity is not None and data.quantity.unit != line.unit:
        raise DifferentUnits(first=data.quantity.unit, second=line.unit)
    milli = _ordered(session, data)
    _check_room(session, line, milli)
    call_off = CallOff(
        id=session.new_id(),
        contract_id=line.contract_id,
        contract_line_id=line.id,
        order_number=data.order_number,
        delivery_point_id=data.delivery_point_id,
        due_on=data.due_on,
        pupils=data.pupils,
        units_per_ration=data.units_per_ration,
        days=data.days,
        quantity_milli=milli,
        unit=line.unit,
        note=data.note,
    )
    session.add(call_off)
    return call_off.id


def check_place(session: Writing, contract: Contract, delivery_point_id: uuid.UUID) -> None:
    """See to it that produce of a contract goes only to places of its buyer.

    Raises:
        AnotherBuyersPlace.
    """
    place = session.get_one(DeliveryPoint, delivery_point_id)
    if place.buyer_id != contract.buyer_id:
        raise AnotherBuyersPlace(place=f"{place.code} {place.name}".strip(), reference=contract.reference)


def _ordered(session: Writing, data: CallOffData) -> int:
    """Return the quantity of an order in thousandths; pupils come from the delivery point unless they are typed."""
    if data.quantity is not None:
        milli = whole_pieces(data.quantity).milli
    else:
        pupils = (
            data.pupils if data.pupils is not None else session.get_one(DeliveryPoint, data.delivery_point_id).pupils
        )
        factors = (pupils or 0, data.days or 1, data.units_per_ration or 0)
        # Two factors below zero would make a quantity above it.
        milli = 0 if min(factors) <= 0 else rations(*factors) * THOUSAND
    if milli <= 0:
        raise NothingOrdered
    return milli


def _check_room(session: Writing, line: ContractLine, more: int) -> None:
    session.flush()
    ordered = sa.select(sa.func.sum(CallOff.quantity_milli)).where(
        CallOff.contract_line_id == line.id, ~CallOff.archived
    )
    excess = int(session.scalar(ordered) or 0) + more - line.quantity_milli
    if excess > 0:
        raise MoreThanContract(excess=Quantity(excess, line.unit))


@allowed(Role.SECRETARY, Role.DRIVER, Role.PRESIDENT)
def add_call_offs(session: Writing, orders: Sequence[CallOffData]) -> list[uuid.UUID]:
    """Store the orders of a whole distribution list in one step.

    Raises:
        as `add_call_off`; nothing is stored then. MoreThanContract tells the excess of the whole list.
    """
    wanted: dict[uuid.UUID, int] = {}
    for data in orders:
        wanted[data.contract_line_id] = wanted.get(data.contract_line_id, 0) + _ordered(session, data)
    for line_id, milli in wanted.items():
        _check_room(session, session.get_one(ContractLine, line_id), milli)
    return [add_call_off(session, data) for data in orders]


@allowed(Role.SECRETARY, Role.DRIVER, Role.PRESIDENT)
def archive_call_off(session: Writing, call_off_id: uuid.UUID) -> None:
    """Take back an order for which nothing was sent yet.

    Raises:
        CallOffDelivered.
    """
    from sse_desktop.store.tables.deliveries import DeliveryLine

    sent = (
        sa.select(DeliveryLine.id)
        .where(DeliveryLine.call_off_id == call_off_id, DeliveryLine.voided.is_(None))
        .limit(1)
    )
    if session.scalar(sent) is not None:
        raise CallOffDelivered
    session.get_one(CallOff, call_off_id).archived = True

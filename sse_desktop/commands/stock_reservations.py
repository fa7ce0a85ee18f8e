"""Keeping grams of a lot for a contract, and setting them free."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.call_offs import ContractClosed
from sse_desktop.commands.lot_taking import take_lots
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.stock_reservations import reserved_grams, sent_grams
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.stock import StockReservation


class NothingReserved(DomainError):
    """A reservation of nothing."""

    sentence = N_("Enter what is to be kept, above zero. Nothing was saved.")


class NotSoMuchFree(DomainError):
    """More is to be kept of a lot than is free in it."""

    sentence = N_(
        "Only {free} of lot {lot} can be kept. Nothing was saved. Enter less, or set another reservation free."
    )


class NotInContract(DomainError):
    """A contract has no line of the lot's product or grade."""

    sentence = N_(
        "The contract {contract} does not ask for what is in lot {lot}. Nothing was saved. Choose another one."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationData:
    """What is to be kept of a lot for a contract, in grams: all of it, what was kept before included."""

    lot_id: uuid.UUID
    contract_id: uuid.UUID
    grams: int
    note: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER)
def reserve_stock(session: Writing, data: ReservationData) -> uuid.UUID:
    """Keep grams of a lot for a contract from now on; a former reservation of the same two is replaced.

    What is delivered from the lot for the contract after this counts as taken from it, and a voided note gives it back.

    Raises:
        NothingReserved, NotSoMuchFree, NotInContract, ContractClosed.
    """
    if data.grams <= 0:
        raise NothingReserved
    contract = session.get_one(Contract, data.contract_id)
    if contract.state == "closed":
        raise ContractClosed(reference=contract.reference)
    [taken] = take_lots(session, [(data.lot_id, None)])
    wanted = sa.select(ContractLine.id).where(
        ContractLine.contract_id == contract.id,
        ContractLine.product_id == taken.lot.product_id,
        sa.or_(ContractLine.grade_id.is_(None), ContractLine.grade_id == taken.lot.grade_id),
    )
    if session.scalar(wanted.limit(1)) is None:
        raise NotInContract(contract=contract.reference or contract.title, lot=taken.lot.code)
    others = reserved_grams(session, [data.lot_id], but_for=contract.id).get(data.lot_id, 0)
    free = max(0, taken.holds - others)
    if data.grams > free:
        raise NotSoMuchFree(lot=taken.lot.code, free=Quantity(free, KILO))
    row = _row(session, data)
    row.grams, row.note = data.grams, data.note.strip()
    row.sent_before_g = sent_grams(session, [data.lot_id]).get((data.lot_id, contract.id), 0)
    row.reserved_by, row.reserved_on = session.actor.name, session.today
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.WEIGHER)
def release_stock(session: Writing, reservation_id: uuid.UUID) -> None:
    """Set free what is still kept: everybody may be sent it again."""
    session.get_one(StockReservation, reservation_id).archived = True


def _row(session: Writing, data: ReservationData) -> StockReservation:
    """Return the reservation of a lot and contract that stands, or a new one."""
    row = session.scalars(
        sa.select(StockReservation).where(
            StockReservation.lot_id == data.lot_id,
            StockReservation.contract_id == data.contract_id,
            ~StockReservation.archived,
        )
    ).first()
    if row is None:
        row = StockReservation(id=session.new_id(), lot_id=data.lot_id, contract_id=data.contract_id)
        session.add(row)
    return row

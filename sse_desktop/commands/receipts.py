"""Money that came from a buyer."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import AlreadySettled, void
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.settlements import Receipt, SettlementReceipt


class NoMoney(DomainError):
    """An amount of nothing or less."""

    sentence = N_("The amount must be more than zero. Nothing was saved. Enter what was received.")


class OtherCurrency(DomainError):
    """The contract is in another currency."""

    sentence = N_(
        "The contract is in {expected}, the payment in {given}. Nothing was saved. Enter the amount in {expected}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptData:
    """A payment of a buyer for a contract, whole or in part."""

    contract_id: uuid.UUID
    received_on: date
    amount: Money
    reference: str = ""
    note: str = ""


@allowed(Role.TREASURER)
def record_receipt(session: Writing, data: ReceiptData) -> uuid.UUID:
    """Store money received for a contract and return its id.

    Raises:
        NoMoney, OtherCurrency.
    """
    contract = session.get_one(Contract, data.contract_id)
    if data.amount.minor <= 0:
        raise NoMoney
    if data.amount.currency != contract.currency:
        raise OtherCurrency(expected=contract.currency, given=data.amount.currency)
    row = Receipt(
        id=session.new_id(),
        buyer_id=contract.buyer_id,
        contract_id=contract.id,
        received_on=data.received_on,
        amount_minor=data.amount.minor,
        currency=data.amount.currency,
        reference=data.reference,
        note=data.note,
    )
    session.add(row)
    return row.id


@allowed(Role.TREASURER)
def void_receipt(session: Writing, receipt_id: uuid.UUID, reason: str) -> None:
    """Void a payment that was entered wrongly.

    Raises:
        ReasonMissing, AlreadyVoided. AlreadySettled: it was shared to the families.
    """
    row = session.get_one(Receipt, receipt_id)
    shared = sa.select(SettlementReceipt.id).where(
        SettlementReceipt.receipt_id == receipt_id, SettlementReceipt.voided.is_(None)
    )
    if session.scalar(shared) is not None:
        raise AlreadySettled
    void(row, reason)

"""Money received from buyers, as rows, and which settlement shared it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.settlements import Receipt, Settlement, SettlementReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """Money received; `settlement` names the settlement that shared it, or is ''."""

    id: uuid.UUID
    received_on: date
    buyer: str
    contract_id: uuid.UUID
    contract: str
    amount: Money
    reference: str
    settlement: str
    voided: str | None


def receipts(session: Session, *, contract_id: uuid.UUID | None = None, free_only: bool = False) -> list[ReceiptRow]:
    """Return money received, newest first; `free_only`: valid ones that no settlement has shared."""
    used = (
        sa.select(SettlementReceipt.receipt_id, Settlement.series, Settlement.number)
        .join(Settlement, Settlement.id == SettlementReceipt.settlement_id)
        .where(SettlementReceipt.voided.is_(None))
        .subquery()
    )
    select = (
        sa.select(Receipt, Buyer.name, Contract.reference, used.c.series, used.c.number)
        .join(Buyer, Buyer.id == Receipt.buyer_id)
        .join(Contract, Contract.id == Receipt.contract_id)
        .outerjoin(used, used.c.receipt_id == Receipt.id)
    )
    if contract_id is not None:
        select = select.where(Receipt.contract_id == contract_id)
    if free_only:
        select = select.where(Receipt.voided.is_(None), used.c.number.is_(None))
    return [
        ReceiptRow(
            id=row.id,
            received_on=row.received_on,
            buyer=buyer,
            contract_id=row.contract_id,
            contract=contract,
            amount=Money(row.amount_minor, row.currency),
            reference=row.reference,
            settlement=full(series, number) if series else "",
            voided=row.voided,
        )
        for row, buyer, contract, series, number in session.execute(
            select.order_by(Receipt.received_on.desc(), Receipt.id.desc())
        )
    ]

"""What buyers owe, by how long they have owed it. Money received pays the oldest deliveries first."""

import uuid
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.dues import values_in_order
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, DeliveryLine
from sse_desktop.store.tables.settlements import Receipt

# The upper ends of the columns in days; what is older is in the last one.
ENDS = (30, 60, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingRow:
    """What one contract's buyer owes: the parts by age (to 30, to 60, to 90 days, older) add up to `unpaid`."""

    contract_id: uuid.UUID
    contract: str
    buyer: str
    accepted: Money
    received: Money
    unpaid: Money
    parts: tuple[Money, ...]
    oldest_days: int


def ageing(session: Session, today: date) -> list[AgeingRow]:
    """Return the contracts with money outstanding, the oldest debt first; age is counted from the day of acceptance."""
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    received = _received(session)
    rows = []
    for contract, buyer in session.execute(sa.select(Contract, Buyer.name).join(Buyer, Buyer.id == Contract.buyer_id)):
        debts = _debts(session, contract, zone)
        rows.append(_row(contract, buyer, debts, received.get(contract.id, 0), today))
    return sorted((row for row in rows if row.unpaid.minor > 0), key=lambda row: -row.oldest_days)


def _received(session: Session) -> dict[uuid.UUID, int]:
    sums = sa.select(Receipt.contract_id, sa.func.sum(Receipt.amount_minor)).where(Receipt.voided.is_(None))
    return {contract_id: int(minor) for contract_id, minor in session.execute(sums.group_by(Receipt.contract_id))}


def _debts(session: Session, contract: Contract, zone: ZoneInfo) -> list[tuple[date, int]]:
    """Return (day of acceptance, value in minor units) of every accepted line, oldest first."""
    debts: list[tuple[date, int]] = []
    lines = session.scalars(sa.select(ContractLine).where(ContractLine.contract_id == contract.id)).all()
    for line in lines:
        accepted = session.execute(
            sa.select(Acceptance.received_at, AcceptanceLine.accepted_milli)
            .join(AcceptanceLine, AcceptanceLine.acceptance_id == Acceptance.id)
            .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
            .where(DeliveryLine.contract_line_id == line.id, AcceptanceLine.voided.is_(None))
            .order_by(Acceptance.received_at, AcceptanceLine.id)
        ).all()
        price = UnitPrice(line.price_micros, contract.currency)
        values = values_in_order([milli for _, milli in accepted], line.unit, price)
        days = [moment.astimezone(zone).date() for moment, _ in accepted]
        debts += zip(days, values, strict=True)
    return sorted(debts)


def _row(contract: Contract, buyer: str, debts: list[tuple[date, int]], received: int, today: date) -> AgeingRow:
    accepted = sum(value for _, value in debts)
    parts, left, oldest = [0] * (len(ENDS) + 1), received, 0
    for day, value in debts:
        paid = min(left, value)
        left -= paid
        if value > paid:
            age = (today - day).days
            oldest = max(oldest, age)
            parts[next((at for at, end in enumerate(ENDS) if age <= end), len(ENDS))] += value - paid
    return AgeingRow(
        contract_id=contract.id,
        contract=contract.reference,
        buyer=buyer,
        accepted=Money(accepted, contract.currency),
        received=Money(received, contract.currency),
        unpaid=Money(accepted - received, contract.currency),
        parts=tuple(Money(part, contract.currency) for part in parts),
        oldest_days=oldest,
    )

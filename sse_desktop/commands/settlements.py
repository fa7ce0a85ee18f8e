"""Settlements: money received is shared to the families by what their fruit was worth, to the cent.

What a family is owed grows with every accepted delivery its weigh-ins are in. A settlement takes receipts, leaves the
cooperative what was agreed, pays the rest pro rata to what each family is owed, and carries the remainder.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.numbering import DocumentNumber, next_number
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.settlement_lines import store_lines
from sse_desktop.commands.voiding import AlreadySettled, AlreadyVoided, void
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.roles import Role
from sse_desktop.domain.settlement import WHOLE_BP
from sse_desktop.queries.dues import carried_by_member, open_dues
from sse_desktop.queries.settlement_preview import Line, active_rules, check_retained, family_lines
from sse_desktop.store.database import Writing
from sse_desktop.store.record import Fact
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.settlements import (
    Deduction,
    DeductionRule,
    Receipt,
    Settlement,
    SettlementMember,
    SettlementOrigin,
    SettlementReceipt,
    SettlementRetention,
)


class NoReceipts(DomainError):
    """A settlement shares money that was received."""

    sentence = N_("There is no money to share. Nothing was settled. Record what the buyer paid first.")


class NewerSettlement(DomainError):
    """Only the newest settlement of a contract may be voided, since later ones build on it."""

    sentence = N_(
        "A newer settlement of this contract builds on this one. Nothing was changed. Void the newer one first."
    )


class RateOrAmount(DomainError):
    """A deduction takes nothing, more than all, or both a percentage and an amount."""

    sentence = N_(
        "The deduction takes nothing, or more than all. Nothing was saved. Enter up to 100 % with two decimals, or an amount."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionData:
    """What the cooperative keeps, by title, in minor units."""

    title: str
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementData:
    """The receipts to share and the period of deliveries they pay for (by the day of acceptance)."""

    contract_id: uuid.UUID
    from_on: date
    to_on: date
    receipt_ids: tuple[uuid.UUID, ...]
    retentions: tuple[RetentionData, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The settlement that was issued: received = retained + shared."""

    id: uuid.UUID
    number: DocumentNumber
    received: Money
    retained: Money
    shared: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionRuleData:
    """A deduction the assembly agreed on: a percentage of the payment (basis points) or a fixed amount (minor units)."""

    title: str
    kind: str
    rate_bp: int | None = None
    amount_minor: int | None = None
    active: bool = True


@allowed(Role.TREASURER)
def settle(session: Writing, data: SettlementData) -> Settled:
    """Issue a numbered settlement: every family's line, its origins and its deductions.

    Σ paid to families + retained = received; nobody is paid more than is owed; what is owed and not paid is carried.

    Raises:
        NoReceipts, AlreadyVoided, AlreadySettled, RetainedMoreThanReceived. ReceivedMoreThanOwed: more came in than was delivered for.
    """
    receipts = _free_receipts(session, data)
    contract = session.get_one(Contract, data.contract_id)
    received = sum(receipt.amount_minor for receipt in receipts)
    retained = sum(item.amount_minor for item in data.retentions)
    dues = open_dues(session, contract.id, data.to_on)
    newly_due = sum(origin.value_minor for origin in dues)
    check_retained(received, [item.amount_minor for item in data.retentions], newly_due, contract.currency)
    titles = [(item.title, item.amount_minor) for item in data.retentions]
    carried = carried_by_member(session, contract.id)
    lines = family_lines(dues, carried, titles, received - retained, active_rules(session), contract.currency)
    settlement = _store(session, data, contract, receipts, lines, (received, retained))
    number = DocumentNumber(settlement.series, settlement.number)
    amounts = [Money(minor, contract.currency) for minor in (received, retained, received - retained)]
    return Settled(settlement.id, number, *amounts)


def _free_receipts(session: Writing, data: SettlementData) -> Sequence[Receipt]:
    which = sa.select(Receipt).where(Receipt.id.in_(data.receipt_ids))
    receipts = session.scalars(which.with_for_update()).all()
    voided = [receipt.voided for receipt in receipts if receipt.voided is not None]
    if voided and len(voided) < len(receipts):
        raise AlreadyVoided(reason=voided[0])
    if voided or not receipts or any(receipt.contract_id != data.contract_id for receipt in receipts):
        raise NoReceipts
    taken = sa.select(SettlementReceipt.id).where(
        SettlementReceipt.receipt_id.in_([receipt.id for receipt in receipts]), SettlementReceipt.voided.is_(None)
    )
    if session.scalar(taken.limit(1)) is not None:
        raise AlreadySettled
    return receipts


def _store(
    session: Writing,
    data: SettlementData,
    contract: Contract,
    receipts: Sequence[Receipt],
    lines: Sequence[Line],
    amounts: tuple[int, int],
) -> Settlement:
    received, retained = amounts
    number = next_number(session, "settlement")
    settlement = Settlement(
        id=session.new_id(),
        series=number.series,
        number=number.number,
        contract_id=contract.id,
        from_on=data.from_on,
        to_on=data.to_on,
        currency=contract.currency,
        received_minor=received,
        retained_minor=retained,
        shared_minor=received - retained,
        issued_at=session.now,
        note=data.note,
    )
    session.add(settlement)
    for receipt in receipts:
        session.add(SettlementReceipt(id=session.new_id(), settlement_id=settlement.id, receipt_id=receipt.id))
    for item in data.retentions:
        session.add(
            SettlementRetention(
                id=session.new_id(), settlement_id=settlement.id, title=item.title, amount_minor=item.amount_minor
            )
        )
    store_lines(session, settlement.id, lines)
    return settlement


@allowed(Role.TREASURER)
def void_settlement(session: Writing, settlement_id: uuid.UUID, reason: str) -> None:
    """Void the newest settlement of a contract; it keeps its number, and its receipts and dues are open again.

    Raises:
        ReasonMissing, AlreadyVoided, NewerSettlement.
    """
    settlement = session.get_one(Settlement, settlement_id)
    newer = sa.select(Settlement.id).where(
        Settlement.contract_id == settlement.contract_id,
        Settlement.voided.is_(None),
        sa.or_(
            Settlement.issued_at > settlement.issued_at,
            sa.and_(Settlement.issued_at == settlement.issued_at, Settlement.number > settlement.number),
        ),
    )
    if session.scalar(newer.limit(1)) is not None:
        raise NewerSettlement
    void(settlement, reason)
    for row in _children(session, settlement_id):
        void(row, reason)


def _children(session: Writing, settlement_id: uuid.UUID) -> list[Fact]:
    members = sa.select(SettlementMember.id).where(SettlementMember.settlement_id == settlement_id)
    selects: tuple[Any, ...] = (
        sa.select(SettlementReceipt).where(SettlementReceipt.settlement_id == settlement_id),
        sa.select(SettlementRetention).where(SettlementRetention.settlement_id == settlement_id),
        sa.select(SettlementMember).where(SettlementMember.settlement_id == settlement_id),
        sa.select(SettlementOrigin).where(SettlementOrigin.settlement_member_id.in_(members)),
        sa.select(Deduction).where(Deduction.settlement_member_id.in_(members)),
    )
    return [row for select in selects for row in session.scalars(select)]


@allowed(Role.TREASURER, Role.PRESIDENT)
def add_deduction_rule(session: Writing, data: DeductionRuleData) -> uuid.UUID:
    """Store a deduction the assembly agreed on, and return its id.

    Raises:
        RateOrAmount.
    """
    given = [value for value in (data.rate_bp, data.amount_minor) if value is not None]
    if len(given) != 1 or given[0] <= 0 or (data.rate_bp or 0) > WHOLE_BP:
        raise RateOrAmount
    row = DeductionRule(
        id=session.new_id(),
        title=data.title,
        kind=data.kind,
        rate_bp=data.rate_bp,
        amount_minor=data.amount_minor,
        active=data.active,
    )
    session.add(row)
    return row.id


@allowed(Role.TREASURER, Role.PRESIDENT)
def stop_deduction_rule(session: Writing, rule_id: uuid.UUID, *, active: bool = False) -> None:
    """Apply a rule no longer, or again."""
    session.get_one(DeductionRule, rule_id).active = active

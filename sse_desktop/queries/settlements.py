"""Settlements, down to the kilo of one family, as rows."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.deliveries import AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.settlements import (
    Deduction,
    DeductionRule,
    Settlement,
    SettlementMember,
    SettlementOrigin,
    SettlementRetention,
)
from sse_desktop.store.tables.stock import Lot


class NoSuchSettlement(DomainError):
    """No settlement has this number."""

    sentence = N_("There is no settlement {number}. Check the number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """An issued settlement: received = retained + shared."""

    id: uuid.UUID
    number: str
    contract_id: uuid.UUID
    contract: str
    buyer: str
    from_on: date
    to_on: date
    issued_at: datetime
    received: Money
    retained: Money
    shared: Money
    families: int
    voided: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """One family's line in a settlement."""

    id: uuid.UUID
    member_id: uuid.UUID
    number: int
    name: str
    community: str
    weight: Quantity
    due: Money
    paid: Money
    deducted: Money
    net: Money
    carried: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """Kilos of one weigh-in that a school accepted, and their value."""

    harvested_on: date
    ticket: str
    lot: str
    product: str
    grade: str
    delivered_on: date
    note: str
    school: str
    weight: Quantity
    value: Money
    price: UnitPrice
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionRow:
    """What was taken off, with its formula. kind: retention (before paying) or rule."""

    kind: str
    title: str
    formula: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A deduction the assembly agreed on."""

    id: uuid.UUID
    title: str
    kind: str
    rate_bp: int | None
    amount_minor: int | None
    active: bool


def settlements(session: Session, *, contract_id: uuid.UUID | None = None) -> list[SettlementRow]:
    """Return the settlements, newest first, voided ones too."""
    families = sa.select(sa.func.count()).where(SettlementMember.settlement_id == Settlement.id).scalar_subquery()
    select = (
        sa.select(Settlement, Contract.reference, Buyer.name, families)
        .join(Contract, Contract.id == Settlement.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .order_by(Settlement.issued_at.desc(), Settlement.number.desc())
    )
    if contract_id is not None:
        select = select.where(Settlement.contract_id == contract_id)
    return [_settlement(*row) for row in session.execute(select)]


def _settlement(row: Settlement, contract: str, buyer: str, families: int) -> SettlementRow:
    return SettlementRow(
        id=row.id,
        number=full(row.series, row.number),
        contract_id=row.contract_id,
        contract=contract,
        buyer=buyer,
        from_on=row.from_on,
        to_on=row.to_on,
        issued_at=row.issued_at,
        received=Money(row.received_minor, row.currency),
        retained=Money(row.retained_minor, row.currency),
        shared=Money(row.shared_minor, row.currency),
        families=families,
        voided=row.voided,
    )


def settlement_by_number(session: Session, number: str) -> SettlementRow:
    """Return a settlement by its printed number.

    Raises:
        NoSuchSettlement.
    """
    found = next((row for row in settlements(session) if row.number == number.strip()), None)
    if found is None:
        raise NoSuchSettlement(number=number)
    return found


def families(session: Session, settlement_id: uuid.UUID) -> list[FamilyRow]:
    """Return the lines of a settlement in the order of the members' numbers."""
    rows = session.execute(
        sa.select(SettlementMember, Member, Settlement.currency)
        .join(Member, Member.id == SettlementMember.member_id)
        .join(Settlement, Settlement.id == SettlementMember.settlement_id)
        .where(SettlementMember.settlement_id == settlement_id)
        .order_by(Member.number)
    )
    return [
        FamilyRow(
            id=row.id,
            member_id=member.id,
            number=member.number,
            name=member.name,
            community=member.community,
            weight=Quantity(row.grams, KILO),
            due=Money(row.due_minor, currency),
            paid=Money(row.paid_minor, currency),
            deducted=Money(row.deducted_minor, currency),
            net=Money(row.net_minor, currency),
            carried=Money(row.carried_minor, currency),
        )
        for row, member, currency in rows
    ]


def retentions(session: Session, settlement_id: uuid.UUID) -> list[tuple[str, Money]]:
    """Return what the cooperative kept in a settlement, by title."""
    rows = session.execute(
        sa.select(SettlementRetention.title, SettlementRetention.amount_minor, Settlement.currency)
        .join(Settlement, Settlement.id == SettlementRetention.settlement_id)
        .where(SettlementRetention.settlement_id == settlement_id)
        .order_by(SettlementRetention.id)
    )
    return [(title, Money(minor, currency)) for title, minor, currency in rows]


def origins(session: Session, family_id: uuid.UUID) -> list[OriginRow]:
    """Return where the money of one family's line comes from, by day of harvest, ticket and delivery note."""
    rows = session.execute(
        sa.select(
            SettlementOrigin,
            WeighIn,
            Lot.code,
            Product.name,
            Grade.name,
            Delivery,
            DeliveryPoint.name,
            ContractLine,
            Settlement.currency,
        )
        .join(SettlementMember, SettlementMember.id == SettlementOrigin.settlement_member_id)
        .join(Settlement, Settlement.id == SettlementMember.settlement_id)
        .join(WeighIn, WeighIn.id == SettlementOrigin.weigh_in_id)
        .join(Lot, Lot.id == WeighIn.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .join(Grade, Grade.id == Lot.grade_id)
        .join(AcceptanceLine, AcceptanceLine.id == SettlementOrigin.acceptance_line_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .where(SettlementOrigin.settlement_member_id == family_id)
        .order_by(WeighIn.harvested_on, WeighIn.series, WeighIn.number, Delivery.planned_on, Delivery.number)
    )
    return [
        OriginRow(
            harvested_on=weigh_in.harvested_on,
            ticket=full(weigh_in.series, weigh_in.number),
            lot=lot,
            product=product,
            grade=grade,
            delivered_on=note.planned_on,
            note=full(note.series, note.number),
            school=school,
            weight=Quantity(origin.grams, KILO),
            value=Money(origin.value_minor, currency),
            price=UnitPrice(line.price_micros, currency),
            unit=line.unit,
        )
        for origin, weigh_in, lot, product, grade, note, school, line, currency in rows
    ]


def deductions(session: Session, family_id: uuid.UUID, currency: str) -> list[DeductionRow]:
    """Return what was taken off one family's line: retentions first, then the assembly's rules."""
    rows = session.scalars(
        sa.select(Deduction).where(Deduction.settlement_member_id == family_id).order_by(Deduction.kind, Deduction.id)
    )
    return [
        DeductionRow(kind=row.kind, title=row.title, formula=row.formula, amount=Money(row.amount_minor, currency))
        for row in rows
    ]


def deduction_rules(session: Session) -> list[RuleRow]:
    """Return the deductions the assembly agreed on, those in force first."""
    order = sa.select(DeductionRule).order_by(DeductionRule.active.desc(), DeductionRule.title)
    return [
        RuleRow(id=r.id, title=r.title, kind=r.kind, rate_bp=r.rate_bp, amount_minor=r.amount_minor, active=r.active)
        for r in session.scalars(order)
    ]

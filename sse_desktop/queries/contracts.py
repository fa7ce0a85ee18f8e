"""Contracts with what was ordered, sent, accepted and paid; their lines and orders."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import CallOff, Contract, ContractLine
from sse_desktop.store.tables.deliveries import AcceptanceLine, DeliveryLine
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.settlements import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """A contract; accepted is the value of accepted deliveries, unpaid = accepted - received."""

    id: uuid.UUID
    reference: str
    title: str
    buyer_id: uuid.UUID
    buyer: str
    signed_on: date
    starts_on: date | None
    ends_on: date | None
    state: str
    total: Money
    accepted: Money
    received: Money
    unpaid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """The terms of one contract, as they were typed from the paper."""

    id: uuid.UUID
    bid_id: uuid.UUID | None
    reference: str
    title: str
    signed_on: date
    starts_on: date | None
    ends_on: date | None
    currency: str
    advance_minor: int
    penalty_coefficient_micros: int | None
    penalty_base: str
    penalty_cap_minor: int | None
    replacement_days: int | None
    days_to_pay: int | None
    certified_plots_only: bool
    certificate_kind: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLineRow:
    """A line: contracted, ordered, sent and accepted quantity in its unit of sale, and the accepted value."""

    id: uuid.UUID
    contract_id: uuid.UUID
    position: int
    product_id: uuid.UUID
    product: str
    grade: str
    description: str
    price: UnitPrice
    quantity: Quantity
    ordered: Quantity
    sent: Quantity
    accepted: Quantity
    value: Money
    units_per_container: int | None


def contracts(session: Session, *, state: str | None = None) -> list[ContractRow]:
    """Return the contracts, newest first."""
    select = sa.select(Contract, Buyer.name).join(Buyer, Buyer.id == Contract.buyer_id)
    if state is not None:
        select = select.where(Contract.state == state)
    rows = session.execute(select.order_by(Contract.signed_on.desc(), Contract.reference)).all()
    accepted, received = accepted_values(session), _received(session)
    return [_contract_row(contract, buyer, accepted, received) for contract, buyer in rows]


def _contract_row(
    contract: Contract, buyer: str, accepted: dict[uuid.UUID, int], received: dict[uuid.UUID, int]
) -> ContractRow:
    def money(minor: int) -> Money:
        return Money(minor, contract.currency)

    value, paid = accepted.get(contract.id, 0), received.get(contract.id, 0)
    return ContractRow(
        id=contract.id,
        reference=contract.reference,
        title=contract.title,
        buyer_id=contract.buyer_id,
        buyer=buyer,
        signed_on=contract.signed_on,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        state=contract.state,
        total=money(contract.total_minor),
        accepted=money(value),
        received=money(paid),
        unpaid=money(value - paid),
    )


def accepted_values(session: Session) -> dict[uuid.UUID, int]:
    """Return the value of all accepted deliveries by contract, in minor units, rounded half up once per contract line."""
    accepted = _accepted_by_line(session)
    lines = sa.select(ContractLine, Contract.currency).join(Contract, Contract.id == ContractLine.contract_id)
    values: dict[uuid.UUID, int] = {}
    for line, currency in session.execute(lines):
        value = UnitPrice(line.price_micros, currency).times(Quantity(accepted.get(line.id, 0), line.unit)).minor
        values[line.contract_id] = values.get(line.contract_id, 0) + value
    return values


def _received(session: Session) -> dict[uuid.UUID, int]:
    sums = sa.select(Receipt.contract_id, sa.func.sum(Receipt.amount_minor)).where(Receipt.voided.is_(None))
    return {contract_id: int(minor) for contract_id, minor in session.execute(sums.group_by(Receipt.contract_id))}


def contract_of_bid(session: Session, bid_id: uuid.UUID) -> uuid.UUID | None:
    """Return the contract that a bid led to, if there is one."""
    return session.scalar(sa.select(Contract.id).where(Contract.bid_id == bid_id))


def contract_terms(session: Session, contract_id: uuid.UUID) -> ContractTerms:
    """Return the terms of one contract."""
    columns = [getattr(Contract, name) for name in ContractTerms.__dataclass_fields__]
    return ContractTerms(**session.execute(sa.select(*columns).where(Contract.id == contract_id)).mappings().one())


def contract_lines(session: Session, contract_id: uuid.UUID) -> list[ContractLineRow]:
    """Return the lines of a contract in their order."""
    ordered = _sum_by_line(session, CallOff.quantity_milli, ~CallOff.archived, CallOff.contract_line_id)
    sent = _sum_by_line(session, DeliveryLine.sent_milli, DeliveryLine.voided.is_(None), DeliveryLine.contract_line_id)
    accepted = _accepted_by_line(session)
    rows = session.execute(
        sa.select(ContractLine, Contract.currency, Product.name, Grade.name)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .join(Product, Product.id == ContractLine.product_id)
        .outerjoin(Grade, Grade.id == ContractLine.grade_id)
        .where(ContractLine.contract_id == contract_id)
        .order_by(ContractLine.position)
    )
    return [
        _line_row(line, currency, (product, grade or ""), [part.get(line.id, 0) for part in (ordered, sent, accepted)])
        for line, currency, product, grade in rows
    ]


def _line_row(line: ContractLine, currency: str, names: tuple[str, str], sums: Sequence[int]) -> ContractLineRow:
    price = UnitPrice(line.price_micros, currency)
    quantities = [Quantity(milli, line.unit) for milli in (line.quantity_milli, *sums)]
    return ContractLineRow(
        id=line.id,
        contract_id=line.contract_id,
        position=line.position,
        product_id=line.product_id,
        product=names[0],
        grade=names[1],
        description=line.description,
        price=price,
        quantity=quantities[0],
        ordered=quantities[1],
        sent=quantities[2],
        accepted=quantities[3],
        value=price.times(quantities[3]),
        units_per_container=line.units_per_container,
    )


def _sum_by_line(session: Session, amount: Any, which: Any, by: Any) -> dict[uuid.UUID, int]:
    sums = sa.select(by, sa.func.sum(amount)).where(which).group_by(by)
    return {key: int(total) for key, total in session.execute(sums) if key is not None}


def _accepted_by_line(session: Session) -> dict[uuid.UUID, int]:
    sums = (
        sa.select(DeliveryLine.contract_line_id, sa.func.sum(AcceptanceLine.accepted_milli))
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .where(AcceptanceLine.voided.is_(None))
        .group_by(DeliveryLine.contract_line_id)
    )
    return {key: int(total) for key, total in session.execute(sums)}

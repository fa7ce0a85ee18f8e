"""Contracts from won bids or typed by hand, and the call-offs that say who gets what on which day."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.buyers import known_buyer
from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.packagings import units_of_product
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.products import Grade
from sse_desktop.store.tables.stock import StockReservation
from sse_desktop.store.tables.tenders import Tender

_BEST_GRADE = (
    sa.select(Grade.id)
    .where(Grade.product_id == sa.bindparam("product"), ~Grade.archived)
    .order_by(Grade.position, Grade.code)
    .limit(1)
)


class BidNotWon(DomainError):
    """A contract follows a won bid only."""

    sentence = N_(
        "The bid for {reference} is not marked as won. No contract was made. Record the result of the bid first."
    )


class ContractExists(DomainError):
    """The bid has a contract already."""

    sentence = N_("The bid for {reference} already has a contract. Nothing was changed. Open that one.")


class LineWithoutProduct(DomainError):
    """A line says nothing of what we deliver."""

    sentence = N_("The line “{description}” is not linked to a product. Nothing was saved. Choose its product first.")


class LineWithoutPrice(DomainError):
    """A line has no price."""

    sentence = N_("The line “{description}” has no price. Nothing was saved. Enter its price first.")


class NoLines(DomainError):
    """A contract needs at least one line."""

    sentence = N_("The contract has no lines. Nothing was saved. Add what is to be delivered.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractData:
    """What is typed from the signed paper. Amounts are in minor units; an unknown penalty or term stays None."""

    reference: str
    title: str
    signed_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    advance_minor: int = 0
    penalty_coefficient_micros: int | None = None
    penalty_base: str = ""
    penalty_cap_minor: int | None = None
    replacement_days: int | None = None
    days_to_pay: int | None = None
    certified_plots_only: bool = False
    certificate_kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLineData:
    """One line: quantity in the unit of sale and the price per unit."""

    product_id: uuid.UUID
    description: str
    quantity: Quantity
    price: UnitPrice
    grade_id: uuid.UUID | None = None
    units_per_container: int | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def open_contract_from_bid(session: Writing, bid_id: uuid.UUID, data: ContractData) -> uuid.UUID:
    """Make the contract of a won bid with the bid's lines and prices, and return its id.

    Each line is delivered from the product's best grade: what schools buy is first grade, the second goes to the market.

    Raises:
        BidNotWon, ContractExists, LineWithoutProduct, LineWithoutPrice, NoLines, BelowNothing.
    """
    bid = session.get_one(Bid, bid_id)
    tender = session.get_one(Tender, bid.tender_id)
    if bid.state != "won":
        raise BidNotWon(reference=tender.reference)
    if session.scalar(sa.select(Contract.id).where(Contract.bid_id == bid_id)) is not None:
        raise ContractExists(reference=tender.reference)
    buyer_id = tender.buyer_id or known_buyer(session, tender.buyer_name, tender.buyer_tax_id)
    lines = session.scalars(sa.select(BidLine).where(BidLine.bid_id == bid_id).order_by(BidLine.position))
    return _open(
        session, buyer_id, bid.currency, data, [_from_bid(session, line, bid.currency) for line in lines], bid_id
    )


def _from_bid(session: Writing, line: BidLine, currency: str) -> ContractLineData:
    if line.product_id is None:
        raise LineWithoutProduct(description=line.description)
    if line.price_micros is None:
        raise LineWithoutPrice(description=line.description)
    return ContractLineData(
        product_id=line.product_id,
        description=line.description,
        quantity=Quantity(line.quantity_milli, line.unit),
        price=UnitPrice(line.price_micros, currency),
        grade_id=session.scalar(_BEST_GRADE, {"product": line.product_id}),
        units_per_container=units_of_product(session, line.product_id, session.today),
    )


@allowed(Role.SECRETARY, Role.PRESIDENT)
def open_contract(
    session: Writing, buyer_id: uuid.UUID, currency: str, data: ContractData, lines: Sequence[ContractLineData]
) -> uuid.UUID:
    """Make a contract that no bid of ours led to (a purchase order, a sub-supply), and return its id.

    Raises:
        NoLines, DifferentCurrencies. BelowNothing: a line of nothing, or with a price below zero.
    """
    return _open(session, buyer_id, currency, data, lines, None)


def _open(
    session: Writing,
    buyer_id: uuid.UUID,
    currency: str,
    data: ContractData,
    lines: Sequence[ContractLineData],
    bid_id: uuid.UUID | None,
) -> uuid.UUID:
    if not lines:
        raise NoLines
    for line in lines:
        if line.price.currency != currency:
            raise DifferentCurrencies(first=currency, second=line.price.currency)
        if line.quantity.milli <= 0 or line.price.micros < 0:
            raise BelowNothing
    total = sum(line.price.times(line.quantity).minor for line in lines)
    contract = Contract(
        id=session.new_id(),
        bid_id=bid_id,
        buyer_id=buyer_id,
        currency=currency,
        total_minor=total,
        state="open",
        **_terms(data),
    )
    session.add(contract)
    for position, line in enumerate(lines, 1):
        session.add(_line(session, contract.id, position, line))
    return contract.id


def _terms(data: ContractData) -> dict[str, object]:
    kind = data.certificate_kind if data.certified_plots_only else ""
    return asdict(data) | {"certificate_kind": kind, "search": fold(f"{data.reference} {data.title}")}


def _line(session: Writing, contract_id: uuid.UUID, position: int, line: ContractLineData) -> ContractLine:
    return ContractLine(
        id=session.new_id(),
        contract_id=contract_id,
        position=position,
        product_id=line.product_id,
        grade_id=line.grade_id,
        description=line.description,
        quantity_milli=line.quantity.milli,
        unit=line.quantity.unit,
        price_micros=line.price.micros,
        units_per_container=line.units_per_container,
    )


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_contract(session: Writing, contract_id: uuid.UUID, data: ContractData) -> None:
    """Store new terms; lines and prices stay as signed."""
    contract = session.get_one(Contract, contract_id)
    for name, value in _terms(data).items():
        setattr(contract, name, value)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def close_contract(session: Writing, contract_id: uuid.UUID, *, closed: bool = True) -> None:
    """Close a contract (it no longer counts as a commitment, and nothing is kept for it any more), or open it again."""
    session.get_one(Contract, contract_id).state = "closed" if closed else "open"
    if closed:
        kept = sa.select(StockReservation).where(
            StockReservation.contract_id == contract_id, ~StockReservation.archived
        )
        for reservation in session.scalars(kept):
            reservation.archived = True

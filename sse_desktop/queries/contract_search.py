"""Contracts found by words, what their orders are made from, and the won bids that wait for a contract."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.queries.bids import BidRow, bids
from sse_desktop.queries.buyers import DeliveryPointRow, delivery_points
from sse_desktop.queries.contracts import (
    ContractLineRow,
    ContractRow,
    ContractTerms,
    contract_lines,
    contract_terms,
    contracts,
)
from sse_desktop.queries.subsidies import SubsidyRow, subsidy_of_contract
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract


def found_contracts(session: Session, *, text: str = "", state: str = "") -> list[ContractRow]:
    """Return contracts with all words of `text` in reference, title or buyer, newest first.

    `state`: open or closed; `unpaid` for those with money outstanding; empty for all.
    """
    wanted = words(text)
    rows = contracts(session, state=state if state in {"open", "closed"} else None)
    return [
        row
        for row in rows
        if (state != "unpaid" or row.unpaid.minor > 0)
        and all(word in fold(f"{row.reference} {row.title} {row.buyer}") for word in wanted)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGround:
    """What an order of one contract is made from."""

    contract: str
    buyer: str
    is_open: bool
    lines: tuple[ContractLineRow, ...]
    points: tuple[DeliveryPointRow, ...]


def order_ground(session: Session, contract_id: uuid.UUID) -> OrderGround:
    """Return the lines of a contract and the places of its buyer."""
    contract = session.get_one(Contract, contract_id)
    return OrderGround(
        contract=contract.reference,
        buyer=session.get_one(Buyer, contract.buyer_id).name,
        is_open=contract.state == "open",
        lines=tuple(contract_lines(session, contract_id)),
        points=tuple(delivery_points(session, contract.buyer_id)),
    )


def bids_without_contract(session: Session) -> list[BidRow]:
    """Return the won bids from which no contract was made yet."""
    taken: set[uuid.UUID | None] = set(session.scalars(sa.select(Contract.bid_id).where(Contract.bid_id.is_not(None))))
    return [row for row in bids(session) if row.state == "won" and row.id not in taken]


def contract_whole(
    session: Session, contract_id: uuid.UUID
) -> tuple[ContractTerms, list[ContractLineRow], SubsidyRow | None]:
    """Return the terms and the lines of one contract, and the subsidy it took over from its bid."""
    subsidy = subsidy_of_contract(session, contract_id)
    return contract_terms(session, contract_id), contract_lines(session, contract_id), subsidy

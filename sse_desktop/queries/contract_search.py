"""Contracts found by words, and the won bids that wait for one."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.queries.bids import BidRow, bids
from sse_desktop.queries.contracts import (
    ContractLineRow,
    ContractRow,
    ContractTerms,
    contract_lines,
    contract_terms,
    contracts,
)
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


def bids_without_contract(session: Session) -> list[BidRow]:
    """Return the won bids from which no contract was made yet."""
    taken: set[uuid.UUID | None] = set(session.scalars(sa.select(Contract.bid_id).where(Contract.bid_id.is_not(None))))
    return [row for row in bids(session) if row.state == "won" and row.id not in taken]


def contract_whole(session: Session, contract_id: uuid.UUID) -> tuple[ContractTerms, list[ContractLineRow]]:
    """Return the terms and the lines of one contract."""
    return contract_terms(session, contract_id), contract_lines(session, contract_id)

"""Money received, settlements and families found by words, for their registers."""

import uuid

from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.queries.settlements import FamilyRow, ReceiptRow, SettlementRow, families, receipts, settlements


def found_receipts(session: Session, *, text: str = "", state: str = "") -> list[ReceiptRow]:
    """Return receipts with all words of `text` in buyer, contract, reference or settlement, newest first.

    `state`: waiting (to be shared), shared or voided; empty for all.
    """
    wanted = words(text)
    return [
        row
        for row in receipts(session)
        if state in {"", receipt_state(row)}
        and all(word in fold(f"{row.buyer} {row.contract} {row.reference} {row.settlement}") for word in wanted)
    ]


def receipt_state(row: ReceiptRow) -> str:
    """Return how a receipt stands: waiting, shared or voided."""
    return "voided" if row.voided is not None else "shared" if row.settlement else "waiting"


def found_settlements(session: Session, *, text: str = "", state: str = "") -> list[SettlementRow]:
    """Return settlements with all words of `text` in number, contract or buyer, newest first; `state`: issued or voided."""
    wanted = words(text)
    return [
        row
        for row in settlements(session)
        if state in {"", "voided" if row.voided is not None else "issued"}
        and all(word in fold(f"{row.number} {row.contract} {row.buyer}") for word in wanted)
    ]


def found_families(session: Session, *, settlement_id: uuid.UUID | None = None, text: str = "") -> list[FamilyRow]:
    """Return the families of a settlement, of the newest valid one if none is named, with all words of `text`."""
    if settlement_id is None:
        valid = [row.id for row in settlements(session) if row.voided is None]
        if not valid:
            return []
        settlement_id = valid[0]
    wanted = words(text)
    return [
        row
        for row in families(session, settlement_id)
        if all(word in fold(f"{row.number} {row.name} {row.community}") for word in wanted)
    ]

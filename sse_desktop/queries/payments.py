"""Money received, settlements and families found by words, for their registers."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.receipts import ReceiptRow, receipts
from sse_desktop.queries.settlements import (
    DeductionRow,
    FamilyRow,
    OriginRow,
    SettlementRow,
    deductions,
    families,
    origins,
    retentions,
    settlements,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementWhole:
    """What the cooperative kept, by title, and every family's line."""

    kept: tuple[tuple[str, Money], ...]
    families: tuple[FamilyRow, ...]


def settlement_whole(session: Session, settlement_id: uuid.UUID) -> SettlementWhole:
    """Return the parts of one settlement."""
    return SettlementWhole(
        kept=tuple(retentions(session, settlement_id)), families=tuple(families(session, settlement_id))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWhole:
    """From kilo to money for one family: every kilo that became due, and what was taken off."""

    origins: tuple[OriginRow, ...]
    taken: tuple[DeductionRow, ...]

    @property
    def by_product(self) -> list[tuple[str, Quantity, Money]]:
        """Return what each product and grade came to."""
        found: dict[str, tuple[Quantity, Money]] = {}
        for row in self.origins:
            name = " · ".join(filter(None, (row.product, row.grade)))
            weight, value = found.get(name, (Quantity(0, KILO), Money(0, row.value.currency)))
            found[name] = (weight + row.weight, value + row.value)
        return [(name, weight, value) for name, (weight, value) in found.items()]


def family_whole(session: Session, row: FamilyRow) -> FamilyWhole:
    """Return everything behind one family's line."""
    return FamilyWhole(
        origins=tuple(origins(session, row.id)), taken=tuple(deductions(session, row.id, row.paid.currency))
    )

"""What a notice names as clauses and criteria and nobody has confirmed or set aside yet."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import ClauseKind
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.rounding import scaled
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.clauses import tender_clauses
from sse_desktop.queries.criteria import tender_criteria
from sse_desktop.store.tables.tenders import Tender, TenderLot

_PRICES = frozenset({"price", "cost"})
_POINTS = frozenset({"", "points", "per-exa", "poi-exa", "dec-exa", "percentage", "per-mid", "poi-mid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseProposal:
    """A clause that the notice names by a code of its own; the kind is a guess that a person confirms."""

    kind: ClauseKind
    code: str
    tender_lot_id: uuid.UUID | None
    lot: str

    @property
    def key(self) -> str:
        """What names it in one line."""
        return " ".join(f"clause {self.lot} {self.code}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionProposal:
    """A criterion that the notice names, with its weight as far as it is a plain number."""

    title: str
    scoring: Scoring
    points_milli: int | None
    weight: str
    tender_lot_id: uuid.UUID | None
    lot: str

    @property
    def key(self) -> str:
        """What names it in one line."""
        return " ".join(f"criterion {self.lot} {self.title}".split())


Proposal = ClauseProposal | CriterionProposal


def proposals(session: Session, tender_id: uuid.UUID) -> list[Proposal]:
    """Return what the notice names, except what is known here already or was set aside."""
    tender = session.get_one(Tender, tender_id)
    in_use = sa.select(TenderLot).where(TenderLot.tender_id == tender_id, ~TenderLot.archived)
    lots = {lot.code: lot for lot in session.scalars(in_use)}
    notice: Mapping[str, Any] = json.loads(tender.notice) if tender.notice else {}
    known_clauses = [
        (row.kind, row.tender_lot_id, f"{row.title} {row.wording} {row.source}")
        for is_old in (False, True)
        for row in tender_clauses(session, tender_id, archived=is_old)
    ]
    known_criteria = {
        (row.tender_lot_id, name)
        for is_old in (False, True)
        for row in tender_criteria(session, tender_id, archived=is_old)
        for name in (row.title, row.source)
    }
    clauses = [each for each in _clauses(tender, lots, notice) if not _is_known(each, known_clauses)]
    criteria = [each for each in _criteria(lots, notice) if (each.tender_lot_id, each.title) not in known_criteria]
    aside = set(tender.set_aside.splitlines())
    found: list[Proposal] = [*clauses, *criteria]
    return [each for each in found if each.key not in aside]


def _is_known(found: ClauseProposal, known: Sequence[tuple[ClauseKind, uuid.UUID | None, str]]) -> bool:
    if found.kind is ClauseKind.RESERVATION:
        return any(kind is found.kind and lot == found.tender_lot_id for kind, lot, _ in known)
    return any(lot == found.tender_lot_id and found.code in text for _, lot, text in known)


def _clauses(tender: Tender, lots: Mapping[str, TenderLot], notice: Mapping[str, Any]) -> Iterator[ClauseProposal]:
    said = {each.get("id"): each for each in notice.get("lots") or ()}
    reserved = {code: lot.reserved or ",".join(said.get(code, {}).get("reserved") or ()) for code, lot in lots.items()}
    if tender.reserved and not any(reserved.values()):
        yield ClauseProposal(kind=ClauseKind.RESERVATION, code=tender.reserved, tender_lot_id=None, lot="")
    for code, lot in lots.items():
        if reserved[code]:
            yield ClauseProposal(kind=ClauseKind.RESERVATION, code=reserved[code], tender_lot_id=lot.id, lot=code)
        for social in said.get(code, {}).get("social") or ():
            yield ClauseProposal(kind=ClauseKind.TARGET_SHARE, code=str(social), tender_lot_id=lot.id, lot=code)


def _criteria(lots: Mapping[str, TenderLot], notice: Mapping[str, Any]) -> Iterator[CriterionProposal]:
    for each in notice.get("criteria") or ():
        yield _criterion(each, None, "")
    for said in notice.get("lots") or ():
        lot = lots.get(str(said.get("id")))
        for each in said.get("criteria") or () if lot is not None else ():
            yield _criterion(each, lot.id if lot is not None else None, str(said.get("id")))


def _criterion(said: Mapping[str, Any], lot_id: uuid.UUID | None, lot: str) -> CriterionProposal:
    kind, weight = str(said.get("type") or ""), str(said.get("weight") or "")
    return CriterionProposal(
        title=str(said.get("name") or kind),
        scoring=Scoring.PRICE_RATIO if kind in _PRICES else Scoring.JUDGED,
        points_milli=_points(weight) if str(said.get("weight_kind") or "") in _POINTS else None,
        weight=weight,
        tender_lot_id=lot_id,
        lot=lot,
    )


def _points(weight: str) -> int | None:
    try:
        found = scaled(weight.replace("%", "").strip() or "-1", 3)
    except DomainError:
        return None
    return found if 0 <= found <= scaled(Decimal(1000), 3) else None

"""Whether the cooperative goes on with a tender: the decisions that were taken, and how the rules stood then."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.tender_desk import TenderDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision. `taken_on` are the blocked rules that were known and taken on; counts are those of the lines then."""

    id: uuid.UUID
    tender_id: uuid.UUID
    decided_at: datetime
    decided_by: str
    goes_on: bool
    reasons: str
    taken_on: frozenset[str]
    ready: int
    to_do: int
    blocked: int
    voided: str | None


def decisions(session: Session, tender_id: uuid.UUID) -> list[DecisionRow]:
    """Return all decisions about a tender, the newest first, voided ones too."""
    order = sa.select(TenderDecision).where(TenderDecision.tender_id == tender_id)
    return [
        _row(row) for row in session.scalars(order.order_by(TenderDecision.decided_at.desc(), TenderDecision.id.desc()))
    ]


def standing_decision(session: Session, tender_id: uuid.UUID) -> DecisionRow | None:
    """Return the newest decision that was not voided."""
    return next((row for row in decisions(session, tender_id) if row.voided is None), None)


def standing_decisions(session: Session) -> Mapping[uuid.UUID, bool]:
    """Return for each tender that was decided whether we go on with it."""
    order = sa.select(TenderDecision.tender_id, TenderDecision.goes_on).where(TenderDecision.voided.is_(None))
    rows = session.execute(order.order_by(TenderDecision.decided_at, TenderDecision.id))
    return {row.tender_id: row.goes_on for row in rows}


def _row(row: TenderDecision) -> DecisionRow:
    standing = json.loads(row.standing) if row.standing else {}
    states = [line["state"] for line in standing.get("lines", ())]
    return DecisionRow(
        id=row.id,
        tender_id=row.tender_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        goes_on=row.goes_on,
        reasons=row.reasons,
        taken_on=frozenset(standing.get("taken_on", ())),
        ready=states.count("ready"),
        to_do=states.count("to_do"),
        blocked=states.count("blocked"),
        voided=row.voided,
    )

"""Clauses, criteria, trainees and counts that tests begin with: the Walloon flexible clause in round numbers."""

import uuid
from datetime import date
from typing import Any

from sse_desktop.commands.bids import mark_ready, record_result, submit_bid
from sse_desktop.commands.clauses import ClauseData, add_clause
from sse_desktop.commands.criteria import CriterionData, add_criterion
from sse_desktop.commands.staff_counts import StaffCountData, record_staff_count
from sse_desktop.commands.trainees import TraineeData, add_trainee
from sse_desktop.domain.clauses import ClauseKind
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.scoring import Scoring
from tests.builders import TODAY, Writes

FLEXIBLE = {
    "hours_required": "400",
    "subcontract_pct": "0.10",
    "offer_amount": "200000",
    "clause_item": "5000",
    "total_fail": "0.25",
    "total_fail_penalty": "7500",
}
RESERVED = {"min_share": "0.30", "basis": "heads"}


def a_clause(office: Writes, tender: uuid.UUID, kind: ClauseKind = ClauseKind.FLEXIBLE, **more: Any) -> uuid.UUID:
    """Store a clause; the flexible one has all its values."""
    parameters = {ClauseKind.FLEXIBLE: FLEXIBLE, ClauseKind.RESERVATION: RESERVED}.get(kind, {})
    data = ClauseData(**{"kind": kind, "title": "Clause sociale", "parameters": parameters, **more})
    return uuid.UUID(str(office.write(add_clause, tender, data)))


def a_criterion(office: Writes, tender: uuid.UUID, scoring: Scoring, **more: Any) -> uuid.UUID:
    """Store a criterion of ten points."""
    data = CriterionData(**{"title": scoring.value, "scoring": scoring, "points_milli": 10_000, **more})
    return uuid.UUID(str(office.write(add_criterion, tender, data)))


def a_trainee(office: Writes, name: str = "Demo Trainee", **more: Any) -> uuid.UUID:
    """Store a trainee."""
    return uuid.UUID(str(office.write(add_trainee, TraineeData(name=name, **more))))


def a_count(office: Writes, heads: int = 20, target: int = 6, **more: Any) -> uuid.UUID:
    """Count the staff."""
    data = StaffCountData(**{"counted_on": TODAY, "heads": heads, "target_heads": target, **more})
    return uuid.UUID(str(office.write(record_staff_count, data)))


def won(office: Writes, bid: uuid.UUID, on: date = TODAY) -> uuid.UUID:
    """Hand a bid in and win it."""
    office.write(mark_ready, bid)
    office.write(submit_bid, bid)
    office.write(record_result, bid, BidState.WON, on)
    return bid

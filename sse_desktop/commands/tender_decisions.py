"""Go or no-go: recording what was decided about a tender, who decided it, why, and how the rules stood."""

import json
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tenders import drop_tender, reopen_tender
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.domain.errors import N_, DomainError, Sentence
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.roles import Role
from sse_desktop.queries.eligibility import Eligibility, eligibility
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.tender_desk import TenderDecision
from sse_desktop.store.tables.tenders import Tender


class RuleForbids(DomainError):
    """Somebody would go on although a rule is against it."""

    sentence = N_(
        "A rule is against it: {reason} Nothing was recorded. Mend it, or let the president take it on with a reason."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionData:
    """What was decided, and why."""

    goes_on: bool
    reasons: str


@allowed(Role.SECRETARY, Role.PRESIDENT)
def decide_tender(session: Writing, tender_id: uuid.UUID, data: DecisionData) -> uuid.UUID:
    """Record whether we go on with a tender, and return the decision's id. A tender that we do not go on with is dropped.

    Raises:
        ReasonMissing. RuleForbids: a rule is against it; only the president takes that on. BidIsOut: a bid is with the buyer.
    """
    found = _standing(session, tender_id)
    against = [line for line in found.blocked if not line.said_elsewhere]
    if data.goes_on and against:
        raise RuleForbids(reason=Sentence(against[0].sentence, against[0].facts))
    return _record(session, tender_id, data, found)


@allowed(Role.PRESIDENT)
def take_tender_on(session: Writing, tender_id: uuid.UUID, data: DecisionData) -> uuid.UUID:
    """Record that we go on, or not, whatever the rules say: the rules that are against it now are taken on by name.

    Raises:
        ReasonMissing. BidIsOut: a bid is with the buyer, so that nobody can turn back.
    """
    return _record(session, tender_id, data, _standing(session, tender_id))


@allowed(Role.SECRETARY, Role.PRESIDENT)
def void_decision(session: Writing, decision_id: uuid.UUID, reason: str) -> None:
    """Take a decision back; a tender that it dropped is taken up again.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    row = session.get_one(TenderDecision, decision_id)
    void(row, reason)
    tender = session.get_one(Tender, row.tender_id)
    if not row.goes_on and tender.dropped and tender.drop_reason == row.reasons:
        reopen_tender(session, row.tender_id)


def _record(session: Writing, tender_id: uuid.UUID, data: DecisionData, found: Eligibility) -> uuid.UUID:
    why = reason_given(data.reasons)
    if not data.goes_on:
        drop_tender(session, tender_id, why)
    elif session.get_one(Tender, tender_id).dropped:
        reopen_tender(session, tender_id)
    row = TenderDecision(
        id=session.new_id(),
        tender_id=tender_id,
        decided_at=session.now,
        decided_by=session.actor.name,
        goes_on=data.goes_on,
        reasons=why,
        standing=_as_json(found, goes_on=data.goes_on),
    )
    session.add(row)
    session.flush()
    return row.id


def _as_json(found: Eligibility, *, goes_on: bool) -> str:
    taken_on = [line.rule for line in found.blocked if goes_on and not line.said_elsewhere]
    standing = {
        "profile": found.profile_id,
        "version": found.version,
        "on": found.on.isoformat(),
        "lines": [{"rule": line.rule, "state": line.state.value} for line in found.lines],
        "taken_on": taken_on,
    }
    return json.dumps(standing, ensure_ascii=False)


def _standing(session: Writing, tender_id: uuid.UUID) -> Eligibility:
    alive = sa.select(Bid.id).where(Bid.tender_id == tender_id, Bid.state != BidState.WITHDRAWN.value)
    return eligibility(session, tender_id, session.now, session.scalar(alive.order_by(Bid.version.desc()).limit(1)))

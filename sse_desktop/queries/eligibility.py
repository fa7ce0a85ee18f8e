"""May we bid? What is known of the tender and of us, put to the rules of its day; and who decided to go on with it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.eligibility import eligibility as judge
from sse_desktop.domain.eligibility_lines import Answers, Line, LineState, TenderFacts
from sse_desktop.domain.errors import Term
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.money import Money
from sse_desktop.domain.zones import civil_day
from sse_desktop.queries.asked_values import Asked, asked_values
from sse_desktop.queries.bid_lots import bid_lots
from sse_desktop.queries.bids import bid
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.eligibility_ours import our_facts
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.profiles import rules_of
from sse_desktop.queries.tender_decisions import DecisionRow, standing_decision
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.clauses import TenderClause
from sse_desktop.store.tables.partners import Partnership
from sse_desktop.store.tables.tenders import Tender, TenderLot


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """The lines in reading order, the rules they come from, the asked values by key, and the decision that stands.

    `on` is the day whose rules hold: that of the tender's publication, else today.
    """

    lines: Sequence[Line]
    profile_id: str
    profile_name: str
    version: str
    on: date
    asked: Mapping[str, Asked]
    decision: DecisionRow | None

    @property
    def blocked(self) -> list[Line]:
        """The lines because of which we may not bid."""
        return [line for line in self.lines if line.blocks]

    @property
    def to_do(self) -> list[Line]:
        """The lines that somebody must look at."""
        return [line for line in self.lines if line.state is LineState.TO_DO]

    @property
    def not_taken_on(self) -> list[Line]:
        """Blocked lines that the standing decision to go on did not know; the papers of the bid are judged by themselves."""
        known = self.decision.taken_on if self.decision is not None else frozenset()
        return [line for line in self.blocked if not line.said_elsewhere and line.rule not in known]


def eligibility(session: Session, tender_id: uuid.UUID, now: datetime, bid_id: uuid.UUID | None = None) -> Eligibility:
    """Return how every rule stands for a tender at an instant; with a bid, its own papers and frozen rules count."""
    ours = cooperative(session)
    today = civil_day(now, ours.time_zone) or now.date()
    row = session.get_one(Tender, tender_id)
    profile = rules_of(session, tender_id, bid_id, today=today)
    # What a clause of the tender says goes before what was noted beside it, as in the social step.
    asked = {**asked_values(session, tender_id, bid_id), **_clause_values(session, tender_id)}
    tender = _tender_facts(session, row, profile, today, now, bid_id)
    facts = our_facts(session, row, profile, tender, paper_states(session, tender_id, today, bid_id))
    known = load_profile(ours.profile_id).procedure(row.procedure) if row.procedure else None
    return Eligibility(
        lines=judge(profile, tender, facts, Answers({key: each.value for key, each in asked.items()}), known),
        profile_id=profile.id,
        profile_name=Term(profile.name),
        version=profile.version,
        on=tender.on,
        asked=asked,
        decision=standing_decision(session, tender_id),
    )


# ---------------------------------------------------------------- the tender


def _tender_facts(
    session: Session, row: Tender, profile: Profile, today: date, now: datetime, bid_id: uuid.UUID | None
) -> TenderFacts:
    stated = Money(row.value_minor, row.currency) if row.value_minor is not None and row.currency else None
    offer = _offer(session, bid_id) if stated is None else None
    # Where requests come before offers, their day is the one to meet.
    ends = row.deadline_at or row.requests_deadline_at
    lots = sa.select(TenderLot).where(TenderLot.tender_id == row.id, ~TenderLot.archived).order_by(TenderLot.code)
    answered = bid_lots(session, bid_id)
    return TenderFacts(
        today=today,
        on=row.published_on or today,
        procedure=row.procedure,
        currency=profile.currency,
        published_on=row.published_on,
        deadline_on=civil_day(ends, row.deadline_zone),
        deadline_is_sure=row.deadline_stated or (row.deadline_at is None and ends is not None),
        is_over=ends is not None and ends < now and not _is_out(session, row.id),
        value=stated or offer,
        value_is_ours=stated is None,
        with_tax=row.value_with_tax,
        tax_bp=row.value_tax_bp,
        reserved=row.reserved,
        # A lot that our bid leaves out keeps nobody from bidding.
        reserved_lots=[
            (lot.code, lot.reserved) for lot in session.scalars(lots) if lot.reserved and answered.is_ours(lot.id)
        ],
        province=row.province,
        canton=row.canton,
        channel=row.channel,
        clauses=frozenset(session.scalars(_of(TenderClause.kind, TenderClause, row.id))),
        partners=frozenset(session.scalars(_of(Partnership.form, Partnership, row.id))),
    )


def _of(column: Any, table: Any, tender_id: uuid.UUID) -> sa.Select[tuple[str]]:
    return sa.select(column).where(table.tender_id == tender_id, ~table.archived)


def _offer(session: Session, bid_id: uuid.UUID | None) -> Money | None:
    """Return our offer without tax, once something is priced."""
    total = bid(session, bid_id).total if bid_id is not None else None
    return total if total is not None and total.minor else None


def _is_out(session: Session, tender_id: uuid.UUID) -> bool:
    """Tell whether a bid went out, so that the deadline does not matter any more."""
    out = sa.select(Bid.id).where(Bid.tender_id == tender_id, Bid.submitted_at.is_not(None))
    return session.scalar(out.limit(1)) is not None


def _clause_values(session: Session, tender_id: uuid.UUID) -> dict[str, Asked]:
    """Return what was typed into the clauses of the tender as asked values: clause.flexible.hours_required."""
    rows = session.execute(
        sa.select(TenderClause.kind, TenderClause.parameters, TenderClause.title).where(
            TenderClause.tender_id == tender_id, ~TenderClause.archived
        )
    )
    return {
        f"clause.{kind}.{name}": Asked(value=str(value), source=title, scope="clause", noted_on=None)
        for kind, parameters, title in rows
        for name, value in (json.loads(parameters) if parameters else {}).items()
        if str(value).strip()
    }

"""The way of a bid from notice to packet: each step with a plain state and the reason for it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.eligibility_lines import Line
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.zones import civil_day
from sse_desktop.queries.bids import BidDetail, bid
from sse_desktop.queries.capacity import Capacity, bid_capacity, tender_capacity
from sse_desktop.queries.eligibility import Eligibility, eligibility
from sse_desktop.queries.packets import PacketRow, packet_source, packet_that_went_out, packets
from sse_desktop.queries.paper_states import RequirementState, paper_states
from sse_desktop.queries.readiness import NoGo, capacity_failures, paper_failures, price_failures
from sse_desktop.queries.social import Social, social
from sse_desktop.queries.tenders import TenderDetail, TenderState, tender
from sse_desktop.store.tables.cooperative import Cooperative

_STILL_OURS = frozenset({TenderState.OPEN, TenderState.PREPARING, TenderState.CLOSED})
_DECIDED = frozenset({BidState.WON, BidState.LOST})


class StepState(StrEnum):
    """How a step stands."""

    READY = "ready"
    TO_DO = "to_do"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the bid desk, in its order there. Sentence (msgid) and facts say why it stands so."""

    step: str
    state: StepState
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidDesk:
    """All that the desk shows of a tender, its newest bid, and its packets; without a bid the capacity is of the tender."""

    tender: TenderDetail
    bid: BidDetail | None
    eligibility: Eligibility
    capacity: Capacity
    social: Social
    papers: Sequence[RequirementState]
    packets: Sequence[PacketRow]
    packet_is_current: bool
    steps: Sequence[Step]


def bid_desk(session: Session, tender_id: uuid.UUID, now: datetime) -> BidDesk:
    """Return the desk of a tender as it stands at an instant."""
    today = civil_day(now, session.scalars(sa.select(Cooperative.time_zone)).one()) or now.date()
    asked = tender(session, tender_id, now)
    offer = bid(session, asked.bid_id) if asked.bid_id is not None else None
    capacity = (
        bid_capacity(session, offer.id, today) if offer is not None else tender_capacity(session, tender_id, today)
    )
    clauses = social(session, tender_id, asked.bid_id, offer.total if offer is not None else None)
    papers = paper_states(session, tender_id, today, asked.bid_id)
    may_bid = eligibility(session, tender_id, now, asked.bid_id)
    built = packets(session, offer.id) if offer is not None else []
    is_current = bool(built) and _says_the_same(session, built[0], today)
    return BidDesk(
        tender=asked,
        bid=offer,
        eligibility=may_bid,
        capacity=capacity,
        social=clauses,
        papers=papers,
        packets=built,
        packet_is_current=is_current,
        steps=(
            _notice(asked, now),
            _eligibility(offer, may_bid),
            _capacity(asked, offer, capacity),
            _price(offer),
            _social(offer, clauses),
            _papers(offer, papers),
            _packet(offer, built, is_current=is_current),
        ),
    )


def _says_the_same(session: Session, newest: PacketRow, today: date) -> bool:
    if packet_that_went_out(session, newest.bid_id) is not None:
        return True
    # What can't be gathered any more is surely not what was built.
    try:
        return newest.made_from == packet_source(session, newest.bid_id, today).digest
    except DomainError:
        return False


# ---------------------------------------------------------------- the steps


def _notice(asked: TenderDetail, now: datetime) -> Step:
    lines = [item for item in asked.items if not item.archived]
    unmapped = sum(item.product_id is None for item in lines)
    is_past = asked.deadline is not None and asked.deadline < now
    if asked.state is TenderState.DROPPED:
        return _blocked("notice", N_("This tender was dropped: {reason}"), reason=asked.drop_reason)
    if is_past and asked.state in _STILL_OURS:
        return _blocked("notice", N_("The deadline has passed: {deadline}."), deadline=asked.deadline)
    if is_past:
        return _ready("notice", N_("Bids were taken until {deadline}."), deadline=asked.deadline)
    if not lines:
        return _to_do("notice", N_("The tender has no lines yet. Type or paste what the buyer asks for."))
    if unmapped:
        return _to_do("notice", N_("Lines without a product of ours: {count}. Choose their products."), count=unmapped)
    return _deadline(asked)


def _deadline(asked: TenderDetail) -> Step:
    if asked.deadline is None:
        return _to_do("notice", N_("The deadline is not known. Look it up at the buyer's portal and type it."))
    if not asked.deadline_stated:
        return _to_do(
            "notice", N_("The deadline {deadline} is not certain. Check its hour and zone."), deadline=asked.deadline
        )
    return _ready("notice", N_("Bids are taken until {deadline}."), deadline=asked.deadline)


def _eligibility(offer: BidDetail | None, found: Eligibility) -> Step:
    if _is_decided(offer):
        return _ready("eligibility", N_("The buyer has decided. The rules stood as they are shown."))
    if found.decision is not None and not found.decision.goes_on:
        return _because(StepState.BLOCKED, "eligibility", NoGo(reasons=found.decision.reasons))
    if found.not_taken_on:
        return _line(StepState.BLOCKED, found.not_taken_on[0])
    if found.to_do:
        return _to_do("eligibility", N_("Rules that are not answered yet: {count}."), count=len(found.to_do))
    elsewhere = next((line for line in found.blocked if line.said_elsewhere), None)
    return _line(StepState.TO_DO, elsewhere) if elsewhere is not None else _may_bid(found)


def _line(state: StepState, line: Line) -> Step:
    return Step(step="eligibility", state=state, sentence=line.sentence, facts=line.facts)


def _may_bid(found: Eligibility) -> Step:
    decision = found.decision
    if decision is None or not decision.taken_on:
        return _ready("eligibility", N_("Every rule lets us bid."))
    facts = {"name": decision.decided_by, "reasons": decision.reasons}
    return _ready("eligibility", N_("{name} took on what is against it: {reasons}"), **facts)


def _capacity(asked: TenderDetail, offer: BidDetail | None, capacity: Capacity) -> Step:
    if _is_decided(offer):
        return _ready("capacity", N_("The buyer has decided. What is promised now stands in the contract."))
    if not any(not item.archived for item in asked.items):
        return _to_do("capacity", N_("Nothing is asked for yet."))
    if capacity.problems:
        return _because(StepState.TO_DO, "capacity", capacity.problems[0])
    if capacity.first_gap is None:
        return _ready("capacity", N_("Every week is covered."))
    if offer is not None and offer.override_by:
        return _ready(
            "capacity", N_("{name} took on the gap: {reason}"), name=offer.override_by, reason=offer.override_reason
        )
    return _because(StepState.BLOCKED, "capacity", capacity_failures(offer, capacity)[0])


def _price(offer: BidDetail | None) -> Step:
    if offer is None:
        return _to_do("price", N_("There is no bid yet. Start it to enter prices."))
    failures = price_failures(offer)
    if failures:
        return _because(StepState.TO_DO, "price", failures[0])
    return _ready("price", N_("The offer is {total}."), total=offer.total)


def _social(offer: BidDetail | None, clauses: Social) -> Step:
    if _is_decided(offer):
        return _ready("social", N_("The buyer has decided. Clauses that run stand under Reports."))
    if clauses.is_empty:
        return _ready("social", N_("No social clause and no criterion is known of this tender."))
    if clauses.blocking:
        return _because(StepState.BLOCKED, "social", clauses.blocking[0])
    if clauses.proposals:
        named = N_("Named by the notice and not looked at yet: {count}. Confirm them or set them aside.")
        return _to_do("social", named, count=len(clauses.proposals))
    return _because(StepState.TO_DO, "social", clauses.failures[0]) if clauses.failures else _points(offer, clauses)


def _points(offer: BidDetail | None, clauses: Social) -> Step:
    if offer is None:
        return _to_do("social", N_("There is no bid yet. Start it to promise and to answer."))
    if not clauses.criteria:
        return _ready("social", N_("Every clause has its promise."))
    facts = {"points": clauses.points, "known": clauses.points_known}
    return _ready("social", N_("If nothing else changes we have {points} of {known} points."), **facts)


def _papers(offer: BidDetail | None, states: Sequence[RequirementState]) -> Step:
    if _is_decided(offer):
        return _ready("papers", N_("The buyer has decided. No paper is needed for this bid any more."))
    if not states:
        return _to_do("papers", N_("No papers are listed yet. Add those that the notice asks for."))
    failures = paper_failures(states)
    if failures:
        return _because(StepState.BLOCKED, "papers", failures[0])
    return _ready("papers", N_("Every paper that must be there is valid on its day."))


def _packet(offer: BidDetail | None, built: Sequence[PacketRow], *, is_current: bool) -> Step:
    if offer is None or price_failures(offer):
        return _blocked("packet", N_("The packet can be built once every line has its quantity and price."))
    if not built and _is_decided(offer):
        return _ready("packet", N_("The buyer has decided. No packet of this bid was built here."))
    if not built:
        return _to_do("packet", N_("The packet is not built yet."))
    if not is_current:
        return _to_do("packet", N_("The bid was changed after its packet was built. Build the packet again."))
    facts = {"version": str(built[0].version), "pages": built[0].pages, "folios": built[0].folios}
    return _ready("packet", N_("Version {version} has {pages} pages and {folios} folios."), **facts)


def _is_decided(offer: BidDetail | None) -> bool:
    return offer is not None and offer.state in _DECIDED


def _because(state: StepState, step: str, failure: DomainError) -> Step:
    return Step(step=step, state=state, sentence=failure.sentence, facts=failure.facts)


def _ready(step: str, sentence: str, **facts: object) -> Step:
    return Step(step=step, state=StepState.READY, sentence=sentence, facts=facts)


def _to_do(step: str, sentence: str, **facts: object) -> Step:
    return Step(step=step, state=StepState.TO_DO, sentence=sentence, facts=facts)


def _blocked(step: str, sentence: str, **facts: object) -> Step:
    return Step(step=step, state=StepState.BLOCKED, sentence=sentence, facts=facts)

"""Bids: starting one from a tender, its states from draft to the result, and its versions."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa

from sse_desktop.commands.bid_filling import add_lines, copy_lines, copy_papers, items_to_answer
from sse_desktop.commands.bid_lines import draft, fill_prices, forget_override
from sse_desktop.commands.bid_papers import fix_papers
from sse_desktop.commands.clauses import copy_promises
from sse_desktop.commands.criteria import copy_answers
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.price_versions import copy_pricing
from sse_desktop.commands.profiles import freeze_profile, thaw_profile
from sse_desktop.commands.tenders import tender_currency
from sse_desktop.commands.voiding import reason_given
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.lifecycle import BidState, NotAllowedNow, move
from sse_desktop.domain.roles import Role
from sse_desktop.domain.zones import in_zone
from sse_desktop.queries.profiles import rules_of
from sse_desktop.queries.readiness import bid_failures
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.tenders import Tender

_ALIVE = frozenset({BidState.DRAFT, BidState.READY, BidState.SUBMITTED})


class TenderIsDropped(DomainError):
    """Nobody bids for a tender that was dropped."""

    sentence = N_("This tender was dropped: {reason}. Nothing was changed. Take it up again first.")


class BidStarted(DomainError):
    """A tender has one bid, in versions."""

    sentence = N_(
        "There is a bid for this tender already: version {version}, {state}. Nothing was changed. Open it, or make a new version of it."
    )


class NothingAsked(DomainError):
    """A tender has no lines to answer."""

    sentence = N_("This tender has no lines yet. Nothing was changed. Type or paste what the buyer asks for first.")


class AfterTheDeadline(DomainError):
    """A bid cannot be handed in after the deadline."""

    sentence = N_(
        "The deadline was {deadline}, so the bid can't have been handed in at {at}. Nothing was changed. If it was handed in before, say when."
    )


@allowed(Role.SECRETARY, Role.PRESIDENT)
def start_bid(session: Writing, tender_id: uuid.UUID) -> uuid.UUID:
    """Make a draft with a line for each item of the tender and return its id.

    A line takes over product, quantity and the buyer's weeks; where the procedure lets the buyer set the price, that too.

    Raises:
        TenderIsDropped, NothingAsked. BidStarted: there is a bid that was not withdrawn.
    """
    tender = session.get_one(Tender, tender_id)
    if tender.dropped:
        raise TenderIsDropped(reason=tender.drop_reason)
    items = items_to_answer(session, tender_id)
    if not items:
        raise NothingAsked
    bid = _new_bid(session, tender, _next_version(session, tender_id))
    add_lines(session, bid, items)
    if _buyer_sets_price(session, tender):
        fill_prices(session, bid.id)
    return bid.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_missing_lines(session: Writing, bid_id: uuid.UUID) -> int:
    """Add a line for each item that came to the tender after the bid was started, and return how many.

    Raises:
        BidIsFixed.
    """
    bid = draft(session, bid_id)
    lines = session.scalars(sa.select(BidLine).where(BidLine.bid_id == bid_id)).all()
    known = {line.tender_item_id for line in lines}
    last = max((line.position for line in lines), default=0)
    new = [item for item in items_to_answer(session, bid.tender_id) if item.id not in known]
    add_lines(session, bid, new, last)
    if new:
        forget_override(bid)
    return len(new)


@allowed(Role.PRESIDENT)
def override_capacity(session: Writing, bid_id: uuid.UUID, reason: str) -> None:
    """Take on a promise above capacity, with name and reason; another quantity or other weeks end it.

    Raises:
        BidIsFixed, ReasonMissing.
    """
    bid = draft(session, bid_id)
    why = reason_given(reason)
    bid.override_by, bid.override_reason, bid.override_at = session.actor.name, why, session.now


@allowed(Role.SECRETARY, Role.PRESIDENT)
def withdraw_override(session: Writing, bid_id: uuid.UUID) -> None:
    """Take a promise above capacity back.

    Raises:
        BidIsFixed.
    """
    forget_override(draft(session, bid_id))


@allowed(Role.SECRETARY, Role.PRESIDENT)
def mark_ready(session: Writing, bid_id: uuid.UUID) -> None:
    """Say that a bid is complete: its papers and its rules are fixed, and it is changed no more unless it goes back to draft.

    Raises:
        NotAllowedNow. The first of what `bid_failures` finds: NothingOffered, QuantityMissing, PriceMissing,
        WeeksDoNotAddUp, LineNotMapped, LineNotPlanned, ProductWithoutWeight, CapacityGap, PaperNotGood, PaperWithoutFile.
    """
    bid = session.get_one(Bid, bid_id)
    to = move(BidState(bid.state), BidState.READY)
    failures = bid_failures(session, bid_id, session.today)
    if failures:
        raise failures[0]
    fix_papers(session, bid)
    freeze_profile(session, bid_id)
    bid.state = to.value


@allowed(Role.SECRETARY, Role.PRESIDENT)
def back_to_draft(session: Writing, bid_id: uuid.UUID) -> None:
    """Let a ready bid be changed again.

    Raises:
        NotAllowedNow.
    """
    bid = session.get_one(Bid, bid_id)
    _move(bid, BidState.DRAFT)
    thaw_profile(bid)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def submit_bid(session: Writing, bid_id: uuid.UUID, at: datetime | None = None) -> None:
    """Record that a ready bid was handed in, at an instant or now.

    Raises:
        NotAllowedNow. AfterTheDeadline.
    """
    bid = session.get_one(Bid, bid_id)
    tender = session.get_one(Tender, bid.tender_id)
    when = at or session.now
    if tender.deadline_at is not None and when > tender.deadline_at:
        deadline = in_zone(tender.deadline_at, tender.deadline_zone)
        raise AfterTheDeadline(deadline=deadline, at=in_zone(when, tender.deadline_zone))
    _move(bid, BidState.SUBMITTED)
    freeze_profile(session, bid_id)
    bid.submitted_at = when


@allowed(Role.SECRETARY, Role.PRESIDENT)
def record_result(session: Writing, bid_id: uuid.UUID, result: BidState, on: date) -> None:
    """Record that a submitted bid was won or lost, and on which day.

    Raises:
        NotAllowedNow.
    """
    bid = session.get_one(Bid, bid_id)
    _move(bid, result)
    bid.decided_on = on


@allowed(Role.SECRETARY, Role.PRESIDENT)
def withdraw_bid(session: Writing, bid_id: uuid.UUID, reason: str) -> None:
    """Take a bid back, and say why.

    Raises:
        NotAllowedNow, ReasonMissing.
    """
    why = reason_given(reason)
    bid = session.get_one(Bid, bid_id)
    _move(bid, BidState.WITHDRAWN)
    bid.note, bid.decided_on = why, session.today


@allowed(Role.SECRETARY, Role.PRESIDENT)
def new_version(session: Writing, bid_id: uuid.UUID) -> uuid.UUID:
    """Copy a bid into a new draft, withdraw the old version if it was alive, and return the new id.

    Raises:
        NotAllowedNow: the bid was decided. BidStarted: a newer version is alive.
    """
    old = session.get_one(Bid, bid_id)
    state = BidState(old.state)
    if state in {BidState.WON, BidState.LOST}:
        raise NotAllowedNow(state=Term(state.label), target=Term(BidState.DRAFT.label))
    if state in _ALIVE:
        _move(old, BidState.WITHDRAWN)
        old.decided_on = session.today
    session.flush()
    tender = session.get_one(Tender, old.tender_id)
    bid = _new_bid(session, tender, _next_version(session, tender.id), currency=old.currency)
    copy_lines(session, old, bid)
    copy_papers(session, old, bid)
    copy_promises(session, old, bid)
    copy_answers(session, old, bid)
    copy_pricing(session, old, bid)
    return bid.id


# ---------------------------------------------------------------- inside


def _move(bid: Bid, to: BidState) -> None:
    bid.state = move(BidState(bid.state), to).value


def _next_version(session: Writing, tender_id: uuid.UUID) -> int:
    rows = session.execute(
        sa.select(Bid.version, Bid.state).where(Bid.tender_id == tender_id).order_by(Bid.version.desc())
    ).all()
    for version, state in rows:
        if BidState(state) is not BidState.WITHDRAWN:
            raise BidStarted(version=str(version), state=Term(BidState(state).label))
    return rows[0].version + 1 if rows else 1


def _new_bid(session: Writing, tender: Tender, version: int, *, currency: str = "") -> Bid:
    bid = Bid(
        id=session.new_id(),
        tender_id=tender.id,
        version=version,
        state=BidState.DRAFT.value,
        currency=currency or tender_currency(session, tender),
    )
    session.add(bid)
    session.flush()
    return bid


def _buyer_sets_price(session: Writing, tender: Tender) -> bool:
    procedure = rules_of(session, tender.id).procedure(tender.procedure)
    return procedure is not None and procedure.price_set_by == "buyer"

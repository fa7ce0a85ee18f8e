"""What still keeps a bid from being ready: each point with its own sentence, in the order of the bid desk."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.delivery_plan import WeekBelowZero, WeeksDoNotAddUp, check_plan
from sse_desktop.domain.errors import N_, DomainError, Sentence, Term
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.bids import BidDetail, BidLineRow, bid
from sse_desktop.queries.capacity import Capacity, bid_capacity
from sse_desktop.queries.eligibility import Eligibility, eligibility
from sse_desktop.queries.paper_states import RequirementState, paper_states
from sse_desktop.queries.social import social
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative


class NothingOffered(DomainError):
    """No line of a bid has a quantity."""

    sentence = N_("This bid offers nothing yet. Type how much of which line you offer.")


class QuantityMissing(DomainError):
    """A line has no quantity, and the buyer does not say how much is wanted either."""

    sentence = N_("“{description}” has no quantity. Type how much you offer.")


class NoLongerAsked(DomainError):
    """A line offers what the buyer took out of the tender."""

    sentence = N_("The buyer no longer asks for “{description}”. Set its quantity to zero.")


class PriceMissing(DomainError):
    """A line has no price."""

    sentence = N_("“{description}” has no price. Type the price of one unit, without tax.")


class CapacityGap(DomainError):
    """More is promised than there will be."""

    sentence = N_(
        "{gap} of {product} are missing in week {week} for this promise. Offer less, find more pledges, or let the president take it on with a reason."
    )


class PaperNotGood(DomainError):
    """A paper that the tender asks for is not there, or not valid on the day that counts."""

    sentence = N_("“{paper}” must be valid on {day} ({which}), but it is: {state}. Put a valid one among the papers.")


class PaperWithoutFile(DomainError):
    """A paper is known, but nothing can be put into the packet."""

    sentence = N_("“{paper}” has no file. Attach it as a PDF or a picture.")


class RuleAgainst(DomainError):
    """A rule says that we may not bid, and nobody took it on."""

    sentence = N_("{reason} Mend it in the step Eligibility, or let the president go on with a reason.")


class NoGo(DomainError):
    """It was decided not to bid."""

    sentence = N_("It was decided not to bid: {reasons} Void that decision first.")


def bid_failures(session: Session, bid_id: uuid.UUID, today: date) -> list[DomainError]:
    """Return everything that keeps a bid from being ready; nothing when it is."""
    detail = bid(session, bid_id)
    return [
        *eligibility_failures(may_we_bid(session, bid_id, today)),
        *price_failures(detail),
        *capacity_failures(detail, bid_capacity(session, bid_id, today)),
        *social(session, detail.tender_id, bid_id, detail.total).blocking,
        *paper_failures(paper_states(session, detail.tender_id, today, bid_id)),
    ]


def may_we_bid(session: Session, bid_id: uuid.UUID, today: date) -> Eligibility:
    """Return how the rules stand for a bid on a day."""
    zone = session.scalars(sa.select(Cooperative.time_zone)).one()
    tender_id = session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one()
    return eligibility(session, tender_id, datetime.combine(today, time(), ZoneInfo(zone)), bid_id)


def eligibility_failures(found: Eligibility) -> list[DomainError]:
    """Return the rules that are against the bid and that nobody took on, and a decision not to bid."""
    decision = found.decision
    refused: list[DomainError] = [NoGo(reasons=decision.reasons)] if decision and not decision.goes_on else []
    return [*refused, *(RuleAgainst(reason=Sentence(line.sentence, line.facts)) for line in found.not_taken_on)]


def price_failures(detail: BidDetail) -> list[DomainError]:
    """Return what is missing in quantities, weeks and prices of what is offered."""
    failures = [failure for line in detail.lines for failure in _line_failures(line)]
    return failures if failures or detail.offered else [NothingOffered()]


def capacity_failures(detail: BidDetail | None, capacity: Capacity) -> list[DomainError]:
    """Return what could not be reckoned, and the first gap of each product, the earliest first, unless somebody took it on."""
    if detail is not None and detail.override_by:
        return list(capacity.problems)
    gaps = [(gap, product) for product in capacity.products if (gap := product.first_gap) is not None]
    gaps.sort(key=lambda pair: (pair[0].week, pair[1].code))
    return [
        *capacity.problems,
        *(CapacityGap(week=gap.week, gap=Quantity(gap.gap, KILO), product=row.product) for gap, row in gaps),
    ]


def paper_failures(states: Sequence[RequirementState]) -> list[DomainError]:
    """Return the mandatory papers that are not good on their day."""
    return [_paper_failure(state) for state in states if state.blocks]


def _line_failures(line: BidLineRow) -> Iterator[DomainError]:
    if not line.is_offered:
        if line.asked is None and line.is_asked:
            yield QuantityMissing(description=line.description)
        return
    if not line.is_asked:
        yield NoLongerAsked(description=line.description)
    if line.plan_is_typed:
        try:
            check_plan(line.plan, line.quantity)
        except (WeeksDoNotAddUp, WeekBelowZero) as failure:
            yield failure
    if line.price is None:
        yield PriceMissing(description=line.description)


def _paper_failure(state: RequirementState) -> DomainError:
    if state.state.is_good:
        return PaperWithoutFile(paper=state.title)
    which, how = Term(state.day_that_counts.label), Term(state.state.label)
    return PaperNotGood(paper=state.title, day=state.day, which=which, state=how)

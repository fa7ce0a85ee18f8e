"""How tenders are spoken of: the words and shapes of their states, and deadlines on the buyer's own clock."""

from datetime import datetime, timedelta
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.reservations import reservations, unknown_reservations
from sse_desktop.domain.zones import zone_name
from sse_desktop.queries.tender_decisions import DecisionRow
from sse_desktop.queries.tenders import TenderRow, TenderState
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State

SOON_DAYS: Final = 14
SHAPES: Final = {
    TenderState.OPEN: State.TO_DO,
    TenderState.PREPARING: State.TO_DO,
    TenderState.SUBMITTED: State.READY,
    TenderState.WON: State.READY,
    TenderState.LOST: State.QUIET,
    TenderState.CLOSED: State.QUIET,
    TenderState.DROPPED: State.QUIET,
}
BID_SHAPES: Final = {
    BidState.DRAFT: State.TO_DO,
    BidState.READY: State.READY,
    BidState.SUBMITTED: State.READY,
    BidState.WON: State.READY,
    BidState.LOST: State.QUIET,
    BidState.WITHDRAWN: State.QUIET,
}
# The codes of OCDS 1.1 for the state of a tender, as they stand in a notice.
NOTICE_STATES: Final = {
    "planning": N_("being prepared by the buyer"),
    "planned": N_("planned"),
    "active": N_("under way"),
    "cancelled": N_("cancelled by the buyer"),
    "unsuccessful": N_("ended without a result"),
    "complete": N_("complete"),
    "withdrawn": N_("withdrawn by the buyer"),
}
STILL_OURS: Final = frozenset({TenderState.OPEN, TenderState.PREPARING})


def state_mark(context: Context, state: TenderState) -> Mark:
    """Return the badge of a tender's state."""
    return Mark(SHAPES[state], context.text(state.label))


def notice_state_words(context: Context, status: str) -> str:
    """Return a notice's own state in words; one that is in no list stands as the buyer wrote it."""
    return context.text(NOTICE_STATES.get(status.strip().lower(), "")) or status


def own_zone(context: Context) -> str:
    """Return the zone of the cooperative."""
    return context.workspace.cooperative.time_zone if context.workspace is not None else "UTC"


def own_language(context: Context) -> str | None:
    """Return the language of the cooperative, in which a notice said in several is read."""
    return (context.workspace.cooperative.language or None) if context.workspace is not None else None


def deadline_words(context: Context, deadline: datetime | None, *, stated: bool = True) -> str:
    """Return the deadline on the buyer's clock, its zone where it is another than ours, and whether it was assumed."""
    if deadline is None:
        return ""
    words = context.locale.instant(deadline, deadline.tzinfo)
    if deadline.utcoffset() != _here(context, deadline):
        words = f"{words} ({zone_name(deadline)})"
    return words if stated else context.text(N_("{deadline}, to check"), deadline=words)


def time_left(context: Context, row: TenderRow) -> Mark:
    """Return how long bids are still taken; a deadline that was assumed says so."""
    days = row.days_left
    if days is None:
        return Mark(State.TO_DO if row.state in STILL_OURS else State.QUIET, context.text(N_("not known")))
    if days < 0 or row.state not in STILL_OURS:
        return Mark(State.QUIET, context.text(N_("over")) if days < 0 else days_words(context, days))
    urgent = days <= SOON_DAYS or not row.deadline_stated
    return Mark(State.TO_DO if urgent else State.READY, days_words(context, days))


def days_words(context: Context, days: int) -> str:
    """Return a number of days that are left."""
    return context.text(N_("today")) if days == 0 else context.locale.plural(N_("{n} day"), N_("{n} days"), days)


def _here(context: Context, moment: datetime) -> timedelta | None:
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(own_zone(context))).utcoffset()


def reserved_words(context: Context, codes: str) -> str:
    """Return for whom a tender or lot is reserved, in words; a code that is not known stands as it was written."""
    known = [context.text(each.label) for each in reservations(codes)]
    return ", ".join([*known, *unknown_reservations(codes)])


def decision_mark(context: Context, goes_on: bool | None) -> Mark | str:
    """Return the badge of go or no-go; nothing while nothing is decided."""
    if goes_on is None:
        return ""
    return Mark(State.READY, context.text(N_("go"))) if goes_on else Mark(State.QUIET, context.text(N_("no-go")))


def decision_words(context: Context, decision: DecisionRow) -> str:
    """Return who decided to go on or not to bid, when and why, and how many rules against it were taken on."""
    sentence = N_("{name} decided on {day} to go on: {reasons}")
    if not decision.goes_on:
        sentence = N_("{name} decided on {day} not to bid: {reasons}")
    zone = context.workspace.cooperative.time_zone if context.workspace is not None else "UTC"
    day = context.locale.instant(decision.decided_at, zone)
    words = context.text(sentence, name=decision.decided_by, day=day, reasons=decision.reasons)
    if not decision.taken_on:
        return words
    one, many = N_("{n} rule that is against it was taken on."), N_("{n} rules that are against it were taken on.")
    return f"{words} {context.locale.plural(one, many, len(decision.taken_on))}"

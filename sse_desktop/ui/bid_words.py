"""The few words under each step of the bid desk; the whole reason stands at the top of the step itself."""

from collections.abc import Callable
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.queries.bid_desk import BidDesk, Step, StepState
from sse_desktop.queries.readiness import paper_failures, price_failures
from sse_desktop.queries.tenders import TenderState
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_words import days_words


def step_word(context: Context, desk: BidDesk, step: Step) -> str:
    """Return how a step stands in a few words."""
    return WORDS[step.step](context, desk, step.state)


def week_word(context: Context, week: Week) -> str:
    """Return the short name of a week: week 45."""
    return context.locale.week(week)


def _notice(context: Context, desk: BidDesk, state: StepState) -> str:
    asked = desk.tender
    lines = [item for item in asked.items if not item.archived]
    unmapped = sum(item.product_id is None for item in lines)
    if state is StepState.BLOCKED:
        is_dropped = asked.state is TenderState.DROPPED
        return context.text(N_("dropped")) if is_dropped else context.text(N_("deadline passed"))
    if not lines:
        return context.text(N_("no lines yet"))
    if unmapped:
        return context.locale.plural(N_("{n} line without product"), N_("{n} lines without product"), unmapped)
    if state is StepState.TO_DO or asked.days_left is None:
        return context.text(N_("check the deadline"))
    if asked.days_left < 0:
        return context.text(N_("read"))
    return context.text(N_("{days} left"), days=days_words(context, asked.days_left))


def _eligibility(context: Context, desk: BidDesk, state: StepState) -> str:
    found = desk.eligibility
    if state is StepState.BLOCKED:
        if found.decision is not None and not found.decision.goes_on:
            return context.text(N_("we don't bid"))
        against = len(found.not_taken_on)
        return context.locale.plural(N_("{n} rule is against it"), N_("{n} rules are against it"), against)
    if state is StepState.TO_DO:
        open_ones = len(found.to_do) or len(found.blocked)
        return context.locale.plural(N_("{n} rule to answer"), N_("{n} rules to answer"), open_ones)
    return context.text(N_("we may bid"))


def _capacity(context: Context, desk: BidDesk, state: StepState) -> str:
    gap = desk.capacity.first_gap
    if state is StepState.BLOCKED and gap is not None:
        return context.text(N_("short in {week}"), week=week_word(context, gap[1].week))
    if state is StepState.TO_DO:
        return context.text(N_("not known yet"))
    if gap is not None and desk.bid is not None:
        return context.text(N_("taken on by {name}"), name=desk.bid.override_by)
    return context.text(N_("every week covered"))


def _price(context: Context, desk: BidDesk, state: StepState) -> str:
    if desk.bid is None:
        return context.text(N_("no bid yet"))
    if state is StepState.READY:
        return context.locale.money(desk.bid.total)
    if desk.bid.unpriced:
        return context.locale.plural(N_("{n} price missing"), N_("{n} prices missing"), desk.bid.unpriced)
    return context.locale.plural(N_("{n} line to check"), N_("{n} lines to check"), len(list(price_failures(desk.bid))))


def _social(context: Context, desk: BidDesk, state: StepState) -> str:
    clauses, locale = desk.social, context.locale
    if state is StepState.BLOCKED:
        return context.text(N_("reserved for others"))
    if clauses.is_empty:
        return context.text(N_("none known"))
    if state is StepState.TO_DO:
        count = len(clauses.proposals) or len(clauses.failures)
        return (
            locale.plural(N_("{n} to settle"), N_("{n} to settle"), count) if count else context.text(N_("no bid yet"))
        )
    if not clauses.criteria:
        return context.text(N_("all promised"))
    return context.text(N_("{points} points"), points=clauses.points)


def _papers(context: Context, desk: BidDesk, state: StepState) -> str:
    if state is StepState.TO_DO:
        return context.text(N_("none listed yet"))
    blocking = len(paper_failures(desk.papers))
    if blocking:
        return context.locale.plural(N_("{n} paper blocks"), N_("{n} papers block"), blocking)
    return context.text(N_("all valid"))


def _packet(context: Context, desk: BidDesk, state: StepState) -> str:
    if state is StepState.BLOCKED:
        return context.text(N_("not yet"))
    if not desk.packets:
        # A bid that went out without one needs none any more.
        return context.text(N_("none was built")) if state is StepState.READY else context.text(N_("to build"))
    if state is StepState.READY:
        folios = desk.packets[0].folios
        return context.locale.plural(N_("{n} folio"), N_("{n} folios"), folios)
    return context.text(N_("to build again"))


WORDS: Final[dict[str, Callable[[Context, BidDesk, StepState], str]]] = {
    "notice": _notice,
    "eligibility": _eligibility,
    "capacity": _capacity,
    "price": _price,
    "social": _social,
    "papers": _papers,
    "packet": _packet,
}

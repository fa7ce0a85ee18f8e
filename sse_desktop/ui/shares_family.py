"""One family in a sharing, in plain words: what it gets, what limited it, who stands beside it, week by week."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.queries.share_words import (
    beside,
    exception_words,
    ledger_words,
    left_out_words,
    limit_name,
    over_words,
    terms_words,
    why,
)
from sse_desktop.queries.sharing_terms import ExceptionRow
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details


def family_details(context: Context, found: Shares, row: FamilyShare, before: Shares | None) -> Details:
    """Return the inside of the inspector for a family."""
    locale = context.locale
    details = Details(context).figure(N_("Gets"), row.value)
    details.note(locale.text(N_("{percent} of all that is shared"), percent=locale.percent(found.part_bp(row))))
    details.heading(N_("What limited it"))
    details.badge(State.QUIET, limit_name(locale, row))
    details.note(why(locale, row))
    if words := beside(locale, row):
        details.note(words)
    details.heading(N_("How it stands"))
    details.fact(N_("Can bring"), row.offered).fact(N_("Even part"), row.even)
    details.note(ledger_words(locale, row))
    if row.before.minor:
        details.fact(N_("From weeks before"), row.before)
    if before is not None:
        _change(details, row, before)
    for each in found.exceptions:
        if each.member_id == row.member_id:
            details.note(exception_words(locale, each))
    details.heading(N_("Week by week"))
    lines = [(f"{locale.week(line.week)} · {line.product}", line.quantity, line.value) for line in row.lines]
    details.table(lines, (N_("Week"), N_("Quantity"), N_("Value")))
    return details


def _change(details: Details, row: FamilyShare, before: Shares) -> None:
    old = before.family(row.member_id)
    was = old.value if old is not None else Money(0, row.value.currency)
    details.fact(N_("Version before"), was).fact(N_("Difference"), row.value - was)


def whole_details(context: Context, found: Shares, take_away: Callable[[uuid.UUID], object] | None = None) -> Details:
    """Return the inside of the inspector for the sharing itself: terms, exceptions, who is left out, what nobody brings."""
    locale = context.locale
    details = Details(context)
    details.heading(N_("By which rule"))
    for sentence in terms_words(locale, found):
        details.note(sentence)
    if found.over_caps:
        details.heading(N_("Over a cap of the rules"))
        details.notes(found.over_caps, partial(over_words, locale))
    if found.exceptions:
        details.heading(N_("Set by a person"))
        exception_details(details, context, found.exceptions, take_away)
    if found.left_out:
        details.heading(N_("Not in this sharing"))
        details.notes(found.left_out, partial(left_out_words, locale))
    if found.unserved:
        details.heading(N_("Nobody can bring"))
        rows = [(f"{locale.week(row.week)} · {row.product}", row.quantity, row.value) for row in found.unserved[:60]]
        details.table(rows, (N_("Week"), N_("Quantity"), N_("Value")))
    if found.version is not None:
        details.heading(N_("Version"))
        details.fact(N_("Kept by"), found.made_by).fact(N_("Kept at"), found.made_at).fact(N_("Reason"), found.reason)
        details.fact(N_("Void because"), found.voided)
    return details


def exception_details(
    details: Details,
    context: Context,
    rows: Sequence[ExceptionRow],
    take_away: Callable[[uuid.UUID], object] | None,
) -> Details:
    """Add what persons set for single families, each with its way back to the rule; say so when there is nothing."""
    if not rows:
        details.note(context.text(N_("Nothing was set for any family.")))
    for each in rows:
        details.note(exception_words(context.locale, each))
        if take_away is not None:
            details.offer([Action(N_("Let the rule hold"), partial(take_away, each.id))])
    return details


def exceptions_of(found: Shares, row: FamilyShare) -> list[ExceptionRow]:
    """Return what was set for a family."""
    return [each for each in found.exceptions if each.member_id == row.member_id]

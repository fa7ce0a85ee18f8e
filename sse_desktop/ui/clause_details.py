"""The inside of the inspector of a running clause: what was asked, what is done, what is accepted, what is at stake."""

from collections.abc import Callable, Sequence
from functools import partial

from sse_desktop.domain.clauses import HOURS
from sse_desktop.domain.errors import N_
from sse_desktop.queries.clause_progress import AcceptanceRow, ProgressRow, RunningClause
from sse_desktop.ui.clause_fields import shown_value
from sse_desktop.ui.clause_words import evidence_words
from sse_desktop.ui.context import Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.trainee_roles import RECORDS, role_of
from sse_desktop.ui.widgets.details import Details

SHOWN_HOURS = 6


def clause_details(context: Context, row: RunningClause, entries: Sequence[ProgressRow], said: Sequence[AcceptanceRow],
                   void: Callable[[ProgressRow], object], void_accepted: Callable[[AcceptanceRow], object]) -> Details:  # fmt: skip
    """Return the details of a running clause; each payment and acceptance has its button to void it."""
    details = Details(context)
    _add_figures(context, details, row)
    _add_asked(context, details, row)
    payments = [entry for entry in entries if entry.amount is not None]
    if payments:
        details.heading(N_("Paid to social enterprises"))
        details.widget(LineList(context, [_payment(context, entry, void) for entry in reversed(payments)]))
    if said:
        details.heading(N_("Accepted by the buyer"))
        details.widget(LineList(context, [_acceptance(context, each, void_accepted) for each in reversed(said)]))
    hours = [entry for entry in entries if entry.kind == HOURS][-SHOWN_HOURS:]
    if hours and role_of(context) in RECORDS:
        details.heading(N_("Newest hours"))
        lines = [(entry.trainee, context.locale.date(entry.on), entry.hours) for entry in reversed(hours)]
        details.table(lines, (N_("Trainee"), N_("Day"), N_("Hours done")))
    return details


def _add_figures(context: Context, details: Details, row: RunningClause) -> None:
    percent = context.locale.percent
    if row.claimed_bp is not None:
        details.figure(N_("Claimed"), percent(row.claimed_bp))
    if row.accepted_bp is not None:
        accepted = N_("{share} until {day}")
        details.fact(N_("Accepted share"), context.text(accepted, share=percent(row.accepted_bp), day=row.accepted_on))
    if row.row.kind.is_worked_off:
        details.fact(N_("Hours done"), row.hours).fact(N_("Paid"), row.paid)
    if row.exposure is not None:
        details.fact(N_("At stake"), row.exposure.amount)
        words = (
            N_("So little is done that nothing counts: this is the buyer's amount for that case.")
            if row.exposure.is_total
            else N_("Worked out by the formula of the rules; the buyer decides what is imposed.")
        )
        details.note(context.text(words))
    if row.exposure_accepted is not None:
        details.fact(N_("At stake by what is accepted"), row.exposure_accepted.amount)
    details.fact(N_("Imposed"), row.imposed)
    if row.row.kind.is_worked_off and "total_fail" not in row.row.figures:
        details.note(context.text(N_("▲ Below which share nothing counts as done is not known. Ask the buyer.")))
    details.fact(N_("Next report"), row.next_report)


def _add_asked(context: Context, details: Details, row: RunningClause) -> None:
    details.heading(N_("What the clause asks for"))
    for value in row.row.values:
        details.fact(value.parameter.title, shown_value(context, value.parameter, value.text, row.currency) or "?")
    if row.starts_on is not None:
        last = context.locale.date(row.ends_on) if row.ends_on is not None else "…"
        details.fact(N_("Period"), context.text(N_("{first} to {last}"), first=row.starts_on, last=last))
    details.fact(N_("Buyer"), row.buyer).fact(N_("Where it stands"), row.row.source)
    details.fact(N_("Legal reference"), row.row.legal_ref)
    evidence = evidence_words(context, row.row)
    if evidence:
        details.note(evidence)
    if row.row.wording:
        details.note(f"“{row.row.wording}”")


def _payment(context: Context, entry: ProgressRow, void: Callable[[ProgressRow], object]) -> Line:
    amount = context.locale.money(entry.amount) if entry.amount is not None else ""
    words = " · ".join(part for part in (entry.partner, entry.evidence, entry.note) if part)
    return Line(
        title=f"{context.locale.date(entry.on)} · {amount}", detail=words, run=partial(void, entry), word=N_("Void …")
    )


def _acceptance(context: Context, row: AcceptanceRow, void: Callable[[AcceptanceRow], object]) -> Line:
    imposed = context.text(N_("imposed {amount}"), amount=row.imposed) if row.imposed is not None else ""
    words = " · ".join(part for part in (imposed, row.noted_by, row.note) if part)
    share = context.locale.percent(row.accepted_bp)
    return Line(
        title=f"{context.locale.date(row.period_end)} · {share}",
        detail=words,
        run=partial(void, row),
        word=N_("Void …"),
    )

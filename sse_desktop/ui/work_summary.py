"""The sums of a period of work in the inspector: by task, what a kilo cost, and by person."""

from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO
from sse_desktop.queries.work_costs import WorkCost
from sse_desktop.queries.work_days import WorkerSum, WorkSum
from sse_desktop.queries.work_summary import WorkSummary
from sse_desktop.ui.context import Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.widgets.details import Details

PEOPLE_SHOWN = 60


def summary_details(context: Context, found: WorkSummary) -> Details:
    """Return the inside of the inspector."""
    *by_task, everything = found.by_task
    details = Details(context).figure(N_("Pay"), everything.pay)
    if not by_task:
        return details.note(context.text(N_("Nobody worked in this period.")))
    details.widget(LineList(context, [_task(context, row) for row in by_task]))
    details.heading(N_("What a kilo cost in work"))
    details.widget(LineList(context, [_cost(context, row) for row in found.costs]))
    details.heading(N_("By person"))
    details.widget(LineList(context, [_person(context, row) for row in found.people[:PEOPLE_SHOWN]]))
    return details


def _task(context: Context, row: WorkSum) -> Line:
    people = context.locale.plural(N_("{n} person"), N_("{n} people"), row.people)
    label = context.text(row.task.label) if row.task else ""
    return Line(title=f"{label} · {context.locale.money(row.pay)}", detail=" · ".join([people, *_done(context, row)]))


def _done(context: Context, row: WorkSum | WorkerSum) -> list[str]:
    locale = context.locale
    days = locale.plural(N_("{n} day"), N_("{n} days"), row.days)
    pieces = locale.plural(N_("{n} piece"), N_("{n} pieces"), row.pieces) if row.pieces else ""
    return [part for part in (days, locale.quantity(row.hours) if row.hours.milli else "", pieces) if part]


def _cost(context: Context, row: WorkCost) -> Line:
    label = context.text(row.task.label)
    if row.per_kilo is None:
        return Line(title=context.text(N_("{task}: no kilos to reckon with"), task=label), quiet=True)
    basis = N_("{kilos} of the lots worked on") if row.basis == "lots" else N_("{kilos} weighed in in the period")
    price = f"{context.locale.price(row.per_kilo)}/{context.locale.unit(KILO)}"
    return Line(title=f"{label} · {price}", detail=context.text(basis, kilos=row.kilos))


def _person(context: Context, row: WorkerSum) -> Line:
    earned = context.text(N_("earned {earned}, paid {paid}"), earned=row.earned, paid=row.paid)
    title = context.text(N_("{name} · {owed} still owed"), name=row.worker, owed=row.owed)
    return Line(title=title, detail=" · ".join([earned, *_done(context, row)]))

"""What the inspector tells of a week and of a member's reliability, and the form that sets one."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from sse_desktop.commands.reliability import (
    ReasonForReliabilityMissing,
    ReliabilityData,
    set_reliability,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.forecast import COMMON_WEEKS, OWN_WEEKS, Basis, NotAShareOfPledge
from sse_desktop.queries.forecast_weeks import ForecastMember, ForecastWeek
from sse_desktop.queries.reliability import ReliabilityRow
from sse_desktop.queries.weigh_in_rows import WeighInFilter
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.percent_field import PercentField


def tickets_of(product_id: uuid.UUID, row: ForecastWeek, name: str = "") -> WeighInFilter:
    """Return what the register of tickets shows of a week: one member's by name, or all."""
    return WeighInFilter(words=name, from_on=row.week.monday, to_on=row.week.sunday, product_id=product_id)


def week_details(context: Context, row: ForecastWeek, show: Callable[[ForecastMember], object]) -> Details:
    """Return the arithmetic of a week and its members; `show` opens the weigh-ins of one."""
    details = Details(context)
    details.figure(N_("Forecast") if row.came is None else N_("Weighed in"), row.sure if row.came is None else row.came)
    text = context.text
    lines: list[tuple[str, object]] = [
        (text(N_("Pledged")), row.pledged),
        (text(N_("Expected after reliability")), row.expected),
        (text(N_("− safety margin")), row.margin),
        (text(N_("Forecast")), row.sure),
    ]
    details.table(lines if row.came is None else [*lines, (text(N_("Weighed in")), row.came)])
    details.heading(N_("Members"))
    return details.widget(LineList(context, [_member_line(context, row, member, show) for member in row.members]))


def _member_line(
    context: Context, row: ForecastWeek, member: ForecastMember, show: Callable[[ForecastMember], object]
) -> Line:
    title = f"{member.member_number} · {member.member}"
    if member.reliability_bp is None:
        detail = context.text(N_("{came} weighed in, nothing pledged"), came=member.came)
    else:
        known = {"pledged": member.pledged, "share": context.locale.percent(member.reliability_bp), "sure": member.sure}
        told = N_("{pledged} × {share}, margin off: {sure}")
        detail = context.text(told, **known)
        if row.came is not None:
            came = context.text(N_("{came} weighed in"), came=member.came)
            detail = f"{detail} · {came}"
    run = partial(show, member) if member.came.milli else None
    return Line(title=title, detail=detail, run=run, word=N_("Tickets"))


def reliability_details(context: Context, row: ReliabilityRow) -> Details:
    """Return how a member keeps the pledges of a product, and why that figure counts."""
    percent = context.locale.percent
    details = Details(context).figure(N_("Reliability"), percent(row.bp)).note(basis_sentence(context, row))
    details.fact(N_("Product"), row.product)
    details.fact(N_("Past weeks with a pledge"), row.weeks)
    details.fact(N_("Pledged in them"), row.pledged).fact(N_("Of it delivered"), row.delivered)
    if row.learned_bp is not None:
        details.fact(N_("Learned"), percent(row.learned_bp))
    by_hand = row.set_by_hand
    if by_hand is not None:
        details.heading(N_("Set by a person"))
        details.fact(N_("Reliability"), percent(by_hand.bp)).fact(N_("Reason"), by_hand.reason)
        details.fact(N_("Set by"), by_hand.set_by).fact(N_("Set on"), by_hand.set_on)
    return details


def basis_sentence(context: Context, row: ReliabilityRow) -> str:
    """Return in a sentence on what a reliability rests."""
    sentences = {
        Basis.SET: N_("A person set this figure; what was learned does not count."),
        Basis.OWN: N_("Learned from this member: delivered ÷ pledged, each week at most its pledge."),
        Basis.COMMON: N_("Fewer than {own} weeks of this member: learned from all members of the product."),
        Basis.NOTHING: N_(
            "Fewer than {own} weeks of this member and {common} of all members: the pledge counts in full."
        ),
    }
    return context.text(sentences[row.basis], own=str(OWN_WEEKS), common=str(COMMON_WEEKS))


def reliability_panel(context: Context, row: ReliabilityRow) -> FormPanel:
    """Return the form that sets a member's reliability."""

    def data(**typed: Any) -> ReliabilityData:
        known = {name: value for name, value in typed.items() if value is not None}
        return ReliabilityData(member_id=row.member_id, product_id=row.product_id, **known)

    hint = N_("How much of what is pledged will come.")
    beside = {NotAShareOfPledge: "bp", ReasonForReliabilityMissing: "reason"}
    form = Form(context, data, [
        PercentField(context, "bp", N_("Reliability"), hint=hint),
        LongTextField(context, "reason", N_("Reason"), required=True),
    ], beside=beside)  # fmt: skip
    known = row.set_by_hand
    form.fill({"bp": row.bp, "reason": known.reason if known is not None else None})
    return FormPanel(context, form, set_reliability, save=N_("Save the figure"))

"""The form of a pledge round, and what the inspector tells of one: who answered, community by community."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.pledge_rounds import (
    PledgeRoundData,
    RoundReversed,
    RoundTooLong,
    RoundWithoutProduct,
    add_pledge_round,
    change_pledge_round,
)
from sse_desktop.domain.errors import N_
from sse_desktop.queries.pledge_rounds import Answers, PledgeRoundRow
from sse_desktop.queries.products import ProductRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.tick_list_field import TickListField
from sse_desktop.ui.widgets.week_field import WeekField


def round_data(**typed: Any) -> PledgeRoundData:
    """Return the input of the commands from the fields of the form."""
    return PledgeRoundData(**{name: value for name, value in typed.items() if value is not None})


def round_panel(context: Context, products: Sequence[ProductRow], row: PledgeRoundRow | None = None) -> FormPanel:
    """Return the form of a round, or of a new one."""
    known = [(product.id, product.name) for product in products]
    beside = {
        NameMissing: "title",
        RoundReversed: "last_week",
        RoundTooLong: "last_week",
        RoundWithoutProduct: "product_ids",
    }
    form = Form(context, round_data, [
        TextField(context, "title", N_("Title")),
        [WeekField(context, "first_week", N_("First week")), WeekField(context, "last_week", N_("Last week"))],
        TickListField(context, "product_ids", N_("Products of the round"), known, required=True),
        DateField(context, "closes_on", N_("Sheets come back by"), required=False),
        LongTextField(context, "note", N_("Note")),
    ], beside=beside)  # fmt: skip
    if row is None:
        form.fill({"product_ids": tuple(product.id for product in products)})
        return FormPanel(context, form, add_pledge_round, save=N_("Save the round"))
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_pledge_round, save=N_("Save the round"), before=(row.id,), named=named)


def round_state(context: Context, row: PledgeRoundRow) -> tuple[State, str]:
    """Return the shape and the words of how a round stands."""
    if row.closed_on is not None:
        return State.QUIET, context.text(N_("closed on {day}"), day=row.closed_on)
    if row.closes_on is None:
        return State.READY, context.text(N_("open"))
    if row.closes_on < context.today():
        return State.TO_DO, context.text(N_("open, was due on {day}"), day=row.closes_on)
    return State.READY, context.text(N_("open until {day}"), day=row.closes_on)


def round_details(context: Context, row: PledgeRoundRow, answers: Sequence[Answers]) -> Details:
    """Return the inside of the inspector: the round, and how many members of each community answered."""
    locale = context.locale
    state, words = round_state(context, row)
    whole = next(found for found in answers if found.community is None)
    details = Details(context).badge(state, words)
    details.figure(N_("Pledged"), whole.pledged)
    details.fact(N_("Weeks"), f"{row.first_week} – {row.last_week}")
    details.fact(N_("Products of the round"), ", ".join(row.products))
    details.fact(N_("Sheets come back by"), row.closes_on).fact(N_("Note"), row.note)
    details.heading(N_("Members who answered"))
    lines = [
        (found.community or context.text(N_("no community")), f"{found.answered} / {found.members}", locale.quantity(found.pledged))
        for found in answers
        if found.community is not None
    ]  # fmt: skip
    total = (context.text(N_("All members")), f"{whole.answered} / {whole.members}", locale.quantity(whole.pledged))
    headers = (N_("Community"), N_("Answered"), N_("Pledged"))
    details.table([*lines, total], headers)
    if row.closed_on is None:
        details.note(context.text(N_("When the round is closed, what is pledged now is kept as planned. Pledges can still change after.")))  # fmt: skip
    return details

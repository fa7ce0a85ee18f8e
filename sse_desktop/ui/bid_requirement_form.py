"""The form of a paper that a tender asks for, and the day on which it must be valid."""

import uuid
from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.requirements import AgeNotPositive, RequirementData, add_requirement, change_requirement
from sse_desktop.domain.errors import N_
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.paper_states import RequirementState
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.paper_words import kind_choices
from sse_desktop.ui.widgets.choice_fields import ChoiceField, TickField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import IntegerField


def requirement_data(**typed: Any) -> RequirementData:
    """Return the input of the commands from the fields of the form."""
    return RequirementData(**{name: value for name, value in typed.items() if value is not None})


def new_requirement_panel(context: Context, tender_id: uuid.UUID) -> FormPanel:
    """Return an empty form; the kind fills in the title and the day that the profile knows."""
    form = _form(context, "")
    form.fill({"mandatory": True})
    kind = form.fields["paper_kind"]

    def kind_chosen() -> None:
        known = context.workspace.profile.paper(kind.read()) if context.workspace is not None else None
        if known is not None:
            form.fill({"title": context.text(known.label), "day_that_counts": DayThatCounts(known.day)})

    kind.edited.connect(kind_chosen)
    kind_chosen()
    return FormPanel(context, form, add_requirement, save=N_("Save"), before=(tender_id,))


def change_requirement_panel(context: Context, state: RequirementState) -> FormPanel:
    """Return the form of a paper that is asked for."""
    form = _form(context, state.paper_kind)
    form.fill({name: getattr(state, name) for name in form.fields})
    return FormPanel(context, form, change_requirement, save=N_("Save"), before=(state.id,))


def _form(context: Context, own: str) -> Form[RequirementData]:
    days = [(day, context.text(day.label)) for day in DayThatCounts]
    rows: Sequence[Field | Sequence[Field]] = (
        ChoiceField(context, "paper_kind", N_("Kind"), kind_choices(context, own)),
        TextField(context, "title", N_("As the notice calls it")),
        ChoiceField(context, "day_that_counts", N_("Must be valid on the day of"), days),
        IntegerField(context, "max_age_days", N_("At most so old on that day"), unit=context.text(N_("days")), required=False),
        TickField(context, "mandatory", N_("Without it the bid is not valid")),
    )  # fmt: skip
    return Form(context, requirement_data, rows, beside={NameMissing: "title", AgeNotPositive: "max_age_days"})

"""The form of a meeting: who took part, what came of it, and the next step with its day."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.meetings import MeetingData, StepWithoutDay, add_meeting, change_meeting
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import MeetingOrigin
from sse_desktop.queries.meetings import MeetingRow
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import kind_words, known
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.tick_list_field import TickListField


def meeting_data(**typed: Any) -> MeetingData:
    """Return the input of the commands from the fields of the form."""
    return MeetingData(**known(typed))


def new_meeting_panel(context: Context, found: Choices) -> FormPanel:
    """Return an empty form of today."""
    form = _form(context, found, None)
    form.fill({"held_on": context.today(), "origin": MeetingOrigin.MEETING})
    return FormPanel(context, form, add_meeting, save=N_("Save the meeting"))


def change_meeting_panel(context: Context, found: Choices, row: MeetingRow) -> FormPanel:
    """Return the form of a meeting."""
    form = _form(context, found, row)
    values = {name: getattr(row, name) for name in form.fields if name != "partners"}
    form.fill(values | {"partners": [key for key, _ in row.partners]})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_meeting, save=N_("Save the meeting"), before=(row.id,), named=named)


def _form(context: Context, found: Choices, row: MeetingRow | None) -> Form[MeetingData]:
    origins = [(origin, context.text(origin.label)) for origin in MeetingOrigin]
    there = [(one.id, f"{one.name} · {kind_words(context, one.kind)}") for one in found.partners]
    gone = [pair for pair in (row.partners if row is not None else ()) if pair[0] not in dict(there)]
    empty = N_("Enter partners first, then tick who was there.")
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "title", N_("Title")),
        [DateField(context, "held_on", N_("Held on")), TextField(context, "place", N_("Place"), required=False)],
        ChoiceField(context, "origin", N_("How people came together"), origins),
        TickListField(context, "partners", N_("Who took part"), [*there, *gone], hint="" if there or gone else empty),
        LongTextField(context, "outcome", N_("What was said")),
        TextField(context, "next_step", N_("Next step"), required=False),
        DateField(context, "next_on", N_("To be done by"), required=False, hint=N_("It is shown on Today")),
    )
    return Form(context, meeting_data, rows, beside={NameMissing: "title", StepWithoutDay: "next_step"})

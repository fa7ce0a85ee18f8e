"""The form of a prospect: what is needed, by whom, when, which share could be reserved and who could supply it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.prospects import ProspectData, add_prospect, change_prospect
from sse_desktop.domain.errors import N_
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.queries.prospects import ProspectRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import channel_choices, known, meeting_picker, named_picker
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField


def prospect_data(**typed: Any) -> ProspectData:
    """Return the input of the commands from the fields of the form."""
    return ProspectData(**known(typed))


def new_prospect_panel(context: Context, found: Choices, preset: Mapping[str, Any]) -> FormPanel:
    """Return a form with what is known already, heard today."""
    form = _form(context, found, None)
    form.fill({"heard_on": context.today(), **preset})
    return FormPanel(context, form, add_prospect, save=N_("Save the prospect"))


def change_prospect_panel(context: Context, found: Choices, row: ProspectRow) -> FormPanel:
    """Return the form of a prospect."""
    form = _form(context, found, row)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_prospect, save=N_("Save the prospect"), before=(row.id,), named=named)


def _form(context: Context, found: Choices, row: ProspectRow | None) -> Form[ProspectData]:
    day = row.expected_on if row is not None and row.expected_on is not None else context.today()
    channels = channel_choices(context, day, row.channel if row is not None else "")
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "title", N_("What is needed")),
        named_picker(context, "buyer_id", N_("Buyer of ours"), found.buyers),
        TextField(context, "buyer_name", N_("Or another buyer"), required=False),
        [
            DateField(context, "heard_on", N_("Heard on"), required=False),
            DateField(context, "expected_on", N_("Notice expected on"), required=False),
        ],
        ChoiceField(
            context, "channel", N_("Channel"), channels, required=False, hint=N_("Where it will be published, as open on that day")
        ),
        meeting_picker(context, found),
        LongTextField(context, "volumes", N_("Volumes"), lines=2),
        LongTextField(context, "seasons", N_("Seasons"), lines=2),
        LongTextField(context, "could_be_reserved", N_("Which share could be reserved"), lines=2),
        LongTextField(context, "could_supply", N_("Who could supply it"), lines=2),
        LongTextField(context, "note", N_("Note"), lines=2),
    )  # fmt: skip
    return Form(context, prospect_data, rows, beside={NameMissing: "title"})

"""The form of an agreement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sse_desktop.commands.agreements import AgreementData, AgreementReversed, add_agreement, change_agreement
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import ALLIES
from sse_desktop.queries.agreements import AgreementRow
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known, named_picker, partner_picker
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField


def agreement_data(**typed: Any) -> AgreementData:
    """Return the input of the commands from the fields of the form."""
    return AgreementData(**known(typed))


def new_agreement_panel(context: Context, found: Choices, preset: Mapping[str, Any]) -> FormPanel:
    """Return a form with what is known already."""
    form = _form(context, found)
    form.fill(preset)
    return FormPanel(context, form, add_agreement, save=N_("Save the agreement"))


def change_agreement_panel(context: Context, found: Choices, row: AgreementRow) -> FormPanel:
    """Return the form of an agreement."""
    form = _form(context, found)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_agreement, save=N_("Save the agreement"), before=(row.id,), named=named)


def _form(context: Context, found: Choices) -> Form[AgreementData]:
    rows: Sequence[Field | Sequence[Field]] = (
        partner_picker(context, "partner_id", N_("Partner"), found.of_kinds(ALLIES)),
        TextField(context, "title", N_("Title")),
        [
            DateField(context, "starts_on", N_("Starts on"), required=False),
            DateField(context, "ends_on", N_("Ends on"), required=False),
        ],
        LongTextField(context, "what", N_("What was agreed"), lines=5),
        named_picker(context, "paper_id", N_("Signed paper"), found.papers),
    )
    return Form(context, agreement_data, rows, beside={NameMissing: "title", AgreementReversed: "ends_on"})

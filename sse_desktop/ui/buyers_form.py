"""The form of a buyer."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.buyers import BuyerData, add_buyer, change_buyer
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.domain.errors import N_
from sse_desktop.queries.buyers import BuyerRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.tender_words import own_zone
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import IntegerField


def buyer_data(**typed: Any) -> BuyerData:
    """Return the input of the commands from the fields of the form."""
    return BuyerData(**{name: value for name, value in typed.items() if value is not None})


def new_buyer_panel(context: Context) -> FormPanel:
    """Return an empty form that adds a buyer."""
    form = _form(context)
    form.fill({"time_zone": own_zone(context)})
    return FormPanel(context, form, add_buyer, save=N_("Save the buyer"))


def change_buyer_panel(context: Context, row: BuyerRow) -> FormPanel:
    """Return the form of a buyer."""
    form = _form(context)
    form.fill({name: getattr(row, name) for name in form.fields})
    return FormPanel(context, form, change_buyer, save=N_("Save the buyer"), before=(row.id,))


def _form(context: Context) -> Form[BuyerData]:
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "name", N_("Name")),
        TextField(context, "tax_id", N_("Tax number"), required=False),
        TextField(context, "kind", N_("Kind"), required=False),
        TextField(context, "address", N_("Address"), required=False),
        TextField(context, "contact", N_("Contact"), required=False),
        [
            TextField(context, "phone", N_("Phone"), required=False),
            TextField(context, "email", N_("E-mail"), required=False),
        ],
        TextField(context, "time_zone", N_("Time zone"), required=False),
        IntegerField(context, "days_to_pay", N_("Pays within"), unit=context.text(N_("days")), required=False),
        LongTextField(context, "notes", N_("Notes")),
    )
    return Form(context, buyer_data, rows, beside={NameMissing: "name"})

"""The form of a delivery point."""

import uuid
from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.buyers import (
    DeliveryPointData,
    DeliveryPointExists,
    add_delivery_point,
    change_delivery_point,
)
from sse_desktop.domain.errors import N_
from sse_desktop.queries.buyers import DeliveryPointRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import IntegerField


def point_data(**typed: Any) -> DeliveryPointData:
    """Return the input of the commands from the fields of the form."""
    return DeliveryPointData(**{name: value for name, value in typed.items() if value is not None})


def new_point_panel(context: Context, buyer_id: uuid.UUID) -> FormPanel:
    """Return an empty form that adds a delivery point of a buyer."""
    return FormPanel(context, _form(context), add_delivery_point, save=N_("Save"), before=(buyer_id,))


def change_point_panel(context: Context, row: DeliveryPointRow) -> FormPanel:
    """Return the form of a delivery point."""
    form = _form(context)
    form.fill({name: getattr(row, name) for name in form.fields})
    return FormPanel(context, form, change_delivery_point, save=N_("Save"), before=(row.id,))


def _form(context: Context) -> Form[DeliveryPointData]:
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "code", N_("School code")),
        TextField(context, "name", N_("Name")),
        [
            TextField(context, "province", N_("Province"), required=False),
            TextField(context, "canton", N_("Canton"), required=False),
        ],
        TextField(context, "address", N_("Address"), required=False),
        [
            IntegerField(context, "pupils", N_("Pupils"), required=False),
            TextField(context, "route", N_("Route"), required=False),
        ],
        TextField(context, "hours", N_("Hours"), required=False),
        TextField(context, "access", N_("Access"), required=False),
        TextField(context, "contact", N_("Contact"), required=False),
        TextField(context, "regime", N_("School regime"), required=False),
    )
    return Form(context, point_data, rows, beside={DeliveryPointExists: "code"})

"""The form of a line of a tender."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.tender_items import add_item, change_item
from sse_desktop.commands.tenders import ItemData, PriceBelowZero, QuantityNotPositive
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import UNIT
from sse_desktop.queries.products import ProductRow
from sse_desktop.queries.tenders import TenderItemRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.unit_field import MeaningField, UnitField, unit_meant
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField


def new_item_panel(context: Context, tender_id: uuid.UUID, products: Sequence[ProductRow]) -> FormPanel:
    """Return an empty form that adds a line; it knows the products so that a line can be one from the start."""
    form = _form(context, None, products)
    return FormPanel(context, form, add_item, save=N_("Save the line"), before=(tender_id,))


def change_item_panel(context: Context, item: TenderItemRow) -> FormPanel:
    """Return the form of a line; its product and lot stay."""
    form = _form(context, item, ())
    form.fill(
        {
            "description": item.description,
            "quantity": item.quantity.amount if item.quantity is not None else None,
            "unit": item.unit,
            "price": item.price.amount if item.price is not None else None,
            "classification_id": item.classification_id,
        }
    )
    named = {"seen": item.stamps}
    return FormPanel(context, form, change_item, save=N_("Save the line"), before=(item.id,), named=named)


def item_data(item: TenderItemRow | None, **typed: Any) -> ItemData:
    """Return the input of the commands from the fields of the form."""
    meant = unit_meant(typed.pop("unit"), typed.pop("meaning"))
    known = {name: value for name, value in typed.items() if value is not None} | meant
    if item is not None:
        known |= {"product_id": item.product_id, "lot_code": item.lot_code}
        known |= {"classification_scheme": item.classification_scheme}
    return ItemData(**known)


def _form(context: Context, item: TenderItemRow | None, products: Sequence[ProductRow]) -> Form[ItemData]:
    unit = UnitField(context)
    unit.set_value(UNIT)
    product = [
        ChoiceField(
            context, "product_id", N_("Product of ours"), [(row.id, row.name) for row in products], required=False
        )
    ]
    return Form(
        context,
        partial(item_data, item),
        [
            TextField(context, "description", N_("Description")),
            [
                DecimalField(context, "quantity", N_("Quantity"), required=False),
                unit,
            ],
            MeaningField(context, unit),
            DecimalField(context, "price", N_("Price of the buyer"), required=False, hint=N_("For one unit, without tax")),
            TextField(context, "classification_id", N_("Classification code"), required=False),
            *(product if item is None else []),
        ],
        beside={QuantityNotPositive: "quantity", PriceBelowZero: "price"},
    )  # fmt: skip

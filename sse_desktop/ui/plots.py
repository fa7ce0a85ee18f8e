"""The plots of a member in the inspector: listed, added, changed and archived without leaving the member."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.members import PlotData, add_plot, change_plot
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.members import MemberDetail, PlotRow
from sse_desktop.queries.products import ProductRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import IntegerField, QuantityField


def plot_list(context: Context, plots: Sequence[PlotRow], change: Callable[[PlotRow], object]) -> LineList:
    """Return each plot with what grows on it, and the button that opens it."""
    lines = [
        Line(title=plot.name, detail=plot_words(context, plot), run=partial(change, plot), quiet=plot.archived)
        for plot in plots
    ]
    return LineList(context, lines)


def plot_words(context: Context, plot: PlotRow) -> str:
    """Return what a plot is in one line: product, area, expected yield, certificate, archived or not."""
    locale = context.locale
    parts = [
        context.text(N_("archived")) if plot.archived else "",
        plot.product,
        f"{locale.number(plot.area_m2)} m²" if plot.area_m2 is not None else "",
        context.text(N_("yields {weight}"), weight=plot.expected_yield) if plot.expected_yield is not None else "",
        certificate_words(context, plot),
    ]
    return " · ".join(part for part in parts if part)


def certificate_words(context: Context, plot: PlotRow) -> str:
    """Return until when a plot is certified; nothing for one without a certificate."""
    if not plot.certificates:
        return ""
    if plot.certified_until is None:
        return context.text(N_("certified"))
    return context.text(N_("certificate to {day}"), day=plot.certified_until)


def plot_data(**typed: Any) -> PlotData:
    """Return the input of the commands from the fields of the form."""
    grams: Quantity | None = typed.pop("expected_yield")
    known = {name: value for name, value in typed.items() if value is not None}
    return PlotData(**known, expected_yield_g=None if grams is None else grams.milli)


def new_plot_panel(context: Context, member: MemberDetail, products: Sequence[ProductRow]) -> FormPanel:
    """Return an empty form that adds a plot of a member."""
    form = _form(context, products)
    form.fill({"community": member.community})
    return FormPanel(context, form, add_plot, save=N_("Save the plot"), before=(member.id,))


def change_plot_panel(context: Context, plot: PlotRow, products: Sequence[ProductRow]) -> FormPanel:
    """Return a form that changes a plot."""
    form = _form(context, products)
    form.fill({name: getattr(plot, name) for name in form.fields})
    named = {"seen": plot.stamps}
    return FormPanel(context, form, change_plot, save=N_("Save the plot"), before=(plot.id,), named=named)


def _form(context: Context, products: Sequence[ProductRow]) -> Form[PlotData]:
    known: list[tuple[uuid.UUID, str]] = [(product.id, product.name) for product in products]
    yield_hint = N_("What is expected of it in a season.")
    return Form(context, plot_data, [
        TextField(context, "name", N_("Name of the plot")),
        ChoiceField(context, "product_id", N_("Product"), known, required=False),
        TextField(context, "community", N_("Community"), required=False),
        IntegerField(context, "area_m2", N_("Area"), unit="m²", required=False),
        QuantityField(context, "expected_yield", N_("Expected yield"), unit=KILO, required=False, hint=yield_hint),
    ])  # fmt: skip

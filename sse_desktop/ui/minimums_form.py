"""The forms of an agreed minimum and of a market price."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.agreed_minimums import AgreedMinimumData, add_agreed_minimum, change_agreed_minimum
from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.costs import SourceMissing, UnitMissing
from sse_desktop.commands.market_prices import (
    MarketPriceData,
    MarketWeekKnown,
    add_market_price,
    change_market_price,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import MinimumKind
from sse_desktop.domain.season import Week
from sse_desktop.queries.agreed_minimums import AgreedMinimumRow
from sse_desktop.queries.market_prices import MarketPriceRow
from sse_desktop.queries.products import ProductRow
from sse_desktop.queries.unit_words import OURS
from sse_desktop.ui.context import Context
from sse_desktop.ui.costs_form import own_currency
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import PriceField
from sse_desktop.ui.widgets.week_field import WeekField


def new_minimum_panel(context: Context, products: Sequence[ProductRow]) -> FormPanel:
    """Return an empty form that adds an agreed minimum."""
    form = _minimum_form(context, products, own_currency(context))
    form.fill({"kind": MinimumKind.ASSEMBLY, "valid_from": context.today()})
    return FormPanel(context, form, add_agreed_minimum, save=N_("Save the minimum"))


def change_minimum_panel(context: Context, products: Sequence[ProductRow], row: AgreedMinimumRow) -> FormPanel:
    """Return the form of an agreed minimum."""
    form = _minimum_form(context, products, row.price.currency)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_agreed_minimum, save=N_("Save the minimum"), before=(row.id,), named=named)


def _minimum_form(context: Context, products: Sequence[ProductRow], currency: str) -> Form[AgreedMinimumData]:
    kinds = [(kind, context.text(kind.label)) for kind in MinimumKind]
    fields: Sequence[Field | Sequence[Field]] = (
        _product(context, products),
        ChoiceField(context, "kind", N_("Kind"), kinds),
        [PriceField(context, "price", N_("The family gets at least"), currency=currency), _unit(context)],
        PriceField(context, "premium", N_("Premium on top"), currency=currency, required=False),
        DateField(context, "valid_from", N_("Valid from")),
        TextField(context, "source", N_("Source"), hint=N_("The minutes of the assembly, a notice, a standard …")),
    )
    return Form(context, AgreedMinimumData, fields, beside=_beside())


def new_market_panel(context: Context, products: Sequence[ProductRow]) -> FormPanel:
    """Return an empty form that adds a market price of this week."""
    form = _market_form(context, products, own_currency(context))
    form.fill({"week": Week.of(context.today())})
    return FormPanel(context, form, add_market_price, save=N_("Save the market price"))


def change_market_panel(context: Context, products: Sequence[ProductRow], row: MarketPriceRow) -> FormPanel:
    """Return the form of a market price."""
    form = _market_form(context, products, row.price.currency)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(
        context, form, change_market_price, save=N_("Save the market price"), before=(row.id,), named=named
    )


def _market_form(context: Context, products: Sequence[ProductRow], currency: str) -> Form[MarketPriceData]:
    fields: Sequence[Field | Sequence[Field]] = (
        _product(context, products),
        TextField(context, "market", N_("Market")),
        WeekField(context, "week", N_("Week")),
        [PriceField(context, "price", N_("Price paid to the farmer"), currency=currency), _unit(context)],
        TextField(context, "source", N_("Source"), hint=N_("Who saw it, or where it was read")),
    )
    return Form(context, MarketPriceData, fields, beside={**_beside(), MarketWeekKnown: "week"})


def _product(context: Context, products: Sequence[ProductRow]) -> Field:
    return ChoiceField(context, "product_id", N_("Product"), [(row.id, row.name) for row in products])


def _unit(context: Context) -> Field:
    return ChoiceField(context, "unit", N_("For one"), [(unit, context.locale.unit(unit)) for unit in OURS])


def _beside() -> dict[Any, str]:
    return {BelowNothing: "price", UnitMissing: "unit", SourceMissing: "source"}

"""The forms of a product and of all that belongs to it, each for the inspector."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sse_desktop.commands.containers import set_packaging
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.products import (
    CodeTaken,
    GradeData,
    KeepsTooLong,
    NotAProductCode,
    ProductData,
    add_grade,
    add_product,
    add_variety,
    change_grade,
    change_product,
    change_variety,
)
from sse_desktop.commands.rates import FarmPriceData, set_conversion, set_farm_price
from sse_desktop.domain.errors import N_
from sse_desktop.domain.forecast import NotAShareOfPledge
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import HUNDRED, KILO, UNIT, Conversion, NotAContainer
from sse_desktop.queries.products import ContainerRow, GradeRow, ProductRow, VarietyRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, PriceField
from sse_desktop.ui.widgets.percent_field import PercentField

_BY_UNIT: Final = N_("For another unit than the kilo its weight must be known; until then tickets have no price.")
UNITS: Final = (UNIT, HUNDRED, KILO, "crate", "lb")


def given(**typed: Any) -> dict[str, Any]:
    """Return what was typed without the fields that were left empty."""
    return {name: value for name, value in typed.items() if value is not None}


def unit_choices(context: Context, also: str = "", *, without: str = "") -> list[tuple[str, str]]:
    """Return the units a product can be sold in; one that stands there already is kept."""
    units = [unit for unit in (*UNITS, *([also] if also and also not in UNITS else [])) if unit != without]
    names = {UNIT: context.text(N_("unit"))}
    return [(unit, names.get(unit) or context.locale.unit(unit)) for unit in units]


def product_panel(context: Context, product: ProductRow | None = None) -> FormPanel:
    """Return the form of a product, or of a new one."""
    code_hint = N_("One to eight letters or digits. It begins the code of every lot.")
    form = Form(context, lambda **typed: ProductData(**given(**typed)), [
        TextField(context, "name", N_("Name")),
        TextField(context, "code", N_("Code"), hint=code_hint),
        ChoiceField(context, "sale_unit", N_("Sold by"), unit_choices(context, product.sale_unit if product else "")),
        IntegerField(context, "shelf_days", N_("Days it keeps after harvest"), required=False),
        PercentField(context, "safety_margin_bp", N_("Safety margin"), required=False, hint=N_("Taken off the forecast before anything is promised.")),
        TextField(context, "cpc", N_("CPC"), required=False, hint=N_("Its number in the classification of buyers.")),
    ], beside={
        CodeTaken: "code", NotAProductCode: "code", NameMissing: "name", KeepsTooLong: "shelf_days",
        NotAShareOfPledge: "safety_margin_bp",
    })  # fmt: skip
    if product is None:
        return FormPanel(context, form, add_product, save=N_("Save the product"))
    form.fill({name: getattr(product, name) for name in form.fields})
    named = {"seen": product.stamps}
    return FormPanel(context, form, change_product, save=N_("Save the product"), before=(product.id,), named=named)


def grade_panel(context: Context, product: ProductRow, grade: GradeRow | None = None) -> FormPanel:
    """Return the form of a grade."""
    form = Form(context, lambda **typed: GradeData(**given(**typed)), [
        TextField(context, "code", N_("Code")),
        TextField(context, "name", N_("Name"), required=False),
        IntegerField(context, "position", N_("Place in the list"), hint=N_("The best grade comes first.")),
    ], beside={CodeTaken: "code", NameMissing: "code"})  # fmt: skip
    if grade is None:
        form.fill({"position": max((known.position for known in product.grades), default=0) + 1})
        return FormPanel(context, form, add_grade, save=N_("Save the grade"), before=(product.id,))
    form.fill({name: getattr(grade, name) for name in form.fields})
    named = {"seen": grade.stamps}
    return FormPanel(context, form, change_grade, save=N_("Save the grade"), before=(grade.id,), named=named)


def variety_panel(context: Context, product: ProductRow, variety: VarietyRow | None = None) -> FormPanel:
    """Return the form of a variety."""
    form: Form[dict[str, Any]] = Form(context, dict, [TextField(context, "name", N_("Name"))])
    if variety is None:
        return FormPanel(context, form, add_variety, save=N_("Save the variety"), before=(product.id,))
    form.fill({"name": variety.name})
    named = {"seen": variety.stamps}
    return FormPanel(context, form, change_variety, save=N_("Save the variety"), before=(variety.id,), named=named)


def factor(*, count: int, unit: str, kilos: Decimal, valid_from: date) -> Conversion:
    """Return the exact weight of one unit from so many units that were weighed together."""
    numerator, denominator = kilos.as_integer_ratio()
    return Conversion(unit, numerator, denominator * count, valid_from)


def conversion_panel(context: Context, product: ProductRow) -> FormPanel:
    """Ask what units of a product weigh: so many of them together, as they were laid on the scale."""
    hint = N_("Weigh a hundred or a whole crate: the more together, the truer.")
    also = "" if product.sale_unit == KILO else product.sale_unit
    form = Form(context, factor, [
        [IntegerField(context, "count", N_("How many")), ChoiceField(context, "unit", N_("Unit"), unit_choices(context, also, without=KILO))],
        DecimalField(context, "kilos", N_("Weight of all together"), unit=KILO, hint=hint),
        DateField(context, "valid_from", N_("Valid from")),
    ])  # fmt: skip
    form.fill({"count": 1, "unit": also or UNIT, "valid_from": context.today()})
    return FormPanel(context, form, set_conversion, save=N_("Save the weight"), before=(product.id,))


def price_panel(context: Context, product: ProductRow, currency: str) -> FormPanel:
    """Ask what the family is paid for a kilo, a hundred or another unit of a product, from a day on."""

    def data(*, grade_id: uuid.UUID | None, price: UnitPrice, unit: str, valid_from: date) -> FarmPriceData:
        return FarmPriceData(price_micros=price.micros, valid_from=valid_from, grade_id=grade_id, unit=unit)

    grades = [(grade.id, grade.label) for grade in product.grades if not grade.archived]
    hint = N_("Weigh-ins keep the price they were taken with.")
    form = Form(context, data, [
        ChoiceField(context, "grade_id", N_("Grade"), [(None, context.text(N_("all grades"))), *grades]),
        PriceField(context, "price", N_("Price"), currency=currency, hint=hint),
        ChoiceField(context, "unit", N_("For one"), unit_choices(context, product.sale_unit), hint=_BY_UNIT),
        DateField(context, "valid_from", N_("Valid from")),
    ])  # fmt: skip
    form.fields["grade_id"].required = False
    form.fill({"valid_from": context.today(), "unit": KILO})
    return FormPanel(context, form, set_farm_price, save=N_("Save the price"), before=(product.id,))


def packaging_panel(context: Context, product: ProductRow, containers: Sequence[ContainerRow]) -> FormPanel:
    """Ask how many sale units of a product fill one container from a day on."""
    form: Form[dict[str, Any]] = Form(context, dict, [
        ChoiceField(context, "container_kind_id", N_("Container"), [(row.id, row.name) for row in containers]),
        IntegerField(context, "units", N_("Units in a full one")),
        DateField(context, "valid_from", N_("Valid from"), hint=N_("What was packed before keeps its number. The first answer holds for all days.")),
    ], beside={NotAContainer: "units"})  # fmt: skip
    form.fill({"valid_from": context.today()})
    return FormPanel(context, form, set_packaging, save=N_("Save the packaging"), before=(product.id,))

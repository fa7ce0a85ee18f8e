"""What the inspector shows of a product: each part with the button that adds to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Protocol

from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, UNIT, Conversion
from sse_desktop.queries.farm_prices import FarmPriceRow
from sse_desktop.queries.products import GradeRow, PackagingRow, ProductRow, VarietyRow
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details

SHOWN = 6  # newest dated rows of a kind


class Editor(Protocol):
    """Opens the forms of the parts."""

    def change_grade(self, row: ProductRow, grade: GradeRow | None) -> None: ...
    def change_variety(self, row: ProductRow, variety: VarietyRow | None) -> None: ...
    def set_weight(self, row: ProductRow) -> None: ...
    def set_price(self, row: ProductRow) -> None: ...
    def set_packaging(self, row: ProductRow) -> None: ...


@dataclass(slots=True)
class ProductParts:
    """What is dated or packed, read apart from the product."""

    packagings: Sequence[PackagingRow] = ()
    conversions: Sequence[Conversion] = ()
    prices: Sequence[FarmPriceRow] = ()


def product_details(context: Context, editor: Editor, row: ProductRow, parts: ProductParts) -> Details:
    """Return the inside of the inspector."""
    details = Details(context)
    if row.archived:
        details.badge(State.QUIET, context.text(N_("archived")))
    details.fact(N_("Sold by"), unit_word(context, row.sale_unit)).fact(
        N_("Days it keeps after harvest"), row.shelf_days
    )
    margin = context.locale.percent(row.safety_margin_bp) if row.safety_margin_bp else None
    details.fact(N_("Safety margin"), margin).fact(N_("CPC"), row.cpc)
    _part(
        details,
        context,
        N_("Price to the family"),
        _prices(context, parts),
        N_("New price"),
        partial(editor.set_price, row),
    )
    weights = _weights(context, row, parts)
    _part(details, context, N_("What a unit weighs"), weights, N_("New weight"), partial(editor.set_weight, row))
    _part(
        details,
        context,
        N_("Grades"),
        _grades(context, editor, row),
        N_("New grade"),
        partial(editor.change_grade, row, None),
    )
    varieties = _varieties(context, editor, row)
    _part(details, context, N_("Varieties"), varieties, N_("New variety"), partial(editor.change_variety, row, None))
    packed = _packagings(context, parts)
    _part(details, context, N_("Packaging"), packed, N_("New packaging"), partial(editor.set_packaging, row))
    return details


def _part(
    details: Details, context: Context, title: str, lines: Sequence[Line], add: str, run: Callable[[], object]
) -> None:
    details.heading(title).widget(LineList(context, lines)).offer((Action(add, run),))


def _prices(context: Context, parts: ProductParts) -> list[Line]:
    by_kilo, by_unit = N_("{price} per kg · {grade}"), N_("{price} for one {unit} · {grade}")
    everywhere = context.text(N_("all grades"))
    return [
        Line(
            title=context.text(
                by_kilo if row.unit == KILO else by_unit,
                price=row.price,
                unit=unit_word(context, row.unit),
                grade=row.grade or everywhere,
            ),
            detail=context.text(N_("from {day}"), day=row.valid_from),
        )
        for row in parts.prices[:SHOWN]
    ] or [Line(title=context.text(N_("Not decided yet: weigh-ins are taken without a price.")), quiet=True)]


def _weights(context: Context, row: ProductRow, parts: ProductParts) -> list[Line]:
    lines = [
        Line(title=weight_words(context, known), detail=context.text(N_("from {day}"), day=known.valid_from))
        for known in parts.conversions[:SHOWN]
    ]
    if not lines and row.sale_unit != KILO:
        missing = N_("▲ Nobody has said yet what one {unit} weighs. Capacity and prices need it.")
        return [Line(title=context.text(missing, unit=unit_word(context, row.sale_unit)))]
    return lines


def unit_word(context: Context, unit: str) -> str:
    """Return the whole word of a unit, for sentences."""
    return context.text(N_("unit")) if unit == UNIT else context.locale.unit(unit)


def weight_words(context: Context, known: Conversion) -> str:
    """Return what one unit weighs; a weight that has no end in decimals is shown to the tenth of a gram."""
    weight = Decimal(known.numerator) / Decimal(known.denominator)
    places = None if weight == weight.quantize(Decimal("0.000001")) else 4
    kilos = context.locale.number(weight.normalize(), places)
    return context.text(N_("1 {unit} weighs {kilos} kg"), unit=unit_word(context, known.unit), kilos=kilos)


def _grades(context: Context, editor: Editor, row: ProductRow) -> list[Line]:
    return [
        Line(
            title=" · ".join(filter(None, (grade.code, grade.name))),
            detail=context.text(N_("archived")) if grade.archived else "",
            run=partial(editor.change_grade, row, grade),
            quiet=grade.archived,
        )
        for grade in row.grades
    ]


def _varieties(context: Context, editor: Editor, row: ProductRow) -> list[Line]:
    return [
        Line(
            title=variety.name,
            detail=context.text(N_("archived")) if variety.archived else "",
            run=partial(editor.change_variety, row, variety),
            quiet=variety.archived,
        )
        for variety in row.varieties
    ]


def _packagings(context: Context, parts: ProductParts) -> list[Line]:
    words = N_("{count} in one {container}")
    return [
        Line(
            title=context.text(words, count=row.units_on(context.today()), container=row.container),
            detail=context.text(N_("archived")) if row.archived else _changes(context, row),
            quiet=row.archived,
        )
        for row in parts.packagings
    ]


def _changes(context: Context, row: PackagingRow) -> str:
    """Return how the number changed, and will change, from day to day."""
    if not row.changes:
        return ""
    changed = [context.text(N_("{count} from {day}"), count=units, day=day) for day, units in row.changes[:SHOWN]]
    return " · ".join([*changed, context.text(N_("{count} before"), count=row.units_per_container)])

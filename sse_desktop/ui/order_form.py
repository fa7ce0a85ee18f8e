"""The form of one order: which line of the contract, which school, which day, and how much."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.call_offs import (
    AnotherBuyersPlace,
    CallOffData,
    ContractClosed,
    MoreThanContract,
    NothingOrdered,
    add_call_off,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import NotWholePieces, Quantity
from sse_desktop.queries.buyers import DeliveryPointRow
from sse_desktop.queries.contract_search import OrderGround
from sse_desktop.queries.contracts import ContractLineRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker


def line_choices(context: Context, lines: Sequence[ContractLineRow]) -> list[tuple[ContractLineRow, str]]:
    """Return the lines of a contract as choices: what it is, and what can still be ordered of it."""
    return [(line, line_words(context, line)) for line in lines]


def line_words(context: Context, line: ContractLineRow) -> str:
    """Return a line in words, with what is left of it."""
    name = " · ".join(filter(None, (line.product, line.grade)))
    return context.text(N_("{product}, {left} left"), product=name, left=line.quantity - line.ordered)


def no_order_words(context: Context, ground: OrderGround) -> str:
    """Return why no order of a contract can be made now; nothing when one can."""
    if not ground.is_open:
        return context.text(N_("The contract {contract} is closed. Open it again first."), contract=ground.contract)
    if not ground.points:
        return context.text(N_("{buyer} has no delivery points yet. Enter its schools first."), buyer=ground.buyer)
    return ""


def new_order_panel(
    context: Context, lines: Sequence[ContractLineRow], points: Sequence[DeliveryPointRow]
) -> FormPanel:
    """Return the form of an order for one school."""
    school = RecordPicker(context, "delivery_point_id", N_("School"))
    school.set_choices([Choice(point.id, point.name, point.code, _detail(context, point)) for point in points])
    form = Form(context, _order, [
        ChoiceField(context, "line", N_("Line of the contract"), line_choices(context, lines)),
        school,
        DateField(context, "due_on", N_("Day of delivery")),
        DecimalField(
            context, "quantity", N_("Quantity"), required=False,
            hint=N_("Or leave it empty and say the units for each pupil and the days below."),
        ),
        [
            IntegerField(context, "units_per_ration", N_("Units per pupil"), required=False),
            IntegerField(context, "days", N_("Days"), required=False),
        ],
        TextField(context, "order_number", N_("The buyer's order number"), required=False),
        TextField(context, "note", N_("Note"), required=False),
    ], beside={
        MoreThanContract: "quantity", NothingOrdered: "quantity", NotWholePieces: "quantity", ContractClosed: "line",
        AnotherBuyersPlace: "delivery_point_id",
    })  # fmt: skip
    return FormPanel(context, form, add_call_off, save=N_("Save the order"))


def _detail(context: Context, point: DeliveryPointRow) -> str:
    pupils = context.locale.plural(N_("{n} pupil"), N_("{n} pupils"), point.pupils) if point.pupils is not None else ""
    return " · ".join(filter(None, (point.canton, pupils)))


def _order(**typed: Any) -> CallOffData:
    line: ContractLineRow = typed["line"]
    amount = typed["quantity"]
    return CallOffData(
        contract_line_id=line.id,
        delivery_point_id=typed["delivery_point_id"],
        due_on=typed["due_on"],
        order_number=typed["order_number"] or "",
        quantity=None if amount is None else Quantity.of(amount, line.quantity.unit),
        units_per_ration=typed["units_per_ration"],
        days=typed["days"],
        note=typed["note"] or "",
    )

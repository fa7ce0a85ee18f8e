"""What is asked when something is taken out of a lot, and when a lot is counted."""

from typing import Any

from sse_desktop.commands.stock import NothingToRemove, NotSoMuchInLot, Removal, count_lot, remove_from_lot
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock import LotRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import QuantityField


def removal_panel(context: Context, row: LotRow) -> FormPanel:
    """Ask how much was lost or thrown away, and why."""

    def given(*, kind: Removal, weight: Quantity, reason: str) -> dict[str, Any]:
        return {"kind": kind, "grams": weight.milli, "reason": reason}

    kinds = [(kind, context.text(kind.label)) for kind in Removal]
    hint = N_("What rotted, dried out or was thrown away.")
    form = Form(context, given, [
        ChoiceField(context, "kind", N_("What happened"), kinds, hint=hint),
        QuantityField(context, "weight", N_("Weight"), unit=KILO),
        TextField(context, "reason", N_("Reason")),
    ], beside={NotSoMuchInLot: "weight", NothingToRemove: "weight"})  # fmt: skip
    return FormPanel(context, form, remove_from_lot, save=N_("Take it out"), before=(row.id,))


def count_panel(context: Context, row: LotRow) -> FormPanel:
    """Ask what the scale says is really there; the difference becomes a movement."""

    def given(*, counted: Quantity, reason: str) -> dict[str, Any]:
        return {"counted_g": counted.milli, "reason": reason}

    form = Form(context, given, [
        QuantityField(context, "counted", N_("What is really there"), unit=KILO),
        TextField(context, "reason", N_("Reason")),
    ], beside={NothingToRemove: "counted"})  # fmt: skip
    form.fields["counted"].show_note(context.text(N_("By the books: {weight}"), weight=row.balance))
    return FormPanel(context, form, count_lot, save=N_("Save the count"), before=(row.id,))

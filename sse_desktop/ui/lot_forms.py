"""What is asked of a lot: what is taken out of it or counted, how long it keeps, and for whom it is kept."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.stock import (
    NothingToRemove,
    NotSoMuchInLot,
    OverBeforeOpened,
    OverTooLate,
    Removal,
    count_lot,
    remove_from_lot,
    set_best_before,
)
from sse_desktop.commands.stock_reservations import (
    NothingReserved,
    NotInContract,
    NotSoMuchFree,
    ReservationData,
    reserve_stock,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock import LotRow
from sse_desktop.queries.stock_reservations import ContractChoice
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
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


def best_before_panel(context: Context, row: LotRow) -> FormPanel:
    """Ask what the last day of sale is, and why; empty: as the product keeps."""

    def given(*, day: Any, reason: str) -> dict[str, Any]:
        return {"day": day, "reason": reason}

    hint = N_("Left empty: by the days the product keeps.")
    form = Form(context, given, [
        DateField(context, "day", N_("Last day of sale"), required=False, hint=hint),
        TextField(context, "reason", N_("Reason")),
    ], beside={OverBeforeOpened: "day", OverTooLate: "day"})  # fmt: skip
    form.fill({"day": row.keeps_until})
    return FormPanel(context, form, set_best_before, save=N_("Save the day"), before=(row.id,))


def reservation_panel(context: Context, row: LotRow, contracts: Sequence[ContractChoice]) -> FormPanel:
    """Ask for which contract how much of a lot is kept."""

    def given(*, contract: Any, weight: Quantity, note: str | None) -> ReservationData:
        return ReservationData(lot_id=row.id, contract_id=contract, grams=weight.milli, note=note or "")

    choices = [(each.id, each.label) for each in contracts]
    form = Form(context, given, [
        ChoiceField(context, "contract", N_("Contract"), choices),
        QuantityField(context, "weight", N_("Kept for it in all"), unit=KILO),
        TextField(context, "note", N_("Note"), required=False),
    ], beside={NotInContract: "contract", NotSoMuchFree: "weight", NothingReserved: "weight"})  # fmt: skip
    form.fill({"weight": row.free})
    form.fields["weight"].show_note(context.text(N_("Free: {weight}"), weight=row.free))
    return FormPanel(context, form, reserve_stock, save=N_("Keep it"))

"""Sending to one school: what leaves of each order, from which lot, with whom; and the delivery note that comes of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.deliveries import Dispatch, NothingSent, SentLine, send_delivery
from sse_desktop.commands.lot_draws import LotShort
from sse_desktop.domain.deliveries import ReplacedMoreThanRejected
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import NotWholePieces, Quantity
from sse_desktop.queries.day_plan import Stop, StopLine
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.lot_picker import LotPicker
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField
from sse_desktop.ui.widgets.record_picker import Choice


class NothingLeaves(DomainError):
    """All quantities of the form are empty."""

    sentence = N_("Nothing is sent. Enter what leaves, or cancel.")


def send_panel(context: Context, stop: Stop, known: dict[str, str]) -> FormPanel:
    """Return the form of a stop; `known` holds driver and vehicle of the last note."""
    rows: list[Field | Sequence[Field]] = []
    for at, line in enumerate(stop.lines):
        rows.extend(_line_fields(context, at, line))
    rows.append([
        TextField(context, "driver", N_("Driver"), required=False),
        TextField(context, "vehicle", N_("Vehicle"), required=False),
    ])  # fmt: skip
    rows.append(IntegerField(context, "crates_out", N_("Crates that go with it"), required=False))
    rows.append(TextField(context, "note", N_("Note"), required=False))
    # With several lines the sentence names the product, and stands below all of them.
    about_one = (LotShort, NothingSent, NotWholePieces, ReplacedMoreThanRejected) if len(stop.lines) == 1 else ()
    beside = dict.fromkeys((NothingLeaves, *about_one), "quantity_0")
    form = Form(context, _reader(stop), rows, beside=beside)
    form.fill({f"quantity_{at}": line.quantity.amount for at, line in enumerate(stop.lines)})
    form.fill({**known, "crates_out": stop.containers or None})
    return FormPanel(context, form, send_delivery, save=N_("Send and make the note"))


def _line_fields(context: Context, at: int, line: StopLine) -> Sequence[Field]:
    locale = context.locale
    wanted = context.text(N_("{product}: {quantity} to send"), product=line.product, quantity=line.quantity)
    quantity = DecimalField(
        context, f"quantity_{at}", N_("Quantity"), unit=locale.unit(line.quantity.unit), required=False
    )
    quantity.title.setText(wanted)
    quantity.editor.setAccessibleName(wanted)
    oldest = N_("from the lots that end first") if line.lots else N_("no lot is free")
    lot = LotPicker(context, f"lot_{at}", N_("Lot"), required=False, placeholder=oldest)
    free = N_("{weight} free")
    lot.set_choices([Choice(one.id, one.code, detail=context.text(free, weight=one.free)) for one in line.lots])
    lot.title.hide()
    lot.editor.setAccessibleName(context.text(N_("Lot of {product}"), product=line.product))
    return (quantity, lot)


def _reader(stop: Stop) -> Callable[..., Dispatch]:
    return partial(_dispatch, stop)


def _dispatch(stop: Stop, **typed: Any) -> Dispatch:
    lines = tuple(
        _sent(line, typed[f"quantity_{at}"], typed[f"lot_{at}"])
        for at, line in enumerate(stop.lines)
        if typed[f"quantity_{at}"]
    )
    if not lines:
        raise NothingLeaves
    return Dispatch(
        contract_id=stop.contract_id,
        delivery_point_id=stop.delivery_point_id,
        planned_on=stop.day,
        lines=lines,
        driver=typed["driver"] or "",
        vehicle=typed["vehicle"] or "",
        crates_out=typed["crates_out"] or 0,
        note=typed["note"] or "",
    )


def _sent(line: StopLine, amount: Any, lot_id: Any) -> SentLine:
    return SentLine(
        contract_line_id=line.contract_line_id,
        quantity=Quantity.of(amount, line.quantity.unit),
        call_off_id=line.call_off_id,
        lot_id=lot_id,
        replaces_line_id=line.replaces_line_id,
    )


def whole_stop(stop: Stop, driver: str, vehicle: str) -> Dispatch:
    """Return the dispatch of everything that is open at a stop, from the lots that end first."""
    return Dispatch(
        contract_id=stop.contract_id,
        delivery_point_id=stop.delivery_point_id,
        planned_on=stop.day,
        lines=tuple(_sent(line, line.quantity.amount, None) for line in stop.lines),
        driver=driver,
        vehicle=vehicle,
        crates_out=stop.containers,
    )

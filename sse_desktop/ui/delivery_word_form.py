"""The receiver's word on one delivery: per line what was rejected and why, and who received it."""

import uuid
from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.acceptances import Received, Rejection
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.deliveries import RejectedMoreThanSent
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import UNIT, Quantity
from sse_desktop.queries.deliveries import DeliveryDetail, DeliveryLineRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.widgets.choice_fields import TickField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField

TENTHS = 10


class RejectedField(DecimalField):
    """What was rejected, in the unit in which it was sent; the unit behind the field is written in the language."""

    milli_unit = UNIT
    hint = ""

    def show_note(self, note: str) -> None:
        super().show_note(note or self.hint)

    def read(self) -> Quantity | None:
        number = self.number()
        return None if number is None else Quantity.of(number, self.milli_unit)

    def written(self, value: Any) -> str:
        return super().written(value.amount if isinstance(value, Quantity) else value)


def word_form(context: Context, note: DeliveryDetail) -> Form[Received]:
    """Return the form of a note: nothing is rejected unless it is typed, and crates come back as they went."""
    rows: list[Field | Sequence[Field]] = [_line(context, at, line) for at, line in enumerate(note.lines)]
    rows.append(TextField(context, "receiver_name", N_("Received by")))
    rows.append(
        [
            TextField(context, "receiver_post", N_("Post"), required=False),
            TextField(context, "receiver_id_number", N_("Identity number"), required=False),
        ]
    )
    rows.append(
        [
            IntegerField(context, "crates_in", N_("Crates taken back"), required=False),
            DecimalField(
                context, "temperature", N_("Temperature"), unit="°C", required=False, decimals=1, negative=True
            ),
        ]
    )
    rows.append(TextField(context, "note", N_("Note"), required=False))
    form = Form(context, _reader(note), rows)
    form.fill({"crates_in": note.crates_out or None})
    return form


def _line(context: Context, at: int, line: DeliveryLineRow) -> Sequence[Field]:
    sent = context.text(N_("{product}: rejected of {quantity}"), product=line.product, quantity=line.sent)
    unit = context.locale.unit(line.sent.unit)
    lot = context.text(N_("lot {lot}"), lot=line.lot)
    rejected = RejectedField(context, f"rejected_{at}", N_("Rejected"), unit=unit, required=False)
    rejected.milli_unit = line.sent.unit
    rejected.title.setText(sent)
    rejected.hint = lot
    rejected.show_note("")
    rejected.editor.setAccessibleName(f"{sent}, {lot}")
    reason = TextField(context, f"reason_{at}", N_("Reason"), required=False)
    reason.title.setText(context.text(N_("Why")))
    back = TickField(context, f"back_{at}", N_("came back good"))
    back.title.setText(" ")  # keeps the box in line with the fields beside it
    back.title.show()
    return (rejected, reason, back)


def show_failure(context: Context, form: Form[Received], note: DeliveryDetail, error: Exception) -> bool:
    """Show a failure beside the line it is about, else below the form; False when it is none that a person can repair."""
    if isinstance(error, RejectedMoreThanSent | ReasonMissing):
        for at, line in enumerate(note.lines):
            rejected: Quantity | None = form.fields[f"rejected_{at}"].read()
            if rejected is None or not rejected.milli:
                continue
            is_short = form.fields[f"reason_{at}"].is_empty()
            if is_short if isinstance(error, ReasonMissing) else rejected > line.sent:
                field = form.fields[f"reason_{at}" if isinstance(error, ReasonMissing) else f"rejected_{at}"]
                field.show_error(context.locale.explain(error))
                field.setFocus()
                return True
    return form.show_error(error)


def _reader(note: DeliveryDetail) -> Any:
    """Return what makes the command's input from the typed fields."""

    def read(**typed: Any) -> Received:
        return Received(
            delivery_id=note.id,
            receiver_name=typed["receiver_name"],
            receiver_post=typed["receiver_post"] or "",
            receiver_id_number=typed["receiver_id_number"] or "",
            crates_in=typed["crates_in"] or 0,
            temperature_decidegrees=_tenths(typed["temperature"]),
            note=typed["note"] or "",
            rejections=tuple(
                _rejection(line.id, typed, at) for at, line in enumerate(note.lines) if typed[f"rejected_{at}"]
            ),
        )

    return read


def _rejection(line_id: uuid.UUID, typed: dict[str, Any], at: int) -> Rejection:
    quantity: Quantity = typed[f"rejected_{at}"]
    return Rejection(
        delivery_line_id=line_id,
        quantity=quantity,
        reason=typed[f"reason_{at}"] or "",
        back_to_stock=bool(typed[f"back_{at}"]),
    )


def _tenths(temperature: Any) -> int | None:
    return None if temperature is None else int(temperature * TENTHS)

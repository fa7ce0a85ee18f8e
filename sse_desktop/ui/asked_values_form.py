"""The form of a value from the buyer's paper: for whom it holds, the value itself, and where it was read."""

import uuid
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from sse_desktop.commands.asked_values import (
    AskedInput,
    NotAnExactNumber,
    SourceMissing,
    TenderOrBuyer,
    ValueMissing,
    fill_asked_value,
)
from sse_desktop.domain.errors import N_
from sse_desktop.queries.asked_list import AskedFor, AskedRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField

_HUNDRED = Decimal(100)
_WHOLE = frozenset({"days", "count"})


def fill_panel(context: Context, row: AskedRow, whom: Sequence[AskedFor], chosen: str) -> FormPanel:
    """Return the form of a value; nothing is proposed but what was filled in before."""
    choices = [(each.key, _named(context, each)) for each in whom]
    form: Form[AskedInput] = Form(
        context,
        partial(asked_input, row.place.key, row.place.kind),
        [
            ChoiceField(context, "whom", N_("Holds for"), choices),
            _value_field(context, row.place.kind),
            TextField(context, "source", N_("Read in"), hint=N_("The paper and its page or section")),
        ],
        beside={ValueMissing: "value", NotAnExactNumber: "value", SourceMissing: "source", TenderOrBuyer: "whom"},
    )
    form.fill({"whom": chosen or None})
    if row.asked is not None:
        form.fill({"value": _shown(row), "source": row.asked.source})
    return FormPanel(context, form, fill_asked_value, save=N_("Save the value"))


def asked_input(key: str, kind: str, *, whom: str | None, value: Any, source: str | None) -> AskedInput:
    """Return the input of the command: shares are kept as parts of one, other numbers as typed."""
    of, _, number = (whom or "").partition(":")
    exact = value / _HUNDRED if kind == "share" and isinstance(value, Decimal) else value
    return AskedInput(
        key=key,
        value="" if exact is None else f"{exact:f}" if isinstance(exact, Decimal) else str(exact),
        source=source or "",
        tender_id=uuid.UUID(number) if of == "tender" else None,
        buyer_id=uuid.UUID(number) if of == "buyer" else None,
    )


def field_words(context: Context, row: AskedRow) -> str:
    """Return what is asked for; the extra points of a procedure are those of a kind of supplier."""
    field = context.text(row.place.field)
    return context.text(N_("Extra points for: {kind}"), kind=field) if ".bonus." in row.place.key else field


def value_words(context: Context, row: AskedRow) -> str:
    """Return a value as it is written in the language, with its unit."""
    if row.asked is None:
        return ""
    number = _number(row.asked.value)
    if number is None:
        return row.asked.value
    shown = context.locale.number(number * _HUNDRED if row.place.kind == "share" else number)
    unit = _unit(context, row.place.kind)
    return f"{shown} {unit}" if unit else shown


# ---------------------------------------------------------------- inside


def _named(context: Context, each: AskedFor) -> str:
    sentence = N_("Tender {name}") if each.tender_id is not None else N_("All tenders of {name}")
    return context.text(sentence, name=each.name)


def _value_field(context: Context, kind: str) -> Field:
    title, unit = N_("Value"), _unit(context, kind)
    if kind == "text":
        return TextField(context, "value", title)
    if kind in _WHOLE:
        return IntegerField(context, "value", title, unit=unit)
    return DecimalField(context, "value", title, unit=unit)


def _unit(context: Context, kind: str) -> str:
    if kind == "money" and context.workspace is not None:
        return context.workspace.profile.currency
    words = {"share": "%", "days": N_("days"), "hours": N_("hours"), "points": N_("points")}
    return context.text(words[kind]) if kind in words else ""


def _shown(row: AskedRow) -> Any:
    number = _number(row.asked.value) if row.asked is not None and row.place.kind != "text" else None
    if number is None:
        return row.asked.value if row.asked is not None else None
    return number * _HUNDRED if row.place.kind == "share" else number


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None

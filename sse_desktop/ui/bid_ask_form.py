"""The field for a value that only the buyer's papers tell: it is typed with the place where it was read, never silently."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from sse_desktop.commands.asked_values import AskedInput, fill_asked_value
from sse_desktop.domain.eligibility_lines import Answers, Ask
from sse_desktop.domain.errors import N_
from sse_desktop.queries.asked_values import Asked
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField


def ask_panel(context: Context, tender_id: uuid.UUID, ask: Ask, known: Asked | None) -> FormPanel:
    """Return the form; what was filled in before stands in it."""
    form = Form(context, partial(_input, tender_id, ask.key), _rows(context, ask))
    if known is not None:
        form.fill({"value": _shown(ask, known.value), "source": known.source})
    return FormPanel(context, form, fill_asked_value, save=N_("Fill it in"))


def _rows(context: Context, ask: Ask) -> Sequence[Field | Sequence[Field]]:
    value: Field
    if ask.choices:
        # Nothing is chosen beforehand: an answer is never given by leaving it as it is.
        known = [(key, context.text(words)) for key, words in ask.choices]
        value = ChoiceField(context, "value", ask.label, [(None, "—"), *known])
    elif ask.is_text:
        value = TextField(context, "value", ask.label)
    else:
        value = DecimalField(context, "value", ask.label)
    hint = N_("Article and page of the notice or the specification, or who said it and when")
    return (value, TextField(context, "source", N_("Where it stands"), hint=hint))


def _input(tender_id: uuid.UUID, key: str, *, value: Any, source: str) -> AskedInput:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return AskedInput(tender_id=tender_id, key=key, value=text, source=source)


def _shown(ask: Ask, value: str) -> Any:
    return value if ask.choices or ask.is_text else Answers({ask.key: value}).number(ask.key)

"""The lots of a tender in a form: for whom each is reserved, and a lot that a notice on paper has."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.tender_items import LotWithoutCode, reserve_lots
from sse_desktop.commands.tenders import LotData
from sse_desktop.domain.errors import N_
from sse_desktop.queries.tenders import TenderDetail
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.tender_form import reservation_choices
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField

MARK: Final = "lot_"


def lots_panel(context: Context, found: TenderDetail) -> FormPanel:
    """Return the form of a tender's lots."""
    ids = {f"{MARK}{number}": lot.id for number, lot in enumerate(found.lots)}
    form = Form(context, partial(_typed, ids), _rows(context, found), beside={LotWithoutCode: "code"})
    form.fill({f"{MARK}{number}": lot.reserved or None for number, lot in enumerate(found.lots)})
    return FormPanel(context, form, reserve_lots, save=N_("Save the lots"), before=(found.id,))


def _rows(context: Context, found: TenderDetail) -> Sequence[Field | Sequence[Field]]:
    lots: list[Field] = []
    for number, lot in enumerate(found.lots):
        choices = reservation_choices(context, lot.reserved)
        field = ChoiceField(context, f"{MARK}{number}", N_("Reserved for"), choices, required=False)
        field.title.setText(
            context.text(N_("Lot {code} is reserved for"), code=" ".join(filter(None, (lot.code, lot.title))))
        )
        lots.append(field)
    return (
        *lots,
        TextField(context, "code", N_("Number of a new lot"), required=False),
        TextField(context, "title", N_("Its title"), required=False),
        ChoiceField(context, "reserved", N_("It is reserved for"), reservation_choices(context, ""), required=False),
    )


def _typed(ids: Mapping[str, uuid.UUID], **typed: Any) -> dict[str, Any]:
    """Return the arguments of the command: the lots that are there, and a new one when anything of it was typed."""
    code, title, reserved = typed.pop("code") or "", typed.pop("title") or "", typed.pop("reserved") or ""
    new = LotData(code=code, title=title, reserved=reserved) if code or title or reserved else None
    return {"reserved": {ids[name]: codes or "" for name, codes in typed.items()}, "new": new}

"""The form of a partnership: with whom, on what, for which share, and the paper that proves it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from sse_desktop.commands.partnerships import (
    NothingToWorkOn,
    PartnershipData,
    PartnershipReversed,
    ShareOutOfRange,
    SharesAboveWhole,
    add_partnership,
    change_partnership,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.queries.partnerships import PartnershipRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known, meeting_picker, named_picker, partner_picker, share_bp, share_of
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField

BESIDE = {
    NothingToWorkOn: "tender_id",
    ShareOutOfRange: "share",
    SharesAboveWhole: "share",
    PartnershipReversed: "ends_on",
}


def partnership_data(**typed: Any) -> PartnershipData:
    """Return the input of the commands from the fields of the form."""
    share: Decimal | None = typed.pop("share", None)
    return PartnershipData(**known(typed), share_bp=share_bp(share))


def new_partnership_panel(context: Context, found: Choices, preset: Mapping[str, Any]) -> FormPanel:
    """Return a form with what is known already."""
    form = _form(context, found)
    form.fill({"form": PartnershipForm.SUBCONTRACT, **preset})
    _say_proof(context, form)
    return FormPanel(context, form, add_partnership, save=N_("Save the partnership"))


def change_partnership_panel(context: Context, found: Choices, row: PartnershipRow) -> FormPanel:
    """Return the form of a partnership."""
    form = _form(context, found)
    values = {name: getattr(row, name) for name in form.fields if name != "share"}
    form.fill(values | {"share": share_of(row.share_bp)})
    _say_proof(context, form)
    return FormPanel(
        context, form, change_partnership, save=N_("Save the partnership"), before=(row.id,), named={"seen": row.stamps}
    )


def _form(context: Context, found: Choices) -> Form[PartnershipData]:
    forms = [(form, context.text(form.label)) for form in PartnershipForm]
    rows: Sequence[Field | Sequence[Field]] = (
        partner_picker(context, "partner_id", N_("Partner"), found.partners),
        named_picker(context, "tender_id", N_("Tender"), found.tenders),
        named_picker(context, "contract_id", N_("Contract"), found.contracts),
        ChoiceField(context, "form", N_("Way of working together"), forms),
        TickField(context, "we_lead", N_("We lead")),
        TextField(context, "what", N_("Its part of the work"), required=False),
        DecimalField(context, "share", N_("Its share of the price"), unit="%", required=False),
        [
            DateField(context, "starts_on", N_("Starts on"), required=False),
            DateField(context, "ends_on", N_("Ends on"), required=False),
        ],
        named_picker(context, "paper_id", N_("Paper that proves it"), found.papers),
        meeting_picker(context, found),
        LongTextField(context, "note", N_("Note")),
    )
    form = Form(context, partnership_data, rows, beside=BESIDE)
    form.fields["form"].edited.connect(partial(_say_proof, context, form))
    return form


def _say_proof(context: Context, form: Form[PartnershipData]) -> None:
    """Say below the form of working together which paper must be there."""
    chosen = form.fields["form"].read()
    proof = PartnershipForm(chosen).proof if chosen else ""
    form.fields["form"].show_note(context.text(proof) if proof else "")

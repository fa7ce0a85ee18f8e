"""The form of a partner."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.partners import ApprovalReversed, PartnerData, add_partner, change_partner
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.queries.partners import PartnerRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.identity_field import IdentityField
from sse_desktop.ui.partner_words import known, supplier_kinds
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField


def partner_data(**typed: Any) -> PartnerData:
    """Return the input of the commands from the fields of the form."""
    return PartnerData(**known(typed))


def new_partner_panel(context: Context, kind: str = "") -> FormPanel:
    """Return an empty form, of the kind that is looked at."""
    form = _form(context, "")
    form.fill({"kind": PartnerKind(kind) if kind else PartnerKind.SOCIAL_ENTERPRISE})
    return FormPanel(context, form, add_partner, save=N_("Save the partner"))


def change_partner_panel(context: Context, row: PartnerRow) -> FormPanel:
    """Return the form of a partner."""
    form = _form(context, row.supplier_kind)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_partner, save=N_("Save the partner"), before=(row.id,), named=named)


def _form(context: Context, supplier_kind: str) -> Form[PartnerData]:
    kinds = [(kind, context.text(kind.label)) for kind in PartnerKind]
    reserved = N_("Where it may hold reserved lots")
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "name", N_("Name")),
        ChoiceField(context, "kind", N_("Kind"), kinds),
        ChoiceField(
            context, "supplier_kind", N_("Kind of supplier"), supplier_kinds(context, supplier_kind), required=False,
            hint=reserved,
        ),
        IdentityField(context, "tax_id", N_("Tax number"), ("cooperative",)),
        TextField(context, "approval_number", N_("Number of the approval"), required=False),
        [
            DateField(context, "approval_from", N_("Approved from"), required=False),
            DateField(context, "approval_to", N_("Approved to"), required=False),
        ],
        TextField(context, "contact", N_("Contact"), required=False),
        [
            TextField(context, "phone", N_("Phone"), required=False),
            TextField(context, "email", N_("E-mail"), required=False),
        ],
        TextField(context, "address", N_("Address"), required=False),
        LongTextField(context, "offers", N_("What it offers")),
        LongTextField(context, "notes", N_("Notes")),
    )  # fmt: skip
    return Form(context, partner_data, rows, beside={NameMissing: "name", ApprovalReversed: "approval_to"})

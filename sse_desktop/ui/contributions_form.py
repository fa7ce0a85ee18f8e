"""The form of a contribution: by whom, in money or in kind, and what it is worth, shown as it is typed."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from sse_desktop.commands.agreements import ContributionData, NothingContributed, ValueMissing, record_contribution
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.agreements import AgreementRow
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known, named_picker
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField, PriceField

IN_MONEY: Final = ("amount",)
IN_KIND: Final = ("quantity", "unit", "one", "valued_by")


def contribution_data(**typed: Any) -> ContributionData:
    """Return the input of the command from the fields of the form; those of the other kind are not among them."""
    given = known({name: value for name, value in typed.items() if name != "in_kind"})
    number: Decimal | None = given.pop("quantity", None)
    unit = given.pop("unit", "")
    return ContributionData(**given, quantity=Quantity.of(number, unit) if number is not None else None)


def contribution_panel(context: Context, found: Choices, row: AgreementRow) -> FormPanel:
    """Return the form of a contribution to an agreement."""
    currency = row.ours.currency
    form = _form(context, found, row, currency)
    form.fill({"given_on": context.today(), "by_us": False, "in_kind": False})
    _show_kind(form)
    return FormPanel(context, form, record_contribution, save=N_("Record the contribution"), before=(row.id,))


def _form(context: Context, found: Choices, row: AgreementRow, currency: str) -> Form[ContributionData]:
    sides = [(False, row.partner), (True, context.text(N_("We")))]
    kinds = [(False, context.text(N_("Money"))), (True, context.text(N_("In kind")))]
    rows: Sequence[Field | Sequence[Field]] = (
        ChoiceField(context, "by_us", N_("Given by"), sides),
        DateField(context, "given_on", N_("Given on")),
        TextField(context, "what", N_("What")),
        ChoiceField(context, "in_kind", N_("Money or in kind"), kinds),
        MoneyField(context, "amount", N_("Amount"), currency=currency),
        [
            DecimalField(context, "quantity", N_("Quantity")),
            TextField(context, "unit", N_("Unit"), required=False),
        ],
        PriceField(context, "one", N_("Value of one"), currency=currency),
        TextField(context, "valued_by", N_("Where the value comes from"), required=False),
        named_picker(context, "paper_id", N_("Proof"), found.papers),
        LongTextField(context, "note", N_("Note"), lines=2),
    )
    beside = {NameMissing: "what", ValueMissing: "amount", NothingContributed: "amount"}
    form = Form(context, contribution_data, rows, beside=beside)
    form.fields["in_kind"].edited.connect(partial(_show_kind, form))
    for name in ("quantity", "unit", "one"):
        form.fields[name].edited.connect(partial(_show_value, context, form))
    return form


def _show_kind(form: Form[ContributionData]) -> None:
    """Show the fields of the kind that is chosen; hidden ones are neither checked nor read."""
    in_kind = bool(form.fields["in_kind"].read())
    for name in IN_KIND:
        form.fields[name].setVisible(in_kind)
        form.fields[name].setEnabled(in_kind)
    for name in IN_MONEY:
        form.fields[name].setVisible(not in_kind)
        form.fields[name].setEnabled(not in_kind)


def _show_value(context: Context, form: Form[ContributionData]) -> None:
    """Say below the value of one what the whole is worth."""
    try:
        number, one = form.fields["quantity"].read(), form.fields["one"].read()
        worth = one.times(Quantity.of(number, form.fields["unit"].read() or "")) if number and one else None
    except DomainError:
        worth = None
    note = context.text(N_("= {value} in all"), value=worth) if worth is not None else ""
    form.fields["one"].show_note(note)

"""The form of a payment: the contract first, since it says the buyer, the currency and what is still unpaid."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sse_desktop.commands.receipts import NoMoney, OtherCurrency, ReceiptData, record_receipt
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.contracts import ContractRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField


def new_receipt_panel(context: Context, contracts: Sequence[ContractRow]) -> FormPanel:
    """Return the form; the contract with the largest debt comes first."""
    ordered = sorted(contracts, key=lambda row: -row.unpaid.minor)
    words = N_("{reference}, {unpaid} unpaid")
    choices = [(row, context.text(words, reference=row.reference, unpaid=row.unpaid)) for row in ordered]
    contract = ChoiceField(context, "contract", N_("Contract"), choices)
    amount = DecimalField(context, "amount", N_("Amount received"), unit=ordered[0].unpaid.currency)
    form = Form(context, _receipt, [
        contract,
        amount,
        DateField(context, "received_on", N_("Received on")),
        TextField(context, "reference", N_("Reference of the bank"), required=False),
        TextField(context, "note", N_("Note"), required=False),
    ], beside={NoMoney: "amount", OtherCurrency: "amount"})  # fmt: skip
    form.fill({"received_on": context.today()})

    def contract_chosen() -> None:
        row: ContractRow = contract.read()
        amount.unit.setText(row.unpaid.currency)
        words = N_("{buyer}: {unpaid} of {accepted} are unpaid.")
        contract.show_note(context.text(words, buyer=row.buyer, unpaid=row.unpaid, accepted=row.accepted))

    contract.edited.connect(contract_chosen)
    contract_chosen()
    return FormPanel(context, form, record_receipt, save=N_("Record the payment"))


def _receipt(*, contract: ContractRow, amount: Decimal, **typed: Any) -> ReceiptData:
    return ReceiptData(
        contract_id=contract.id,
        received_on=typed["received_on"],
        amount=Money.of(amount, contract.unpaid.currency),
        reference=typed["reference"] or "",
        note=typed["note"] or "",
    )

"""The terms of a contract as they stand on the signed paper; what the paper doesn't say stays empty."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from sse_desktop.commands.contracts import ContractData, change_contract
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.queries.contracts import ContractTerms
from sse_desktop.ui.certificate_field import CertificateField, as_columns, from_columns
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, MoneyField

MILLION: Final = 1_000_000
SAME_NAME: Final = (
    "reference", "title", "signed_on", "starts_on", "ends_on", "penalty_base", "replacement_days", "days_to_pay",
    "note",
)  # fmt: skip


def contract_data(currency: str, **typed: Any) -> ContractData:
    """Return the input of the commands from the fields of the form."""
    certificate = as_columns(typed.pop("certificate"))
    known = {name: value for name, value in typed.items() if value is not None} | certificate
    advance: Money = known.pop("advance", Money(0, currency))
    cap: Money | None = known.pop("penalty_cap", None)
    coefficient: Decimal | None = known.pop("penalty_coefficient", None)
    return ContractData(
        **known,
        advance_minor=advance.minor,
        penalty_cap_minor=cap.minor if cap is not None else None,
        penalty_coefficient_micros=UnitPrice.of(coefficient, currency).micros if coefficient is not None else None,
    )


def term_fields(context: Context, currency: str) -> Sequence[Field | Sequence[Field]]:
    """Return the fields of the terms, in the order in which they stand on the paper."""
    days = context.text(N_("days"))
    return (
        [
            TextField(context, "reference", N_("Number of the contract")),
            DateField(context, "signed_on", N_("Signed on")),
        ],
        TextField(context, "title", N_("Title")),
        [
            DateField(context, "starts_on", N_("Starts on"), required=False),
            DateField(context, "ends_on", N_("Ends on"), required=False),
        ],
        IntegerField(context, "days_to_pay", N_("The buyer pays within"), unit=days, required=False),
        MoneyField(context, "advance", N_("Advance"), currency=currency, required=False),
        IntegerField(context, "replacement_days", N_("Rejected goods are replaced within"), unit=days, required=False),
        DecimalField(
            context, "penalty_coefficient", N_("Penalty for each day of delay"), required=False,
            hint=N_("As the contract says: 0.001 for one per thousand. Empty where it says nothing."),
        ),
        TextField(context, "penalty_base", N_("Penalty is reckoned on"), required=False),
        MoneyField(context, "penalty_cap", N_("Highest penalty"), currency=currency, required=False),
        CertificateField(context),
        LongTextField(context, "note", N_("Note")),
    )  # fmt: skip


def known_terms(terms: ContractTerms) -> Mapping[str, Any]:
    """Return what the fields show of known terms."""
    coefficient, cap = terms.penalty_coefficient_micros, terms.penalty_cap_minor
    return {name: getattr(terms, name) for name in SAME_NAME} | {
        "advance": Money(terms.advance_minor, terms.currency) if terms.advance_minor else None,
        "penalty_coefficient": Decimal(coefficient) / MILLION if coefficient is not None else None,
        "penalty_cap": Money(cap, terms.currency) if cap is not None else None,
        "certificate": from_columns(certified=terms.certified_plots_only, kind=terms.certificate_kind),
    }


def change_terms_panel(context: Context, terms: ContractTerms) -> FormPanel:
    """Return a form that changes the terms; lines and prices stay as signed."""
    form = Form(context, partial(contract_data, terms.currency), term_fields(context, terms.currency))
    form.fill(known_terms(terms))
    return FormPanel(context, form, change_contract, save=N_("Save the terms"), before=(terms.id,))

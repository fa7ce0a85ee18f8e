"""The form of the contract that follows a won bid: what the signed paper says; what it doesn't say stays empty."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from sse_desktop.commands.contracts import ContractData, ContractExists, open_contract_from_bid
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, MoneyField


def contract_panel(context: Context, desk: BidDesk, bid_id: uuid.UUID, currency: str) -> FormPanel:
    """Return the form with what the tender told about the term; nothing about penalties is guessed."""
    form = Form(
        context, partial(contract_data, currency), _rows(context, currency), beside={ContractExists: "reference"}
    )
    form.fill(
        {
            "title": desk.tender.title,
            "signed_on": context.today(),
            "starts_on": desk.tender.delivery_from,
            "ends_on": desk.tender.delivery_to,
        }
    )
    return FormPanel(context, form, open_contract_from_bid, save=N_("Make the contract"), before=(bid_id,))


def contract_data(currency: str, **typed: Any) -> ContractData:
    """Return the input of the command from the fields of the form."""
    known = {name: value for name, value in typed.items() if value is not None}
    advance: Money = known.pop("advance", Money(0, currency))
    cap: Money | None = known.pop("penalty_cap", None)
    coefficient: Decimal | None = known.pop("penalty_coefficient", None)
    return ContractData(
        **known,
        advance_minor=advance.minor,
        penalty_cap_minor=cap.minor if cap is not None else None,
        penalty_coefficient_micros=UnitPrice.of(coefficient, currency).micros if coefficient is not None else None,
    )


def _rows(context: Context, currency: str) -> Sequence[Field | Sequence[Field]]:
    days = context.text(N_("days"))
    return (
        TextField(context, "reference", N_("Number of the contract")),
        TextField(context, "title", N_("Title")),
        DateField(context, "signed_on", N_("Signed on")),
        DateField(context, "starts_on", N_("Starts on"), required=False),
        DateField(context, "ends_on", N_("Ends on"), required=False),
        MoneyField(context, "advance", N_("Advance"), currency=currency, required=False),
        DecimalField(
            context, "penalty_coefficient", N_("Penalty for each day of delay"), required=False,
            hint=N_("As the contract says: 0.001 for one per thousand. Empty where it says nothing."),
        ),
        TextField(context, "penalty_base", N_("Penalty is reckoned on"), required=False),
        MoneyField(context, "penalty_cap", N_("Highest penalty"), currency=currency, required=False),
        IntegerField(context, "replacement_days", N_("Rejected goods are replaced within"), unit=days, required=False),
        IntegerField(context, "days_to_pay", N_("The buyer pays within"), unit=days, required=False),
        TickField(context, "certified_plots_only", N_("From certified plots only")),
        LongTextField(context, "note", N_("Note")),
    )  # fmt: skip

"""The forms of what is recorded under a clause that runs: payments to social enterprises, and what the buyer accepts."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sse_desktop.commands.clause_progress import (
    AcceptanceData,
    NothingPaid,
    PaymentData,
    StillToCome,
    record_acceptance,
    record_payment,
)
from sse_desktop.domain.clauses import NotAShare, basis_points
from sse_desktop.domain.errors import N_
from sse_desktop.queries.clause_progress import RunningClause
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField


def payment_panel(context: Context, row: RunningClause, partners: Sequence[tuple[uuid.UUID, str]]) -> FormPanel:
    """Return the form of a payment to a social enterprise."""
    hint = N_("Without tax, as the invoice says.")
    form = Form(context, payment_data, [
        DateField(context, "on", N_("Paid on")),
        ChoiceField(context, "partner_id", N_("Social enterprise"), partners, required=False),
        MoneyField(context, "amount", N_("Amount"), currency=row.currency, hint=hint),
        TextField(context, "evidence", N_("Invoice"), required=False),
        LongTextField(context, "note", N_("Note"), hint=N_("The name, if it is not among the partners.")),
    ], beside={NothingPaid: "amount", StillToCome: "on"})  # fmt: skip
    form.fill({"on": context.today()})
    return FormPanel(context, form, record_payment, save=N_("Save the payment"), before=(row.id,))


def acceptance_panel(context: Context, row: RunningClause) -> FormPanel:
    """Return the form of what the buyer accepts by the end of a period; proposed is what we claim."""
    form = Form(context, acceptance_data, [
        DateField(context, "period_end", N_("Period until")),
        DecimalField(context, "accepted", N_("Accepted as done so far"), unit="%", hint=N_("As the buyer wrote it.")),
        MoneyField(
            context, "imposed", N_("Penalty that the buyer imposed"), currency=row.currency, required=False,
            hint=N_("Only what was really imposed; the amount at stake is worked out beside it."),
        ),
        TextField(context, "noted_by", N_("Accepted by"), required=False),
        LongTextField(context, "note", N_("Note")),
    ], beside={NotAShare: "accepted", StillToCome: "period_end"})  # fmt: skip
    form.fill({"period_end": _proposed_end(row, context.today())})
    return FormPanel(context, form, record_acceptance, save=N_("Save the acceptance"), before=(row.id,))


def payment_data(**typed: Any) -> PaymentData:
    """Return the input of the command from the fields of the form."""
    return PaymentData(**{name: value for name, value in typed.items() if value is not None})


def acceptance_data(**typed: Any) -> AcceptanceData:
    """Return the input of the command from the fields of the form."""
    accepted = typed.pop("accepted")
    own = {name: value for name, value in typed.items() if value is not None}
    return AcceptanceData(**own, accepted_bp=basis_points(accepted / 100))


def _proposed_end(row: RunningClause, today: date) -> date:
    return row.next_report if row.next_report is not None and row.next_report <= today else today

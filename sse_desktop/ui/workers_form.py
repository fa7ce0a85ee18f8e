"""The forms of a worker: who it is, and what was paid."""

import uuid
from typing import Any

from sse_desktop.commands.changing import NameTaken
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.weighing import InTheFuture
from sse_desktop.commands.work_days import NothingPaid, NotSoMuchOwed, WorkPaymentData, pay_worker
from sse_desktop.commands.workers import WorkerData, add_worker, change_worker
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.members import MemberChoice
from sse_desktop.queries.workers import WorkerRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.member_form import SEXES
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import IntegerField, MoneyField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker


def worker_data(**typed: Any) -> WorkerData:
    """Return the input of the commands from the fields of the form."""
    return WorkerData(**{name: value for name, value in typed.items() if value is not None})


def worker_panel(context: Context, members: list[MemberChoice], row: WorkerRow | None = None) -> FormPanel:
    """Return the form of a worker, or of a new one."""
    family = RecordPicker(context, "member_id", N_("Of the family of"), required=False)
    family.set_choices([Choice(one.id, one.name, str(one.number), one.community) for one in members])
    form = Form(context, worker_data, [
        TextField(context, "name", N_("Name")),
        family,
        TextField(context, "community", N_("Community"), required=False),
        TextField(context, "id_number", N_("Identity number"), required=False),
        [
            ChoiceField(context, "sex", N_("Sex"), [(key, context.text(word)) for key, word in SEXES], required=False),
            IntegerField(context, "birth_year", N_("Year of birth"), required=False),
        ],
        TextField(context, "phone", N_("Phone"), required=False),
        LongTextField(context, "note", N_("Note")),
    ], beside={NameMissing: "name", NameTaken: "name"})  # fmt: skip
    save = N_("Save the worker")
    if row is None:
        return FormPanel(context, form, add_worker, save=save)
    form.fill({name: getattr(row, name) for name in form.fields})
    return FormPanel(context, form, change_worker, save=save, before=(row.id,), named={"seen": row.stamps})


def payment_panel(context: Context, worker_id: uuid.UUID, owed: Money) -> FormPanel:
    """Ask what is paid; all that is owed is proposed."""

    def data(*, paid_on: Any, amount: Money, method: str | None, note: str | None) -> WorkPaymentData:
        return WorkPaymentData(
            worker_id=worker_id, paid_on=paid_on, amount_minor=amount.minor, method=method or "", note=note or ""
        )

    form = Form(context, data, [
        MoneyField(context, "amount", N_("Amount paid"), currency=owed.currency),
        DateField(context, "paid_on", N_("Paid on")),
        TextField(context, "method", N_("Way of payment"), required=False, hint=N_("Cash, transfer, cheque …")),
        TextField(context, "note", N_("Note"), required=False),
    ], beside={NothingPaid: "amount", NotSoMuchOwed: "amount", InTheFuture: "paid_on"})  # fmt: skip
    form.fill({"amount": owed if owed.minor > 0 else None, "paid_on": context.today()})
    return FormPanel(context, form, pay_worker, save=N_("Save what was paid"))

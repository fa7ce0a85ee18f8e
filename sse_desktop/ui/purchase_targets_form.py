"""The form of a buyer's target: the goal, and what the buyer published of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sse_desktop.commands.purchase_targets import (
    GoalMissing,
    NotAGoal,
    NotAYear,
    PublishedWithoutSource,
    PurchaseTargetData,
    TargetExists,
    add_purchase_target,
    change_purchase_target,
)
from sse_desktop.domain.errors import N_
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.queries.purchase_targets import PurchaseTargetRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known, share_bp, share_of
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, MoneyField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

BESIDE = {
    TargetExists: "year",
    NotAYear: "year",
    GoalMissing: "goal",
    NotAGoal: "goal",
    PublishedWithoutSource: "source",
}


def target_data(**typed: Any) -> PurchaseTargetData:
    """Return the input of the commands from the fields of the form."""
    share: Decimal | None = typed.pop("share", None)
    return PurchaseTargetData(**known(typed), goal_share_bp=share_bp(share))


def new_target_panel(context: Context, found: Choices) -> FormPanel:
    """Return an empty form of this year."""
    form = _form(context, found, _currency(context))
    form.fill({"year": context.today().year})
    return FormPanel(context, form, add_purchase_target, save=N_("Save the target"))


def change_target_panel(context: Context, found: Choices, row: PurchaseTargetRow) -> FormPanel:
    """Return the form of a target."""
    form = _form(context, found, row.sales.currency)
    values = {name: getattr(row, name) for name in form.fields if name != "share"}
    values |= {"buyer_id": Choice(row.buyer_id, row.buyer), "share": share_of(row.goal_share_bp)}
    form.fill(values)
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_purchase_target, save=N_("Save the target"), before=(row.id,), named=named)


def _form(context: Context, found: Choices, currency: str) -> Form[PurchaseTargetData]:
    buyer = RecordPicker(context, "buyer_id", N_("Buyer"))
    buyer.set_choices([Choice(key, name, detail=number) for key, name, number in found.buyers])
    year = YearField(context, "year", N_("Year"))
    published = N_("As the buyer published it, with day and source")
    rows: Sequence[Field | Sequence[Field]] = (
        buyer,
        year,
        MoneyField(context, "goal", N_("Goal"), currency=currency, required=False),
        DecimalField(context, "share", N_("Or a share of all purchases"), unit="%", required=False),
        MoneyField(context, "all_purchases", N_("All purchases of the year"), currency=currency, required=False),
        MoneyField(context, "reached", N_("Reached so far"), currency=currency, required=False, hint=published),
        DateField(context, "reached_on", N_("Published on"), required=False),
        TextField(context, "source", N_("Source"), required=False),
        LongTextField(context, "note", N_("Note"), lines=2),
    )
    return Form(context, target_data, rows, beside=BESIDE)


class YearField(IntegerField):
    """A year: four digits without groups."""

    def written(self, value: Any) -> str:
        return str(value)


def _currency(context: Context) -> str:
    return context.workspace.cooperative.currency if context.workspace is not None else "USD"

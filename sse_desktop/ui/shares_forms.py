"""Forms of a sharing: its terms, an exception for one family, and the reason to keep a new version."""

import uuid
from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.sharing_terms import (
    AmountNeeded,
    ExceptionData,
    TermsData,
    set_exception,
    set_sharing_terms,
)
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.sharing_rules import MEASURE_NAMES
from sse_desktop.queries.share_award import AwardLine
from sse_desktop.queries.share_words import EXCEPTION_KINDS
from sse_desktop.queries.sharing_terms import TermsRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker


def terms_panel(context: Context, bid_id: uuid.UUID, row: TermsRow, currency: str) -> FormPanel:
    """Return the form of the terms of a bid."""
    places = (
        ("", N_("From anywhere")),
        ("canton", N_("The tender's canton")),
        ("province", N_("The tender's province")),
    )
    form: Form[TermsData] = Form(
        context,
        _terms,
        [
            ChoiceField(
                context, "measure", N_("Measure"), [(key, context.text(word)) for key, word in MEASURE_NAMES.items()]
            ),
            MoneyField(context, "minimum", N_("Minimum for each family"), currency=currency, required=False),
            MoneyField(context, "cap", N_("Cap for each family"), currency=currency, required=False),
            MoneyField(context, "household_cap", N_("Cap for each household"), currency=currency, required=False),
            ChoiceField(context, "locality", N_("Families from"), [(key, context.text(word)) for key, word in places]),
            TickField(context, "follows_caps", N_("Caps of the rules hold")),
            TickField(context, "follows_priority", N_("Preferred groups come first")),
            TickField(context, "certified_only", N_("Certified plots only")),
            LongTextField(context, "note", N_("Decided by")),
        ],
    )
    form.fill({name: getattr(row, name) for name in form.fields})
    kept = {"seen": row.stamps} if row.stamps else {}
    return FormPanel(context, form, set_sharing_terms, save=N_("Save the terms"), before=(bid_id,), named=kept)


def _terms(**typed: Any) -> TermsData:
    return TermsData(**{name: value for name, value in typed.items() if value is not None})


class ExceptionForm(Form[ExceptionData]):
    """What is set for one family; what its kind does not need is hidden."""

    def __init__(self, context: Context, families: Sequence[Choice], lines: Sequence[AwardLine], currency: str) -> None:
        self._lines = {line.product_id: line for line in lines}
        self.family = RecordPicker(context, "member_id", N_("Family"))
        self.family.set_choices(families)
        kinds = [(key, context.text(word)) for key, word in EXCEPTION_KINDS.items()]
        self.kind = ChoiceField(context, "kind", N_("What is set"), kinds)
        self.amount = MoneyField(context, "amount", N_("Amount"), currency=currency, required=False)
        products = [(key, line.product) for key, line in self._lines.items()]
        self.product = ChoiceField(context, "product_id", N_("Product"), products)
        self.quantity = DecimalField(context, "quantity", N_("Quantity of the whole award"), required=False)
        reason = LongTextField(context, "reason", N_("Reason"), required=True)
        rows = [self.family, self.kind, self.amount, self.product, self.quantity, reason]
        super().__init__(context, self._data, rows, beside={ReasonMissing: "reason", AmountNeeded: "kind"})
        self.kind.edited.connect(self._show_needed)
        self.product.edited.connect(self._show_needed)
        self._show_needed()

    def _data(self, **typed: Any) -> ExceptionData:
        line = self._lines.get(typed["product_id"])
        number = typed.pop("quantity")
        quantity = Quantity.of(number, line.unit) if number is not None and line is not None else None
        return ExceptionData(**{**typed, "reason": typed["reason"] or "", "quantity": quantity})

    def _show_needed(self) -> None:
        kind = self.kind.read()
        self.amount.setVisible(kind in {"minimum", "cap"})
        for field in (self.product, self.quantity):
            field.setVisible(kind == "fixed")
        line = self._lines.get(self.product.read())
        self.quantity.unit.setText(self._context.locale.unit(line.unit, 2) if line is not None else "")
        self.quantity.unit.show()


def exception_panel(
    context: Context,
    bid_id: uuid.UUID,
    families: Sequence[Choice],
    lines: Sequence[AwardLine],
    currency: str,
    member_id: uuid.UUID | None = None,
) -> FormPanel:
    """Return the form that sets something for one family, chosen already where `member_id` says so."""
    form = ExceptionForm(context, families, lines, currency)
    if member_id is not None:
        form.fill({"member_id": member_id})
    return FormPanel(context, form, set_exception, save=N_("Set it"), before=(bid_id,))

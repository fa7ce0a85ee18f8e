"""The form of a sorting: choose what is done and the lot, type what comes out; the loss is reckoned as one types."""

import uuid
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.commands.sorting import SamePlace, SortingData, sort_lots
from sse_desktop.commands.stock import NotSoMuchInLot
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.sorting import LossWithoutReason, SortingKind
from sse_desktop.queries.sorting_choices import SortingChoices
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.sorting_fields import Chosen, NothingComesOut, fields_of, sorting_data, weight_in, weight_out
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.labels import label, set_tone

# The field where a sentence about what comes out, or what is taken, is shown.
FIRST_OUT: Final = {
    SortingKind.GRADING: "grade_0",
    SortingKind.PACKING: "containers",
    SortingKind.MOVING: "moved",
    SortingKind.JOINING: "out",
}


class SortingPanel(QWidget):
    """Kind and lot above, the fields of the kind below; another kind or lot brings other fields."""

    done = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, choices: SortingChoices, *, kind: SortingKind = SortingKind.GRADING,
                 lot_id: uuid.UUID | None = None, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._context = context
        self._choices = choices
        self.kind = ChoiceField(
            context, "kind", N_("What is done"), [(kind, context.text(kind.label)) for kind in SortingKind]
        )
        self.lot = ChoiceField(context, "lot", N_("Lot"), [(row.id, self._words(row.id)) for row in choices.lots])
        self.loss = label("", "strong", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self.kind)
        head.addWidget(self.lot)
        self._column.addLayout(head)
        self.kind.set_value(kind)
        self.lot.set_value(lot_id)
        self.kind.edited.connect(self._rebuild)
        self.lot.edited.connect(self._rebuild)
        self.kind.entered.connect(self.lot.setFocus)
        self.lot.entered.connect(self._into_fields)
        self.setFocusProxy(self.kind)
        self.panel = self._build()

    @property
    def form(self) -> Form[SortingData]:
        """The fields of the kind that is chosen."""
        return self.panel.form

    # Private.

    def _words(self, lot_id: uuid.UUID) -> str:
        row = next(row for row in self._choices.lots if row.id == lot_id)
        return f"{row.code} · {row.grade} · {self._context.locale.quantity(row.balance)}"

    def _chosen(self) -> Chosen:
        row = next(row for row in self._choices.lots if row.id == self.lot.read())
        return Chosen(self._context, self._choices, self.kind.read(), row)

    def _rebuild(self) -> None:
        self._column.removeWidget(self.panel)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = self._build()

    def _build(self) -> FormPanel:
        chosen = self._chosen()
        form = self._form(chosen)
        panel = FormPanel(self._context, form, sort_lots, save=N_("Save the sorting"))
        panel.done.connect(self.done)
        panel.given_up.connect(self.given_up)
        self._column.addWidget(panel, 1)
        form.fill({"taken": chosen.lot.balance, "moved": chosen.lot.balance, "grade": chosen.lot.grade_id})
        form.fill({"rest_stays": True})
        self._reckon(form)
        form.edited.connect(partial(self._reckon, form))
        return panel

    def _form(self, chosen: Chosen) -> Form[SortingData]:
        def made(**typed: Any) -> SortingData:
            return sorting_data(chosen, typed)

        reason = TextField(self._context, "reason", N_("Why it is lost"))
        note = TextField(self._context, "note", N_("Note"), required=False)
        first = FIRST_OUT[chosen.kind]
        beside = {LossWithoutReason: "reason", NothingComesOut: first, NotSoMuchInLot: "taken", SamePlace: "place"}
        form = Form(self._context, made, [*fields_of(chosen), reason, note], beside=beside)
        # The loss stands where its reason is asked.
        self.loss = label("", "strong", wrap=True)
        form.column.insertWidget(form.column.indexOf(reason), self.loss)
        return form

    def _into_fields(self) -> None:
        self.form.first().setFocus()

    def _reckon(self, form: Form[SortingData]) -> None:
        """Say what is lost with what is typed so far, and ask why only if something is."""
        chosen, typed = self._chosen(), _typed(form.fields)
        stays = bool(typed.get("rest_stays"))
        if "taken" in form.fields:
            form.fields["taken"].setVisible(not stays)
            form.fields["taken"].setEnabled(not stays)
        try:
            out = weight_out(chosen, typed)
            lost = weight_in(chosen, typed) - out
        except DomainError as error:
            self._say(form, self._context.locale.explain(error), lost=0, is_wrong=True)
            return
        if not out:
            self._say(form, "", lost=0, is_wrong=False)
            return
        weights = {"out": Quantity(out, KILO), "lost": Quantity(abs(lost), KILO)}
        words = N_("Comes out: {out}")
        if lost:
            words = N_("Comes out: {out}; lost: {lost}") if lost > 0 else N_("Comes out: {out}; {lost} more than go in")
        self._say(form, self._context.text(words, **weights), lost=lost, is_wrong=lost < 0)

    def _say(self, form: Form[SortingData], words: str, *, lost: int, is_wrong: bool) -> None:
        self.loss.setText(f"■ {words}" if is_wrong else words)
        self.loss.setVisible(bool(words))
        set_tone(self.loss, "blocked" if is_wrong else "")
        reason = form.fields["reason"]
        reason.setVisible(lost > 0)
        reason.setEnabled(lost > 0)


def _typed(fields: dict[str, Field]) -> dict[str, Any]:
    """Return what can be read of the fields now; what is half typed counts as empty."""
    found: dict[str, Any] = {}
    for name, field in fields.items():
        try:
            found[name] = field.read()
        except DomainError:
            found[name] = None
    return found

"""The weeks of a line, the buyer's or the promised ones: one field for each week, with what is still to be shared out."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.domain.delivery_plan import spread_evenly
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week, weeks
from sse_desktop.ui.bid_words import week_word
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.labels import label, set_tone
from sse_desktop.ui.widgets.number_fields import QuantityField

MOST_WEEKS: Final = 104
Plan = Mapping[Week, Quantity]


def shown_weeks(plan: Plan, first: date | None, last: date | None) -> list[Week]:
    """Return the weeks of a plan and of the delivery period, in order, without a hole."""
    known = [*plan, *(Week.of(day) for day in (first, last) if day is not None)]
    return weeks(min(known), max(known))[:MOST_WEEKS] if known else []


def plan_of(**typed: Any) -> Plan:
    """Return the plan from the fields of the form, named by their weeks; empty fields are no week."""
    plan = {Week.parse(name): quantity for name, quantity in typed.items() if quantity is not None and quantity.milli}
    # One value for the command: a plain dict would be taken for named arguments.
    return MappingProxyType(plan)


class WeeksPanel(QWidget):
    """The form of the weeks with the sum it must reach, and the button that spreads it evenly."""

    def __init__(self, context: Context, line_id: uuid.UUID, quantity: Quantity, plan: Plan, over: Sequence[Week],
                 command: Callable[..., Any], parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.context = context
        self.quantity = quantity
        self.over = list(over)
        self.left = label("", "strong", wrap=True)
        self.spread = button(context.text(N_("Spread evenly")))
        fields: list[Field | Sequence[Field]] = [
            [self._field(week) for week in self.over[at : at + 2]] for at in range(0, len(self.over), 2)
        ]
        self.form = Form(context, plan_of, fields)
        self.panel = FormPanel(context, self.form, command, save=N_("Save the weeks"), before=(line_id,))
        self.done, self.given_up = self.panel.done, self.panel.given_up
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.left)
        column.addWidget(self.spread, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.panel)
        self.form.fill({str(week): part for week, part in plan.items()})
        self.form.edited.connect(self.reckon)
        self.spread.clicked.connect(self.spread_now)
        self.reckon()

    def spread_now(self) -> None:
        """Write the same quantity into every week; nothing is saved yet."""
        even = spread_evenly(self.quantity, self.over)
        self.form.fill({str(week): even.get(week) for week in self.over})
        self.reckon()

    def reckon(self) -> None:
        """Say how much is still to be shared out."""
        left = self.quantity
        for field in self.form.fields.values():
            try:
                left = left - (field.read() or Quantity(0, self.quantity.unit))
            except DomainError:
                continue
        if left.milli == 0:
            words = self.context.text(N_("● The weeks add up to {quantity}."), quantity=self.quantity)
        elif left.milli > 0:
            words = self.context.text(
                N_("▲ {left} of {quantity} are still to be shared out."), left=left, quantity=self.quantity
            )
        else:
            words = self.context.text(
                N_("■ {over} more than the {quantity} of the line."), over=-left, quantity=self.quantity
            )
        self.left.setText(words)
        set_tone(self.left, "ready" if left.milli == 0 else "to_do" if left.milli > 0 else "blocked")

    def _field(self, week: Week) -> QuantityField:
        unit = self.quantity.unit
        title = f"{week_word(self.context, week)} · {self.context.locale.date(week.monday)}"
        field = QuantityField(self.context, str(week), N_("Week"), unit=unit, required=False)
        field.title.setText(title)
        field.unit.hide()
        field.editor.setAccessibleName(f"{title}, {self.context.locale.unit(unit)}")
        return field

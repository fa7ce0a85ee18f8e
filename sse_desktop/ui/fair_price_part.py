"""The fields of one part of a build-up: a recorded cost to take, or an amount or share with its source and day."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.scenario_parts import PartData, clear_scenario_part, set_scenario_part
from sse_desktop.documents.price_words import how
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.queries.costs import CostRow
from sse_desktop.queries.fair_price_rows import FairPriceLine, FairPricePart, PartOrigin
from sse_desktop.ui.context import Context
from sse_desktop.ui.cost_words import cost_words
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import LineField, TextField
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.number_fields import DecimalField


class PartFields(QWidget):
    """Enter in the amount saves it and asks for the next part; an emptied amount lets the recorded cost count again."""

    went_on = Signal()
    saved = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._line: FairPriceLine | None = None
        self._part: FairPricePart | None = None
        self._currency = ""
        self.title = label("", "strong", wrap=True)
        self.how = label("", tone="soft", wrap=True)
        self.recorded = ChoiceField(context, "recorded", N_("Recorded cost"), required=False)
        self.amount = DecimalField(context, "amount", N_("Amount"), required=False)
        self.source = TextField(context, "source", N_("Source"), required=False)
        self.on = DateField(context, "on", N_("Date of the source"), required=False)
        self.amount.title.setText(context.text(N_("Amount")))
        self._lay_out()
        self.recorded.edited.connect(self.take_recorded)
        for field in (self.amount, self.source, self.on):
            field.entered.connect(self.save)
            field.line.editingFinished.connect(self.save)
        self.amount.entered.connect(self._go_on)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.how)
        for fields in (((self.amount, 3), (self.recorded, 5)), ((self.source, 5), (self.on, 3))):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field, stretch in fields:
                row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    # What is shown.

    def show_part(
        self,
        line: FairPriceLine | None,
        part: FairPricePart | None,
        costs: Sequence[CostRow],
        currency: str,
        *,
        is_open: bool,
    ) -> None:
        """Show a part; what is being typed into this very part stays."""
        self._line, self._part, self._currency = line, part, currency
        can_type = is_open and part is not None and part.code is not PricePart.SUBSIDY
        for field in (self.recorded, self.amount, self.source, self.on):
            field.setEnabled(can_type)
        if line is None or part is None:
            self.title.setText("")
            self.how.setText("")
            return
        locale = self.context.locale
        self.title.setText(locale.text(part.label))
        trouble = f"▲ {locale.explain(part.trouble)}" if part.trouble is not None else ""
        self.how.setText(trouble or how(part, line, locale))
        self._show_recorded(part, costs)
        self._show_unit(line, part)
        shown = (
            (self.amount, _given(part)),
            (self.source, part.source or None),
            (self.on, part.source_on),
        )
        for field, value in shown:
            self._fill(field, value)

    def _fill(self, field: LineField, value: Any) -> None:
        key = self._key()
        # A stored value never overwrites one that is being typed into this very part.
        if not (field.property("part") == key and field.line.isModified()):
            field.set_value(value)
            field.line.setModified(False)
        field.setProperty("part", key)

    def _show_recorded(self, part: FairPricePart, costs: Sequence[CostRow]) -> None:
        own = {None, self._line.product_id if self._line is not None else None}
        fitting = [row for row in costs if row.part is part.code and row.product_id in own]
        self.recorded.set_choices([(row.id, cost_words(self.context, row)) for row in fitting])
        self.recorded.combo.blockSignals(True)  # shown, not chosen by a person
        self.recorded.set_value(part.cost_id)
        self.recorded.combo.blockSignals(False)

    def _show_unit(self, line: FairPriceLine, part: FairPricePart) -> None:
        share = part.code.is_share
        words = "%" if share else self.context.text(N_("{currency} for {per}"), currency=self._currency, per=line.per)
        self.amount.unit.setText(words)
        self.amount.unit.show()
        self.amount.editor.setAccessibleName(f"{self.title.text()}, {words}")

    # What can be done.

    def save(self) -> None:
        """Store what was typed for the part it was typed for."""
        changed = [field for field in (self.amount, self.source, self.on) if field.line.isModified()]
        if not changed or any(field.property("part") != self._key() for field in changed):
            return
        if not all(field.check() for field in (self.amount, self.source, self.on)):
            return
        number: Decimal | None = self.amount.number()
        for field in changed:
            field.line.setModified(False)
        if number is None:
            self._store(None)
            return
        try:
            self._store(self._data(number))
        except DomainError as error:
            self.amount.show_error(self.context.locale.explain(error))

    def take_recorded(self) -> None:
        """Take a recorded cost for the part; none lets the newest count."""
        key: uuid.UUID | None = self.recorded.read()
        for field in (self.amount, self.source, self.on):
            field.line.setModified(False)
        self._store(PartData(cost_id=key) if key is not None else None)

    def _data(self, number: Decimal) -> PartData:
        source: str = self.source.read() or ""
        on: date | None = self.on.read()
        if self._part is not None and self._part.code.is_share:
            return PartData(share_bp=int((number * 100).to_integral_value()), source=source, source_on=on)
        return PartData(amount=UnitPrice.of(number, self._currency), source=source, source_on=on)

    def _store(self, data: PartData | None) -> None:
        if self._line is None or self._part is None or self._line.scenario_line_id is None:
            return
        where = (self._line.scenario_line_id, self._part.code)
        if data is None:
            self._write(clear_scenario_part, *where)
        else:
            self._write(set_scenario_part, *where, data)

    def _write(self, command: Any, *args: Any) -> None:
        key = self._key()
        self.context.worker.write(
            command,
            *args,
            owner=self,
            done=lambda _result: self.saved.emit(),
            failed=partial(self._refused, key),
        )

    def _refused(self, key: str, error: Exception) -> None:
        if isinstance(error, DomainError) and key == self._key():
            self.amount.show_error(self.context.locale.explain(error))
        else:
            self.context.shell.problem(error)

    def _go_on(self) -> None:
        if not self.amount.line.isModified():
            self.went_on.emit()

    def _key(self) -> str:
        if self._line is None or self._part is None:
            return ""
        return f"{self._line.scenario_line_id} {self._part.code.value}"


def _given(part: FairPricePart) -> Decimal | None:
    if part.share_bp is not None:
        return Decimal(part.share_bp) / 100
    given = part.given
    if part.origin is PartOrigin.SIGNED and given is None:
        given = part.amount
    return given.amount if given is not None else None

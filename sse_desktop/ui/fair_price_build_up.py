"""Step Build-up: every part of a line's price with its source, and beside it what the price comes to, live."""

import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from sse_desktop.commands.price_scenarios import (
    ScenarioData,
    ScenarioLineData,
    change_scenario,
    set_scenario_line,
)
from sse_desktop.commands.scenario_parts import set_parts_to_nothing
from sse_desktop.documents.price_words import decimals_of, shown_parts
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.price_bar import piece_of
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.fair_price_rows import DaysFrom, FairPriceLine, FairPricePart, PartOrigin
from sse_desktop.queries.price_desk import PriceDesk
from sse_desktop.ui.bid_step import WIDE_PX
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.fair_price_part import PartFields
from sse_desktop.ui.fair_price_result import PriceResult
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.field import LineField
from sse_desktop.ui.widgets.labels import Card, label, rule
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, PriceField, QuantityField

PARTS_SHARE: Final = 5
RESULT_SHARE: Final = 6
TABLE_PX: Final = 260


class BuildUpStep(QWidget):
    """Parts on the left, one set of fields for the part under the cursor; price, bar and sentences on the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.desk: PriceDesk | None = None
        self.line: FairPriceLine | None = None
        self.table = RowTable(context, N_("Parts of the price"), self._columns(), key=lambda part: part.code)
        self.fields = PartFields(context)
        self.nothing = button(context.text(N_("What is empty costs nothing")))
        self.subsidy = button(context.text(N_("Subsidy …")))
        self.price = PriceField(context, "price", N_("Price"), currency="", required=False)
        self.quantity = QuantityField(context, "quantity", N_("Offered quantity"), unit="")
        self.per = QuantityField(context, "per", N_("Reckoned for"), unit="")
        self.margin = DecimalField(context, "margin", N_("Margin"), unit="%", required=False)
        self.days = IntegerField(context, "days", N_("Days to pay"), required=False)
        self.result = PriceResult(context)
        self.state = label("", tone="soft", wrap=True)
        for field, title in ((self.price, N_("Price")), (self.margin, N_("Margin")), (self.days, N_("Days to pay"))):
            field.title.setText(context.text(title))
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.ready_to_type())
        self.fields.went_on.connect(self._go_on)
        self.nothing.clicked.connect(self.set_to_nothing)
        for each in self.line_fields:
            each.entered.connect(partial(self.save_line, each))
            each.line.editingFinished.connect(partial(self.save_line, each))

    @property
    def line_fields(self) -> tuple[DecimalField, ...]:
        """The fields of the line as a whole."""
        return self.price, self.quantity, self.per, self.margin, self.days

    def _lay_out(self) -> None:
        parts, result = Card(), Card()
        parts.body.addWidget(self.table, 1)
        parts.body.addWidget(rule())
        parts.body.addWidget(self.fields)
        buttons = FlowLayout()
        buttons.addWidget(self.subsidy)
        buttons.addWidget(self.nothing)
        parts.body.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, stretch in zip(self.line_fields, (4, 4, 4, 3, 2), strict=True):
            row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        result.body.addLayout(row)
        result.body.addWidget(self.state)
        result.body.addWidget(rule())
        result.body.addWidget(self.result, 1)
        self.ground = QHBoxLayout(self)
        self.ground.setContentsMargins(0, 0, 0, 0)
        self.ground.setSpacing(12)
        self.ground.addWidget(parts, PARTS_SHARE)
        self.ground.addWidget(result, RESULT_SHARE)

    def minimumSizeHint(self) -> QSize:
        """Return the height the cards need, and no width: where both have no room, they stand below each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE_PX
        self.ground.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        # Beside the result the table takes the height that is there; above it, it shows a few parts.
        self.table.setMinimumHeight(0 if wide else TABLE_PX)

    def _columns(self) -> tuple[Column[FairPricePart], ...]:
        text = self.context.text
        return (
            Column(N_("Part"), lambda part: f"{piece_of(part.code).letter}  {text(part.label)}", 150, stretch=True),
            Column(N_("Source"), self._source, 130, secondary=True),
            Column(N_("Amount"), self._amount, 100, right=True),
        )

    def _source(self, part: FairPricePart) -> str:
        return part.source or self.context.text(part.origin.label)

    def _amount(self, part: FairPricePart) -> object:
        if part.is_missing:
            return Mark(State.TO_DO, self.context.text(N_("missing")))
        if self.line is None:
            return ""
        shown = shown_parts(self.line).get(part.code)
        if shown is None:  # the share is known, what it comes to is not yet
            return self.context.locale.percent(part.share_bp) if part.share_bp is not None else "–"
        return self.context.locale.number(shown.amount, decimals_of(self.line))

    # What is shown.

    def show_desk(self, desk: PriceDesk | None, line: FairPriceLine | None) -> None:
        """Show a line of the price that is worked at."""
        self.desk, self.line = desk, line
        self.state.setText(self._state_words())
        self.state.setVisible(bool(self.state.text()))
        self.table.show_rows(line.parts if line is not None else ())
        self.nothing.setVisible(self.is_open and line is not None and bool(line.missing))
        self.subsidy.setEnabled(desk is not None)
        currency = desk.price.currency if desk is not None else ""
        self.result.show_line(line, currency, desk.price.margin_bp if desk is not None else 0)
        for field in self.line_fields:
            field.setEnabled(self.is_open)
        if desk is not None and line is not None:
            self._fill(desk, line)

    @property
    def is_open(self) -> bool:
        """Whether a scenario is worked at that may be changed."""
        scenario = self.desk.scenario if self.desk is not None else None
        return scenario is not None and not scenario.is_frozen

    def _state_words(self) -> str:
        desk = self.desk
        if desk is None:
            return ""
        if desk.scenario is None:
            return self.context.text(
                N_("This is the bid as it stands. Make a scenario to type amounts and try other prices.")
            )
        if desk.scenario.is_frozen:
            words = N_("“{title}” was chosen by {name} on {day} and stays as it is. Copy it to try something else.")
            facts = {"title": desk.price.title, "name": desk.price.chosen_by, "day": desk.price.chosen_on}
            return self.context.text(words, **facts)
        return ""

    def _fill(self, desk: PriceDesk, line: FairPriceLine) -> None:
        locale = self.context.locale
        self.price.unit.setText(desk.price.currency)
        self.price.unit.show()
        self.price.title.setText(self.context.text(N_("Price of one {unit}"), unit=locale.unit(line.unit)))
        for field, amount in ((self.quantity, line.quantity), (self.per, line.per)):
            field.set_unit(locale.unit(line.unit, amount.amount))
        values: Sequence[tuple[LineField, Any]] = (
            (self.price, None if line.is_asked else line.price),
            (self.quantity, line.quantity),
            (self.per, line.per),
            (self.margin, Decimal(desk.price.margin_bp) / 100),
            (self.days, line.days_to_pay),
        )
        key = str(line.scenario_line_id)
        for each, value in values:
            if not (each.property("line") == key and each.line.isModified()):
                each.set_value(value)
                each.line.setModified(False)
            each.setProperty("line", key)
        if line.is_asked and line.price is not None:
            self.price.show_note(self.context.text(N_("we ask {price}"), price=line.price))

    def _picked(self, part: FairPricePart | None) -> None:
        costs = self.desk.costs if self.desk is not None else ()
        currency = self.desk.price.currency if self.desk is not None else ""
        self.fields.show_part(self.line, part, costs, currency, is_open=self.is_open)

    # What can be done.

    def save_line(self, field: DecimalField) -> None:
        """Store a field of the line, for the line it was typed for."""
        line, desk = self.line, self.desk
        if desk is None or line is None or not field.line.isModified():
            return
        if field.property("line") != str(line.scenario_line_id) or not field.check():
            return
        field.line.setModified(False)
        try:
            if field is self.margin:
                self._save_margin(desk)
            elif line.scenario_line_id is not None:
                self._write(field, set_scenario_line, line.scenario_line_id, self._line_data(line))
        except DomainError as error:
            field.show_error(self.context.locale.explain(error))

    def _save_margin(self, desk: PriceDesk) -> None:
        scenario = desk.scenario
        if scenario is None:
            return
        margin = int((self.margin.number() or Decimal(0)) * 100)
        data = ScenarioData(title=scenario.title, margin_bp=margin, note=scenario.note)
        self._write(self.margin, change_scenario, scenario.id, data, seen=scenario.stamps)

    def _line_data(self, line: FairPriceLine) -> ScenarioLineData:
        typed, days = self.price.number(), self.days.value()
        own_days = line.days_from is DaysFrom.TYPED or days != line.days_to_pay
        currency = self.desk.price.currency if self.desk is not None else ""
        loss = next(part for part in line.parts if part.code is PricePart.LOSS)
        is_typed = loss.origin is PartOrigin.TYPED
        return ScenarioLineData(
            quantity=Quantity.of(self.quantity.number() or Decimal(0), line.unit),
            per=Quantity.of(self.per.number() or Decimal(0), line.unit),
            price=UnitPrice.of(typed, currency) if typed is not None else None,
            loss_bp=loss.share_bp if is_typed and not loss.source and loss.source_on is None else None,
            days_to_pay=days if own_days else None,
        )

    def _write(self, field: DecimalField, command: Callable[..., Any], *args: Any, **named: Any) -> None:
        def refused(error: Exception) -> None:
            if isinstance(error, DomainError):
                field.show_error(self.context.locale.explain(error))
            else:
                self.context.shell.problem(error)

        self.context.worker.write(command, *args, owner=self, done=lambda _: None, failed=refused, **named)

    def set_to_nothing(self) -> None:
        """Say of every part nobody told that it costs nothing."""
        scenario_id: uuid.UUID | None = self.desk.price.scenario_id if self.desk is not None else None
        if scenario_id is not None:
            self.context.worker.write(set_parts_to_nothing, scenario_id, owner=self, done=self._told_nothing)

    def _told_nothing(self, count: int) -> None:
        words = self.context.locale.plural(N_("{n} part was set to zero."), N_("{n} parts were set to zero."), count)
        self.context.shell.tell(words)

    def ready_to_type(self) -> None:
        """Put the keyboard where the work begins; a subsidy has a form of its own."""
        part: FairPricePart | None = self.table.current
        if self.is_open and part is not None and part.code is PricePart.SUBSIDY:
            self.subsidy.setFocus()
            return
        (self.fields.amount if self.is_open else self.table).setFocus()
        self.fields.amount.line.selectAll()

    def _go_on(self) -> None:
        if self.table.go_on():
            self.ready_to_type()

"""The lines of the buyer's schedule with the line of ours that each is, and the price that goes there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.item_sheet import items_of
from sse_desktop.exchange.item_sheet_grids import ItemTable
from sse_desktop.exchange.price_schedule_lines import OfferLine, ScheduleRow, choose_line, match_rows
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker


@dataclass(frozen=True)
class Shown:
    """A row as the table shows it."""

    at: int
    row: ScheduleRow


class ScheduleRows(Card):
    """What was only alike is marked to be checked; nothing is written before `wanted`."""

    wanted = Signal()

    def __init__(self, context: Context, lines: Sequence[OfferLine], parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("What will be written")), parent)
        self.context = context
        self.lines = lines
        self.rows: list[ScheduleRow] = []
        self.has_price_column = False
        self.badge = Badge()
        self.table = RowTable(context, N_("Lines of the buyer's schedule"), self._columns(), key=lambda shown: shown.at)
        self.ours = RecordPicker(context, "line", N_("Our line"), required=False)
        self.ours.title.setText(context.text(N_("Our line for the chosen one")))
        self.ours.set_choices([Choice(line.id, line.description, line.lot) for line in lines])
        self.none = button(context.text(N_("None of ours")))
        self.missing = label("", tone="to_do", wrap=True)
        self.save = button(context.text(N_("Save the filled file …")), "primary", icon_name="save")
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.ours.setFocus())
        self.ours.edited.connect(self._choose)
        self.none.clicked.connect(lambda: self._put(None))
        self.save.clicked.connect(self.wanted)

    def _lay_out(self) -> None:
        self.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.ours, 1)
        line.addWidget(self.none, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def _columns(self) -> tuple[Column[Shown], ...]:
        number = self.context.locale.number
        return (
            Column(N_("Row"), lambda shown: shown.row.item.line, 50),
            Column(N_("Line of the buyer"), lambda shown: shown.row.item.description, 130, stretch=True),
            Column(N_("Quantity"), lambda shown: shown.row.item.quantity, 90, right=True, secondary=True),
            Column(N_("Our line"), lambda shown: shown.row.line.description if shown.row.line else "–", 130),
            Column(
                N_("Our price"), lambda shown: number(shown.row.line.price) if shown.row.line and shown.row.line.price is not None else "",
                90, right=True,
            ),
            Column(N_("State"), self._mark, 120),
        )  # fmt: skip

    def _mark(self, shown: Shown) -> Mark:
        line = shown.row.line
        if line is None:
            return Mark(State.QUIET, self.context.text(N_("stays empty")))
        if line.price is None:
            return Mark(State.BLOCKED, self.context.text(N_("no price yet")))
        if not shown.row.sure:
            return Mark(State.TO_DO, self.context.text(N_("to check")))
        return Mark(State.READY, self.context.text(N_("found")))

    def show_table(self, found: ItemTable, columns: Mapping[str, str]) -> None:
        """Find our lines in a table by the chosen columns."""
        self.has_price_column = "price" in columns
        read = {name: columns[name] for name in ("description", "quantity") if name in columns}
        read |= {name: found.columns[name] for name in ("lot", "details") if name in found.columns}
        try:
            items = items_of(found.table, read).items if "description" in read else []
        except DomainError as failure:
            self.context.shell.problem(failure)
            items = []
        self.rows = match_rows(items, self.lines)
        self._show()

    def to_write(self) -> list[ScheduleRow]:
        """Return the rows that get a price."""
        return [row for row in self.rows if row.line is not None and row.line.price is not None]

    def _show(self) -> None:
        self.table.show_rows([Shown(at, row) for at, row in enumerate(self.rows)])
        found = {row.line.id for row in self.rows if row.line is not None}
        left = [line.description for line in self.lines if line.id not in found]
        self.missing.setVisible(bool(left))
        self.missing.setText(self.context.text(N_("▲ Not found in this file: {lines}"), lines="; ".join(left[:6])))
        count = len(self.to_write())
        self.save.setEnabled(bool(count) and self.has_price_column)
        if not self.has_price_column:
            self.badge.show_state(State.BLOCKED, self.context.text(N_("choose the column for our prices")))
        else:
            words = self.context.locale.plural(N_("{n} price is written"), N_("{n} prices are written"), count)
            state = State.READY if count and not left and all(row.sure for row in self.to_write()) else State.TO_DO
            self.badge.show_state(state, words)

    def _picked(self, shown: Shown | None) -> None:
        self.ours.setEnabled(shown is not None)
        self.none.setEnabled(shown is not None and shown.row.line is not None)
        self.ours.set_value(shown.row.line.id if shown is not None and shown.row.line is not None else None)

    def _choose(self) -> None:
        choice = self.ours.picked
        line = next((line for line in self.lines if choice is not None and line.id == choice.key), None)
        if line is not None:
            self._put(line)

    def _put(self, line: OfferLine | None) -> None:
        shown: Shown | None = self.table.current
        if shown is not None and shown.row.line != line:
            self.rows = choose_line(self.rows, shown.at, line)
            self._show()

"""The agenda: what is due, week by week; a line of its own heads every week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.deadlines import CalendarEntry
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.deadline_words import clock_words, entry_name, left_mark, monday_of, week_words
from sse_desktop.ui.table_model import DISPLAY, TEXT_ROLES, ListModel
from sse_desktop.ui.theme import Theme, font
from sse_desktop.ui.widgets.month_view import day_names
from sse_desktop.ui.widgets.table import CELL_PAD_PX, CellPainter, TableView

LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class WeekHead:
    """The line above the entries of a week."""

    monday: date
    words: str


AgendaRow = CalendarEntry | WeekHead


class AgendaPainter(CellPainter):
    """Draws the heads of weeks over the whole width, everything else as any table does."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, ListModel) else None
        if not isinstance(row, WeekHead):
            super().paint(painter, option, index)
            return
        box: Any = option.rect
        painter.fillRect(box, QColor(Theme.tokens.quiet_ground))
        painter.setFont(font("strong"))
        painter.setPen(QColor(Theme.tokens.ink))
        painter.drawText(box.adjusted(CELL_PAD_PX, 0, -CELL_PAD_PX, 0), LEFT, row.words)
        painter.setFont(option.font)


class AgendaModel(ListModel[AgendaRow]):
    """Entries and heads; a head says its words, but takes no part in the widths of the columns."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = DISPLAY) -> Any:
        row = self.row_at(index.row())
        if isinstance(row, WeekHead) and role in TEXT_ROLES:
            return row.words if index.column() == 0 else ""
        return super().data(index, role)


class Agenda(TableView):
    """The table of entries with the heads of their weeks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("Agenda")), parent)
        self._context = context
        self.setItemDelegate(AgendaPainter(self))
        days = day_names(context.locale)

        def when(row: AgendaRow) -> str:
            if isinstance(row, WeekHead):
                return ""
            return f"{days[row.day.weekday()]} {context.locale.date(row.day)}"

        def mark(row: AgendaRow) -> Mark | None:
            return None if isinstance(row, WeekHead) else left_mark(context, row, in_column=True)

        columns: tuple[Column[AgendaRow], ...] = (
            Column(N_("Day"), when, 115),
            Column(N_("Hour"), lambda row: "" if isinstance(row, WeekHead) else clock_words(context, row), 110),
            Column(N_("Kind"), lambda row: "" if isinstance(row, WeekHead) else context.text(row.kind.label), 130),
            Column(N_("What"), lambda row: "" if isinstance(row, WeekHead) else entry_name(context, row), 200, stretch=True),
            Column(N_("Belongs to"), lambda row: "" if isinstance(row, WeekHead) else row.of, 150, secondary=True),
            Column(N_("Working days"), mark, 110),
        )  # fmt: skip
        self.rows = AgendaModel(columns, context.locale, self)
        self.show_model(self.rows)

    def show_entries(self, entries: Sequence[CalendarEntry]) -> None:
        """Show the entries, which come in order, below the heads of their weeks."""
        rows: list[AgendaRow] = []
        monday: date | None = None
        for entry in entries:
            if monday_of(entry.day) != monday:
                monday = monday_of(entry.day)
                rows.append(WeekHead(monday, week_words(self._context, monday)))
            rows.append(entry)
        self.clearSpans()
        self.rows.set_rows(rows)
        for number, row in enumerate(rows):
            if isinstance(row, WeekHead):
                self.setSpan(number, 0, 1, len(self.rows.columns))

    def entry_at(self, number: int) -> CalendarEntry | None:
        """Return the entry in a line; None where a week is headed."""
        row = self.rows.row_at(number)
        return row if isinstance(row, CalendarEntry) else None

    def choose_day(self, day: date) -> bool:
        """Choose the first entry of a day, and tell whether there is one."""
        return self._choose(next((n for n, row in self._entries() if row.day == day), None))

    def choose_entry(self, key: str) -> bool:
        """Choose the entry of this name, and tell whether it is there."""
        return self._choose(next((n for n, row in self._entries() if row.key == key), None))

    def leave(self) -> None:
        """Choose no line; otherwise the next reading would come back to the one before."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def _entries(self) -> list[tuple[int, CalendarEntry]]:
        return [(number, row) for number, row in enumerate(self.rows.rows) if isinstance(row, CalendarEntry)]

    def _choose(self, number: int | None) -> bool:
        if number is not None:
            self.choose(number)
        return number is not None

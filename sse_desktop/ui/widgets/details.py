"""The inside of an inspector: facts of a record under small headings."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.columns import show
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import action_button
from sse_desktop.ui.widgets.labels import Badge, label, rule
from sse_desktop.ui.widgets.layouts import FlowLayout

TITLE_PX = 116
MOST_NOTES: Final = 40
Row = TypeVar("Row")


class Details(QWidget):
    """Built from top to bottom: badges, facts, headings, notes, small tables, actions. Titles are msgids, values are values."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def badge(self, state: State, word: str) -> "Details":
        self._add(Badge(state, word))
        return self

    def heading(self, title: str) -> "Details":
        """Begin a part with a hairline and a small heading."""
        self._add(rule())
        self._add(label(self._context.text(title), "strong"))
        return self

    def fact(self, title: str, value: object) -> "Details":
        """Show a value under its title; nothing is shown for nothing."""
        words, _, address = show(value, self._context.locale).partition("\nhttp")
        if words:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            name = label(self._context.text(title), tone="soft", wrap=True)
            name.setFixedWidth(TITLE_PX)
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(words, wrap=True, selectable=True), 1, Qt.AlignmentFlag.AlignTop)
            self._add(line)
        if address:  # it has no place to break: the whole width is for it
            self._add(label(f"http{address}", wrap=True, selectable=True))
        return self

    def figure(self, title: str, value: object) -> "Details":
        """Show one number large."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self._context.text(title), tone="soft"), 1)
        row.addWidget(label(show(value, self._context.locale), "title"))
        self._add(line)
        return self

    def note(self, words: str) -> "Details":
        """Show words that are ready to be shown."""
        self._add(label(words, tone="soft", wrap=True))
        return self

    def notes(self, rows: Sequence[Row], say: Callable[[Row], str]) -> "Details":
        """Show the words of each row, up to as many as a person reads; a window with thousands would stand still."""
        for row in rows[:MOST_NOTES]:
            self.note(say(row))
        more = len(rows) - MOST_NOTES
        if more > 0:
            self.note(self._context.locale.plural(N_("and {n} line more"), N_("and {n} lines more"), more))
        return self

    def table(self, rows: Sequence[Sequence[object]], headers: Sequence[str] = ()) -> "Details":
        """Show a few rows; the first column stands left, the others right. Headers are msgids."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        titles = [[self._context.text(header) for header in headers]] if headers else []
        for line, row in enumerate([*titles, *rows]):
            for at, value in enumerate(row):
                soft = "soft" if headers and line == 0 else ""
                words = label(show(value, self._context.locale), tone="soft" if soft else "", wrap=at == 0)
                # Words that wrap fill their cell: only so do they get the height they need.
                if at:
                    grid.addWidget(words, line, at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                else:
                    grid.addWidget(words, line, at)
        grid.setColumnStretch(0, 1)
        holder = QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(grid)
        self._add(holder)
        return self

    def offer(self, actions: Sequence[Action]) -> "Details":
        holder = QWidget()
        flow = FlowLayout(holder)
        for action in actions:
            flow.addWidget(action_button(action, self._context))
        self._add(holder)
        return self

    def widget(self, widget: QWidget) -> "Details":
        """Show anything else."""
        self._add(widget)
        return self

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

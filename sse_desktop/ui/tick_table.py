"""A table whose rows are taken or left out: Space or a click on the mark changes it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.table import TableView


class TickTable(TableView):
    """The first column says by word and shape whether a row is taken; `ticked` says when that changes."""

    ticked = Signal()

    def __init__(self, context: Context, name: str, columns: Sequence[Column[Any]], *, title: str = "", taken: str = N_("yes"),
                 left: str = N_("no"), width: int = 80, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context.text(name), parent)
        self._taken: set[object] = set()
        self._marks = {True: Mark(State.READY, context.text(taken)), False: Mark(State.QUIET, context.text(left))}
        mark = Column[Any](title or N_("Taken"), lambda row: self._marks[row.id in self._taken], width)
        self.list: ListModel[Any] = ListModel((mark, *columns), context.locale, self)
        self.show_model(self.list)
        self.setToolTip(context.text(N_("Space takes a row or leaves it out")))
        self.clicked.connect(self._clicked)

    @property
    def taken(self) -> list[Any]:
        """The rows that are taken, as they stand."""
        return [row for row in self.list.rows if row.id in self._taken]

    def show_rows(self, rows: Sequence[Any], is_taken: Callable[[Any], bool]) -> None:
        """Show rows; those that were seen before keep their mark."""
        known = {row.id for row in self.list.rows}
        at = self.currentIndex().row()
        self._taken = {row.id for row in rows if (row.id in self._taken if row.id in known else is_taken(row))}
        self.list.set_rows(rows)
        if rows:
            self.choose(at if 0 <= at < len(rows) else 0)

    def toggle(self, numbers: Sequence[int]) -> None:
        """Take these rows, or leave them out when all are taken."""
        keys = {self.list.rows[number].id for number in numbers}
        self._taken = self._taken - keys if keys <= self._taken else self._taken | keys
        for number in numbers:
            self.list.dataChanged.emit(self.list.index(number, 0), self.list.index(number, 0))
        self.ticked.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle([index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen_rows():
            self.toggle(self.chosen_rows())
        else:
            super().keyPressEvent(event)

"""A table of the bid desk: the row that a person is at stays chosen when its numbers arrive anew."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.table import TableView


class RowTable(TableView):
    """`picked` gives the row under the cursor, also after the rows came anew; `wanted` the one Enter was pressed on."""

    picked = Signal(object)
    wanted = Signal(object)

    def __init__(
        self, context: Context, name: str, columns: Sequence[Column[Any]], key: Callable[[Any], object] | None = None
    ) -> None:
        super().__init__(context.text(name))
        self._key_of = key or (lambda row: row.id)
        self._key: object = None
        self._is_filling = False
        self._rows_model = ListModel(columns, context.locale, self)
        self.show_model(self._rows_model)
        self.row_chosen.connect(self._row_chosen)
        self.row_opened.connect(self._row_opened)

    @property
    def rows(self) -> Sequence[Any]:
        return self._rows_model.rows

    @property
    def current(self) -> Any:
        """The row under the cursor, or None."""
        return self._rows_model.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the one that was chosen stays chosen, else the first one is."""
        self._is_filling = True
        self._rows_model.set_rows(rows)
        keys = [self._key_of(row) for row in rows]
        if rows:
            self.choose(keys.index(self._key) if self._key in keys else 0)
        self._is_filling = False
        self._tell()

    def choose_key(self, key: object) -> None:
        """Choose a row by its key, also one that is still to come."""
        self._key = key
        keys = [self._key_of(row) for row in self.rows]
        if key in keys:
            self.choose(keys.index(key))

    def go_on(self) -> bool:
        """Choose the next row; False at the end."""
        at = self.currentIndex().row() + 1
        if at >= len(self.rows):
            return False
        self.choose(at)
        return True

    def _row_chosen(self, _number: int) -> None:
        if not self._is_filling:
            self._tell()

    def _tell(self) -> None:
        row = self.current
        self._key = self._key_of(row) if row is not None else None
        self.picked.emit(row)

    def _row_opened(self, number: int) -> None:
        row = self._rows_model.row_at(number)
        if row is not None:
            self.wanted.emit(row)

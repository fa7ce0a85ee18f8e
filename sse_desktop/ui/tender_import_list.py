"""The list of what files gave: a search as soon as there is more than a glance takes in."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import words
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.tender_import_found import Found, found_columns
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView

SEARCH_FROM: Final = 12
PAUSE_MS: Final = 150


class FoundList(Card):
    """`chosen` gives the row under the cursor, `opened` the one that Enter was pressed on."""

    chosen = Signal(object)  # Found
    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("Choose the notices you want")), parent)
        self.context = context
        self._rows: Sequence[Found] = ()
        self._words: dict[int, str] = {}
        self.search = QLineEdit()
        hint = context.text(N_("Title, reference or buyer"))
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.search.setClearButtonEnabled(True)
        self.count = label("", tone="soft")
        self.model = ListModel(found_columns(context), context.locale, self)
        self.table = TableView(context.text(N_("Notices in these files")))
        self.table.show_model(self.model)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.count)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.filter)
        self.table.row_chosen.connect(lambda number: self.chosen.emit(self.model.row_at(number)))
        self.table.row_opened.connect(lambda number: self.opened.emit(self.model.row_at(number)))

    @property
    def current(self) -> Found | None:
        """The row under the cursor."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def show_rows(self, rows: Sequence[Found], at: Found | None = None) -> None:
        """Show rows as far as the search fits, and choose one of them."""
        self._rows = rows
        for part in (self.search, self.count):
            part.setVisible(len(rows) >= SEARCH_FROM)
        self.filter(at)

    def filter(self, at: Found | None = None) -> None:
        """Show the rows that hold every word of the search."""
        wanted = words(self.search.text())
        shown = [row for row in self._rows if not wanted or self._fits(row, wanted)]
        kept = at if at is not None else self.current
        self.model.set_rows(shown)
        said = N_("{shown} of {count}") if wanted else N_("{count} calls")
        self.count.setText(self.context.text(said, shown=len(shown), count=len(self._rows)))
        place = next((number for number, row in enumerate(shown) if row is kept), 0)
        if shown:
            self.table.choose(place)
            # The cursor may stand where it stood, on another row.
            self.chosen.emit(shown[place])

    def _fits(self, row: Found, wanted: Sequence[str]) -> bool:
        folded = self._words.get(id(row))
        if folded is None:
            folded = self._words[id(row)] = row.words
        return all(word in folded for word in wanted)

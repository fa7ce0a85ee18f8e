"""The field at the top that finds everything: places, commands and records, any word order, no accents (Ctrl+K)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context, Hit
from sse_desktop.ui.matching import best
from sse_desktop.ui.widgets.suggestions import Suggestions

PAUSE_MS: Final = 120
WIDTH_PX: Final = 300
COMMANDS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A place or command of the palette; `detail` says which of the two, or its key."""

    title: str
    detail: str
    run: Callable[[], object]


class SearchBox(QLineEdit):
    """Asks `entries` for what the window offers now, and the query `services.find` for records."""

    def __init__(
        self,
        context: Context,
        entries: Callable[[], Sequence[Entry]],
        pages: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._context = context
        self._entries = entries
        self._asked = ""
        self._hits: Sequence[Hit] = ()
        self.setPlaceholderText(context.text(N_("Search or go to …   Ctrl+K")))
        self.setAccessibleName(context.text(N_("Search places, commands and records")))
        self.setMinimumWidth(150)
        self.setMaximumWidth(WIDTH_PX)
        self.suggestions = Suggestions(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find_records)
        self.textEdited.connect(self._typed)
        self.suggestions.picked.connect(self._picked)

    def start(self) -> None:
        """Take the keyboard and show what can be found."""
        self.setFocus()
        self.selectAll()
        self._offer()

    def _typed(self) -> None:
        self._hits = ()
        self._offer()
        self._pause.start()

    def _offer(self) -> None:
        entries = best(
            self._entries(),
            self.text(),
            lambda entry: f"{entry.title} {entry.detail}",
            limit=COMMANDS_SHOWN if self.text() else 40,
        )
        rows = [(entry.title, entry.detail, entry) for entry in entries]
        self.suggestions.offer([*rows, *((hit.title, hit.detail, hit) for hit in self._hits)])

    def _find_records(self) -> None:
        find, self._asked = self._context.services.find, self.text().strip()
        if find is not None and self._asked:
            self._context.worker.read(find, self._asked, owner=self, done=self._found)

    def _found(self, hits: Sequence[Hit]) -> None:
        if self._asked == self.text().strip() and self.hasFocus():
            self._hits = [hit for hit in hits if hit.page in self._pages]
            self._offer()

    def _picked(self, chosen: Entry | Hit) -> None:
        self._leave()
        if isinstance(chosen, Entry):
            chosen.run()
        else:
            self._context.shell.go(chosen.page, chosen.record)

    def _leave(self) -> None:
        self.clear()
        self._hits = ()
        self.suggestions.hide()
        self.clearFocus()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.suggestions.move_by(1)
            case Qt.Key.Key_Up:
                self.suggestions.move_by(-1)
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                chosen = self.suggestions.current()
                if chosen is not None:
                    self._picked(chosen)
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.suggestions.hide()
        super().focusOutEvent(event)

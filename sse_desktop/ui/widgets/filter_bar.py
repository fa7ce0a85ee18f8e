"""The bar above a register: words and choices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.layouts import FlowLayout

SEARCH_PX = 240


@dataclass(frozen=True)
class Filter:
    """A choice above the table: `choices` are (value, msgid) pairs; the empty value stands for all and comes first."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


class FilterBar(QWidget):
    """Gives the words and the chosen values; says when they change."""

    edited = Signal()
    down_pressed = Signal()

    def __init__(self, context: Context, hint: str, filters: tuple[Filter, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.search = QLineEdit()
        self.search.setPlaceholderText(context.text(hint))
        self.search.setAccessibleName(context.text(hint))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_PX)
        self._choices = {filter_.name: self._combo(filter_) for filter_ in filters}
        self._others: dict[str, tuple[Callable[[], str], Callable[[], object]]] = {}
        self._row = FlowLayout(self)
        for widget in (self.search, *self._choices.values()):
            self._row.addWidget(widget)
        self.search.textChanged.connect(self.edited)
        self.search.installEventFilter(self)

    def words(self) -> str:
        return self.search.text().strip()

    def chosen(self) -> dict[str, str]:
        chosen = {name: str(combo.currentData() or "") for name, combo in self._choices.items()}
        return chosen | {name: value() for name, (value, _) in self._others.items()}

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (value, words to show) after the first choice; the chosen one stays when it is still offered."""
        combo = self._choices[name]
        if [(str(combo.itemData(at)), combo.itemText(at)) for at in range(1, combo.count())] == list(choices):
            return
        chosen = str(combo.currentData() or "")
        combo.blockSignals(True)
        while combo.count() > 1:
            combo.removeItem(1)
        for value, words in choices:
            combo.addItem(words, value)
        combo.blockSignals(False)
        self.choose(name, chosen)

    def add(self, name: str, widget: QWidget, value: Callable[[], str], clear: Callable[[], object]) -> None:
        """Put a filter of another kind after the choices; whoever made it calls `edited` when its value changes."""
        self._others[name] = (value, clear)
        self._row.addWidget(widget)

    def choose(self, name: str, value: str) -> None:
        combo = self._choices[name]
        combo.setCurrentIndex(max(0, combo.findData(value)))

    def clear(self) -> None:
        self.search.clear()
        for combo in self._choices.values():
            combo.setCurrentIndex(0)
        for _, clear in self._others.values():
            clear()

    def _combo(self, filter_: Filter) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(self._context.text(filter_.title))
        combo.setToolTip(self._context.text(filter_.title))
        for value, title in filter_.choices:
            combo.addItem(self._context.text(title), value)
        combo.currentIndexChanged.connect(self.edited)
        return combo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.down_pressed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

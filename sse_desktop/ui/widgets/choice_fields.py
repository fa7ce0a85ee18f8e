"""Fields to choose from a short list, to tick, and to write several lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import Field

SHORTEST_LETTERS = 8


class ChoiceField(Field):
    """One of a few values. `choices` are (value, words to show) pairs, in order; words are shown as they are."""

    def __init__(self, context: Context, name: str, title: str, choices: Sequence[tuple[Any, str]] = (), *, required: bool = True,
                 hint: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        self.combo = QComboBox()
        # A long choice never makes a form wider than its place.
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(SHORTEST_LETTERS)
        super().__init__(context, name, title, self.combo, required=required, hint=hint, parent=parent)
        self._values: list[Any] = []
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(self._changed)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the chosen one stays when it is still offered."""
        chosen = self.read()
        pairs = list(choices) if self.required else [(None, "—"), *choices]
        self.combo.blockSignals(True)
        self.combo.clear()
        self._values = [value for value, _ in pairs]
        self.combo.addItems([words for _, words in pairs])
        self.set_value(chosen)
        self.combo.blockSignals(False)

    def read(self) -> Any:
        at = self.combo.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else (0 if self._values else -1))

    def _changed(self) -> None:
        self.show_note("")
        self.edited.emit()


class TickField(Field):
    """Yes or no; never empty."""

    def __init__(
        self, context: Context, name: str, title: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        self.box = QCheckBox(context.text(title).replace("&", "&&"))
        super().__init__(context, name, title, self.box, hint=hint, parent=parent)
        self.title.hide()
        self.box.toggled.connect(self.edited)

    def read(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))


class LongTextField(Field):
    """Words over several lines; Enter makes a line, Ctrl+Enter goes on."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = False, hint: str = "", lines: int = 3,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        self.area = QPlainTextEdit()
        super().__init__(context, name, title, self.area, required=required, hint=hint, parent=parent)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * lines + 20)
        self.area.textChanged.connect(self.edited)

    def read(self) -> str | None:
        return self.area.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        self.area.setPlainText(value or "")

    def takes_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().takes_key(event)
        return False

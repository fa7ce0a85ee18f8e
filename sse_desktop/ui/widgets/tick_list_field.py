"""A field to tick several of a short list: arrows move, space ticks, a letter jumps."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import Field

ROWS_SEEN: Final = 5
ROW_PX: Final = 26
KEY_ROLE: Final = Qt.ItemDataRole.UserRole


class TickListField(Field):
    """Holds the keys of the ticked choices, in the order of the list; (key, words) pairs, words are shown as they are."""

    def __init__(self, context: Context, name: str, title: str, choices: Sequence[tuple[Any, str]], *, required: bool = False,
                 hint: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        self.list = QListWidget()
        super().__init__(context, name, title, self.list, required=required, hint=hint, parent=parent)
        for key, words in choices:
            item = QListWidgetItem(words)
            item.setData(KEY_ROLE, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, ROW_PX))
            self.list.addItem(item)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows = max(2, min(ROWS_SEEN, len(choices)))
        self.list.setFixedHeight(rows * ROW_PX + 14)
        self.list.itemChanged.connect(self.edited)

    def read(self) -> tuple[Any, ...]:
        return tuple(item.data(KEY_ROLE) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def is_empty(self) -> bool:
        return not self.read()

    def set_value(self, value: Sequence[Any] | None) -> None:
        ticked = set(value or ())
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item.data(KEY_ROLE) in ticked else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

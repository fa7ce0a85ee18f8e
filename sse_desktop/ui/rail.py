"""The rail on the left: the places of the house, in the order the produce travels."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from sse_desktop.ui.pages import Place
from sse_desktop.ui.theme import RAIL_PX
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label

NARROW_PX = 56


class Rail(QFrame):
    """One button for each place; Ctrl+1 … Ctrl+9 and the arrows work too."""

    chosen = Signal(str)

    def __init__(
        self, name: str, spoken: str, places: Sequence[tuple[Place, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(RAIL_PX)
        self.setAccessibleName(spoken)
        self._keys = [place.key for place, _ in places]
        self._titles = [title.replace("&", "&&") for _, title in places]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.name = label(name, "strong", wrap=True)
        self.name.setContentsMargins(22, 16, 12, 14)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(self.name)
        stretched = False
        for number, (place, title) in enumerate(places):
            if place.at_foot and not stretched:
                column.addStretch(1)
                stretched = True
            column.addWidget(self._button(number, place, title))
        if not stretched:
            column.addStretch(1)
        self._group.idClicked.connect(self._clicked)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone where there is little room; the names stay in the tips."""
        self.setFixedWidth(NARROW_PX if narrow else RAIL_PX)
        self.name.setVisible(not narrow)
        self._column.setContentsMargins(0, 12 if narrow else 0, 0, 12)
        for number, title in enumerate(self._titles):
            self._group.button(number).setText("" if narrow else title)

    def mark(self, key: str) -> None:
        """Show which place is open."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def _button(self, number: int, place: Place, title: str) -> QPushButton:
        result = button(title, "place", icon_name=place.icon)
        result.setObjectName("place")
        result.setCheckable(True)
        result.setIconSize(QSize(18, 18))
        result.setToolTip(f"{title}  Ctrl+{number + 1}")
        result.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(result, number)
        return result

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((number for number in range(len(self._keys)) if self._group.button(number).hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
        else:
            self._group.button((at + step) % len(self._keys)).setFocus()

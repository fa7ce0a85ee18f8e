"""The one window: it shows that it opens, then the welcome or the house; it takes dropped files and closes in order."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QWidget

from sse_desktop import APPLICATION_NAME
from sse_desktop.preferences import Preferences
from sse_desktop.ui.theme import RAIL_PX
from sse_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from sse_desktop.ui.house import House

SMALLEST: Final = (880, 500)  # 1366×768 at 150 %, less the bar of the desktop


class MainWindow(QMainWindow):
    """Holds one inside at a time. Imports little: it is what is painted first."""

    painted = Signal()  # for the first time

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._was_painted = False
        self.house: House | None = None
        self.setMinimumSize(*SMALLEST)
        self.resize(max(preferences.width, SMALLEST[0]), max(preferences.height, SMALLEST[1]))
        self.setAcceptDrops(True)
        self.show_opening("")

    def show_opening(self, words: str) -> None:
        """Say that something is being opened, on the ground of the house."""
        inside, rail = QWidget(), QFrame()
        inside.setObjectName("ground")
        rail.setObjectName("rail")
        rail.setFixedWidth(RAIL_PX)
        text = label(words, "lead", tone="soft", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(rail)
        row.addWidget(text, 1)
        self.show_inside(inside)

    def show_inside(self, inside: QWidget) -> None:
        """Show what is no house: the welcome, or the question who opens."""
        self.house = None
        self.setWindowTitle(APPLICATION_NAME)
        self.setCentralWidget(inside)

    def show_house(self, house: "House", title: str) -> None:
        """Show an open cooperative."""
        self.house = house
        self.setWindowTitle(f"{title} – {APPLICATION_NAME}" if title else APPLICATION_NAME)
        self.setCentralWidget(house)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if self.house is not None and urls and all(url.isLocalFile() for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.house is not None:
            event.acceptProposedAction()
            self.house.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.maximized = self.isMaximized()
        if not self.isMaximized():
            self._preferences.width, self._preferences.height = self.width(), self.height()
        super().closeEvent(event)

"""The one window: it shows that it opens, then the welcome or the house; it takes dropped files and closes in order."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from sse_desktop import APPLICATION_NAME
from sse_desktop.preferences import Preferences
from sse_desktop.ui.house import House
from sse_desktop.ui.widgets.labels import label

SMALLEST = (900, 600)


class MainWindow(QMainWindow):
    """Holds one inside at a time."""

    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.take_files: Callable[[list[Path]], object] | None = None
        self.setWindowTitle(APPLICATION_NAME)
        self.setMinimumSize(*SMALLEST)
        self.resize(preferences.width, preferences.height)
        self.setAcceptDrops(True)

    @property
    def house(self) -> House | None:
        inside = self.centralWidget()
        return inside if isinstance(inside, House) else None

    def show_opening(self, words: str) -> QLabel:
        """Say that something is being opened; this is the first thing painted."""
        inside = QWidget()
        inside.setObjectName("ground")
        text = label(words, "lead", tone="soft", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(inside).addWidget(text)
        self.setCentralWidget(inside)
        return text

    def show_inside(self, inside: QWidget, title: str = "") -> None:
        """Show the welcome or the house."""
        self.setWindowTitle(f"{title} – {APPLICATION_NAME}" if title else APPLICATION_NAME)
        self.setCentralWidget(inside)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (
            self.take_files is not None
            and event.mimeData().hasUrls()
            and all(url.isLocalFile() for url in event.mimeData().urls())
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_files is not None:
            event.acceptProposedAction()
            self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.maximized = self.isMaximized()
        if not self.isMaximized():
            self._preferences.width, self._preferences.height = self.width(), self.height()
        self.closing.emit()
        super().closeEvent(event)

"""News of what was saved, as one signal: pages that show the touched tables read again."""

from PySide6.QtCore import QObject, Signal

from sse_desktop.ui.worker import DatabaseWorker


class ChangeFeed(QObject):
    """Tells on the interface thread which tables a commit touched."""

    changed = Signal(object)  # frozenset[str]

    def __init__(self, worker: DatabaseWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        worker.touched.connect(self.changed)

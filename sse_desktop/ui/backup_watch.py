"""Says in the strip when the last copy was made, and kindly insists when it is old."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.status_strip import StatusStrip
from sse_desktop.ui.theme import State
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

LOOK_MS: Final = 10 * 60 * 1000
OLD_DAYS: Final = 7
MADE: Final = frozenset({"backup"})  # what the feed says when a copy was made; no table has this name


class BackupWatch(QObject):
    """Looks at the copies beside the interface, now and every ten minutes."""

    def __init__(self, context: Context, strip: StatusStrip) -> None:
        super().__init__(strip)
        self._context = context
        self._strip = strip
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.feed.changed.connect(self._look_after)
        self.look()

    def _look_after(self, changed: frozenset[str]) -> None:
        if changed & MADE:
            self.look()

    def look(self) -> None:
        self._context.worker.long(last_copy, owner=self, done=self._show)

    def _show(self, made_at: datetime | None) -> None:
        text = self._context.text
        if made_at is None:
            self._strip.show_backup(text(N_("No copy yet")), State.TO_DO, text(N_("a copy is made on closing")))
            return
        days = (clock.now() - made_at).days
        words = text(N_("Last copy {instant}"), instant=made_at)
        self._strip.show_backup(words, State.TO_DO, text(N_("{days} days old"), days=days) if days >= OLD_DAYS else "")


def last_copy(workspace: "Workspace", *, progress: Progress) -> datetime | None:
    """Return when the newest copy was made; runs beside the interface."""
    progress.step(0)
    backup = workspace.last_backup()
    return None if backup is None else backup.made_at

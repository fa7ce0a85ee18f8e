"""The strip at the foot of the window: data file, last copy and its age, exchange, user."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.labels import Badge, label


class StatusStrip(QFrame):
    """Four plain facts about where the data are; nothing in it blinks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(32)
        self._context = context
        self.file = label()
        self.backup = label()
        self.backup_badge = Badge()
        self.exchange = label()
        self.busy = label("", tone="soft")
        self.user = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        for widget in (self.file, self.backup, self.exchange):
            row.addWidget(widget)
            row.addSpacing(24)
        row.insertWidget(3, self.backup_badge)
        row.addStretch(1)
        row.addWidget(self.busy)
        row.addSpacing(16)
        row.addWidget(self.user)
        context.worker.busy_changed.connect(self._busy)

    def show_file(self, name: str) -> None:
        self.file.setText(self._context.text(N_("{file} · on this computer"), file=name))

    def show_backup(self, words: str, state: State = State.QUIET, word: str = "") -> None:
        """Say when the last copy was made; a badge stands beside it when something should be done about it."""
        self.backup.setText(words)
        self.backup_badge.show_state(state, word)

    def show_exchange(self, words: str) -> None:
        self.exchange.setText(words)

    def show_user(self, name: str) -> None:
        self.user.setText(name)

    def _busy(self, busy: bool) -> None:
        self.busy.setText(self._context.text(N_("working …")) if busy else "")

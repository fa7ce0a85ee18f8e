"""A place of the window, or one view of it: builds itself from the context, reads when it is seen and stale."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.inspector import Inspector
from sse_desktop.ui.worker import Ticket

Result = TypeVar("Result")

NARROW_BELOW_PX = 1000
# The window calls `print_page` with it; a second shortcut would make the key ambiguous, and neither would answer.
PRINT_KEY = "Ctrl+P"


class Page(QWidget):
    """Base of every page.

    A subclass names the tables it shows in `depends_on`, calls `set_body` in `__init__`, and reads in `refresh`, which
    is called when the page is shown for the first time, and again, while it is seen, after a commit touched its tables.
    """

    depends_on: ClassVar[frozenset[str]] = frozenset()
    retitled = Signal()
    actions_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_stale = True
        self._is_due = False
        self._shortcuts: list[QShortcut] = []
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self.inspector = Inspector(context, self)
        self.inspector.hide()
        context.feed.changed.connect(self._tables_changed)
        self.inspector.keyboard_left.connect(self._take_keyboard_back)

    # What a subclass gives.

    def refresh(self) -> None:
        """Read what the page shows. The base shows nothing that could grow old."""

    def offered(self) -> Sequence[Action]:
        """Return the actions of the page; at most one is primary. Keys work while the page is seen."""
        return ()

    def headline(self) -> str | None:
        """Return a title of the page's own, or None for the title of its place."""
        return None

    def show_record(self, record: object) -> None:
        """Bring a record into view; `record` is what the search or another page named."""

    def print_page(self) -> None:
        """Show the PDF that Ctrl+P prints; pages without paper leave this."""

    def take_files(self, files: Sequence[Path]) -> None:
        """Take in files that were dropped on the window; the page's spec says which it takes."""

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the keyboard when the page is opened."""
        return None

    def next_focus(self) -> QWidget | None:
        """Return the widget that has the keyboard after the inspector was closed."""
        return self.first_focus()

    # What a subclass uses.

    def text(self, message: str, **facts: Any) -> str:
        return self.context.text(message, **facts)

    def set_body(self, body: QWidget) -> None:
        """Show `body`, with the inspector beside it when there is something to inspect."""
        self._columns.insertWidget(0, body, 1)
        self._columns.addWidget(self.inspector)

    def inspect(self, title: str, content: QWidget, *, actions: Sequence[Action] = ()) -> None:
        """Show `content` in the inspector on the right."""
        self.inspector.present(title, content, actions=actions)

    def close_inspector(self) -> None:
        self.inspector.dismiss()

    def read(self, query: Callable[..., Result], *args: Any, done: Callable[[Result], None],
             failed: Callable[[Exception], None] | None = None, **named: Any) -> Ticket:  # fmt: skip
        """Run a query off the interface thread; `done` gets its rows while this page exists."""
        return self.context.worker.read(query, *args, owner=self, done=done, failed=failed, **named)

    def write(self, command: Callable[..., Result], *args: Any, done: Callable[[Result], None],
              failed: Callable[[Exception], None] | None = None, **named: Any) -> Ticket:  # fmt: skip
        """Run a command off the interface thread; `done` is called after the commit."""
        return self.context.worker.write(command, *args, owner=self, done=done, failed=failed, **named)

    def offer(self) -> None:
        """Renew the keys and the header after `offered` changed."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # until it is gone it would make its key ambiguous
            shortcut.deleteLater()
        own = [action for action in self.offered() if action.key not in {"", PRINT_KEY} and action.enabled]
        self._shortcuts = [self._shortcut(action) for action in own]
        self.actions_changed.emit()

    def take_keyboard(self) -> None:
        """Take the keyboard back from what lay over the page."""
        self.inspector.keyboard_left.emit()

    def become_stale(self) -> None:
        """Read again as soon as the page is seen."""
        self._is_stale = True
        if self.isVisible() and not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self, self._refresh_if_seen)

    # Private.

    def _shortcut(self, action: Action) -> QShortcut:
        shortcut = QShortcut(QKeySequence(action.key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action.run)
        return shortcut

    def _take_keyboard_back(self) -> None:
        if (widget := self.next_focus()) is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tables_changed(self, tables: frozenset[str]) -> None:
        if self.depends_on & tables:
            self.become_stale()

    def _refresh_if_seen(self) -> None:
        self._is_due = False
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.inspector.isVisible():
            self.close_inspector()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.inspector.set_narrow(self.width() < NARROW_BELOW_PX)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.become_stale()

"""The panel on the right: the selected record, or a form; it can be closed and never covers the work."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.widgets.buttons import action_button, button
from sse_desktop.ui.widgets.labels import label, rule
from sse_desktop.ui.widgets.layouts import FlowLayout

WIDTH_PX = 344
NARROW_PX = 288


class Inspector(QFrame):
    """Shows one thing at a time with its title and its actions; Esc closes it."""

    closed = Signal()
    keyboard_left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("inspector")
        self.setFixedWidth(WIDTH_PX)
        self.title = label("", "section", wrap=True)
        self._close = button("✕", "quiet", tip=context.text(N_("Close")))
        self._close.setFixedWidth(32)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = rule()
        self._foot = QWidget()
        self._buttons = FlowLayout(self._foot)

        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 12)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._line)
        column.addWidget(self._foot)

        self._close.clicked.connect(self.dismiss)

    @property
    def content(self) -> QWidget | None:
        return self._scroll.widget()

    def present(self, title: str, content: QWidget, *, actions: Sequence[Action] = ()) -> None:
        """Show `content`; what was there before is thrown away."""
        self.title.setText(title)
        self.setAccessibleName(title)
        content.setObjectName(content.objectName() or "clear")
        self._scroll.setWidget(content)
        self._buttons.clear()
        for action in actions:
            self._buttons.addWidget(action_button(action, self._context))
        self._foot.setVisible(bool(actions))
        self._line.setVisible(bool(actions))
        self.show()

    def set_narrow(self, narrow: bool) -> None:
        """Leave more room to the page beside it."""
        self.setFixedWidth(NARROW_PX if narrow else WIDTH_PX)

    def dismiss(self) -> None:
        """Close the panel and throw its content away; the page takes the keyboard back if the panel had it."""
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        if (content := self._scroll.takeWidget()) is not None:
            content.hide()
            content.deleteLater()
        self.hide()
        self.closed.emit()
        if had_keyboard:
            self.keyboard_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

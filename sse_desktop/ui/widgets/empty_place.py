"""What an empty place says: what it is for, and the first thing to do here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.widgets.buttons import action_button
from sse_desktop.ui.widgets.labels import label


@dataclass(frozen=True)
class Empty:
    """The two texts of an empty place (msgids)."""

    title: str
    purpose: str


class EmptyPlace(QWidget):
    """Stands in the middle of the card while there is nothing to list."""

    def __init__(self, context: Context, empty: Empty, offered: Callable[[], Sequence[Action]] | None = None,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        title = label(context.text(empty.title), "title", wrap=True)
        purpose = label(context.text(empty.purpose), "lead", tone="soft", wrap=True)
        purpose.setMaximumWidth(520)
        purpose.setMinimumWidth(320)
        for text in (title, purpose):
            text.setAlignment(middle)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(purpose, 0, middle)
        column.addSpacing(8)
        for action in offered() if offered is not None else ():
            column.addWidget(action_button(action, context), 0, middle)
        column.addStretch(3)

"""What an empty place says: what it is for, and the first thing to do here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.widgets.buttons import action_button
from sse_desktop.ui.widgets.labels import label

PURPOSE_PX: Final = 500


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
        for text in (title, purpose):
            text.setAlignment(middle)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(title)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(purpose)
        line.addStretch(1)
        purpose.setFixedWidth(PURPOSE_PX)
        column.addLayout(line)
        column.addSpacing(8)
        for action in offered() if offered is not None else ():
            column.addWidget(action_button(action, context), 0, middle)
        column.addStretch(3)

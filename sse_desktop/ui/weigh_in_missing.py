"""What a new cooperative lacks before the first load can be weighed in."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label


class Missing(QWidget):
    """Says what must be entered before anything can be weighed in, and leads there; hidden when nothing is missing."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, bool] = {}
        text = context.text
        sentence = label(text(N_("▲ Before the first load, enter products and members.")), tone="to_do", wrap=True)
        self.buttons = {"products": button(text(N_("Enter products"))), "members": button(text(N_("Enter members")))}
        line = QHBoxLayout()
        for page, opens in self.buttons.items():
            opens.clicked.connect(partial(context.shell.go, page))
            line.addWidget(opens)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(sentence)
        column.addLayout(line)
        self.hide()

    def know(self, **is_there: bool) -> None:
        """Take in whether there are members, or products."""
        self._known |= is_there
        for page, opens in self.buttons.items():
            opens.setVisible(not self._known.get(page, True))
        self.setVisible(not all(self._known.values()))

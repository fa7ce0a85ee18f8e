"""What is seen while many sheets are made: how far it is, and the way to give up."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.lane import Cancelled
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label

BAR_PX = 420


class ProgressSheet(QWidget):
    """Leaving the sheet, by its button or the way back, gives the work up."""

    given_up = Signal()

    def __init__(self, context: Context, doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_over = False
        self._is_left = False
        self.doing = label(doing, "section")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_PX)
        self.bar.setAccessibleName(doing)
        self.count = label("", tone="soft")
        self.cancel = button(context.text(N_("Cancel")))
        middle = Qt.AlignmentFlag.AlignHCenter
        card = Card()
        card.body.addStretch(2)
        for part in (self.doing, self.bar, self.count, self.cancel):
            card.body.addWidget(part, 0, middle)
        card.body.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(self.cancel)
        self.cancel.clicked.connect(context.shell.close_sheet)

    def show_step(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.count.setText(self.context.locale.percent(100 * (100 * done // max(1, total))))

    @property
    def is_left(self) -> bool:
        """Whether the person gave up."""
        return self._is_left

    def end(self) -> None:
        """The work is done: leaving the sheet gives nothing up any more."""
        self._is_over = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not (self._is_over or event.spontaneous()):
            self._is_over = self._is_left = True
            self.given_up.emit()


def make_pages(page: Page, title: str, sheet: ProgressSheet, job: Callable[..., bytes], what: object,
               show: Callable[[bytes], None]) -> None:  # fmt: skip
    """Make many pages beside the interface and show them; leaving the sheet that counts them gives them up."""
    context = page.context

    def done(data: bytes) -> None:
        if not sheet.is_left:
            sheet.end()
            show(data)

    def failed(error: Exception) -> None:
        if not isinstance(error, Cancelled):
            sheet.end()
            context.shell.close_sheet()
            context.shell.problem(error)

    def progressed(done: int, total: int, _doing: str) -> None:
        if not sheet.is_left:
            sheet.show_step(done, total)

    ticket = context.worker.long(job, what, owner=page, done=done, failed=failed, progressed=progressed)
    sheet.given_up.connect(ticket.cancel)
    context.shell.open_sheet(title, sheet)

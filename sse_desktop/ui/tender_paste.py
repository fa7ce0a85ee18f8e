"""Lines of a tender pasted from a spreadsheet or a portal's page: what was understood is seen before anything is saved."""

import uuid
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sse_desktop.commands.tender_schedules import add_schedule
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.pasted_items import pasted_table
from sse_desktop.exchange.spreadsheet import Table
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.tender_items_work import ItemsWork
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Ticket

PAUSE_MS: Final = 150


class PasteLines(ItemsWork):
    """The text and its columns on the left, what they say on the right."""

    def __init__(
        self, context: Context, tender_id: uuid.UUID, buyer_id: uuid.UUID | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, buyer_id, parent)
        self.tender_id = tender_id
        self._parting: Ticket | None = None
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setAccessibleName(context.text(N_("Lines of the tender")))
        self.area.setPlaceholderText(context.text(N_("Mango Tommy\t1200\tkg\t0.35")))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._read)

    def _lay_out(self) -> None:
        card = Card(self.context.text(N_("Paste or type")))
        hint = N_(
            "One line for each thing asked for: description, quantity, unit and, if the buyer sets it, the price. Copy the cells of a spreadsheet or of a portal's page as they are."
        )
        card.body.addWidget(label(self.context.text(hint), tone="soft", wrap=True))
        card.body.addWidget(self.area, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(card, 5)
        left.addWidget(self.mapping, 5)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 4)
        row.addWidget(self.preview, 6)
        self.mapping.hide()

    def _read(self) -> None:
        if self._parting is not None:
            self._parting.cancel()
        text = self.area.toPlainText()
        self._parting = self.context.worker.compute(pasted_table, text, owner=self, done=self._parted)

    def _parted(self, found: tuple[Table, dict[str, str]]) -> None:
        self._parting = None
        table, guessed = found
        self.mapping.setVisible(bool(table.rows))
        self.show_table(table, guessed)

    def store(self) -> None:
        """Add the lines that were understood, in one step that Ctrl+Z takes back."""
        if not self.reading.items or self.preview.is_saving:
            return
        self.preview.set_saving(is_saving=True)
        self.context.worker.write(
            add_schedule, self.tender_id, self.items(), lots=self.lots(), said=self.said(),
            owner=self, done=self._stored, failed=self.not_stored,
        )  # fmt: skip

    def _stored(self, ids: Sequence[uuid.UUID]) -> None:
        self.was_added(len(ids))


def open_paste(context: Context, tender_id: uuid.UUID, title: str, buyer_id: uuid.UUID | None = None) -> PasteLines:
    """Open the sheet for the lines of a tender."""
    from sse_desktop.ui.tender_items_sheet import ask_for_schedule

    sheet = PasteLines(context, tender_id, buyer_id)
    from_file = Action(
        N_("From a spreadsheet …"), lambda: ask_for_schedule(context, sheet, tender_id, title, buyer_id), icon="folder"
    )
    context.shell.open_sheet(context.text(N_("Lines of {tender}"), tender=title), sheet, actions=(from_file,))
    return sheet

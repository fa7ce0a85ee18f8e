"""Notices from files: read in a process apart, looked at with all that was doubtful, and only then taken over."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice import with_deadline_checked
from sse_desktop.exchange.reading import FileReading, read_apart
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.tender_import_found import Found, Stored, found_columns, store_notice
from sse_desktop.ui.tender_notice_view import notice_details
from sse_desktop.ui.tender_words import own_language, own_zone
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView

FILES: Final = "*.json *.jsonl *.xml *.gz *.zip *.xlsx *.xls *.ods *.csv"


class NoticeImport(QWidget):
    """A list of what the files hold, and the one that is chosen in full."""

    def __init__(self, context: Context, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._waiting = list(files)
        self._stop = Event()
        self._busy = False
        self.rows: list[Found] = []
        self.said = label("", "strong", wrap=True)
        self.model = ListModel(found_columns(context), context.locale, self)
        self.table = TableView(context.text(N_("Notices in these files")))
        self.table.show_model(self.model)
        self.list_card = Card(context.text(N_("Choose the notices you want")))
        self.detail = QScrollArea()
        self.detail.setWidgetResizable(True)
        self.take = button(context.text(N_("Take this tender over")), "primary")
        self.lines = button(context.text(N_("Look at its lines …")), "primary")
        self.show_it = button(context.text(N_("Show the tender")))
        self.another = button(context.text(N_("Another file …")), icon_name="folder")
        self._lay_out()
        self.table.row_chosen.connect(self._chosen)
        self.table.row_opened.connect(lambda _number: self.take_over())
        self.take.clicked.connect(self.take_over)
        self.lines.clicked.connect(self.look_at_lines)
        self.show_it.clicked.connect(self.open_tender)
        self.another.clicked.connect(self._ask_for_more)
        self._read_next()

    def _lay_out(self) -> None:
        self.list_card.body.addWidget(self.table, 1)
        self.work = Card()
        self.work.body.addWidget(self.said)
        self.work.body.addWidget(self.detail, 1)
        buttons = QHBoxLayout()
        for each in (self.take, self.lines, self.show_it, self.another):
            buttons.addWidget(each)
        buttons.addStretch(1)
        self.work.body.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list_card, 6)
        row.addWidget(self.work, 6)
        for part in (self.list_card, self.take, self.lines, self.show_it):
            part.hide()
        self.setFocusProxy(self.another)

    # Reading.

    def read(self, files: Sequence[Path]) -> None:
        """Read more files after those that are being read."""
        self._waiting.extend(files)
        self._read_next()

    def _read_next(self) -> None:
        if self._busy or not self._waiting:
            return
        file = self._waiting.pop(0)
        self._busy = True
        self.said.setText(self.context.text(N_("Reading {file} …"), file=file.name))
        self.context.worker.compute(
            read_apart, file, own_zone(self.context), own_language(self.context), cancel=self._stop, owner=self,
            done=partial(self._was_read, file), failed=self._not_read,
        )  # fmt: skip

    def _was_read(self, file: Path, found: FileReading) -> None:
        self._busy = False
        now = clock.now()
        rows = [Found(file, with_deadline_checked(notice, now), kind=found.kind) for notice in found.notices]
        if found.refused is not None:
            rows.append(Found(file, refused=found.refused, kind=found.kind))
        self.rows += rows
        self._show_rows(len(self.rows) - len(rows))
        self._read_next()

    def _not_read(self, error: Exception) -> None:
        self._busy = False
        self.said.setText("")
        self.context.shell.problem(error)
        self._read_next()

    def _show_rows(self, at: int) -> None:
        self.model.set_rows(self.rows)
        self.list_card.setVisible(len(self.rows) > 1)
        self.table.choose(at)
        (self.table if len(self.rows) > 1 else self.take).setFocus()

    # What is chosen.

    def chosen(self) -> Found | None:
        """The row under the cursor."""
        at = self.table.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _chosen(self, number: int) -> None:
        found = self.rows[number]
        self.said.setText(self._headline(found))
        details = notice_details(self.context, found.file, found.notice, found.refused, found.imported)
        details.setObjectName("clear")
        self.detail.setWidget(details)
        self.take.setVisible(found.notice is not None and found.imported is None and not found.is_schedule)
        self.lines.setVisible(found.is_schedule and found.imported is None)
        self.show_it.setVisible(found.imported is not None)

    def _headline(self, found: Found) -> str:
        if found.notice is None:
            return self.context.text(N_("{file} was not imported"), file=found.file.name)
        return found.notice.title

    def take_over(self) -> None:
        """Store the chosen notice, with its file, in one step that Ctrl+Z takes back."""
        found = self.chosen()
        if found is None or found.imported is not None or self._busy:
            return
        if found.is_schedule:
            self.look_at_lines()
            return
        if found.notice is None:
            return
        self._busy = True
        self.take.setEnabled(False)
        self.context.worker.long(
            store_notice, found.notice, found.file, found.kind or "ocds", owner=self,
            done=partial(self._stored, found), failed=self._not_stored,
        )  # fmt: skip

    def look_at_lines(self) -> None:
        """Go on with the lines and columns of the chosen sheet."""
        from sse_desktop.ui.tender_items_sheet import open_schedule

        found = self.chosen()
        if found is not None and found.is_schedule:
            open_schedule(self.context, found.file)

    def _stored(self, found: Found, stored: Stored) -> None:
        self._busy = False
        imported = stored.imported
        self._tell_of_documents(stored)
        self.take.setEnabled(True)
        at = self.rows.index(found)
        self.rows[at] = replace(found, imported=imported)
        if imported.is_new and len(self.rows) == 1:
            self.open_tender()
            if not stored.refused:
                self.context.shell.tell(self.context.text(N_("The tender was taken over.")))
            return
        self._show_rows(at)
        self._chosen(at)
        self.show_it.setFocus()
        self._read_next()

    def _tell_of_documents(self, stored: Stored) -> None:
        if stored.refused:
            why = self.context.locale.explain(stored.refused[0])
            sentence = N_("Documents beside the notice that were not kept: {count}. {sentence}")
            self.context.shell.tell(self.context.text(sentence, count=len(stored.refused), sentence=why), state="to_do")

    def _not_stored(self, error: Exception) -> None:
        self._busy = False
        self.take.setEnabled(True)
        self.context.shell.problem(error)
        self._read_next()

    def open_tender(self) -> None:
        """Go to the tender that the chosen notice became."""
        found = self.chosen()
        if found is not None and found.imported is not None:
            self.context.shell.go("tenders", found.imported.tender_id)

    # Private.

    def _ask_for_more(self) -> None:
        ask_for_files(self, self.context.text(N_("Import a notice …")), FILES, self.read)

    def event(self, event: QEvent) -> bool:
        # The child that reads is stopped when the sheet goes away.
        if event.type() == QEvent.Type.DeferredDelete:
            self._stop.set()
        return super().event(event)

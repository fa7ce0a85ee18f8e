"""Notices from files: read in a process apart, looked at with all that was doubtful, and only then taken over."""

from collections.abc import Callable, Sequence
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
from sse_desktop.exchange.worker_process import WorkCancelled
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.tender_head_view import head_details
from sse_desktop.ui.tender_import_found import Found, Stored, rows_of, store_notice
from sse_desktop.ui.tender_import_list import FoundList
from sse_desktop.ui.tender_notice_view import notice_details
from sse_desktop.ui.tender_words import own_language, own_zone
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label

FILES: Final = "*.json *.jsonl *.xml *.gz *.zip *.xlsx *.xls *.ods *.csv"


class NoticeImport(QWidget):
    """A list of what the files hold, and the one that is chosen in full."""

    def __init__(
        self,
        context: Context,
        files: Sequence[Path],
        parent: QWidget | None = None,
        *,
        taken: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._taken = taken  # called with a file of which something was taken over
        self._waiting = list(files)
        self._stop = Event()
        self._busy = False
        self.rows: list[Found] = []
        self.said = label("", "strong", wrap=True)
        self.list_card = FoundList(context)
        self.table, self.model = self.list_card.table, self.list_card.model
        self.detail = QScrollArea()
        self.detail.setWidgetResizable(True)
        self.take = button(context.text(N_("Take this tender over")), "primary")
        self.whole = button(context.text(N_("Read this call")), "primary")
        self.lines = button(context.text(N_("Look at its lines …")), "primary")
        self.show_it = button(context.text(N_("Show the tender")))
        self.give_up = button(context.text(N_("Stop reading")))
        self.another = button(context.text(N_("Another file …")), icon_name="folder")
        self._lay_out()
        self.list_card.chosen.connect(self._chosen)
        self.list_card.opened.connect(lambda _row: self.go_on())
        for each, run in (
            (self.take, self.take_over), (self.whole, self.read_whole), (self.lines, self.look_at_lines),
            (self.show_it, self.open_tender), (self.give_up, self.stop_reading), (self.another, self._ask_for_more),
        ):  # fmt: skip
            each.clicked.connect(run)
        self._read_next()

    def _lay_out(self) -> None:
        self.work = Card()
        self.work.body.addWidget(self.said)
        self.work.body.addWidget(self.detail, 1)
        buttons = QHBoxLayout()
        for each in (self.take, self.whole, self.lines, self.show_it, self.give_up, self.another):
            buttons.addWidget(each)
        buttons.addStretch(1)
        self.work.body.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list_card, 6)
        row.addWidget(self.work, 6)
        for part in (self.list_card, self.take, self.whole, self.lines, self.show_it, self.give_up):
            part.hide()
        self.setFocusProxy(self.another)

    # Reading.

    def read(self, files: Sequence[Path]) -> None:
        """Read more files after those that are being read."""
        self._waiting.extend(files)
        self._read_next()

    def _read_next(self) -> None:
        if not self._busy and self._waiting:
            file = self._waiting.pop(0)
            self._read(file, None, partial(self._was_read, file))

    def _read(self, file: Path, only: str | None, done: partial[None]) -> None:
        self._busy = True
        self._stop = Event()
        self.give_up.show()
        self.said.setText(self.context.text(N_("Reading {file} …"), file=file.name))
        self.context.worker.compute(
            read_apart, file, own_zone(self.context), own_language(self.context), only=only, cancel=self._stop,
            owner=self, done=done, failed=self._not_read,
        )  # fmt: skip

    def stop_reading(self) -> None:
        """Give up the file that is being read; nothing was changed."""
        self._stop.set()

    def _was_read(self, file: Path, found: FileReading) -> None:
        self._end_reading()
        rows = rows_of(file, found, clock.now())
        self.rows += rows
        self._show_rows(rows[0] if rows else None)
        self._read_next()

    def _was_read_whole(self, row: Found, found: FileReading) -> None:
        self._end_reading()
        if found.notices:
            notice = with_deadline_checked(found.notices[0], clock.now())
            self._put(row, replace(row, notice=notice))
            self.take.setFocus()
        elif found.refused is not None:
            self.context.shell.problem(found.refused)
        self._read_next()

    def _not_read(self, error: Exception) -> None:
        self._end_reading()
        self.said.setText("")
        if isinstance(error, WorkCancelled):
            self.said.setText(self.context.text(N_("Reading was stopped. Nothing was changed.")))
        else:
            self.context.shell.problem(error)
        self._read_next()

    def _end_reading(self) -> None:
        self._busy = False
        self.give_up.hide()

    def _put(self, row: Found, changed: Found) -> None:
        self.rows[next(at for at, each in enumerate(self.rows) if each is row)] = changed
        self._show_rows(changed)

    def _show_rows(self, at: Found | None) -> None:
        self.list_card.setVisible(len(self.rows) > 1)
        self.list_card.show_rows(self.rows, at)
        first = self.lines if at is not None and at.is_schedule else self.take
        (self.table if len(self.rows) > 1 else first).setFocus()

    # What is chosen.

    def chosen(self) -> Found | None:
        """The row under the cursor."""
        return self.list_card.current

    def _chosen(self, found: Found | None) -> None:
        if found is None:
            return
        self.said.setText(self._headline(found))
        if found.is_unread and found.head is not None:
            details = head_details(self.context, found.file, found.head)
        else:
            details = notice_details(self.context, found.file, found.notice, found.refused, found.imported)
        details.setObjectName("clear")
        self.detail.setWidget(details)
        is_new = found.imported is None
        self.take.setVisible(found.notice is not None and is_new and not found.is_schedule)
        self.whole.setVisible(found.is_unread)
        self.lines.setVisible(found.is_schedule and is_new)
        self.show_it.setVisible(not is_new)

    def _headline(self, found: Found) -> str:
        seen = found.notice or found.head
        if seen is None:
            return self.context.text(N_("{file} was not imported"), file=found.file.name)
        return seen.title

    def go_on(self) -> None:
        """Do what comes next for the chosen row: read it in full, look at its lines, or take it over."""
        found = self.chosen()
        if found is None or found.imported is not None:
            return
        if found.is_unread:
            self.read_whole()
        elif found.is_schedule:
            self.look_at_lines()
        else:
            self.take_over()

    def read_whole(self) -> None:
        """Read the chosen call of a large file in full."""
        found = self.chosen()
        if found is not None and found.head is not None and not self._busy:
            self._read(found.file, found.head.key, partial(self._was_read_whole, found))

    def look_at_lines(self) -> None:
        """Go on with the lines and columns of the chosen sheet."""
        from sse_desktop.ui.tender_items_sheet import open_schedule

        found = self.chosen()
        if found is not None and found.is_schedule:
            open_schedule(self.context, found.file, taken=self._taken)

    def take_over(self) -> None:
        """Store the chosen notice, with its file, in one step that Ctrl+Z takes back."""
        found = self.chosen()
        if found is None or found.notice is None or found.imported is not None or self._busy:
            return
        self._busy = True
        self.take.setEnabled(False)
        self.context.worker.long(
            store_notice, found.notice, found.file, found.kind or "ocds", owner=self,
            done=partial(self._stored, found), failed=self._not_stored,
        )  # fmt: skip

    def _stored(self, found: Found, stored: Stored) -> None:
        self._busy = False
        self.take.setEnabled(True)
        if self._taken is not None:
            self._taken(found.file)
        self._tell_of_documents(stored)
        imported = stored.imported
        is_alone = imported.is_new and len(self.rows) == 1
        self._put(found, replace(found, imported=imported))
        if is_alone:
            self.open_tender()
            if not stored.refused:
                self.context.shell.tell(self.context.text(N_("The tender was taken over.")))
            return
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

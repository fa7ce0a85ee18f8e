"""A spreadsheet of items: the sheet and its columns are chosen, the lines looked at, and then they become a tender or join one."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.tender_import import Imported
from sse_desktop.commands.tender_schedules import ColumnsSaid, add_schedule, import_schedule
from sse_desktop.commands.tenders import ItemData, LotData
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.item_sheet import SheetReading
from sse_desktop.exchange.item_sheet_apart import read_tables_apart
from sse_desktop.exchange.item_sheet_grids import ItemTable
from sse_desktop.exchange.item_sheet_notice import notice_of_items, titles_of
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.tender_items_work import ItemsWork
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FILES: Final = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"
TOLD: Final = (("title", N_("Title")), ("reference", N_("Reference")), ("buyer", N_("Name of the buyer")))


class SheetLines(ItemsWork):
    """The file on top with its sheets, the columns on the left, the lines on the right. Without a tender it makes a new one."""

    def __init__(
        self,
        context: Context,
        file: Path,
        tender_id: uuid.UUID | None = None,
        buyer_id: uuid.UUID | None = None,
        parent: QWidget | None = None,
        *,
        taken: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(context, buyer_id, parent)
        self._taken = taken  # called with the file whose lines were saved
        self.tender_id = tender_id
        self.file = file
        self.tables: Sequence[ItemTable] = ()
        self._stop = Event()
        self.file_name = label("", "strong")
        self.said_of_file = label("", tone="soft", wrap=True)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(context.text(N_("Sheet of the workbook")))
        self.another = button(context.text(N_("Another file …")), icon_name="folder")
        told = TOLD if tender_id is None else ()
        self.told = {name: TextField(context, name, title, required=name == "title") for name, title in told}
        self._lay_out()
        self.setFocusProxy(self.preview.save)
        self.sheets.currentIndexChanged.connect(self._choose_sheet)
        self.another.clicked.connect(self.ask_for_another)
        self.open(file)

    def _lay_out(self) -> None:
        head = Card()
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.file_name)
        words.addWidget(self.said_of_file)
        line.addLayout(words, 1)
        for each in (self.sheets, self.another):
            line.addWidget(each)
        head.body.addLayout(line)
        if self.tender_id is None:
            fields = QHBoxLayout()
            fields.setSpacing(12)
            for (name, title), stretch in zip(TOLD, (5, 2, 3), strict=True):
                self.told[name].title.setText(self.context.text(title))
                fields.addWidget(self.told[name], stretch)
            head.body.addLayout(fields)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.mapping, 5)
        below.addWidget(self.preview, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(below, 1)
        self.sheets.hide()

    # The file.

    def ask_for_another(self) -> None:
        """Let the person choose another file."""
        ask_for_files(self, self.context.text(N_("Choose a file …")), FILES, lambda files: self.open(files[0]))

    def open(self, file: Path) -> None:
        """Read a file in a process apart."""
        self.file = file
        self.file_name.setText(file.name)
        self.said_of_file.setText(self.context.text(N_("Reading …")))
        self.context.worker.compute(
            read_tables_apart, file, cancel=self._stop, owner=self, done=self._opened, failed=self._refused
        )

    def _opened(self, tables: Sequence[ItemTable]) -> None:
        self.tables = tables
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for found in tables:
            self.sheets.addItem(found.table.sheet or self.file.name)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(tables) > 1)
        self._choose_sheet(0)

    def _refused(self, error: Exception) -> None:
        self.said_of_file.setText(self.context.text(N_("Nothing was read from this file.")))
        self.context.shell.problem(error)

    def _choose_sheet(self, number: int) -> None:
        if not 0 <= number < len(self.tables):
            return
        found = self.tables[number]
        count = len(found.table.rows)
        self.said_of_file.setText(
            self.context.locale.plural(N_("{n} row was found."), N_("{n} rows were found."), count)
        )
        told = {"title": self.file.stem, **titles_of(found.above)}
        for name, field in self.told.items():
            field.set_value(told.get(name, ""))
        self.show_table(found.table, found.columns)

    # Saving.

    def store(self) -> None:
        """Make a tender of the lines, or add them to the one that was open, in one step that Ctrl+Z takes back."""
        if not self.reading.items or self.preview.is_saving or not all(field.check() for field in self.told.values()):
            return
        self.preview.set_saving(is_saving=True)
        said = self.said() or ColumnsSaid(header=(), columns={})
        if self.tender_id is None:
            told = {name: field.read() or "" for name, field in self.told.items()}
            self.context.worker.long(
                store_schedule, self.file, self.reading, told, said, owner=self, done=self._made, failed=self.not_stored
            )
            return
        self.context.worker.long(
            store_lines, self.tender_id, self.file, self.items(), self.lots(), self.said(),
            owner=self, done=self._added, failed=self.not_stored,
        )  # fmt: skip

    def _made(self, imported: Imported) -> None:
        if self._taken is not None:
            self._taken(self.file)
        self.context.shell.close_sheet()
        self.context.shell.go("tenders", imported.tender_id)
        self.context.shell.tell(self.context.text(N_("The tender was taken over. Type its deadline in.")))

    def _added(self, ids: Sequence[uuid.UUID]) -> None:
        if self._taken is not None:
            self._taken(self.file)
        self.was_added(len(ids))

    def event(self, event: QEvent) -> bool:
        # The child that reads is stopped when the sheet goes away.
        if event.type() == QEvent.Type.DeferredDelete:
            self._stop.set()
        return super().event(event)


def store_schedule(
    workspace: "Workspace",
    file: Path,
    reading: SheetReading,
    told: Mapping[str, str],
    said: ColumnsSaid,
    *,
    progress: Progress,
) -> Imported:
    """Keep the file under its hash and store its lines as a tender; runs beside the interface."""
    from sse_desktop.exchange.notice_to_tender import tender_import

    progress.step(0, 1)
    sha = workspace.attachments.put(file.read_bytes())
    found = tender_import(
        notice_of_items(reading, told), source="spreadsheet", original_sha=sha, original_name=file.name
    )
    return workspace.write(import_schedule, found, said)


def store_lines(
    workspace: "Workspace", tender_id: uuid.UUID, file: Path, items: Sequence[ItemData], lots: Sequence[LotData],
    said: ColumnsSaid | None, *, progress: Progress,
) -> list[uuid.UUID]:  # fmt: skip
    """Keep the file among the tender's documents and add its lines; runs beside the interface."""
    from sse_desktop.exchange.document_files import keep_document

    progress.step(0, 1)
    kept = keep_document(file, workspace.attachments)
    return workspace.write(add_schedule, tender_id, items, lots=lots, said=said, file=kept)


def open_schedule(
    context: Context,
    file: Path,
    tender_id: uuid.UUID | None = None,
    title: str = "",
    buyer_id: uuid.UUID | None = None,
    taken: Callable[[Path], object] | None = None,
) -> SheetLines:
    """Open the sheet for a spreadsheet of items."""
    sheet = SheetLines(context, file, tender_id, buyer_id, taken=taken)
    heading = N_("Lines of {tender}") if tender_id is not None else N_("A tender from a spreadsheet")
    context.shell.open_sheet(context.text(heading, tender=title), sheet)
    return sheet


def ask_for_schedule(
    context: Context, owner: QWidget, tender_id: uuid.UUID, title: str, buyer_id: uuid.UUID | None
) -> None:
    """Let the person choose a spreadsheet whose lines join a tender."""

    def chosen(files: Sequence[Path]) -> None:
        open_schedule(context, files[0], tender_id, title, buyer_id)

    ask_for_files(owner, context.text(N_("Choose a file …")), FILES, chosen)

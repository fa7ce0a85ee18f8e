"""The documents of a tender: kept files are shown and saved, addresses are listed and never fetched, nothing is ever run."""

import uuid
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.commands.tender_documents import add_document, archive_document, rename_document
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.document_files import DOCX, OLD_OFFICE, PPTX, TEXT, XLSX, keep_document
from sse_desktop.exchange.papers_file import JPEG, PDF, PNG
from sse_desktop.queries.tender_documents import TenderDocumentRow, tender_documents
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FILES: Final = "*.pdf *.jpg *.jpeg *.png *.docx *.doc *.xlsx *.xls *.odt *.ods *.pptx *.txt *.csv *.xml"
NOTHING: Final = Empty(
    N_("No documents yet"),
    N_(
        "Keep the buyer's terms, forms and plans with the tender. Files are stored unchanged; addresses are listed and never opened."
    ),
)
KINDS: Final = {
    PDF: N_("PDF"),
    JPEG: N_("picture"),
    PNG: N_("picture"),
    XLSX: N_("spreadsheet"),
    DOCX: N_("text document"),
    PPTX: N_("presentation"),
    OLD_OFFICE: N_("office document"),
    TEXT: N_("plain text"),
}
SHOWN: Final = frozenset({PDF, JPEG, PNG})


class DocumentsSheet(QWidget):
    """The list, and what can be done with the chosen one."""

    def __init__(self, context: Context, tender_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tender_id = tender_id
        self.table = RowTable(
            context, N_("Documents of the buyer"), self._columns(), key=lambda row: (row.id, row.address, row.title)
        )
        self.name = TextField(context, "title", N_("Title"), required=False)
        self.name.title.setText(context.text(N_("Title")))
        self.address = label("", tone="soft", wrap=True, selectable=True)
        self.show_it = button(context.text(N_("Show")), "primary")
        self.save = button(context.text(N_("Save as …")), icon_name="save")
        self.take_out = button(context.text(N_("Take out")))
        self.add = button(context.text(N_("Add files …")), icon_name="add")
        self.nothing = EmptyPlace(
            context, NOTHING, lambda: (Action(N_("Add files …"), self.ask_for_files, primary=True, icon="add"),)
        )
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.show_file())
        self.name.entered.connect(self.rename)
        self.name.line.editingFinished.connect(self.rename)
        self.show_it.clicked.connect(self.show_file)
        self.save.clicked.connect(self.ask_where_to_save)
        self.take_out.clicked.connect(self.remove)
        self.add.clicked.connect(self.ask_for_files)
        context.feed.changed.connect(self._touched)
        self.refresh()

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.address)
        line = QHBoxLayout()
        line.addWidget(self.name, 1)
        card.body.addLayout(line)
        buttons = QHBoxLayout()
        for each in (self.show_it, self.save, self.take_out, self.add):
            buttons.addWidget(each)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        empty = Card()
        empty.body.addWidget(self.nothing)
        self.places = QStackedWidget()
        for place in (card, empty):
            self.places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.places)

    def _columns(self) -> tuple[Column[TenderDocumentRow], ...]:
        return (
            Column(N_("Title"), lambda row: row.title or row.file_name or row.address, 300, stretch=True),
            Column(N_("Kind"), lambda row: kind_words(self.context, row), 130),
            Column(N_("File or address"), lambda row: row.file_name or row.address, 280, secondary=True),
            Column(N_("State"), self._mark, 150),
        )

    def _mark(self, row: TenderDocumentRow) -> Mark:
        if row.is_kept:
            return Mark(State.READY, self.context.text(N_("kept here")))
        return Mark(State.QUIET, self.context.text(N_("address only")))

    # What is shown.

    def _touched(self, tables: frozenset[str]) -> None:
        if "tender_document" in tables:
            self.refresh()

    def refresh(self) -> None:
        """Read the documents anew."""
        self.context.worker.read(tender_documents, self.tender_id, owner=self, done=self._show)

    def _show(self, rows: Sequence[TenderDocumentRow]) -> None:
        self.table.show_rows(rows)
        self.places.setCurrentIndex(0 if rows else 1)

    def _picked(self, row: TenderDocumentRow | None) -> None:
        kept = row is not None and row.is_kept
        self.show_it.setEnabled(row is not None and row.media_type in SHOWN)
        self.save.setEnabled(kept)
        for each in (self.take_out, self.name):
            each.setEnabled(row is not None and row.id is not None)
        self.address.setText(row.address if row is not None else "")
        self.address.setVisible(bool(self.address.text()))
        if not self.name.line.isModified():
            self.name.set_value(row.title if row is not None else "")

    # What can be done.

    def ask_for_files(self) -> None:
        """Let the person choose files."""
        ask_for_files(self, self.context.text(N_("Add files …")), FILES, self.take_files)

    def take_files(self, files: Sequence[Path]) -> None:
        """Keep files as documents of the tender."""
        self.context.worker.long(
            keep_files, self.tender_id, list(files), owner=self, done=self._kept, failed=self.context.shell.problem
        )

    def _kept(self, refused: Sequence[DomainError]) -> None:
        if refused:
            self.context.shell.problem(refused[0])
        else:
            self.context.shell.tell(self.context.text(N_("The documents were kept.")))

    def show_file(self) -> None:
        """Show a PDF or a picture over the page."""
        row = self.table.current
        if row is not None and row.media_type in SHOWN:
            name = f"{Path(row.file_name).stem}.pdf"
            self.context.worker.long(
                document_as_pdf, row, owner=self, done=lambda data: self.context.shell.show_pdf(row.title, data, name)
            )

    def ask_where_to_save(self) -> None:
        """Ask where a copy of the file goes."""
        row = self.table.current
        if row is not None and row.is_kept:
            suffix = Path(row.file_name).suffix.lstrip(".") or "bin"
            ask_for_file(self, self.context.text(N_("Save as …")), row.file_name, suffix, partial(self.save_copy, row))

    def save_copy(self, row: TenderDocumentRow, name: str) -> None:
        """Write an unchanged copy of a kept file."""
        told = self.context.text(N_("Saved as {path}"), path=name)
        self.context.worker.long(
            write_copy, row.file_sha or "", Path(name), owner=self, done=lambda _done: self.context.shell.tell(told)
        )

    def rename(self) -> None:
        """Call the chosen document something else."""
        row, words = self.table.current, self.name.line.text().strip()
        if not self.name.line.isModified() or row is None or row.id is None or not words:
            return
        self.name.line.setModified(False)
        if words != row.title:
            self.context.worker.write(rename_document, row.id, words, owner=self, done=lambda _done: None)

    def remove(self) -> None:
        """Take the chosen document out of the tender."""
        row = self.table.current
        if row is not None and row.id is not None:
            told = self.context.text(N_("The document was taken out. Ctrl+Z brings it back."))
            self.context.worker.write(
                archive_document, row.id, owner=self, done=lambda _done: self.context.shell.tell(told)
            )


def kind_words(context: Context, row: TenderDocumentRow) -> str:
    """Return what a document is, in a word."""
    if not row.is_kept:
        return context.text(N_("link"))
    return context.text(KINDS.get(row.media_type, N_("office document")))


def keep_files(
    workspace: "Workspace", tender_id: uuid.UUID, files: Sequence[Path], *, progress: Progress
) -> list[DomainError]:
    """Keep files one by one and return why some were not kept; runs beside the interface."""
    refused: list[DomainError] = []
    for at, file in enumerate(files):
        progress.step(at, len(files), file.name)
        try:
            workspace.write(add_document, tender_id, "", keep_document(file, workspace.attachments))
        except DomainError as failure:
            refused.append(failure)
    return refused


def document_as_pdf(workspace: "Workspace", row: TenderDocumentRow, *, progress: Progress) -> bytes:
    """Return a document for looking at: a picture as a page; runs beside the interface."""
    progress.step(0, 1)
    data = workspace.attachments.read(row.file_sha or "")
    if row.media_type == PDF:
        return data
    from sse_desktop.documents.picture import picture_page

    buffer = BytesIO()
    with picture_page(data, row.title, row.file_name) as page:
        page.save(buffer)
    return buffer.getvalue()


def write_copy(workspace: "Workspace", sha: str, path: Path, *, progress: Progress) -> None:
    """Write a kept file out unchanged; runs beside the interface."""
    progress.step(0, 1)
    write_atomically(path, workspace.attachments.read(sha))


def open_documents(context: Context, tender_id: uuid.UUID, title: str) -> DocumentsSheet:
    """Open the documents of a tender over the page."""
    sheet = DocumentsSheet(context, tender_id)
    context.shell.open_sheet(context.text(N_("Documents of {tender}"), tender=title), sheet)
    return sheet

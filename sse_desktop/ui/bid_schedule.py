"""The buyer's price schedule filled with our prices: the lines are found, looked at, and only their cells are written."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.commands.tender_documents import DocumentFile, add_document
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.document_files import XLSX, keep_document
from sse_desktop.exchange.item_sheet_apart import read_tables_apart
from sse_desktop.exchange.item_sheet_grids import ItemTable
from sse_desktop.exchange.price_schedule import FilledSchedule, fill_schedule
from sse_desktop.exchange.price_schedule_cells import Place
from sse_desktop.exchange.price_schedule_lines import FILLING, OfferLine, columns_to_fill
from sse_desktop.queries.bids import BidDetail
from sse_desktop.queries.tender_documents import TenderDocumentRow, tender_documents
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.bid_schedule_rows import ScheduleRows
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.import_mapping import MappingCard
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FILES: Final = "*.xlsx *.xlsm"
SHOWN_DOCUMENTS: Final = 4
START: Final = Empty(
    N_("Choose the buyer's file"),
    N_(
        "An XLSX file of the buyer with a cell for each price. Only those cells are written, into a new file; all else stays."
    ),
)


@dataclass(frozen=True)
class Opened:
    """The buyer's file: what it is called, its bytes and its tables."""

    name: str
    data: bytes
    tables: Sequence[ItemTable]


class ScheduleFill(QWidget):
    """The columns on the left, the buyer's lines with ours on the right. The original is never changed."""

    def __init__(self, context: Context, offer: BidDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.offer = offer
        self.opened: Opened | None = None
        self._stop = Event()
        self.file_name = label("", "strong")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(context.text(N_("Sheet of the workbook")))
        self.another = button(context.text(N_("Another file …")), icon_name="folder")
        self.mapping = MappingCard(context, FILLING)
        self.rows = ScheduleRows(context, lines_of(offer))
        self.start = EmptyPlace(context, START, self._first_steps)
        self._lay_out()
        self.sheets.currentIndexChanged.connect(self._choose_sheet)
        self.another.clicked.connect(self.ask_for_schedule)
        self.mapping.changed.connect(self._columns_chosen)
        self.rows.wanted.connect(self.ask_where_to_save)
        context.worker.read(tender_documents, offer.tender_id, owner=self, done=self._know_documents)

    def _lay_out(self) -> None:
        head, self.first = Card(), Card()
        line = QHBoxLayout()
        line.addWidget(self.file_name, 1)
        for each in (self.sheets, self.another):
            line.addWidget(each)
        head.body.addLayout(line)
        self.kept = QVBoxLayout()
        self.first.body.addStretch(2)
        self.first.body.addWidget(self.start)
        self.first.body.addLayout(self.kept)
        self.first.body.addStretch(3)
        work = QWidget()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.mapping, 5)
        below.addWidget(self.rows, 7)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(below, 1)
        self.places = QStackedWidget()
        for place in (self.first, work):
            self.places.addWidget(place)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.places)

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Choose a file …"), self.ask_for_schedule, primary=True, icon="folder"),)

    def _know_documents(self, rows: Sequence[TenderDocumentRow]) -> None:
        """Offer what is kept already; the buyer's file often came with the notice."""
        for row in [row for row in rows if row.media_type == XLSX][:SHOWN_DOCUMENTS]:
            take = button(self.context.text(N_("Take “{title}”"), title=row.title))
            take.clicked.connect(partial(self.open_kept, row))
            self.kept.addWidget(take, 0, Qt.AlignmentFlag.AlignHCenter)

    # The file.

    def ask_for_schedule(self) -> None:
        """Let the person choose the buyer's file."""
        ask_for_files(self, self.context.text(START.title), FILES, lambda files: self.open(files[0]))

    def open(self, file: Path) -> None:
        """Read a file and keep it among the tender's documents."""
        self.context.worker.long(
            open_file, self.offer.tender_id, file, cancel=self._stop, owner=self, done=self._was_opened
        )

    def open_kept(self, row: TenderDocumentRow) -> None:
        """Read a document of the tender."""
        self.context.worker.long(open_document, row, cancel=self._stop, owner=self, done=self._was_opened)

    def _was_opened(self, opened: Opened) -> None:
        self.opened = opened
        self.file_name.setText(opened.name)
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for found in opened.tables:
            self.sheets.addItem(found.table.sheet)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(opened.tables) > 1)
        self.places.setCurrentIndex(1)
        self._choose_sheet(0)
        self.rows.table.setFocus()

    @property
    def found(self) -> ItemTable | None:
        """The table that is filled."""
        at = self.sheets.currentIndex()
        return self.opened.tables[at] if self.opened is not None and 0 <= at < len(self.opened.tables) else None

    def _choose_sheet(self, _number: int) -> None:
        if self.found is not None:
            table = self.found.table
            self.mapping.show_table(table, columns_to_fill(table.header, self.found.columns))
            self._columns_chosen()

    def _columns_chosen(self) -> None:
        if self.found is not None:
            self.rows.show_table(self.found, self.mapping.chosen())

    # The filled file.

    def ask_where_to_save(self) -> None:
        """Ask for the new file."""
        if self.opened is not None:
            proposal = self.context.text(N_("{name} - our prices.xlsx"), name=Path(self.opened.name).stem)
            ask_for_file(self, self.context.text(N_("Save the filled file")), proposal, "xlsx", self.save)

    def save(self, name: str) -> None:
        """Write the new file beside the interface; the buyer's own stays as it was."""
        if self.opened is None or self.found is None:
            return
        prices, extras = self.cells()
        self.context.worker.long(
            write_filled, Path(name), self.opened.data, self.found.table.sheet, prices, extras, owner=self,
            done=partial(self._saved, name),
        )  # fmt: skip

    def cells(self) -> tuple[dict[Place, Decimal], dict[Place, Decimal]]:
        """Return the numbers to write: prices and quantities, and totals for cells that are empty."""
        prices: dict[Place, Decimal] = {}
        extras: dict[Place, Decimal] = {}
        places = (
            {name: self.found.table.column(heading) + 1 for name, heading in self.mapping.chosen().items()}
            if self.found
            else {}
        )
        for row in self.rows.to_write():
            line, at = row.line, row.item.line
            if line is None or line.price is None:
                continue
            prices[at, places["price"]] = line.price
            if "offered" in places:
                prices[at, places["offered"]] = line.quantity
            if "total" in places and line.total is not None:
                extras[at, places["total"]] = line.total
        return prices, extras

    def _saved(self, name: str, done: FilledSchedule) -> None:
        sentence = N_("Saved as {path}: {count} cells were written, everything else is as the buyer made it.")
        self.context.shell.tell(self.context.text(sentence, path=name, count=len(done.written)))

    def event(self, event: QEvent) -> bool:
        # The child that reads is stopped when the sheet goes away.
        if event.type() == QEvent.Type.DeferredDelete:
            self._stop.set()
        return super().event(event)


def lines_of(offer: BidDetail) -> list[OfferLine]:
    """Return the lines of a bid as they are written into a schedule; what is not offered is not."""
    return [
        OfferLine(
            id=line.id,
            description=line.description,
            lot=line.lot,
            asked=line.asked.amount if line.asked is not None else None,
            quantity=line.quantity.amount.normalize(),
            price=line.price.amount.normalize() if line.price is not None else None,
            total=line.total.amount if line.total is not None else None,
        )
        for line in offer.lines
        if line.is_offered
    ]


def open_file(workspace: "Workspace", tender_id: uuid.UUID, file: Path, *, cancel: Event, progress: Progress) -> Opened:
    """Read a file that was chosen, and keep it among the documents of the tender; runs beside the interface."""
    progress.step(0, 1)
    opened = Opened(file.name, file.read_bytes(), read_tables_apart(file, cancel=cancel))
    check_fillable(opened)
    kept: DocumentFile = keep_document(file, workspace.attachments)
    workspace.write(add_document, tender_id, "", kept)
    return opened


def open_document(workspace: "Workspace", row: TenderDocumentRow, *, cancel: Event, progress: Progress) -> Opened:
    """Read a document that is kept; runs beside the interface."""
    progress.step(0, 1)
    data = workspace.attachments.read(row.file_sha or "")
    opened = Opened(row.file_name or row.title, data, read_tables_apart(data, cancel=cancel))
    check_fillable(opened)
    return opened


def check_fillable(opened: Opened) -> None:
    """Refuse at once what can't be filled.

    Raises: NotAWorkbook, WorkbookSigned, BrokenFile.
    """
    fill_schedule(opened.data, opened.tables[0].table.sheet, {})


def write_filled(
    _workspace: "Workspace", path: Path, data: bytes, sheet: str, prices: Mapping[Place, Decimal], extras: Mapping[Place, Decimal],
    *, progress: Progress,
) -> FilledSchedule:  # fmt: skip
    """Fill the schedule and write the new file; runs beside the interface."""
    progress.step(0, 1)
    done = fill_schedule(data, sheet, prices, extras)
    write_atomically(path, done.data)
    return done

"""What pasted lines and spreadsheets share: a table, which column is what, and the lines that come of it, before they are saved."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.tender_schedules import ColumnsSaid
from sse_desktop.commands.tenders import ItemData, LotData
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.exchange.item_sheet import SheetItem, SheetReading, items_of
from sse_desktop.exchange.item_sheet_columns import ITEMS
from sse_desktop.exchange.spreadsheet import Table, headings_of
from sse_desktop.queries.sheet_mappings import known_mapping
from sse_desktop.queries.unit_words import explained_units
from sse_desktop.ui.context import Context
from sse_desktop.ui.import_mapping import MappingCard
from sse_desktop.ui.tender_items_preview import NOTHING, LinesPreview
from sse_desktop.ui.worker import Ticket


class ItemsWork(QWidget):
    """Reads the lines anew with every change of the table, of the columns or of a unit; a subclass brings the table."""

    def __init__(self, context: Context, buyer_id: uuid.UUID | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.buyer_id = buyer_id
        self.sheet: Table | None = None
        self._asked: Ticket | None = None
        self._is_ours = False  # whether the person chose the columns of this table
        self._units: dict[str, str] = {}
        self.mapping = MappingCard(context, ITEMS)
        self.preview = LinesPreview(context)
        self.mapping.changed.connect(self._columns_chosen)
        self.preview.wanted.connect(self.store)
        self.preview.units.explained.connect(self._explained)
        context.worker.read(explained_units, owner=self, done=self._know_units)

    @property
    def reading(self) -> SheetReading:
        """What is shown now."""
        return self.preview.reading

    def show_table(self, table: Table, guessed: Mapping[str, str]) -> None:
        """Show a table with the columns said of one like it, else with the guessed ones."""
        same = self.sheet is not None and self.sheet.header == table.header
        self.sheet = table
        if same and self._is_ours:
            self._show_columns(self.mapping.chosen())
            return
        self._is_ours = False
        done = partial(self._know_columns, table, guessed)
        self.context.worker.read(known_mapping, table.header, self.buyer_id, owner=self, done=done)

    def _know_columns(self, table: Table, guessed: Mapping[str, str], known: Mapping[str, str] | None) -> None:
        if table is self.sheet:
            self._show_columns(guessed if known is None else known)

    def _show_columns(self, columns: Mapping[str, str]) -> None:
        if self.sheet is not None:
            self.mapping.show_table(self.sheet, columns)
            self.reckon()

    def _columns_chosen(self) -> None:
        self._is_ours = True
        self.reckon()

    def reckon(self) -> None:
        """Read the lines of the table with the chosen columns."""
        if self._asked is not None:
            self._asked.cancel()
        columns = self.mapping.chosen()
        if self.sheet is None or "description" not in columns:
            self.preview.show_reading(NOTHING)
            return
        # The decimal mark of the language is taken where the lines themselves don't show theirs.
        mark = self.context.locale.number(Decimal("0.5"))[1:2]
        self._asked = self.context.worker.compute(
            items_of, self.sheet, columns, mark=mark, units=dict(self._units), owner=self, done=self._show, failed=self._not_read
        )  # fmt: skip

    def _show(self, reading: SheetReading) -> None:
        self._asked = None
        self.preview.show_reading(reading, self._units.keys() | {fold(unit) for unit in self._units.values()})

    def _not_read(self, error: Exception) -> None:
        self._asked = None
        self.preview.show_reading(NOTHING)
        self.context.shell.problem(error)

    def _know_units(self, units: dict[str, str]) -> None:
        self._units = units
        self.reckon()

    def _explained(self, word: str, unit: str) -> None:
        self._units[fold(word)] = unit
        self.reckon()

    # Saving.

    def store(self) -> None:
        """Save the lines: a subclass says where."""
        raise NotImplementedError

    def said(self) -> ColumnsSaid | None:
        """What a person saw and left of the columns; nothing for a table without headings, whose letters mean nothing."""
        if self.sheet is None or self.sheet.header == headings_of([None] * len(self.sheet.header)):
            return None
        return ColumnsSaid(header=self.sheet.header, columns=self.mapping.chosen())

    def items(self) -> list[ItemData]:
        """The lines as the commands take them."""
        return [_item_data(item) for item in self.reading.items]

    def lots(self) -> list[LotData]:
        """The lots as the commands take them."""
        return [LotData(code=lot.code, title=lot.title) for lot in self.reading.lots.values()]

    def was_added(self, count: int) -> None:
        """Close the sheet and tell how many lines were added."""
        shell, locale = self.context.shell, self.context.locale
        shell.close_sheet()
        shell.tell(locale.plural(N_("{n} line was added."), N_("{n} lines were added."), count))

    def not_stored(self, error: Exception) -> None:
        """Let the person try again."""
        self.preview.set_saving(is_saving=False)
        self.context.shell.problem(error)


def _item_data(item: SheetItem) -> ItemData:
    return ItemData(
        description=item.description,
        quantity=item.quantity,
        unit=item.unit,
        price=item.price,
        lot_code=item.lot,
        classification_id=item.code,
    )

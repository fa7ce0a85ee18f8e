"""Rows for a table view: all of them for small lists, blocks of a query through a cache for long ones."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sse_desktop.ui.columns import Column, Mark, is_number, order_of, show
from sse_desktop.ui.worker import DatabaseWorker, Ticket

if TYPE_CHECKING:
    from sse_desktop.locale import Locale

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
BLOCK_ROWS: Final = 256
CACHED_BLOCKS: Final = 64
WAIT_MS: Final = 40  # a quick block is waited for, so that scrolling shows rows and not dots
QUEUED_BLOCKS: Final = 3  # while the bar is dragged, blocks that were passed by are given up

DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TEXT_ROLES: Final = frozenset({DISPLAY, ACCESSIBLE})
MARK_ROLE: Final = int(Qt.ItemDataRole.UserRole)
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class Blocks(Generic[Row]):
    """A windowed source: `count(session)` and `rows(session, offset=, limit=)`, both with all filters bound by partial."""

    count: Callable[..., int]
    rows: Callable[..., Sequence[Row]]


class RowsModel(QAbstractTableModel, Generic[Row]):
    """What both models share: columns, words, sides. Read only."""

    arrived = Signal()

    def __init__(self, columns: Sequence[Column[Row]], locale: "Locale", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.locale = locale
        self._right: list[bool | None] = [column.right for column in self.columns]

    def row_at(self, index: int) -> Row | None:
        """Return the row, or None while it is still being read."""
        raise NotImplementedError

    def title(self, column: int) -> str:
        spec = self.columns[column]
        words = self.locale.text(spec.title)
        return f"{words} {spec.unit}" if spec.unit else words

    def cell(self, row: Row, column: int) -> str:
        spec = self.columns[column]
        return show(spec.value(row), self.locale, unit=spec.unit, decimals=spec.decimals)

    def is_right(self, column: int) -> bool:
        """Tell whether a column stands on the right: said so, or its first row holds a number."""
        known = self._right[column]
        if known is None:
            row = self.row_at(0) if self.rowCount() else None
            if row is None:
                return bool(self.columns[column].unit)
            known = self._right[column] = is_number(self.columns[column].value(row))
        return known

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in TEXT_ROLES:
            row = self.row_at(index.row())
            return "…" if row is None else self.cell(row, index.column())
        if role == ALIGNMENT:
            return RIGHT if self.is_right(index.column()) else LEFT
        if role == MARK_ROLE:
            row = self.row_at(index.row())
            value = None if row is None else self.columns[index.column()].value(row)
            return value if isinstance(value, Mark) else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role in TEXT_ROLES:
            return self.title(section)
        if role == ALIGNMENT:
            return RIGHT if self.is_right(section) else LEFT
        return None


class ListModel(RowsModel[Row]):
    """A short list that is there as a whole; orders itself by any column."""

    def __init__(self, columns: Sequence[Column[Row]], locale: "Locale", parent: QObject | None = None) -> None:
        super().__init__(columns, locale, parent)
        self._rows: list[Row] = []
        self._order: tuple[int, bool] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._right = [column.right for column in self.columns]
        self._arrange()
        self.endResetModel()
        self.arrived.emit()

    def row_at(self, index: int) -> Row | None:
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._order is not None:
            column, descending = self._order
            value = self.columns[column].value
            self._rows.sort(key=lambda row: order_of(value(row)), reverse=descending)


class BlockModel(RowsModel[Row]):
    """A list of any length: the count at once, the rows in blocks of 256 as they are seen; at most 64 blocks are kept."""

    def __init__(
        self, columns: Sequence[Column[Row]], locale: "Locale", worker: DatabaseWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, locale, parent)
        self._worker = worker
        self._source: Blocks[Row] | None = None
        self._count = 0
        self._round = 0
        self._cache: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._wanted: OrderedDict[int, Ticket] = OrderedDict()
        self._last: tuple[int, Sequence[Row]] = (-1, ())

    def set_source(self, source: Blocks[Row]) -> None:
        """Show another source; the old rows stay until the new count is known."""
        self._round += 1
        self._give_up(0)
        self._worker.read_soon(
            source.count, wait_ms=WAIT_MS, owner=self, done=partial(self._counted, self._round, source)
        )

    def row_at(self, index: int) -> Row | None:
        number, at = divmod(index, BLOCK_ROWS)
        rows = self._last[1] if self._last[0] == number else self._block(number)
        return rows[at] if at < len(rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def _counted(self, round_: int, source: Blocks[Row], count: int) -> None:
        if round_ != self._round:
            return
        self.beginResetModel()
        self._source, self._count = source, count
        self._cache.clear()
        self._last = (-1, ())
        self._right = [column.right for column in self.columns]
        self.endResetModel()
        self.arrived.emit()

    def _block(self, number: int) -> Sequence[Row]:
        rows = self._cache.get(number)
        if rows is None:
            self._ask(number)
            rows = self._cache.get(number, ())
        if rows:
            self._cache.move_to_end(number)
            self._last = (number, rows)
        return rows

    def _ask(self, number: int) -> None:
        if self._source is None or number in self._wanted:
            return
        self._give_up(QUEUED_BLOCKS - 1)
        ticket = self._worker.read_soon(
            self._source.rows, offset=number * BLOCK_ROWS, limit=BLOCK_ROWS,
            wait_ms=0 if self._wanted else WAIT_MS, owner=self, done=partial(self._arrive, self._round, number),
        )  # fmt: skip
        if number not in self._cache:
            self._wanted[number] = ticket

    def _give_up(self, keep: int) -> None:
        while len(self._wanted) > keep:
            self._wanted.popitem(last=False)[1].cancel()

    def _arrive(self, round_: int, number: int, rows: Sequence[Row]) -> None:
        if round_ != self._round:
            return
        was_waited_for = self._wanted.pop(number, None) is not None
        self._cache[number] = rows
        if len(self._cache) > CACHED_BLOCKS:
            self._cache.popitem(last=False)
        if was_waited_for and number == 0:
            self.arrived.emit()  # widths are measured on the first rows
        if was_waited_for and rows:
            first = number * BLOCK_ROWS
            self.dataChanged.emit(
                self.index(first, 0), self.index(min(first + len(rows), self._count) - 1, len(self.columns) - 1)
            )

"""The grid of a count: lots below each other, beside the books what was counted and why it differs."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from sse_desktop.commands.stock_counts import CountedLot
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock import LotRow
from sse_desktop.ui.cells import BlockTooLarge, CellsModel
from sse_desktop.ui.context import Context
from sse_desktop.ui.pledge_table import GridPainter, PledgeTable
from sse_desktop.ui.theme import Theme, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TITLES: Final = (
    N_("Product"),
    N_("By the books, kg"),
    N_("Counted, kg"),
    N_("Difference, kg"),
    N_("Why it differs"),
)
PRODUCT, BOOKS, COUNTED, DIFFERENCE, REASON = range(5)
WIDTHS: Final = (170, 150, 120, 130, 290)
NAME_PX: Final = 230
SHOWS: Final = frozenset({int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)})


class CountBelowNothing(DomainError):
    """Less than nothing can't lie somewhere."""

    sentence = N_("“{text}” is below zero. Nothing was changed. Type the weight that is there, or 0.")


class CountModel(CellsModel):
    """The lots of a place with what was typed so far; nothing is stored before the whole sheet is saved."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.rows: list[LotRow] = []
        self.counted: dict[uuid.UUID, int] = {}
        self.reasons: dict[uuid.UUID, str] = {}

    def show(self, rows: Sequence[LotRow]) -> None:
        """Show lots; what was typed of those that stay is kept."""
        self.beginResetModel()
        self.rows = list(rows)
        known = {row.id for row in rows}
        self.counted = {lot: grams for lot, grams in self.counted.items() if lot in known}
        self.reasons = {lot: words for lot, words in self.reasons.items() if lot in known}
        self.endResetModel()
        self.summed.emit()

    def forget(self) -> None:
        """Empty the sheet."""
        self.counted, self.reasons = {}, {}
        self.show(self.rows)

    def counts(self) -> tuple[CountedLot, ...]:
        """Return the lots that were counted, in the order of the sheet."""
        return tuple(
            CountedLot(lot_id=row.id, counted_g=self.counted[row.id], reason=self.reasons.get(row.id, ""))
            for row in self.rows
            if row.id in self.counted
        )

    def difference(self, row: LotRow) -> int | None:
        """Return counted less books in grams; None while it was not counted."""
        counted = self.counted.get(row.id)
        return None if counted is None else counted - row.balance.milli

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if index.column() in {PRODUCT, REASON} else RIGHT
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return Theme.tokens.to_do if index.column() == DIFFERENCE and self.difference(row) else None
        if role not in {*SHOWS, int(Qt.ItemDataRole.EditRole)}:
            return None
        return self._shown(row, index.column())

    def _shown(self, row: LotRow, column: int) -> str:
        match column:
            case 0:
                return f"{row.product} {row.grade}"
            case 1:
                return self._kilos(row.balance.milli)
            case 2:
                return self._kilos(self.counted.get(row.id))
            case 3:
                return self._kilos(self.difference(row))
            case _:
                return self.reasons.get(row.id, "")

    def _kilos(self, grams: int | None) -> str:
        return "" if grams is None else self._context.locale.number(Quantity(grams, KILO).amount)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_title and section not in {PRODUCT, REASON} else LEFT
        if role not in SHOWS:
            return None
        return self._context.text(TITLES[section]) if is_title else self.rows[section].code

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() in {COUNTED, REASON} else known

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        try:
            self._set(index.row(), index.column(), str(value))
        except DomainError as error:
            self.refused.emit(error)
            return False
        self._told([index.row()])
        return True

    # Blocks of cells.

    def paste(self, text: str, row: int, column: int) -> None:
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        width = max((len(line) for line in block), default=0)
        free_rows, free_columns = len(self.rows) - row, len(TITLES) - column
        before = (dict(self.counted), dict(self.reasons))
        try:
            if len(block) > free_rows or width > free_columns:
                raise BlockTooLarge(rows=len(block), columns=width, free_rows=free_rows, free_columns=free_columns)
            for down, line in enumerate(block):
                for right, words in enumerate(line):
                    self._set(row + down, column + right, words)
        except DomainError as error:
            self.counted, self.reasons = before
            self.refused.emit(error)
            return
        self._told(range(row, row + len(block)))

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        for row, column in cells:
            self._set(row, column, "")
        self._told([row for row, _ in cells])

    def _set(self, row: int, column: int, words: str) -> None:
        lot = self.rows[row].id
        if column == REASON:
            self.reasons[lot] = words.strip()
        elif column == COUNTED and not words.strip():
            self.counted.pop(lot, None)
        elif column == COUNTED:
            weight = Quantity.of(self._context.locale.parse_decimal(words), KILO)
            if weight.milli < 0:
                raise CountBelowNothing(text=words.strip())
            self.counted[lot] = weight.milli

    def _told(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(TITLES) - 1))
        self.summed.emit()


class CountPainter(GridPainter):
    """Words on the left, figures on the right; what can't be typed in stands on a quiet ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, box, state = Theme.tokens, self._box(option), self._state(option)
        is_typed = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif not is_typed:
            painter.fillRect(box, QColor(tokens.zebra))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.setFont(font("strong" if index.column() == COUNTED else "body"))
        painter.setPen(QColor(index.data(Qt.ItemDataRole.ForegroundRole) or tokens.ink))
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(box.adjusted(8, 0, -8, 0), int(alignment), str(index.data() or ""))


class CountTable(PledgeTable):
    """The view of the grid, with its widths."""

    def __init__(self, name: str, model: CountModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self.setItemDelegate(CountPainter(self))
        self.verticalHeader().setFixedWidth(NAME_PX)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give every column its width."""
        for at, width in enumerate(WIDTHS):
            self.setColumnWidth(at, width)

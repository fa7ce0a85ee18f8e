"""The grid of pledges: members below each other, weeks side by side; typed, pasted and cleared like a spreadsheet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.pledges import PledgeRow
from sse_desktop.ui.cells import BlockTooLarge, CellsModel

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PledgeBelowNothing(DomainError):
    """A pledge can't be negative."""

    sentence = N_("“{text}” is below zero. Nothing was changed. A pledge is a weight in kg, or empty.")


class CellUnreadable(DomainError):
    """One cell of a pasted block is no number."""

    sentence = N_(
        "Row {row}, column {column} of what was pasted is “{text}”. Nothing was changed. Copy only the weights, in kg."
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as it was typed: member, week and grams; none takes the pledge back."""

    member_id: uuid.UUID
    week: Week
    grams: int


class PledgeModel(CellsModel):
    """Rows of a query with one more column for the sum; what is typed is shown at once and given out to be stored."""

    def __init__(self, locale: Locale, total: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = locale
        self._total = total
        self.rows: list[PledgeRow] = []
        self.weeks: Sequence[Week] = ()

    def show(self, rows: Sequence[PledgeRow], weeks: Sequence[Week]) -> None:
        """Show rows; when the same members and weeks are shown again only cells that differ change, so that nothing that is being typed is lost."""
        is_same = [row.member_id for row in rows] == [row.member_id for row in self.rows] and list(weeks) == list(
            self.weeks
        )
        if is_same:
            for number, row in enumerate(rows):
                self._renew(number, row)
        else:
            self.beginResetModel()
            self.rows, self.weeks = list(rows), list(weeks)
            self.endResetModel()
        self.summed.emit()

    def _renew(self, number: int, row: PledgeRow) -> None:
        before, self.rows[number] = self.rows[number], row
        changed = [at for at, week in enumerate(self.weeks) if self._at(before, week) != self._at(row, week)]
        for column in [*changed, len(self.weeks)] if changed else []:
            self.dataChanged.emit(self.index(number, column), self.index(number, column))

    def sums(self) -> list[Quantity]:
        """Return the sum of each week, and of all."""
        by_week = [sum((self._at(row, week) for row in self.rows), start=Quantity(0, KILO)) for week in self.weeks]
        return [*by_week, sum(by_week, start=Quantity(0, KILO))]

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks) + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.rows[index.row()]
        weight = row.total if index.column() == len(self.weeks) else self._at(row, self.weeks[index.column()])
        return shown(self.locale, weight) if weight.milli else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if orientation == Qt.Orientation.Horizontal else LEFT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation == Qt.Orientation.Vertical:
            row = self.rows[section]
            return f"{row.member_number} · {row.member}"
        if section == len(self.weeks):
            return self._total
        week = self.weeks[section]
        return (
            f"{self.locale.text(N_('wk {number}'), number=str(week.number))}\n{day_and_month(self.locale, week.monday)}"
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and index.column() < len(self.weeks):
            return super().flags(index) | Qt.ItemFlag.ItemIsEditable
        return super().flags(index)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        try:
            grams = self._grams(str(value))
        except DomainError as error:
            self.refused.emit(error)
            return False
        self._enter([(index.row(), index.column(), grams)])
        return True

    # Blocks of cells.

    def paste(self, text: str, row: int, column: int) -> None:
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        try:
            cells = self._block(block, row, column)
        except DomainError as error:
            self.refused.emit(error)
            return
        self._enter(cells)

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        self._enter([(row, column, 0) for row, column in cells if column < len(self.weeks)])

    # Private.

    def _block(self, block: Sequence[Sequence[str]], row: int, column: int) -> list[tuple[int, int, int]]:
        width = max((len(line) for line in block), default=0)
        free_rows, free_columns = len(self.rows) - row, len(self.weeks) - column
        if len(block) > free_rows or width > free_columns:
            raise BlockTooLarge(rows=len(block), columns=width, free_rows=free_rows, free_columns=free_columns)
        return [
            (row + down, column + right, self._pasted(text, down, right))
            for down, line in enumerate(block)
            for right, text in enumerate(line)
        ]

    def _pasted(self, text: str, down: int, right: int) -> int:
        try:
            return self._grams(text)
        except DomainError as error:
            raise CellUnreadable(row=down + 1, column=right + 1, text=text.strip()) from error

    def _grams(self, text: str) -> int:
        if not text.strip():
            return 0
        weight = Quantity.of(self.locale.parse_decimal(text), KILO)
        if weight.milli < 0:
            raise PledgeBelowNothing(text=text.strip())
        return weight.milli

    def _enter(self, cells: Sequence[tuple[int, int, int]]) -> None:
        changed = [
            Typed(self.rows[row].member_id, self.weeks[column], grams)
            for row, column, grams in cells
            if self._at(self.rows[row], self.weeks[column]).milli != grams
        ]
        for row, column, grams in cells:
            by_week = {**self.rows[row].by_week, self.weeks[column]: Quantity(grams, KILO)}
            self.rows[row] = replace(self.rows[row], by_week=by_week)
            for at in (column, len(self.weeks)):
                self.dataChanged.emit(self.index(row, at), self.index(row, at))
        if changed:
            self.summed.emit()
            self.typed.emit(changed)

    def _at(self, row: PledgeRow, week: Week) -> Quantity:
        return row.by_week.get(week, Quantity(0, KILO))


def shown(locale: Locale, weight: Quantity) -> str:
    """Return a weight with one decimal at least, so that the figures of a column stand below each other."""
    return locale.number(weight.amount, 1 if weight.milli % 100 == 0 else None)


def day_and_month(locale: Locale, day: date) -> str:
    """Return a day as the language writes it, without the year."""
    return locale.date(day).replace(str(day.year), "").strip(" ./-")


class SumModel(QAbstractTableModel):
    """One row: the sums of the grid above it."""

    def __init__(self, locale: Locale, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = locale
        self._title = title
        self._sums: Sequence[Quantity] = ()

    def show(self, sums: Sequence[Quantity]) -> None:
        self.beginResetModel()
        self._sums = sums
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sums)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return shown(self.locale, self._sums[index.column()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        is_title = orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole
        return self._title if is_title else None

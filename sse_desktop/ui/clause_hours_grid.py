"""The grid of hours: trainees below each other, the days of a week side by side; typed, pasted and cleared like a spreadsheet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.rounding import scaled, unscaled
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.clause_progress import HoursRow
from sse_desktop.ui.cells import BlockTooLarge, CellsModel

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DAYS: Final = 7
SHOWS: Final = frozenset({int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)})


class HoursBelowNothing(DomainError):
    """Hours can't be negative."""

    sentence = N_("“{text}” is below zero. Nothing was changed. Hours are a number like 7.5, or empty.")


class HoursUnreadable(DomainError):
    """One cell of a pasted block is no number."""

    sentence = N_(
        "Row {row}, column {column} of what was pasted is “{text}”. Nothing was changed. Copy only the hours."
    )


@dataclass(frozen=True, slots=True)
class TypedHours:
    """A cell as it was typed: trainee, day and thousandths of an hour; none takes the hours back."""

    trainee_id: uuid.UUID
    on: date
    hours_milli: int


class HoursModel(CellsModel):
    """Rows of a query with one more column for the sum; what is typed is shown at once and given out to be stored."""

    def __init__(self, locale: Locale, total: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = locale
        self._total = total
        self.rows: list[HoursRow] = []
        self.days: Sequence[date] = ()

    def show(self, rows: Sequence[HoursRow], week: Week) -> None:
        """Show a week; when the same trainees and days are shown again nothing that is being typed is lost."""
        days = [week.monday + timedelta(days=ahead) for ahead in range(DAYS)]
        if [row.trainee.id for row in rows] == [row.trainee.id for row in self.rows] and days == list(self.days):
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, DAYS))
        else:
            self.beginResetModel()
            self.rows, self.days = list(rows), days
            self.endResetModel()
        self.summed.emit()

    def sums(self) -> list[int]:
        """Return the sum of each day, and of all, in thousandths of an hour."""
        by_day = [sum(row.by_day.get(day, 0) for row in self.rows) for day in self.days]
        return [*by_day, sum(by_day)]

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self.days else DAYS + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role not in {*SHOWS, int(Qt.ItemDataRole.EditRole)}:
            return None
        return hours_shown(self.locale, self._at(index.row(), index.column()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if orientation == Qt.Orientation.Horizontal else LEFT
        if role not in SHOWS:
            return None
        if orientation == Qt.Orientation.Vertical:
            trainee = self.rows[section].trainee
            return f"{trainee.name} · {trainee.contract_number}" if trainee.contract_number else trainee.name
        return self._total if section == DAYS else day_title(self.locale, self.days[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() < DAYS else known

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        try:
            hours = self._hours(str(value))
        except DomainError as error:
            self.refused.emit(error)
            return False
        self._enter([(index.row(), index.column(), hours)])
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
        self._enter([(row, column, 0) for row, column in cells if column < DAYS])

    # Private.

    def _block(self, block: Sequence[Sequence[str]], row: int, column: int) -> list[tuple[int, int, int]]:
        width = max((len(line) for line in block), default=0)
        free_rows, free_columns = len(self.rows) - row, DAYS - column
        if len(block) > free_rows or width > free_columns:
            raise BlockTooLarge(rows=len(block), columns=width, free_rows=free_rows, free_columns=free_columns)
        return [
            (row + down, column + right, self._pasted(text, down, right))
            for down, line in enumerate(block)
            for right, text in enumerate(line)
        ]

    def _pasted(self, text: str, down: int, right: int) -> int:
        try:
            return self._hours(text)
        except DomainError as error:
            raise HoursUnreadable(row=down + 1, column=right + 1, text=text.strip()) from error

    def _hours(self, text: str) -> int:
        if not text.strip():
            return 0
        hours = scaled(self.locale.parse_decimal(text), 3)
        if hours < 0:
            raise HoursBelowNothing(text=text.strip())
        return hours

    def _enter(self, cells: Sequence[tuple[int, int, int]]) -> None:
        changed = [
            TypedHours(self.rows[row].trainee.id, self.days[column], hours)
            for row, column, hours in cells
            if self._at(row, column) != hours
        ]
        for row, column, hours in cells:
            by_day = {**self.rows[row].by_day, self.days[column]: hours}
            self.rows[row] = replace(self.rows[row], by_day=by_day)
            for at in (column, DAYS):
                self.dataChanged.emit(self.index(row, at), self.index(row, at))
        if changed:
            self.summed.emit()
            self.typed.emit(changed)

    def _at(self, row: int, column: int) -> int:
        by_day = self.rows[row].by_day
        return sum(by_day.get(day, 0) for day in self.days) if column == DAYS else by_day.get(self.days[column], 0)


def hours_shown(locale: Locale, hours_milli: int) -> str:
    """Return hours as they are typed; nothing for none."""
    return locale.number(unscaled(hours_milli, 3)) if hours_milli else ""


def day_title(locale: Locale, day: date) -> str:
    """Return the name of a day in two short lines."""
    from babel.dates import format_date

    name = format_date(day, "EEE", locale=locale.identifier)
    return f"{name}\n{locale.date(day).replace(str(day.year), '').strip(' ./-')}"

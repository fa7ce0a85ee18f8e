"""The foot of the pledge grid: the sums of what stands above it, and how weights and days are written there."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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
        self._sums: Sequence[str] = ()

    def show(self, sums: Sequence[str]) -> None:
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
            return self._sums[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        is_title = orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole
        return self._title if is_title else None

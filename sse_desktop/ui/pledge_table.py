"""The view of the pledge grid: keys as in a spreadsheet, the sums fixed at the foot."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sse_desktop.ui.cells import CellsModel
from sse_desktop.ui.pledge_grid import PledgeModel
from sse_desktop.ui.pledge_sums import SumModel
from sse_desktop.ui.theme import Theme, font

NAME_PX: Final = 216
CELL_PX: Final = 66
TOTAL_PX: Final = 84
FIGURES_PX: Final = (72, 78, 66)  # total, yield, share of it: ten weeks fit beside them
ROW_PX: Final = 30
ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class GridPainter(QStyledItemDelegate):
    """Thin lines, figures on the right, the sum bold."""

    def __init__(self, parent: QWidget, *, bold: bool = False) -> None:
        super().__init__(parent)
        self._bold = bold

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, box, state = Theme.tokens, self._box(option), self._state(option)
        is_sum = not index.flags() & Qt.ItemFlag.ItemIsEditable
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif is_sum or self._bold:
            painter.fillRect(box, QColor(tokens.zebra))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.setFont(font("strong" if is_sum or self._bold else "body"))
        painter.setPen(QColor(index.data(Qt.ItemDataRole.ForegroundRole) or tokens.ink))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(4, 0, -8, 0), right, str(index.data() or ""))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setStyleSheet("border-radius: 0; padding: 0 6px; min-height: 0;")
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # At once: Qt queues it, and what is typed next would still go to this cell.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def _box(self, option: QStyleOptionViewItem) -> Any:
        return option.rect

    def _state(self, option: QStyleOptionViewItem) -> Any:
        return option.state


class PledgeTable(QTableView):
    """Digits begin to edit, Enter goes down, Tab goes right, Delete clears, Ctrl+C and Ctrl+V copy and paste blocks."""

    def __init__(self, name: str, model: CellsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(name)
        self.setModel(model)
        _plain(self, GridPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.horizontalHeader().setFixedHeight(46)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._model.clear([(index.row(), index.column()) for index in self.selectedIndexes()])
        elif event.key() in ENTER:
            self._go_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        chosen = self.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        QGuiApplication.clipboard().setText(self._model.as_text(rows, columns))

    def paste(self) -> None:
        """Enter what is on the clipboard, beginning with the first chosen cell."""
        chosen = self.selectedIndexes()
        if chosen:
            row = min(index.row() for index in chosen)
            column = min(index.column() for index in chosen)
            self._model.paste(QGuiApplication.clipboard().text(), row, column)

    def _go_down(self) -> None:
        here = self.currentIndex()
        below = self._model.index(min(here.row() + 1, self._model.rowCount() - 1), here.column())
        if below.isValid():
            self.setCurrentIndex(below)


class PledgeSheet(QWidget):
    """The grid and its sums, which keep the widths and follow when the grid is scrolled."""

    def __init__(
        self, name: str, sums_name: str, model: PledgeModel, sums: SumModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.grid = PledgeTable(name, model)
        self.sums = QTableView()
        self.sums.setAccessibleName(sums_name)
        self.sums.setModel(sums)
        _plain(self.sums, GridPainter(self.sums, bold=True))
        self.sums.horizontalHeader().hide()
        self.sums.setFixedHeight(ROW_PX + 4)
        self.sums.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sums.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sums.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bold = QFont(font("strong"))
        self.sums.verticalHeader().setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.sums)
        self.setFocusProxy(self.grid)
        self.grid.horizontalScrollBar().valueChanged.connect(self.sums.horizontalScrollBar().setValue)
        model.modelReset.connect(self.fit)
        sums.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give every column its width."""
        weeks = len(self._model.weeks)
        for table in (self.grid, self.sums):
            for at in range(table.model().columnCount()):
                # The sums still have their old columns when the grid has its new ones.
                table.setColumnWidth(at, FIGURES_PX[min(at - weeks, 2)] if at >= weeks else CELL_PX)


def _plain(table: QTableView, painter: GridPainter) -> None:
    table.setItemDelegate(painter)
    table.setShowGrid(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.setFixedWidth(NAME_PX)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_PX)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setMinimumSectionSize(40)

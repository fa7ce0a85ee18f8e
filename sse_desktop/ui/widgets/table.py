"""The one table of the window: quiet rows, figures under figures, headers over their columns, copy as a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.table_model import MARK_ROLE, RowsModel
from sse_desktop.ui.theme import Theme
from sse_desktop.ui.widgets.column_widths import measured, plan
from sse_desktop.ui.widgets.shapes import paint_badge

ROW_PX = 32
CELL_PAD_PX = 8


class CellPainter(QStyledItemDelegate):
    """Draws a cell by itself: the style of the platform would ask for ten roles we do not have."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = Theme.tokens
        box: Any = option.rect
        state: Any = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif index.row() % 2:
            painter.fillRect(box, QColor(tokens.zebra))
        inner = box.adjusted(CELL_PAD_PX, 0, -CELL_PAD_PX, 0)
        model = index.model()
        mark = model.data(index, MARK_ROLE)
        if isinstance(mark, Mark):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_badge(painter, QRectF(inner), mark.state, mark.word)
            painter.setFont(option.font)
            return
        text = model.data(index)
        if text:
            painter.setPen(QColor(tokens.ink))
            right = isinstance(model, RowsModel) and model.is_right(index.column())
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            if painter.fontMetrics().horizontalAdvance(text) > inner.width():
                text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = str(index.data() or "")
        return QSize(QFontMetrics(self._font()).horizontalAdvance(text) + 2 * CELL_PAD_PX + 2, ROW_PX)

    def _font(self) -> Any:
        parent = self.parent()
        return parent.font() if isinstance(parent, QWidget) else QGuiApplication.font()


class TableView(QTableView):
    """A table of whole rows. Enter or a double click opens a row; Ctrl+C copies the selection with tabs."""

    row_opened = Signal(int)
    row_chosen = Signal(int)
    widths_chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column[Any], ...] = ()
        self._needed: list[int] = []
        self._chosen: dict[int, int] = {}
        self._is_fitting = False
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        rows.hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(40)
        head.sectionResized.connect(self._resized)
        self.doubleClicked.connect(self._double_clicked)

    def show_model(self, model: RowsModel[Any]) -> None:
        """Show a model; its columns are as wide as what they hold needs, unless the person chose another width."""
        self.setModel(model)
        self._columns = model.columns
        self._needed = measured(model)
        self.horizontalHeader().setStretchLastSection(not any(column.stretch for column in model.columns))
        self.fit()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        model.arrived.connect(self._measure)

    @property
    def chosen_widths(self) -> list[int]:
        """Widths that the person chose, by column; 0 where they did not."""
        return [self._chosen.get(number, 0) for number in range(len(self._columns))]

    def restore_widths(self, widths: Sequence[int]) -> None:
        """Give back the widths that were chosen another day."""
        if len(widths) == len(self._columns):
            self._chosen = {number: width for number, width in enumerate(widths) if width}
            self.fit()

    def fit(self) -> None:
        """Share the room among the columns."""
        self._is_fitting = True
        widths = plan(self._columns, self._needed, self._chosen, self.viewport().width()).widths
        for number, width in enumerate(widths):
            self.setColumnHidden(number, not width)
            if width:
                self.setColumnWidth(number, width)
        self._is_fitting = False

    def _measure(self) -> None:
        model = self.model()
        if isinstance(model, RowsModel) and model.rowCount():
            self._needed = measured(model)
            self.fit()

    def _resized(self, number: int, _old: int, width: int) -> None:
        last = self.horizontalHeader().stretchLastSection() and number == self.horizontalHeader().logicalIndex(
            len(self._columns) - 1
        )
        if not self._is_fitting and width and not last:
            self._chosen[number] = width
            self.widths_chosen.emit()

    def chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> None:
        """Select a row and bring it into view."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """Return the selected rows with their header, cells parted by tabs."""
        model = self.model()
        order = [self.horizontalHeader().logicalIndex(at) for at in range(model.columnCount())]
        rows = [[str(model.headerData(column, Qt.Orientation.Horizontal)) for column in order]]
        rows += [[str(model.index(row, column).data() or "") for column in order] for row in self.chosen_rows()]
        return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())

    def _double_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

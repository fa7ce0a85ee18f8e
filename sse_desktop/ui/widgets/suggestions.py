"""A short list under a field: it never takes the keyboard away from what is being typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sse_desktop.ui.theme import Theme, font

ROW_PX = 34
SHOWN_ROWS = 9
DETAIL_ROLE = int(Qt.ItemDataRole.UserRole)


class SuggestionModel(QAbstractListModel):
    """(title, detail, payload) rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str, Any]] = []

    def set_rows(self, rows: Sequence[tuple[str, str, Any]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        title, detail, _ = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == DETAIL_ROLE:
            return detail
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {detail}" if detail else title
        return None


class SuggestionPainter(QStyledItemDelegate):
    """Title on the left, detail softly on the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = Theme.tokens
        box: QRect = option.rect
        state: Any = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        inner = box.adjusted(10, 0, -10, 0)
        detail = str(index.data(DETAIL_ROLE))
        painter.setFont(font("body"))
        metrics = painter.fontMetrics()
        room = min(metrics.horizontalAdvance(detail), inner.width() // 2)
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width() - room - 12)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        painter.setPen(QColor(tokens.soft if not state & QStyle.StateFlag.State_Selected else tokens.ink))
        detail = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), detail)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW_PX)


class Suggestions(QListView):
    """The list itself: a child of the window laid over its other children, placed under an anchor."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(SuggestionPainter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = SuggestionModel(self)
        self.setModel(self._model)
        self.clicked.connect(self._clicked)
        self.hide()

    def offer(self, rows: Sequence[tuple[str, str, Any]]) -> None:
        """Show rows of (title, detail, payload), the first one marked; none hides the list."""
        self._model.set_rows(rows)
        if not rows:
            self.hide()
            return
        self._place()
        self.setCurrentIndex(self._model.index(0))
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Mark the next row, or the one before."""
        row = max(0, min(self._model.rowCount() - 1, self.currentIndex().row() + step))
        self.setCurrentIndex(self._model.index(row))

    def current(self) -> Any:
        """Return the payload of the marked row, or None."""
        index = self.currentIndex()
        return self._model.rows[index.row()][2] if index.isValid() and not self.isHidden() else None

    def _place(self) -> None:
        window = self._anchor.window()
        if self.parent() is not window:
            self.setParent(window)
        top = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 2))
        rows = min(SHOWN_ROWS, self._model.rowCount())
        height = rows * ROW_PX + 12
        if top.y() + height > window.height():
            above = self._anchor.mapTo(window, QPoint(0, 0)).y() - height - 2
            top.setY(above if above >= 0 else max(0, window.height() - height))
        width = max(self._anchor.width(), 280)
        left = max(0, min(top.x(), window.width() - width - 4))
        self.setGeometry(left, top.y(), width, height)

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self._model.rows[index.row()][2])

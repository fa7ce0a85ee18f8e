"""The steps of a desk across its top: any order is allowed; each says its state by shape and word."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from sse_desktop.ui.theme import State, Theme, font
from sse_desktop.ui.widgets.shapes import badge_width, paint_badge

LEAST_PX: Final = 84
MOST_PX: Final = 280
FRAME_PX: Final = 24  # left and right of title and badge


class StepButton(QAbstractButton):
    """One step: its name, and below it the badge of its state."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._state = State.QUIET
        self._word = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state(State.QUIET, "")

    @property
    def state(self) -> tuple[State, str]:
        return self._state, self._word

    def show_state(self, state: State, word: str) -> None:
        self._state, self._word = state, word
        self.setAccessibleName(f"{self._title}: {state.shape} {word}" if word else self._title)
        self.setToolTip(f"{self._title}: {word}" if word else self._title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title = QFontMetrics(font("section")).horizontalAdvance(self._title)
        return QSize(max(LEAST_PX, min(MOST_PX, max(title, badge_width(self._word)) + FRAME_PX)), 62)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_PX, 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.isChecked() or self.hasFocus() else 1
        painter.setPen(QPen(QColor(tokens.accent if width == 2 else tokens.line), width))
        painter.setBrush(QColor(tokens.hover if self.underMouse() and not self.isChecked() else tokens.card))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.ink), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 6, 6)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(font("section"))
        line = QRectF(12, 7, self.width() - 20, 22)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), title)
        if self._word:
            paint_badge(painter, QRectF(12, 32, self.width() - 20, 22), self._state, self._word)


class StepBar(QWidget):
    """All steps side by side; left and right arrows walk through them."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[StepButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._group.idClicked.connect(self.chosen)

    def add(self, title: str) -> StepButton:
        step = StepButton(title)
        self._group.addButton(step, len(self.buttons))
        self.buttons.append(step)
        self._row.addWidget(step)  # equally wide where there is room, else each as its words need
        return step

    @property
    def current(self) -> StepButton:
        """The step that is shown."""
        return self.buttons[max(0, self._group.checkedId())]

    def choose(self, number: int) -> None:
        self.buttons[number].setChecked(True)
        self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = (self._group.checkedId() + step) % len(self.buttons)
        self.buttons[at].setFocus()
        self.choose(at)

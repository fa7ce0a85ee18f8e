"""The steps of a desk across its top: any order is allowed; each says its state by shape and word."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from sse_desktop.ui.theme import State, Theme, font
from sse_desktop.ui.widgets.shapes import badge_width, folded_badge_width, paint_badge, paint_folded_badge

LEAST_PX: Final = 84
MOST_PX: Final = 280
FRAME_PX: Final = 24  # left and right of title and badge
SPARE_PX: Final = 4  # of the frame, before anything is cut
FOLDED_FRAME_PX: Final = 18
HEIGHT_PX: Final = 62
FOLDED_HEIGHT_PX: Final = 76
SPACING_PX: Final = 8


class StepButton(QAbstractButton):
    """One step: its name, and below it the badge of its state."""

    word_changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._state = State.QUIET
        self._word = ""
        self._is_folded = False
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
        self.word_changed.emit()

    def fold(self, is_folded: bool) -> None:
        """Write the word on two lines, or on one again."""
        if is_folded is not self._is_folded:
            self._is_folded = is_folded
            self.updateGeometry()
            self.update()

    @property
    def whole_px(self) -> int:
        """The width at which title and word stand on one line each."""
        return self._wide(badge_width(self._word), FRAME_PX)

    @property
    def folded_px(self) -> int:
        """The width at which nothing is cut when the word is on two lines."""
        return self._wide(folded_badge_width(self._word), FOLDED_FRAME_PX)

    def sizeHint(self) -> QSize:
        return QSize(self.folded_px if self._is_folded else self.whole_px, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_PX, self._height)

    @property
    def _height(self) -> int:
        return FOLDED_HEIGHT_PX if self._is_folded else HEIGHT_PX

    def _wide(self, badge: int, frame: int) -> int:
        title = QFontMetrics(font("section")).horizontalAdvance(self._title)
        return max(LEAST_PX, min(MOST_PX, max(title, badge) + frame))

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
        frame = 8 if self._is_folded else 12
        line = QRectF(frame, 7, self.width() - frame - 6, 22)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), title)
        if self._word and self._is_folded:
            paint_folded_badge(painter, QRectF(frame, 31, self.width() - 2 * frame, 38), self._state, self._word)
        elif self._word:
            paint_badge(painter, QRectF(frame, 32, self.width() - 20, 22), self._state, self._word)


class StepBar(QWidget):
    """All steps side by side; left and right arrows walk through them. Where they are too many, all fold their words."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[StepButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING_PX)
        self._group.idClicked.connect(self.chosen)

    def add(self, title: str) -> StepButton:
        step = StepButton(title)
        step.word_changed.connect(self.refold)
        self._group.addButton(step, len(self.buttons))
        self.buttons.append(step)
        self._row.addWidget(step)  # equally wide where there is room, else each as its words need
        return step

    @property
    def current(self) -> StepButton:
        """The step that is shown."""
        return self.buttons[max(0, self._group.checkedId())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refold()

    def refold(self) -> None:
        """Fold the words of all steps where they do not stand side by side on one line each."""
        whole = sum(button.whole_px - SPARE_PX + SPACING_PX for button in self.buttons) - SPACING_PX
        for button in self.buttons:
            button.fold(whole > self.width())
        self._row.activate()

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

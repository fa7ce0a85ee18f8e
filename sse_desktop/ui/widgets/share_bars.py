"""The picture of a sharing: a bar for each family, what it gets filled, what it can bring around it, its even part as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sse_desktop.ui.theme import Theme, font
from sse_desktop.ui.widgets.charts import CENTRE, LEFT, Chart

TOP, FOOT = 24.0, 20.0
NAMED_FROM_PX = 26


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A family: its number below the bar, what it gets, can bring and its even part, in one unit of money."""

    title: str
    value: int
    offered: int
    even: int


class ShareBars(Chart):
    """`picked` gives the place of the bar that was clicked; `mark` shows one as chosen."""

    picked = Signal(int)

    def __init__(self, name: str, keys: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(name, 132, parent)
        self._keys = keys
        self._bars: Sequence[ShareBar] = ()
        self._marked = -1

    def show_bars(self, bars: Sequence[ShareBar], words: str) -> None:
        """Show the bars in their order; `words` say the same to who hears them."""
        self._bars = bars
        self._marked = -1
        self.say(words)
        self.update()

    def mark(self, place: int) -> None:
        """Show a bar as chosen."""
        self._marked = place
        self.update()

    def draw(self, painter: QPainter) -> None:
        tokens = Theme.tokens
        self._draw_key(painter)
        if not self._bars:
            return
        foot = self.height() - FOOT
        most = max(1, *(max(bar.offered, bar.value, bar.even) for bar in self._bars))
        each = self._each()
        for place, bar in enumerate(self._bars):
            wide = min(26.0, max(2.0, each - 3))
            left = place * each + (each - wide) / 2
            self._draw_bar(painter, QRectF(left, TOP, wide, foot - TOP), bar, most, is_marked=place == self._marked)
            if each >= NAMED_FROM_PX or place == self._marked:
                painter.setPen(QColor(tokens.ink if place == self._marked else tokens.soft))
                painter.drawText(QRectF(place * each - 20, foot + 2, each + 40, FOOT - 2), CENTRE, bar.title)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))

    def _draw_bar(self, painter: QPainter, box: QRectF, bar: ShareBar, most: int, *, is_marked: bool) -> None:
        tokens = Theme.tokens

        def height(amount: int) -> float:
            return box.height() * (amount / most)

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.bar_soft))
        painter.drawRoundedRect(
            QRectF(box.left(), box.bottom() - height(bar.offered), box.width(), height(bar.offered)), 2, 2
        )
        painter.setBrush(QColor(tokens.ink if is_marked else tokens.accent))
        painter.drawRoundedRect(
            QRectF(box.left(), box.bottom() - height(bar.value), box.width(), height(bar.value)), 2, 2
        )
        painter.setPen(QPen(QColor(tokens.ink), 1.6))
        even = box.bottom() - height(bar.even)
        painter.drawLine(QPointF(box.left() - 1, even), QPointF(box.right() + 1, even))

    def _draw_key(self, painter: QPainter) -> None:
        tokens = Theme.tokens
        left = 0.0
        painter.setFont(font("body"))
        for words, colour in zip(self._keys, (tokens.accent, tokens.bar_soft, tokens.ink), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            is_line = colour == tokens.ink
            painter.drawRoundedRect(QRectF(left, 9 if is_line else 5, 10, 2 if is_line else 10), 2, 2)
            painter.setPen(QColor(tokens.soft))
            painter.drawText(QRectF(left + 16, 0, 400, 20), LEFT, words)
            left += 16 + painter.fontMetrics().horizontalAdvance(words) + 20

    def _each(self) -> float:
        return min(48.0, self.width() / max(1, len(self._bars)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().x() // self._each()) if self._bars else -1
        if 0 <= place < len(self._bars):
            self.picked.emit(place)

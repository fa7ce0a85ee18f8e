"""Pledges by week as a picture: what was pledged, what of it can be counted on, and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sse_desktop.ui.theme import Theme, font
from sse_desktop.ui.widgets.charts import CENTRE, LEFT, Chart


@dataclass(frozen=True, slots=True)
class ForecastBar:
    """A week: `came` is None before it begins; `words` stand below it, `is_now` marks the running week."""

    title: str
    pledged: Decimal
    sure: Decimal
    came: Decimal | None
    words: str = ""
    is_now: bool = False


class ForecastChart(Chart):
    """Three bars for each week; the running one stands on its own ground."""

    def __init__(self, name: str, keys: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(name, 190, parent)
        self._keys = keys
        self._bars: Sequence[ForecastBar] = ()

    def show_bars(self, bars: Sequence[ForecastBar]) -> None:
        self._bars = bars
        pledged, sure, came = self._keys
        told = [
            f"{bar.title}: {pledged} {bar.pledged:f}, {sure} {bar.sure:f}"
            + (f", {came} {bar.came:f}" if bar.came is not None else "")
            for bar in bars
        ]
        self.say("; ".join(told))
        self.update()

    def draw(self, painter: QPainter) -> None:
        self._draw_keys(painter)
        if not self._bars:
            return
        top, foot = 30.0, float(self.height()) - 42
        each = self.width() / len(self._bars)
        most = max([Decimal(1), *(max(bar.pledged, bar.sure, bar.came or Decimal(0)) for bar in self._bars)])
        every = max(1, -int(-self._widest(painter) // each))
        now = next((at for at, bar in enumerate(self._bars) if bar.is_now), 0)
        for at, bar in enumerate(self._bars):
            box = QRectF(at * each, top, each, foot - top)
            if bar.is_now:
                painter.fillRect(box.adjusted(1, -4, -1, 42), QColor(Theme.tokens.hover))
            self._draw_week(painter, box, bar, float(most))
            if (at - now) % every == 0:
                self._draw_foot(painter, QRectF(box.left(), foot + 2, each, 40), bar)
        painter.setPen(QPen(QColor(Theme.tokens.line), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))

    def _colours(self) -> tuple[str, str, str]:
        return Theme.tokens.bar_soft, Theme.tokens.accent, Theme.tokens.series[3]

    def _widest(self, painter: QPainter) -> float:
        metrics = QFontMetricsF(painter.font())
        return max(metrics.horizontalAdvance(text) for bar in self._bars for text in (bar.title, bar.words)) + 8

    def _draw_keys(self, painter: QPainter) -> None:
        left = 0.0
        for words, colour in zip(self._keys, self._colours(), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left, 5, 10, 10), 2, 2)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.setPen(QColor(Theme.tokens.soft))
            painter.drawText(QRectF(left + 16, 0, width + 2, 20), LEFT, words)
            left += width + 40

    def _draw_week(self, painter: QPainter, box: QRectF, bar: ForecastBar, most: float) -> None:
        wide, gap = min(16.0, box.width() * 0.24), min(3.0, box.width() * 0.04)
        left = box.center().x() - 1.5 * wide - gap
        painter.setPen(Qt.PenStyle.NoPen)
        for value, colour in zip((bar.pledged, bar.sure, bar.came), self._colours(), strict=True):
            if value:
                height = box.height() * float(value) / most
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(left, box.bottom() - height, wide, height), 2, 2)
            left += wide + gap

    def _draw_foot(self, painter: QPainter, box: QRectF, bar: ForecastBar) -> None:
        painter.setFont(font("strong" if bar.is_now else "body"))
        painter.setPen(QColor(Theme.tokens.ink if bar.is_now else Theme.tokens.soft))
        painter.drawText(QRectF(box.left() - 20, box.top(), box.width() + 40, 20), CENTRE, bar.title)
        painter.setFont(font("body"))
        painter.drawText(QRectF(box.left() - 20, box.top() + 19, box.width() + 40, 20), CENTRE, bar.words)

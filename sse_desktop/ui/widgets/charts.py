"""Pictures where people would rather look than read, drawn by us: bars by week with the gap, plain bars.

Every picture also says in words what it shows (its accessible description), and nothing in it is told by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sse_desktop.ui.theme import State, Theme, font
from sse_desktop.ui.widgets.shapes import paint_shape

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Chart(QWidget):
    """Base: a picture with a name, and the sentence that says the same."""

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._height = height

    def say(self, words: str) -> None:
        """Set the sentence that a screen reader reads."""
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        return QSize(480, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("body"))
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw the picture."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A week of the capacity calendar. `gap_words` is what stands below a week that fails; empty for one that holds.

    `spoken` is the title in full for who hears it, where the title itself is short.
    """

    title: str
    able: Decimal | int
    asked: Decimal | int
    gap_words: str = ""
    spoken: str = ""


class CapacityChart(Chart):
    """For each week what we can supply beside what is asked; a failing week stands on red ground with ■ and the missing amount."""

    def __init__(self, name: str, able: str, asked: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 220, parent)
        self._keys = (able, asked)
        self._weeks: Sequence[WeekBar] = ()

    def show_weeks(self, weeks: Sequence[WeekBar]) -> None:
        self._weeks = weeks
        failing = [f"{week.spoken or week.title} {week.gap_words}" for week in weeks if week.gap_words]
        self.say("; ".join(failing) or f"{len(weeks)} ✓")
        self.update()

    def draw(self, painter: QPainter) -> None:
        tokens = Theme.tokens
        self._draw_key(painter)
        if not self._weeks:
            return
        top, foot = 42.0, float(self.height()) - 46
        each = self.width() / len(self._weeks)
        most = max([Decimal(1), *(Decimal(max(week.able, week.asked)) for week in self._weeks)])
        named = self._named(self._label_step(painter, each))
        for number, week in enumerate(self._weeks):
            if week.gap_words:
                self._draw_ground(painter, QRectF(number * each + 1, top - 14, each - 2, self.height() - top + 14))
        for number, week in enumerate(self._weeks):  # names of narrow weeks reach over the ground of their neighbours
            left = number * each
            self._draw_bars(painter, QRectF(left, top, each, foot - top), week, float(most))
            if number in named:
                self._draw_foot(painter, QRectF(left, foot + 2, each, 44), week)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))

    def _draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, QColor(Theme.tokens.blocked_ground))
        paint_shape(painter, QPointF(box.center().x(), box.top() + 8), State.BLOCKED, Theme.tokens.blocked, 8)

    def _draw_key(self, painter: QPainter) -> None:
        # Where the picture is wider than its window the key stays in sight.
        right = float(self.visibleRegion().boundingRect().right() + 1) or float(self.width())
        colours = (Theme.tokens.accent, Theme.tokens.bar_soft)
        for words, colour in reversed(list(zip(self._keys, colours, strict=True))):
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.setPen(QColor(Theme.tokens.soft))
            painter.drawText(QRectF(right - width, 0, width + 1, 20), LEFT, words)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(right - width - 16, 5, 10, 10), 2, 2)
            right -= width + 36

    def _label_step(self, painter: QPainter, each: float) -> int:
        body, strong = QFontMetricsF(painter.font()), QFontMetricsF(font("strong"))
        titles = [body.horizontalAdvance(week.title) + 8 for week in self._weeks]
        widest = max(titles + [strong.horizontalAdvance(week.gap_words) + 2 for week in self._weeks])
        return max(1, -int(-widest // each))

    def _named(self, every: int) -> set[int]:
        """Return the weeks whose names have room: those that fail come first, no two stand nearer than `every`."""
        named: set[int] = set()
        for number in sorted(range(len(self._weeks)), key=lambda number: not self._weeks[number].gap_words):
            if all(abs(number - other) >= every for other in named):
                named.add(number)
        return named

    def _draw_bars(self, painter: QPainter, box: QRectF, week: WeekBar, most: float) -> None:
        bar = min(28.0, box.width() * 0.32)
        gap = min(6.0, box.width() * 0.08)
        left = box.center().x() - bar - gap / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for value, colour in ((week.able, Theme.tokens.accent), (week.asked, Theme.tokens.bar_soft)):
            height = max(0.0, box.height() * float(value) / most)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left, box.bottom() - height, bar, height), 3, 3)
            left += bar + gap

    def _draw_foot(self, painter: QPainter, box: QRectF, week: WeekBar) -> None:
        tokens = Theme.tokens
        painter.setPen(QColor(tokens.blocked if week.gap_words else tokens.soft))
        painter.drawText(QRectF(box.left() - 20, box.top(), box.width() + 40, 20), CENTRE, week.title)
        below = QRectF(box.left() - 20, box.top() + 20, box.width() + 40, 20)
        if week.gap_words:
            painter.setFont(font("strong"))
            painter.drawText(below, CENTRE, week.gap_words)
            painter.setFont(font("body"))
        else:
            _draw_tick(painter, below.center(), tokens.accent)


def _draw_tick(painter: QPainter, at: QPointF, colour: str) -> None:
    # Drawn, because the letters of the window have no ✓ of their own.
    painter.setPen(QPen(QColor(colour), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    low = at + QPointF(-1.2, 3)
    painter.drawLine(at + QPointF(-4, 0.2), low)
    painter.drawLine(low, at + QPointF(4, -3.6))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name on the left and its amount in words on the right."""

    title: str
    size: Decimal | int
    words: str
    state: State = State.READY


class BarChart(Chart):
    """Bars below each other: shares of families, receivables by age. A bar that is not ready carries its shape."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 60, parent)
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.say("; ".join(f"{bar.title} {bar.words}" for bar in bars))
        self._height = 28 * max(1, len(bars))
        self.setMinimumHeight(self._height)
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self._bars:
            return
        metrics = QFontMetricsF(painter.font())
        names = min(self.width() * 0.4, max(metrics.horizontalAdvance(bar.title) for bar in self._bars) + 12)
        words = max(QFontMetricsF(font("strong")).horizontalAdvance(bar.words) for bar in self._bars) + 26
        most = max([Decimal(1), *(abs(Decimal(bar.size)) for bar in self._bars)])
        for number, bar in enumerate(self._bars):
            self._draw_bar(painter, QRectF(0, number * 28, self.width(), 28), bar, names, words, float(most))

    def _draw_bar(self, painter: QPainter, box: QRectF, bar: Bar, names: float, words: float, most: float) -> None:
        tokens = Theme.tokens
        painter.setFont(font("body"))
        painter.setPen(QColor(tokens.ink))
        title = QFontMetricsF(painter.font()).elidedText(bar.title, Qt.TextElideMode.ElideRight, names - 8)
        painter.drawText(QRectF(0, box.top(), names, box.height()), LEFT, title)
        room = box.width() - names - words
        painter.setPen(Qt.PenStyle.NoPen)
        ink, _ = tokens.state_colours(bar.state)
        painter.setBrush(QColor(tokens.accent if bar.state is State.READY else ink))
        width = max(2.0, room * float(abs(Decimal(bar.size))) / most)
        painter.drawRoundedRect(QRectF(names, box.top() + 7, width, 14), 3, 3)
        if bar.state is not State.READY:
            paint_shape(painter, QPointF(names + room + 14, box.center().y()), bar.state, ink, 8)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(font("strong"))
        painter.drawText(QRectF(names + room, box.top(), words, box.height()), RIGHT, bar.words)

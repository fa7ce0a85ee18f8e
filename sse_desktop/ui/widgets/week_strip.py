"""Lines of time over the coming weeks, drawn by us: from ▲ where something begins to ■ where it must be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.season import Week
from sse_desktop.ui.theme import State, Theme, font
from sse_desktop.ui.widgets.charts import CENTRE, LEFT, Chart
from sse_desktop.ui.widgets.shapes import paint_shape

LINE_PX: Final = 24
HEAD_PX: Final = 24
NAME_PX: Final = 250


@dataclass(frozen=True, slots=True)
class Span:
    """One line: its name, the week in which it begins (None: nobody knows), the week in which it must be there, its state."""

    name: str
    first: Week | None
    last: Week
    state: State


class WeekStrip(Chart):
    """A line for each span below the numbers of the weeks; what begins before the first week comes in from the left."""

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(name, HEAD_PX, parent)
        self._most = lines
        self._weeks: Sequence[Week] = ()
        self._spans: Sequence[Span] = ()

    def show_spans(self, weeks: Sequence[Week], spans: Sequence[Span]) -> None:
        """Show the first spans that have room; the table beside it holds all."""
        self._weeks, self._spans = weeks, spans[: self._most]
        self.setFixedHeight(HEAD_PX + len(self._spans) * LINE_PX + 6)
        self.say("; ".join(f"{span.name}: ▲ {span.first or '?'} ■ {span.last}" for span in self._spans))
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self._weeks:
            return
        each = (self.width() - NAME_PX) / len(self._weeks)
        painter.setPen(QColor(Theme.tokens.soft))
        for number, week in enumerate(self._weeks):
            painter.drawText(QRectF(NAME_PX + number * each, 0, each, HEAD_PX), CENTRE, str(week.number))
        painter.setPen(QPen(QColor(Theme.tokens.line), 1))
        painter.drawLine(QPointF(0, HEAD_PX), QPointF(self.width(), HEAD_PX))
        for number, span in enumerate(self._spans):
            self._draw_span(painter, span, HEAD_PX + number * LINE_PX, each)

    def _draw_span(self, painter: QPainter, span: Span, top: float, each: float) -> None:
        painter.setFont(font("body"))
        painter.setPen(QColor(Theme.tokens.ink))
        room = NAME_PX - 12
        name = painter.fontMetrics().elidedText(span.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, top, room, LINE_PX), LEFT, name)
        ink, _ = Theme.tokens.state_colours(span.state)
        middle = top + LINE_PX / 2
        first, last = self._place(span.first, each), self._place(span.last, each)
        if last is None and span.last < self._weeks[0]:
            return
        left = first if first is not None else NAME_PX if span.first and span.first < self._weeks[0] else None
        if left is not None:
            painter.setPen(QPen(QColor(ink), 2))
            painter.drawLine(QPointF(left, middle), QPointF(last if last is not None else self.width(), middle))
        if first is not None and first != last:
            paint_shape(painter, QPointF(first, middle), State.TO_DO, ink, 11)
        if last is not None:
            paint_shape(painter, QPointF(last, middle), State.BLOCKED, ink, 11)

    def _place(self, week: Week | None, each: float) -> float | None:
        """Return the middle of a week's column, None for one that is not shown."""
        if week is None or week not in self._weeks:
            return None
        return NAME_PX + (list(self._weeks).index(week) + 0.5) * each

"""A month at a glance: weeks from Monday, dots for what is due, holidays and weekends softer. Arrows walk, Enter opens a day."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.ui.theme import State, Theme, font
from sse_desktop.ui.widgets.shapes import paint_shape

if TYPE_CHECKING:
    from sse_desktop.locale import Locale

CENTRE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
HEAD_PX: Final = 26
ROW_PX: Final = 44
WEEK_PX: Final = 34
MOST_MARKS: Final = 3
MONTH_FORMATS: Final = {"ko": "yyyy년 M월", "es": "MMMM 'de' yyyy"}
STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class DayMarks:
    """What a day holds: the states of its entries, the most urgent first, and the words that a screen reader reads."""

    states: tuple[State, ...] = ()
    words: str = ""
    is_closed: bool = False


class MonthView(QWidget):
    """Shows the month of the chosen day. `chosen` is said for every day walked to, `month_changed` with its first day."""

    chosen = Signal(date)
    opened = Signal(date)
    month_changed = Signal(date)

    def __init__(self, locale: "Locale", today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._today = today
        self._day = today
        self._marks: Mapping[date, DayMarks] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(locale.text(N_("Month")))
        self._say()

    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    @property
    def month(self) -> date:
        """The first day of the month that is seen."""
        return self._day.replace(day=1)

    def show_marks(self, marks: Mapping[date, DayMarks]) -> None:
        """Show what the days hold."""
        self._marks = marks
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Walk to a day without telling it was chosen; the month follows."""
        is_other = day.replace(day=1) != self.month
        self._day = day
        self._say()
        if is_other:
            self.updateGeometry()
            self.month_changed.emit(self.month)
        self.update()

    def turn(self, months: int) -> None:
        """Turn to another month, to the same day where it has one."""
        number = self._day.year * 12 + self._day.month - 1 + months
        year, month = number // 12, number % 12 + 1
        self._go(date(year, month, min(self._day.day, calendar.monthrange(year, month)[1])))

    def weeks(self) -> list[date]:
        """Return the Mondays of the weeks that are seen."""
        first = self.month - timedelta(days=self.month.weekday())
        last = self.month.replace(day=calendar.monthrange(self.month.year, self.month.month)[1])
        return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]

    def day_at(self, point: QPointF) -> date | None:
        """Return the day under a point."""
        row, column = int((point.y() - HEAD_PX) // ROW_PX), int((point.x() - WEEK_PX) // self._wide())
        mondays = self.weeks()
        if not (0 <= row < len(mondays) and 0 <= column < 7) or point.y() < HEAD_PX:
            return None
        return mondays[row] + timedelta(days=column)

    # Private.

    def _go(self, day: date) -> None:
        self.choose(day)
        self.chosen.emit(day)

    def _wide(self) -> float:
        return max(1.0, (self.width() - WEEK_PX) / 7)

    def _say(self) -> None:
        words = self._marks[self._day].words if self._day in self._marks else ""
        self.setAccessibleDescription(f"{self._locale.date(self._day, 'full')} {words}".strip())

    def sizeHint(self) -> QSize:
        return QSize(320, HEAD_PX + ROW_PX * len(self.weeks()))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEAD_PX + ROW_PX * len(self.weeks()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("body"))
        painter.setPen(QColor(Theme.tokens.soft))
        for column, name in enumerate(day_names(self._locale)):
            painter.drawText(QRectF(WEEK_PX + column * self._wide(), 2, self._wide(), HEAD_PX), CENTRE, name)
        for row, monday in enumerate(self.weeks()):
            top = HEAD_PX + row * ROW_PX
            painter.setPen(QColor(Theme.tokens.soft))
            painter.drawText(QRectF(0, top + 4, WEEK_PX - 6, ROW_PX), CENTRE, str(Week.of(monday).number))
            for column in range(7):
                box = QRectF(WEEK_PX + column * self._wide(), top, self._wide(), ROW_PX)
                self._paint_day(painter, box.adjusted(1, 1, -1, -1), monday + timedelta(days=column))

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        tokens, marks = Theme.tokens, self._marks.get(day, DayMarks())
        is_chosen, is_here = day == self._day, day.month == self._day.month
        if is_chosen:
            painter.setPen(QPen(QColor(tokens.accent), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(box, 4, 4)
        written = QFont(font("strong" if day == self._today else "body"))
        written.setUnderline(day == self._today)
        painter.setFont(written)
        soft = not is_here or marks.is_closed or day.weekday() >= 5
        painter.setPen(QColor(tokens.soft if soft else tokens.ink))
        painter.drawText(box.adjusted(0, 4, 0, 0), CENTRE, str(day.day))
        shown = marks.states[:MOST_MARKS]
        for number, state in enumerate(shown):
            left = box.center().x() + (number - (len(shown) - 1) / 2) * 12
            colour = {State.READY: tokens.ready, State.TO_DO: tokens.to_do, State.BLOCKED: tokens.blocked}
            paint_shape(painter, QPointF(left, box.bottom() - 10), state, colour.get(state, tokens.soft), 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._go(self._day + timedelta(days=step))
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self._day)
        elif event.key() == Qt.Key.Key_Home:
            self._go(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None:
            self._go(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def day_names(locale: "Locale") -> list[str]:
    """Return the short names of the days of the week from Monday."""
    names = QLocale(locale.identifier)
    return [names.standaloneDayName(number, QLocale.FormatType.ShortFormat) for number in range(1, 8)]


def month_title(locale: "Locale", day: date) -> str:
    """Return the name of a day's month with its year."""
    title = QLocale(locale.identifier).toString(
        QDate(day.year, day.month, 1), MONTH_FORMATS.get(locale.language, "MMMM yyyy")
    )
    return title[:1].upper() + title[1:]

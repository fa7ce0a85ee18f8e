"""From a day to a day, for the bar above a register: typed as dates are typed everywhere, empty for no bound."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Context

WIDTH_PX = 108


class DayRange(QWidget):
    """Two days as ISO texts joined by a slash: `2026-07-01/2026-07-31`; empty when neither is given."""

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._last = ""
        self.first = self._line(N_("from"), N_("From this day"))
        self.last = self._line(N_("until"), N_("Until this day"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.first)
        row.addWidget(self.last)

    def value(self) -> str:
        """Return both days; what is no date counts as not typed."""
        days = [self._day(line) for line in (self.first, self.last)]
        return "/".join(day.isoformat() if day is not None else "" for day in days) if any(days) else ""

    def set_days(self, first: date | None, last: date | None) -> None:
        """Show two days."""
        for line, day in ((self.first, first), (self.last, last)):
            line.setText("" if day is None else self.context.locale.date(day))
        self._settle()

    def clear(self) -> None:
        self.set_days(None, None)

    def _line(self, placeholder: str, spoken: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.context.text(placeholder))
        line.setAccessibleName(self.context.text(spoken))
        line.setToolTip(self.context.text(N_("A date; t is today, -7 is a week ago")))
        line.setFixedWidth(WIDTH_PX)
        line.editingFinished.connect(self._settle)
        return line

    def _settle(self) -> None:
        """Write the days out as they are understood, mark what is none, and tell when something changed."""
        for line in (self.first, self.last):
            day = self._day(line)
            line.setProperty("state", "blocked" if day is None and line.text().strip() else "")
            line.style().unpolish(line)
            line.style().polish(line)
            if day is not None:
                line.setText(self.context.locale.date(day))
        if self.value() != self._last:
            self._last = self.value()
            self.edited.emit()

    def _day(self, line: QLineEdit) -> date | None:
        text = line.text().strip()
        try:
            return self.context.locale.parse_date(text, self.context.today()) if text else None
        except DomainError:
            return None


def days_of(value: str) -> tuple[date | None, date | None]:
    """Return the two days of a range."""
    first, _, last = value.partition("/")
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)

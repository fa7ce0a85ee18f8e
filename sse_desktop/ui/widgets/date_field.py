"""A field for a day: partial dates, `t` for today, `+` and `-` for the next and the day before."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import LineField

STEPS: Final = {"+": timedelta(days=1), "-": timedelta(days=-1)}


class DateField(LineField):
    """A civil date; the weekday and the whole date are shown below as they are understood."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = True, hint: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, required=required, hint=hint, parent=parent)
        self.line.setToolTip(
            context.text(N_("t is today, + and - are the next day and the day before, 14 is the 14th of this month"))
        )
        self.line.textEdited.connect(self._show_back)
        self.line.editingFinished.connect(self._complete)

    def read(self) -> date | None:
        text = self.typed()
        return self.context.locale.parse_date(text, self.context.today()) if text else None

    def set_value(self, value: date | None) -> None:
        self.line.setText("" if value is None else self.context.locale.date(value, "short"))
        self._show_back()

    def takes_key(self, event: QKeyEvent) -> bool:
        step = STEPS.get(event.text())
        if step is None or self._is_being_typed():
            return super().takes_key(event)
        self.set_value((self._day() or self.context.today()) + step)
        self.line.selectAll()
        self.edited.emit()
        return True

    def _is_being_typed(self) -> bool:
        """Tell whether a minus belongs to a date that is being typed, as in 2026-07-14."""
        return self._day() is None and bool(self.typed())

    def _day(self) -> date | None:
        try:
            return self.read()
        except DomainError:
            return None

    def understood(self) -> str:
        day = self._day()
        return "" if day is None else self.context.locale.date(day, "full")

    def _show_back(self) -> None:
        self.show_note(self.understood())

    def _complete(self) -> None:
        day = self._day()
        if day is not None:
            self.set_value(day)

"""A field for a week: its number alone, year and number, or a day in it; what was understood stands below."""

from collections.abc import Callable
from datetime import date

from sse_desktop.domain.season import Week
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import LineField

_SHORT = 2


class WeekField(LineField):
    """`36` is the next week 36 from today's on, `2026-W36` the one of that year, and a day means its week."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = True) -> None:
        super().__init__(context, name, title, required=required)
        self.line.editingFinished.connect(self._show_back)

    def read(self) -> Week | None:
        text = self.typed()
        return week_typed(text, self.context.today(), self.context.locale.parse_date) if text else None

    def set_value(self, value: Week | None) -> None:
        self.line.setText("" if value is None else str(value))
        self.show_note("")
        self._show_back()

    def understood(self) -> str:
        week = self.read()
        return "" if week is None else f"= {self.context.locale.date(week.monday)}"

    def _show_back(self) -> None:
        if self.typed():
            self.check()


def week_typed(text: str, today: date, parse_date: Callable[[str, date], date]) -> Week:
    """Return the week that is meant.

    Raises: NotAWeek, NotADate.
    """
    if text.isdigit() and len(text) <= _SHORT:
        now = Week.of(today)
        this_year = Week(now.year, int(text))
        return this_year if this_year >= now else Week(now.year + 1, int(text))
    if "w" in text.lower():
        return Week.parse(text.upper())
    return Week.of(parse_date(text, today))

"""A field for a week: 2026-W45, the week's number alone, or any day of it."""

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.season import Week
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import LineField

HALF_A_YEAR = 26


class WeekField(LineField):
    """Holds a `Week`; its Monday and Sunday are shown below as it is understood."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = True, hint: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, required=required, hint=hint, parent=parent)
        self.line.setToolTip(context.text(N_("The number of the week, such as 45 or 2026-W45, or any day of it")))
        self.line.textEdited.connect(self._show_back)
        self.line.editingFinished.connect(self._complete)

    def read(self) -> Week | None:
        text = self.typed().upper()
        if not text:
            return None
        if re.fullmatch(r"\d{4}-W\d{2}", text):
            return Week.parse(text)
        number = re.fullmatch(r"W?(\d{1,2})", text)
        if number:
            return self._nearest(int(number[1]))
        return Week.of(self.context.locale.parse_date(self.typed(), self.context.today()))

    def _nearest(self, number: int) -> Week:
        """Return the week of that number in this year, or in the next one where this year's is long past."""
        now = Week.of(self.context.today())
        week = Week(now.year, number)
        return Week(now.year + 1, number) if now - week > HALF_A_YEAR else week

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self._show_back()

    def understood(self) -> str:
        """Return the first and the last day of the week; empty while it is none."""
        try:
            week = self.read()
        except DomainError:
            return ""
        if week is None:
            return ""
        date = self.context.locale.date
        return self.context.text(N_("{first} to {last}"), first=date(week.monday), last=date(week.sunday))

    def _show_back(self) -> None:
        self.show_note(self.understood())

    def _complete(self) -> None:
        try:
            week = self.read()
        except DomainError:
            return
        if week is not None:
            self.set_value(week)

"""A field for an hour of the day: 15, 1500, 15:30 and 15h30 are all understood."""

import re
from datetime import time
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.widgets.field import LineField

WRITTEN: Final = re.compile(r"([0-9]{1,2})(?:\s*[:.hH시]?\s*([0-9]{2})?)?\s*분?")


class NotAnHour(DomainError):
    """A text typed as an hour is none."""

    sentence = N_("“{text}” is not an hour. Write it like 15:30.")


class HourField(LineField):
    """An hour and its minutes on a clock of 24 hours."""

    def read(self) -> time | None:
        text = self.typed()
        if not text:
            return None
        found = WRITTEN.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise NotAnHour(text=text)
        return time(hour, minute)

    def set_value(self, value: time | None) -> None:
        self.line.setText("" if value is None else f"{value:%H:%M}")
        self.show_note("")

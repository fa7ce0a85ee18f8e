"""A few records inside an inspector, each in two lines with the button that opens it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What stands in the two lines (ready to be shown), and what the button does; without `run` there is no button."""

    title: str
    detail: str = ""
    run: Callable[[], object] | None = None
    word: str = N_("Change")
    quiet: bool = False


class LineList(QWidget):
    """Lines below each other."""

    def __init__(self, context: Context, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in lines:
            column.addLayout(self._line(context, line))

    def _line(self, context: Context, line: Line) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(line.title, tone="soft" if line.quiet else "", wrap=True))
        if line.detail:
            words.addWidget(label(line.detail, tone="soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        if line.run is not None:
            title = context.text(line.word)
            opens = button(title, "quiet", tip=f"{title}: {line.title}")
            opens.clicked.connect(line.run)
            row.addWidget(opens)
        return row

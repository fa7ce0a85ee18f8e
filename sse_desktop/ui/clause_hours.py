"""Hours of trainees under a clause: a week at a time, a cell for each day, saved as soon as it is typed."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sse_desktop.commands.clause_progress import HoursData, set_hours
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.rounding import unscaled
from sse_desktop.domain.season import Week
from sse_desktop.queries.clause_progress import HoursRow, hours_grid
from sse_desktop.ui.clause_hours_grid import DAYS, HoursModel, TypedHours
from sse_desktop.ui.clause_prints import ask_for_daily_sheet, show_daily_list
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.pledge_table import CELL_PX, TOTAL_PX, PledgeTable
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label

NOBODY: Final = N_("No trainee has a contract in this week. Enter trainees under Reports, Trainees.")

NAME_PX: Final = 300


class HoursSheet(QWidget):
    """The grid with its week; closing it loses nothing."""

    def __init__(self, context: Context, clause_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.clause_id = clause_id
        self.week = Week.of(context.today())
        self._saving = 0
        self.model = HoursModel(context.locale, context.text(N_("Total")), self)
        self.grid = PledgeTable(context.text(N_("Hours by day")), self.model)
        self.grid.verticalHeader().setFixedWidth(NAME_PX)
        self.span, self.total = label("", "strong"), label("", "strong")
        self.trouble = label("", tone="blocked", wrap=True)
        self.nobody = label(context.text(NOBODY), tone="soft", wrap=True)
        self._lay_out()
        self.model.typed.connect(self.save)
        self.model.refused.connect(self._refused)
        self.model.summed.connect(self._add_up)
        self.model.modelReset.connect(self._fit)
        context.feed.changed.connect(self._news)
        self.show_week()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._step(N_("The week before"), "◀", "Alt+PgUp", -1))
        bar.addWidget(self.span)
        bar.addWidget(self._step(N_("The next week"), "▶", "Alt+PgDown", 1))
        bar.addStretch(1)
        bar.addWidget(self.total)
        hint = N_(
            "Hours like 7.5. Digits begin, Enter goes down, Tab goes right, Delete clears; each cell is saved at once."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.trouble)
        column.addWidget(self.nobody)
        column.addWidget(self.grid, 1)
        column.addWidget(label(self.context.text(hint), tone="soft", wrap=True))
        self.trouble.hide()
        self.setFocusProxy(self.grid)

    def _step(self, title: str, sign: str, key: str, by: int) -> QPushButton:
        result = button(sign, tip=f"{self.context.text(title)}  {key}")
        result.clicked.connect(partial(self.go_by, by))
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.go_by, by))
        return result

    def actions_offered(self) -> Sequence[Action]:
        """Return what the head of the sheet offers."""
        return (
            Action(N_("Daily list"), self.print_list, key="Ctrl+P", icon="print"),
            Action(N_("Daily list as spreadsheet"), self.save_list),
        )

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the week that is shown."""
        return self.week.monday, self.week.sunday

    def go_by(self, weeks: int) -> None:
        """Show another week."""
        self.week += weeks
        self.show_week()

    def show_week(self) -> None:
        """Read the hours of the week."""
        self.context.worker.read(hours_grid, self.clause_id, self.week, owner=self, done=self._arrived)

    def save(self, cells: Sequence[TypedHours]) -> None:
        """Store what was typed or pasted, as one step that Ctrl+Z takes back."""
        self.trouble.hide()
        rows = [HoursData(trainee_id=cell.trainee_id, on=cell.on, hours_milli=cell.hours_milli) for cell in cells]
        self._saving += 1
        self.context.worker.write(set_hours, self.clause_id, rows, owner=self, done=self._saved, failed=self._not_saved)

    def print_list(self) -> None:
        """Show the daily lists of the week."""
        show_daily_list(self.context, self, self.clause_id, *self.days)

    def save_list(self) -> None:
        """Save the daily lists of the week as a spreadsheet."""
        ask_for_daily_sheet(self.context, self, self.clause_id, *self.days)

    # Private.

    def _arrived(self, rows: Sequence[HoursRow]) -> None:
        if self._saving:
            return  # what was read is older than what was typed
        first, last = (self.context.locale.date(day) for day in self.days)
        self.span.setText(self.context.text(N_("{first} to {last}"), first=first, last=last))
        self.model.show(rows, self.week)
        self.nobody.setVisible(not rows)
        self.grid.setVisible(bool(rows))
        if rows and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.model.index(0, 0))
            self.grid.setFocus()

    def _news(self, tables: frozenset[str]) -> None:
        if tables & {"clause_progress", "trainee"}:
            self.show_week()

    def _saved(self, _count: int) -> None:
        self._saving -= 1
        if not self._saving:
            self.show_week()

    def _not_saved(self, error: Exception) -> None:
        self._saving -= 1
        self.show_week()
        if isinstance(error, DomainError):
            self._refused(error)
        else:
            self.context.shell.problem(error)

    def _refused(self, error: DomainError) -> None:
        self.trouble.setText(f"■ {self.context.locale.explain(error)}")
        self.trouble.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_up(self) -> None:
        hours = unscaled(self.model.sums()[-1], 3)
        self.total.setText(self.context.text(N_("{hours} h in this week"), hours=hours))

    def _fit(self) -> None:
        for at in range(DAYS + 1):
            self.grid.setColumnWidth(at, TOTAL_PX if at == DAYS else CELL_PX)
        self.grid.setMinimumWidth(NAME_PX + DAYS * CELL_PX + TOTAL_PX + 20)

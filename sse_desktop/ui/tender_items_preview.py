"""What a schedule or pasted lines give: the lines as they were understood, the rows in doubt, and the words to settle."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.exchange.item_sheet import SheetItem, SheetReading
from sse_desktop.exchange.sheet_kinds import RowProblem
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.tender_items_units import UnitQuestion
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label
from sse_desktop.ui.widgets.table import TableView

NOTHING: Final = SheetReading()
SHOWN_ROWS: Final = 6


class LinesPreview(Card):
    """Nothing is saved before `wanted`; problems are named row by row and never saved."""

    wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("This is what will be added")), parent)
        self.context = context
        self.reading = NOTHING
        self.is_saving = False
        self.badge = Badge()
        self.model = ListModel(_item_columns(context), context.locale, self)
        self.table = TableView(context.text(N_("Lines as they were understood")))
        self.table.show_model(self.model)
        self.units = UnitQuestion(context)
        self.left_out = label("", tone="soft", wrap=True)
        self.wrong = ListModel(_problem_columns(context), context.locale, self)
        self.problems = TableView(context.text(N_("Lines that can't be read")))
        self.problems.show_model(self.wrong)
        self.reason = label("", tone="blocked", wrap=True, selectable=True)
        self.save = button(context.text(N_("Add these lines")), "primary")
        self.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        for part, stretch in (
            (self.table, 3),
            (self.units, 0),
            (self.left_out, 0),
            (self.problems, 2),
            (self.reason, 0),
        ):
            self.body.addWidget(part, stretch)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.save.clicked.connect(self.wanted)
        self.problems.row_chosen.connect(self._show_reason)
        self.show_reading(NOTHING)

    def show_reading(self, reading: SheetReading, known: Collection[str] = ()) -> None:
        """Show what was understood; `known` are folded words for units of which a person said what they mean."""
        self.reading = reading
        self.model.set_rows(reading.items)
        self.wrong.set_rows(reading.problems)
        self.units.ask([word for word in reading.unknown_units if fold(word) not in known])
        for part in (self.problems, self.reason):
            part.setVisible(bool(reading.problems))
        if reading.problems:
            self.problems.choose(0)
        self._show_left_out()
        self._show_state()

    def set_saving(self, *, is_saving: bool) -> None:
        """Keep a second press from saving twice."""
        self.is_saving = is_saving
        self.save.setEnabled(bool(self.reading.items) and not is_saving)

    def _show_left_out(self) -> None:
        rows = self.reading.left_out
        self.left_out.setVisible(bool(rows))
        words = "; ".join(f"{number} {text[:40]}" for number, text in rows[:SHOWN_ROWS])
        more = "" if len(rows) <= SHOWN_ROWS else " …"
        self.left_out.setText(self.context.text(N_("Left out, for they are words alone: {rows}"), rows=words + more))

    def _show_state(self) -> None:
        items, problems = self.reading.items, self.reading.problems
        self.set_saving(is_saving=self.is_saving)
        locale = self.context.locale
        words = locale.plural(N_("Add {n} line"), N_("Add {n} lines"), len(items))
        self.save.setText(words if items else self.context.text(N_("Add these lines")))
        if problems:
            said = locale.plural(N_("{n} line can't be read"), N_("{n} lines can't be read"), len(problems))
            self.badge.show_state(State.TO_DO if items else State.BLOCKED, said)
        elif items:
            self.badge.show_state(State.READY, self.context.text(N_("every line was understood")))
        else:
            self.badge.show_state(State.QUIET, self.context.text(N_("nothing yet")))

    def _show_reason(self, number: int) -> None:
        """Show the whole sentence of the line under the cursor."""
        problem = self.wrong.row_at(number)
        if problem is not None:
            why = self.context.locale.explain(problem.failure)
            self.reason.setText(self.context.text(N_("■ Line {line}: {sentence}"), line=str(problem.row), sentence=why))


def _item_columns(context: Context) -> tuple[Column[SheetItem], ...]:
    return (
        Column(N_("Line"), lambda item: item.line, 60),
        Column(N_("Lot"), lambda item: item.lot, 60, secondary=True),
        Column(N_("Description"), lambda item: item.description, 200, stretch=True),
        Column(N_("Quantity"), lambda item: item.quantity, 100, right=True),
        Column(N_("Unit"), lambda item: context.locale.unit(item.unit), 80),
        Column(N_("Price"), lambda item: item.price, 90, right=True),
    )


def _problem_columns(context: Context) -> tuple[Column[RowProblem], ...]:
    return (
        Column(N_("Line"), lambda problem: problem.row, 60),
        Column(N_("Text"), lambda problem: problem.value, 160),
        Column(N_("What is wrong"), lambda problem: context.locale.explain(problem.failure), 240, stretch=True),
    )

"""Lines of a tender pasted from a spreadsheet or a portal's page: what was understood is seen before anything is saved."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from sse_desktop.commands.tender_items import paste_items
from sse_desktop.commands.tenders import ItemData
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.pasted_items import SheetItem, read_pasted_items
from sse_desktop.exchange.sheet_kinds import RowProblem
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label
from sse_desktop.ui.widgets.table import TableView
from sse_desktop.ui.worker import Ticket

PAUSE_MS: Final = 150
Reading = tuple[list[SheetItem], list[RowProblem]]


class PasteLines(QWidget):
    """The text on the left, what it says on the right; problems are named line by line and never saved."""

    def __init__(self, context: Context, tender_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tender_id = tender_id
        self.items: Sequence[SheetItem] = ()
        self._asked: Ticket | None = None
        self._saving = False
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setAccessibleName(context.text(N_("Lines of the tender")))
        self.area.setPlaceholderText(context.text(N_("Mango Tommy\t1200\tkg\t0.35")))
        self.badge = Badge()
        self.model = ListModel(_item_columns(context), context.locale, self)
        self.table = TableView(context.text(N_("Lines as they were understood")))
        self.table.show_model(self.model)
        self.wrong = ListModel(_problem_columns(context), context.locale, self)
        self.problems = TableView(context.text(N_("Lines that can't be read")))
        self.problems.show_model(self.wrong)
        self.reason = label("", tone="blocked", wrap=True, selectable=True)
        self.save = button(context.text(N_("Add these lines")), "primary")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._read)
        self.save.clicked.connect(self.store)
        self.problems.row_chosen.connect(self._show_reason)
        self._show(([], []))

    def _lay_out(self) -> None:
        left, right = (
            Card(self.context.text(N_("Paste or type"))),
            Card(self.context.text(N_("This is what will be added"))),
        )
        hint = N_(
            "One line for each thing asked for: description, quantity, unit and, if the buyer sets it, the price. Copy the cells of a spreadsheet or of a portal's page as they are."
        )
        left.body.addWidget(label(self.context.text(hint), tone="soft", wrap=True))
        left.body.addWidget(self.area, 1)
        right.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        right.body.addWidget(self.table, 3)
        right.body.addWidget(self.problems, 2)
        right.body.addWidget(self.reason)
        right.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 4)
        row.addWidget(right, 6)

    def _read(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        # The decimal mark of the language is taken where the lines themselves don't show theirs.
        mark = self.context.locale.number(Decimal("0.5"))[1:2]
        text = self.area.toPlainText()
        self._asked = self.context.worker.compute(read_pasted_items, text, mark, owner=self, done=self._show)

    def _show(self, found: Reading) -> None:
        self._asked = None
        items, problems = found
        self.items = items
        self.model.set_rows(items)
        self.wrong.set_rows(problems)
        for part in (self.problems, self.reason):
            part.setVisible(bool(problems))
        if problems:
            self.problems.choose(0)
        self.save.setEnabled(bool(items) and not self._saving)
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

    def store(self) -> None:
        """Add the lines that were understood, in one step that Ctrl+Z takes back."""
        if not self.items or self._saving:
            return
        self._saving = True
        self.save.setEnabled(False)
        rows = [
            ItemData(description=item.description, quantity=item.quantity, unit=item.unit, price=item.price)
            for item in self.items
        ]
        worker = self.context.worker
        worker.write(paste_items, self.tender_id, rows, owner=self, done=self._stored, failed=self._failed)

    def _stored(self, ids: Sequence[uuid.UUID]) -> None:
        shell, locale = self.context.shell, self.context.locale
        shell.close_sheet()
        shell.tell(locale.plural(N_("{n} line was added."), N_("{n} lines were added."), len(ids)))

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self.save.setEnabled(True)
        self.context.shell.problem(error)


def open_paste(context: Context, tender_id: uuid.UUID, title: str) -> PasteLines:
    """Open the sheet for the lines of a tender."""
    sheet = PasteLines(context, tender_id)
    context.shell.open_sheet(context.text(N_("Lines of {tender}"), tender=title), sheet)
    return sheet


def _item_columns(context: Context) -> tuple[Column[SheetItem], ...]:
    return (
        Column(N_("Line"), lambda item: item.line, 60),
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

"""What an import would do: how many rows are new, and every wrong one with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.commands.importing import ImportResult
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.sheet_kinds import CheckedRow, RowProblem
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label, rule
from sse_desktop.ui.widgets.table import TableView


@dataclass(frozen=True)
class Findings:
    """What a rehearsal found: all rows, those that can be stored, every problem, and what would become of them."""

    rows: int
    right: Sequence[CheckedRow]
    problems: Sequence[RowProblem]
    result: ImportResult


class FindingsCard(Card):
    """Says it in one sentence, lists the problems, and offers the two ways on."""

    wanted = Signal()
    save_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("What would be imported")), parent)
        self.context = context
        self.badge = Badge()
        self.sentence = label("", wrap=True)
        self.hint = label("", tone="soft", wrap=True)
        columns = (
            Column[RowProblem](N_("Row"), lambda problem: problem.row, 56),
            Column[RowProblem](N_("Column"), lambda problem: problem.column, 110),
            Column[RowProblem](N_("Value"), lambda problem: problem.value, 110),
            Column[RowProblem](
                N_("What is wrong"), lambda problem: context.locale.explain(problem.failure), 240, stretch=True
            ),
        )
        self.model = ListModel(columns, context.locale, self)
        self.table = TableView(context.text(N_("Rows with problems")))
        self.table.show_model(self.model)
        self.reason = label("", wrap=True, selectable=True)
        self.store = button(context.text(N_("Import")), "primary")
        self.save = button(context.text(N_("Save the wrong rows as a file …")), icon_name="save")
        self._lay_out()
        self.store.clicked.connect(self.wanted)
        self.save.clicked.connect(self.save_wanted)
        self.table.row_chosen.connect(self._show_reason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.store)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        self.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(rule())
        self.body.addWidget(self.hint)
        self.body.addStretch(0)
        self.body.addLayout(buttons)

    def show_wait(self) -> None:
        """Say that the rows are being looked at; nothing can be pressed meanwhile."""
        self.badge.show_state(State.QUIET, self.context.text(N_("checking …")))
        self.store.setEnabled(False)
        self.save.setEnabled(False)

    def show_findings(self, findings: Findings) -> None:
        """Show what a rehearsal found."""
        locale, wrong = self.context.locale, len({problem.row for problem in findings.problems})
        right = len(findings.right)
        if wrong:
            word = locale.plural(N_("{n} row is wrong"), N_("{n} rows are wrong"), wrong)
            self.badge.show_state(State.TO_DO if right else State.BLOCKED, word)
        else:
            self.badge.show_state(State.READY, self.context.text(N_("all rows are right")))
        done = findings.result
        sentence = N_("{created} new, {updated} changed, {skipped} as they are.")
        self.sentence.setText(
            self.context.text(sentence, created=done.created, updated=done.updated, skipped=done.skipped)
        )
        self.model.set_rows(findings.problems)
        self._offer(right, wrong)
        if findings.problems:
            self.table.choose(0)

    def show_error(self, error: Exception) -> bool:
        """Show why nothing could be looked at; False when it is nothing that a person can repair."""
        if not isinstance(error, DomainError):
            return False
        self.badge.show_state(State.BLOCKED, self.context.text(N_("not yet")))
        self.sentence.setText(self.context.locale.explain(error))
        self.model.set_rows(())
        self._offer(0, 0)
        return True

    def _show_reason(self, number: int) -> None:
        """Show the whole sentence of the row under the cursor."""
        problem = self.model.row_at(number)
        if problem is not None:
            sentence = N_("Row {row}, {column}: {sentence}")
            why = self.context.locale.explain(problem.failure)
            self.reason.setText(self.context.text(sentence, row=str(problem.row), column=problem.column, sentence=why))

    def _offer(self, right: int, wrong: int) -> None:
        locale = self.context.locale
        for part in (self.table, self.reason, self.hint, self.save):
            part.setVisible(bool(wrong))
        self.save.setEnabled(bool(wrong))
        self.store.setEnabled(bool(right))
        words = locale.plural(N_("Import {n} row"), N_("Import {n} rows"), right)
        if wrong and right:
            words = locale.plural(N_("Import the {n} right row"), N_("Import the {n} right rows"), right)
        self.store.setText(words)
        self.store.setAccessibleName(words)
        self.hint.setText(
            self.context.text(
                N_(
                    "Correct them in the spreadsheet and choose it again, or import the others now and save the wrong ones for later."
                )
            )
        )

"""A list from a spreadsheet: choose the file, say which column is what, see every wrong row, and only then import."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sse_desktop.commands.importing import ImportResult, rehearse
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.sheet_kinds import CheckedRow, RowProblem, SheetKind, failed_rows
from sse_desktop.exchange.spreadsheet import Table
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.import_findings import Findings, FindingsCard
from sse_desktop.ui.import_mapping import MappingCard
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress, Ticket

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FILES: Final = "*.xlsx *.xls *.ods *.csv *.txt"

Check = Callable[[Table, Mapping[str, str]], tuple[list[CheckedRow], list[RowProblem]]]


@dataclass(frozen=True)
class Importing:
    """What is imported: the kind of sheet, how its rows are checked, and the command that stores them."""

    kind: SheetKind
    check: Check
    command: Callable[..., ImportResult]
    page: str
    purpose: str  # msgid


class SheetImport(QWidget):
    """Nothing is written before `store` is asked for; the rehearsal runs anew with every change of the mapping."""

    def __init__(
        self, context: Context, importing: Importing, file: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.importing = importing
        self.table: Table | None = None
        self.findings: Findings | None = None
        self._asked: Ticket | None = None
        self.file_name = label("", "strong")
        self.said = label("", tone="soft", wrap=True)
        self.choose = button(context.text(N_("Another file …")), icon_name="folder")
        self.start = EmptyPlace(context, Empty(N_("Choose the list"), importing.purpose), self._first_step)
        self.mapping = MappingCard(context, importing.kind)
        self.result = FindingsCard(context)
        self._lay_out()
        self.choose.clicked.connect(self.ask_for_sheet)
        self.mapping.changed.connect(self.rehearse)
        self.result.wanted.connect(self.store)
        self.result.save_wanted.connect(self.ask_where_to_save)
        if isinstance(first := self.start_card.findChild(QPushButton), QPushButton):
            self.setFocusProxy(first)
        if file is not None:
            self.open(file)

    def _lay_out(self) -> None:
        self.start_card, self.head = Card(), Card()
        self.start_card.body.addWidget(self.start)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.file_name)
        words.addWidget(self.said)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(self.choose)
        self.head.body.addLayout(line)
        self.work = QWidget()
        below = QHBoxLayout(self.work)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self.mapping, 5)
        below.addWidget(self.result, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.start_card, 1)
        column.addWidget(self.head)
        column.addWidget(self.work, 1)
        self._show_parts(is_open=False)

    def _first_step(self) -> Sequence[Action]:
        return (Action(N_("Choose a file …"), self.ask_for_sheet, primary=True, icon="folder"),)

    def _show_parts(self, *, is_open: bool) -> None:
        self.start_card.setVisible(not is_open)
        for part in (self.head, self.work):
            part.setVisible(is_open)

    # The file.

    def ask_for_sheet(self) -> None:
        """Open the file picker of the system."""
        dialog = QFileDialog(self, self.context.text(N_("Choose a file …")), "", FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, file: Path) -> None:
        """Read a sheet beside the interface."""
        from sse_desktop.exchange.spreadsheet import read_table

        self.file_name.setText(file.name)
        self.said.setText(self.context.text(N_("Reading …")))
        worker = self.context.worker
        worker.compute(
            read_table, file, self.importing.kind.headings, owner=self, done=self._opened, failed=self._refused
        )

    def _opened(self, table: Table) -> None:
        self.table = table
        locale = self.context.locale
        self.said.setText(locale.plural(N_("{n} row was found."), N_("{n} rows were found."), len(table.rows)))
        self.mapping.show_table(table)
        self._show_parts(is_open=True)
        self.rehearse()

    def _refused(self, error: Exception) -> None:
        self.table = None
        self._show_parts(is_open=False)
        self.context.shell.problem(error)

    # The rehearsal.

    def rehearse(self) -> None:
        """Check every row against the rules and against what is stored; nothing is written."""
        if self.table is None:
            return
        if self._asked is not None:
            self._asked.cancel()
        self.result.show_wait()
        self._asked = self.context.worker.long(
            find_out, self.importing, self.table, self.mapping.chosen(), owner=self, done=self._found, failed=self._failed
        )  # fmt: skip

    def _found(self, findings: Findings) -> None:
        self._asked = None
        self.findings = findings
        self.result.show_findings(findings)

    def _failed(self, error: Exception) -> None:
        self._asked = None
        if not self.result.show_error(error):
            self.context.shell.problem(error)

    # The import.

    def store(self) -> None:
        """Store the rows that are right, in one step that Ctrl+Z takes back."""
        if self.findings is not None and self.findings.right and self._asked is None:
            rows = [row.values for row in self.findings.right]
            self.result.show_wait()
            self._asked = self.context.worker.long(
                store_rows, self.importing, rows, owner=self, done=self._stored, failed=self._failed
            )  # fmt: skip

    def _stored(self, result: ImportResult) -> None:
        shell, page = self.context.shell, self.importing.page
        sentence = N_("Imported: {created} new, {updated} changed, {skipped} as they were.")
        words = self.context.text(sentence, created=result.created, updated=result.updated, skipped=result.skipped)
        shell.close_sheet()
        shell.go(page)
        shell.tell(words)

    def ask_where_to_save(self) -> None:
        """Ask for the file that takes the wrong rows."""
        name = Path(self.file_name.text()).stem
        proposal = self.context.text(N_("{name} - to correct.xlsx"), name=name)
        ask_for_file(self, self.context.text(N_("Save the wrong rows")), proposal, "xlsx", self.save_wrong_rows)

    def save_wrong_rows(self, name: str) -> None:
        """Write the wrong rows with what is wrong with them; the file can be corrected and imported as it is."""
        if self.table is not None and self.findings is not None:
            reason = self.context.text(N_("What is wrong"))
            write_atomically(
                Path(name), failed_rows(self.table, self.findings.problems, reason, self.context.locale.explain)
            )
            self.context.shell.tell(self.context.text(N_("Saved as {path}"), path=name))


def find_out(
    workspace: "Workspace", importing: Importing, table: Table, mapping: Mapping[str, str], *, progress: Progress
) -> Findings:
    """Return what an import would do; runs beside the interface."""
    progress.step(0, len(table.rows))
    right, problems = importing.check(table, mapping)
    result = workspace.write(rehearse, importing.command, [row.values for row in right])
    progress.step(len(table.rows), len(table.rows))
    refused = {failure.position for failure in result.failed}
    for failure in result.failed:
        heading = mapping.get(failure.column, "")
        problems.append(RowProblem(right[failure.position].number, heading, failure.value, failure.failure))
    problems.sort(key=lambda problem: problem.row)
    kept = [row for position, row in enumerate(right) if position not in refused]
    return Findings(len(table.rows), kept, problems, result)


def store_rows(
    workspace: "Workspace", importing: Importing, rows: Sequence[Mapping[str, Any]], *, progress: Progress
) -> ImportResult:
    """Store rows that were rehearsed, all or none of them; runs beside the interface."""
    progress.step(0, len(rows))
    return workspace.write(importing.command, rows)


def member_import(context: Context, file: Path | None) -> SheetImport:
    """Return the sheet that imports members."""
    from sse_desktop.commands.members import import_members
    from sse_desktop.exchange.members_sheet import check_members, members

    currency = context.workspace.cooperative.currency if context.workspace is not None else "USD"
    purpose = N_(
        "An XLSX, ODS or CSV file with one member in each row. Nothing is written before you have seen what is wrong."
    )
    importing = Importing(
        members(currency), partial(check_members, currency=currency), import_members, "members", purpose
    )
    return SheetImport(context, importing, file)


def plot_import(context: Context, file: Path | None) -> SheetImport:
    """Return the sheet that imports plots."""
    from sse_desktop.commands.plot_import import import_plots
    from sse_desktop.exchange.plots_sheet import PLOTS
    from sse_desktop.exchange.sheet_kinds import check

    purpose = N_(
        "An XLSX, ODS or CSV file with one plot in each row and the number of its member. Nothing is written before you have seen what is wrong."
    )
    importing = Importing(PLOTS, lambda table, mapping: check(table, PLOTS, mapping), import_plots, "plots", purpose)
    return SheetImport(context, importing, file)


def product_import(context: Context, file: Path | None) -> SheetImport:
    """Return the sheet that imports products."""
    from sse_desktop.commands.products import import_products
    from sse_desktop.exchange.products_sheet import PRODUCTS
    from sse_desktop.exchange.sheet_kinds import check

    purpose = N_(
        "An XLSX, ODS or CSV file with one product in each row. Nothing is written before you have seen what is wrong."
    )
    importing = Importing(
        PRODUCTS, lambda table, mapping: check(table, PRODUCTS, mapping), import_products, "products", purpose
    )
    return SheetImport(context, importing, file)

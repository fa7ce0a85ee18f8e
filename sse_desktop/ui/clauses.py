"""Social clauses that run: what was asked, what is done, claimed and accepted, what is at stake, and the next report."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from sse_desktop.commands.clause_progress import void_acceptance, void_progress
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.queries.clause_progress import (
    AcceptanceRow,
    ProgressRow,
    RunningClause,
    acceptances,
    progress,
    running_clauses,
)
from sse_desktop.queries.trainees import partner_choices
from sse_desktop.ui.clause_details import clause_details
from sse_desktop.ui.clause_prints import ask_for_control_sheet, show_control_table
from sse_desktop.ui.clause_records import acceptance_panel, payment_panel
from sse_desktop.ui.clause_words import asked_words
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.trainee_roles import RECORDS, role_of
from sse_desktop.ui.widgets.empty_place import Empty

SOON: Final = timedelta(days=30)
WHOLE_BP: Final = 10_000


class ClausesPage(RecordsPage[RunningClause]):
    """The register of clauses of bids that were won."""

    depends_on = frozenset(
        {
            *("tender_clause", "clause_progress", "clause_acceptance", "trainee", "staff_count", "partner"),
            *("bid", "bid_line", "contract", "tender", "asked_value"),
        }
    )
    name = "clauses"
    title = N_("Social clauses")
    search_hint = N_("Clause, tender or buyer")
    empty = Empty(
        N_("No social clause runs"),
        N_("A clause stands here once its bid is won. Clauses are entered at the bid desk, in the step Social."),
    )

    def make_columns(self) -> tuple[Column[Any], ...]:
        locale = self.context.locale
        return (
            Column(N_("Clause"), lambda row: row.row.title, 170, stretch=True),
            Column(N_("Contract"), lambda row: row.contract or row.reference, 120, secondary=True),
            Column(N_("Buyer"), lambda row: row.buyer, 130, secondary=True),
            Column(N_("Asks for"), lambda row: asked_words(self.context, row.row, row.currency), 110, secondary=True),
            Column(
                N_("Hours done"),
                lambda row: row.hours if row.row.kind.is_worked_off else None,
                75,
                right=True,
                secondary=True,
            ),
            Column(N_("Paid"), lambda row: row.paid if row.paid.minor else None, 100, secondary=True, right=True),
            Column(N_("Claimed"), lambda row: _percent(locale, row.claimed_bp), 80, right=True),
            Column(N_("Accepted share"), lambda row: _percent(locale, row.accepted_bp), 80, right=True),
            Column(N_("At stake"), lambda row: row.exposure.amount if row.exposure is not None else None, 100),
            Column(N_("Next report"), lambda row: row.next_report, 100),
            Column(N_("State"), self.mark, 130),
        )

    def mark(self, row: RunningClause) -> Mark:
        """Return how a clause stands in a word."""
        return clause_state(self.text, row, self.context.today())

    def offered(self) -> Sequence[Action]:
        return (
            Action(
                N_("Record hours"), partial(self.with_row, self.record_hours), key="Ctrl+N", primary=True, icon="add"
            ),
            Action(N_("Control table"), self.print_page, icon="print"),
        )

    def to_begin(self) -> Sequence[Action]:
        return (Action(N_("Go to the bid desk"), partial(self.context.shell.go, "tenders.desk"), primary=True),)

    def source(self, view: View) -> Callable[..., Sequence[RunningClause]]:
        return partial(found_clauses, today=self.context.today(), words=view.words)

    # The inspector.

    def chosen(self, row: RunningClause) -> None:
        self.read(clause_records, row, done=partial(self._show, row))

    def _show(self, row: RunningClause, found: tuple[list[ProgressRow], list[AcceptanceRow]]) -> None:
        here = self.selected_row()
        if here is None or here.id != row.id:
            return
        entries, said = found
        details = clause_details(self.context, row, entries, said, self.ask_to_void, self.ask_to_void_acceptance)
        self.inspect(row.row.title, details, actions=self.row_actions(row))

    def opened(self, row: RunningClause) -> None:
        self.record_hours(row)

    def row_actions(self, row: RunningClause) -> Sequence[Action]:
        works = (
            Action(N_("Record hours"), partial(self.record_hours, row), primary=True),
            Action(N_("Record what was paid"), partial(self.record_payment, row)),
            Action(N_("Record an acceptance"), partial(self.record_acceptance, row)),
            Action(N_("Control table"), partial(self.show_table, row), icon="print"),
            Action(N_("Control table as spreadsheet"), partial(self.save_table, row)),
        )
        desk = Action(N_("Go to the bid desk"), partial(self.context.shell.go, "tenders.desk", row.row.tender_id))
        return (*works, desk) if row.row.kind.is_worked_off else (desk,)

    # What can be done.

    def record_hours(self, row: RunningClause) -> None:
        """Open the grid of hours."""
        from sse_desktop.ui.clause_hours import HoursSheet

        if not row.row.kind.is_worked_off:
            self.context.shell.tell(self.text(N_("Under this clause no hours are recorded.")), state="to_do")
            return
        if not self._sees_trainees():
            return
        sheet = HoursSheet(self.context, row.id)
        title = self.text(N_("Hours · {clause}"), clause=row.row.title)
        self.context.shell.open_sheet(title, sheet, actions=sheet.actions_offered())
        sheet.setFocus()

    def record_payment(self, row: RunningClause) -> None:
        """Open the form of a payment."""
        self.read(partner_choices, done=partial(self._pay, row))

    def _pay(self, row: RunningClause, partners: Sequence[Any]) -> None:
        self.open_form(self.text(N_("Paid to a social enterprise")), payment_panel(self.context, row, partners), row)

    def record_acceptance(self, row: RunningClause) -> None:
        """Open the form of what the buyer accepts."""
        self.open_form(self.text(N_("Accepted by the buyer")), acceptance_panel(self.context, row), row)

    def print_page(self) -> None:
        self.with_row(self.show_table)

    def show_table(self, row: RunningClause) -> None:
        """Show the control table, which names the trainees."""
        if self._sees_trainees():
            show_control_table(self.context, self, row.id)

    def save_table(self, row: RunningClause) -> None:
        """Save the control table as a spreadsheet."""
        if self._sees_trainees():
            ask_for_control_sheet(self.context, self, row.id)

    def _sees_trainees(self) -> bool:
        """Tell whether the person may see trainees, and say so where not."""
        if role_of(self.context) in RECORDS:
            return True
        said = N_("Trainees are shown only to those who keep or check their records.")
        self.context.shell.tell(self.text(said), state="to_do")
        return False

    def ask_to_void(self, entry: ProgressRow) -> None:
        """Ask for the reason to void an entry."""
        sentence = self.text(N_("Void the entry of {day}? It stays in the journal."), day=entry.on)
        said = N_("The entry is void.")
        self.ask_why(sentence, N_("Void it"), void_progress, entry.id, said=said, danger=True)

    def ask_to_void_acceptance(self, row: AcceptanceRow) -> None:
        """Ask for the reason to void an acceptance."""
        sentence = self.text(N_("Void what was accepted until {day}? It stays in the journal."), day=row.period_end)
        said = N_("The entry is void.")
        self.ask_why(sentence, N_("Void it"), void_acceptance, row.id, said=said, danger=True)


def clause_state(text: Callable[..., str], row: RunningClause, today: date) -> Mark:
    """Return how a running clause stands in a word: what is late first."""
    due = row.next_report
    if due is not None and due < today:
        return Mark(State.BLOCKED, text(N_("report late")))
    if row.row.kind.is_worked_off and row.claimed_bp is None:
        return Mark(State.TO_DO, text(N_("to ask for")))
    if due is not None and due - today <= SOON:
        return Mark(State.TO_DO, text(N_("report due")))
    if row.claimed_bp is not None and row.row.kind.is_worked_off:
        is_done = row.claimed_bp >= WHOLE_BP
        return Mark(State.READY, text(N_("done"))) if is_done else Mark(State.QUIET, text(N_("runs")))
    return Mark(State.QUIET, text(N_("runs")))


def found_clauses(session: Any, *, today: date, words: str) -> list[RunningClause]:
    """Return the running clauses whose title, tender or buyer hold the words."""
    wanted = fold(words).split()
    rows = running_clauses(session, today)
    texts = {row.id: fold(f"{row.row.title} {row.reference} {row.tender} {row.contract} {row.buyer}") for row in rows}
    return [row for row in rows if all(word in texts[row.id] for word in wanted)]


def clause_records(session: Any, row: RunningClause) -> tuple[list[ProgressRow], list[AcceptanceRow]]:
    """Return what was recorded under a clause."""
    return progress(session, row.id), acceptances(session, row.id)


def _percent(locale: Any, basis_points: int | None) -> str:
    return locale.percent(basis_points) if basis_points is not None else ""

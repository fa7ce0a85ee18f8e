"""Step Social: the clauses and criteria of the tender, what we promise and answer, our points now, and what would gain most."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from sse_desktop.commands.clauses import archive_clause, set_aside
from sse_desktop.commands.criteria import archive_criterion
from sse_desktop.domain.errors import N_
from sse_desktop.domain.rounding import unscaled
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.queries.clause_proposals import ClauseProposal, CriterionProposal
from sse_desktop.queries.criteria import AnsweredCriterion
from sse_desktop.queries.social import PromisedClause
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.clause_form import change_clause_panel, new_clause_panel, promise_panel
from sse_desktop.ui.clause_words import (
    clause_columns,
    clause_sentence,
    criterion_columns,
    criterion_sentence,
    row_key,
)
from sse_desktop.ui.criteria_form import answer_panel, change_criterion_panel, new_criterion_panel
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.layouts import FlowLayout

MOST_ROWS = (4, 7)  # of clauses and criteria; what is more scrolls in its table

ASIDE = N_("It was set aside. Ctrl+Z brings it back.")


class SocialStep(BidStep):
    """Clauses above, criteria below; a row that the notice names waits there until it is confirmed or set aside."""

    key = "social"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.clauses = RowTable(self.context, N_("Social clauses"), clause_columns(self.context, self), key=row_key)
        self.criteria = RowTable(self.context, N_("Criteria"), criterion_columns(self.context, self), key=row_key)
        self.of_clause, self.of_criterion = (label("", wrap=True, selectable=True) for _ in range(2))
        self.total = label("", "strong", wrap=True)
        self.promise, self.answer = button(self.text(N_("Promise …"))), button(self.text(N_("Answer …")))
        self.confirm, self.confirm_criterion = (button(self.text(N_("Confirm …"))) for _ in range(2))
        self.aside, self.aside_criterion = (button(self.text(N_("Set aside"))) for _ in range(2))
        self.change, self.change_criterion = (button(self.text(N_("Change"))) for _ in range(2))
        self.take_out, self.take_out_criterion = (button(self.text(N_("Take out"))) for _ in range(2))
        self.add = button(self.text(N_("New clause")), icon_name="add")
        self.add_criterion = button(self.text(N_("New criterion")), icon_name="add")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        upper, lower = Card(self.text(N_("Social clauses"))), Card(self.text(N_("Criteria")))
        self._fill(
            upper,
            self.clauses,
            self.of_clause,
            (self.promise, self.confirm, self.aside, self.change, self.take_out, self.add),
        )
        lower_buttons = (
            *(self.answer, self.confirm_criterion, self.aside_criterion),
            *(self.change_criterion, self.take_out_criterion, self.add_criterion),
        )
        self._fill(lower, self.criteria, self.of_criterion, lower_buttons)
        lower.body.insertWidget(1, self.total)
        self.column.addWidget(upper)
        self.column.addWidget(lower)
        self.column.addStretch(1)

    def _fill(self, card: Card, table: RowTable, said: QWidget, buttons: tuple[QPushButton, ...]) -> None:
        card.body.addWidget(table)
        card.body.addWidget(said)
        row = QWidget()
        row.setObjectName("clear")
        line = FlowLayout(row)
        for each in buttons:
            line.addWidget(each)
        card.body.addWidget(row)

    def _connect(self) -> None:
        self.clauses.picked.connect(self._clause_picked)
        self.criteria.picked.connect(self._criterion_picked)
        self.clauses.wanted.connect(lambda _row: self.work_on_clause())
        self.criteria.wanted.connect(lambda _row: self.work_on_criterion())
        self.promise.clicked.connect(self.work_on_clause)
        self.confirm.clicked.connect(self.work_on_clause)
        self.answer.clicked.connect(self.work_on_criterion)
        self.confirm_criterion.clicked.connect(self.work_on_criterion)
        self.aside.clicked.connect(self.set_aside)
        self.aside_criterion.clicked.connect(self.set_criterion_aside)
        self.change.clicked.connect(self.change_clause)
        self.change_criterion.clicked.connect(self.change_one_criterion)
        self.take_out.clicked.connect(self.take_clause_out)
        self.take_out_criterion.clicked.connect(self.take_criterion_out)
        self.add.clicked.connect(self.new_clause)
        self.add_criterion.clicked.connect(self.new_criterion)

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        found = desk.social
        self.clauses.show_rows(
            [*(each for each in found.proposals if isinstance(each, ClauseProposal)), *found.clauses]
        )
        self.criteria.show_rows(
            [*(each for each in found.proposals if isinstance(each, CriterionProposal)), *found.criteria]
        )
        said = N_(
            "If nothing else changes: {points} of {known} points that can be worked out, {all} in all. "
            "This is our own arithmetic; it does not say who wins."
        )
        self.total.setText(self.text(said, points=found.points, known=found.points_known, all=found.points_all))
        self.total.setVisible(bool(found.criteria))
        for table, most in zip((self.clauses, self.criteria), MOST_ROWS, strict=True):
            table.setVisible(bool(table.rows))
            rows = min(max(len(table.rows), 1), most) * table.verticalHeader().defaultSectionSize()
            table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + 4)

    @property
    def currency(self) -> str:
        """The currency of the bid, or of the tender while there is none."""
        desk, workspace = self.desk, self.context.workspace
        if desk is not None and desk.bid is not None:
            return desk.bid.currency
        known = desk.tender.currency if desk is not None else ""
        return known or (workspace.profile.currency if workspace is not None else "")

    # The chosen rows.

    def _clause_picked(self, row: PromisedClause | ClauseProposal | None) -> None:
        is_clause = isinstance(row, PromisedClause)
        self.promise.setVisible(not isinstance(row, ClauseProposal))
        self.promise.setEnabled(is_clause and self.is_draft)
        for each in (self.confirm, self.aside):
            each.setVisible(isinstance(row, ClauseProposal))
        for each in (self.change, self.take_out):
            each.setEnabled(is_clause)
        self.of_clause.setText(clause_sentence(self.context, row))
        self.of_clause.setVisible(bool(self.of_clause.text()))

    def _criterion_picked(self, row: AnsweredCriterion | CriterionProposal | None) -> None:
        is_criterion = isinstance(row, AnsweredCriterion)
        self.answer.setVisible(not isinstance(row, CriterionProposal))
        self.answer.setEnabled(is_criterion and self.is_draft)
        for each in (self.confirm_criterion, self.aside_criterion):
            each.setVisible(isinstance(row, CriterionProposal))
        for each in (self.change_criterion, self.take_out_criterion):
            each.setEnabled(is_criterion)
        self.of_criterion.setText(criterion_sentence(self.context, row))
        self.of_criterion.setVisible(bool(self.of_criterion.text()))

    # What can be done with clauses.

    def work_on_clause(self) -> None:
        """Promise under the chosen clause, or confirm what the notice names."""
        row, desk = self.clauses.current, self.desk
        if desk is None:
            return
        if isinstance(row, ClauseProposal):
            panel = new_clause_panel(self.context, desk.tender, self.currency, self._proposed(row))
            self.open_form(self.text(N_("Clause of the tender")), panel, said=N_("The clause was confirmed."))
        elif isinstance(row, PromisedClause) and self.is_draft and desk.bid is not None:
            self.open_form(row.row.title, promise_panel(self.context, desk.bid.id, self.currency, row))

    def _proposed(self, row: ClauseProposal) -> dict[str, object]:
        words = self.text(N_("The notice names it: {code}"), code=row.code)
        return {
            "kind": row.kind,
            "title": self.text(row.kind.label),
            "wording": words,
            "source": self.text(N_("Notice, {code}"), code=row.code),
            "tender_lot_id": row.tender_lot_id,
        }

    def set_aside(self) -> None:
        """Say that what the notice names is no clause for us."""
        row, desk = self.clauses.current, self.desk
        if isinstance(row, ClauseProposal) and desk is not None:
            self.write(set_aside, desk.tender.id, row.key, said=ASIDE)

    def change_clause(self) -> None:
        """Open the form of the chosen clause."""
        row, desk = self.clauses.current, self.desk
        if isinstance(row, PromisedClause) and desk is not None:
            panel = change_clause_panel(self.context, desk.tender, self.currency, row.row)
            self.open_form(self.text(N_("Clause of the tender")), panel)

    def take_clause_out(self) -> None:
        """Say that the tender has no such clause; Ctrl+Z takes that back."""
        row = self.clauses.current
        if isinstance(row, PromisedClause):
            self.write(archive_clause, row.row.id, said=N_("The clause was taken out. Ctrl+Z brings it back."))

    def new_clause(self) -> None:
        """Open an empty form for a clause."""
        if self.desk is not None:
            panel = new_clause_panel(self.context, self.desk.tender, self.currency)
            self.open_form(self.text(N_("Clause of the tender")), panel)

    # What can be done with criteria.

    def work_on_criterion(self) -> None:
        """Answer the chosen criterion, or confirm what the notice names."""
        row, desk = self.criteria.current, self.desk
        if desk is None:
            return
        if isinstance(row, CriterionProposal):
            panel = new_criterion_panel(self.context, desk.tender, self._proposed_criterion(row))
            self.open_form(self.text(N_("Criterion of the tender")), panel, said=N_("The criterion was confirmed."))
        elif isinstance(row, AnsweredCriterion) and self.is_draft and desk.bid is not None:
            self.open_form(row.row.title, answer_panel(self.context, desk.bid.id, row))

    def _proposed_criterion(self, row: CriterionProposal) -> dict[str, object]:
        return {
            "title": row.title,
            "scoring": row.scoring,
            "points": unscaled(row.points_milli, 3) if row.points_milli is not None else None,
            "source": row.title,
            "tender_lot_id": row.tender_lot_id,
        }

    def set_criterion_aside(self) -> None:
        """Say that what the notice names is no criterion for us."""
        row, desk = self.criteria.current, self.desk
        if isinstance(row, CriterionProposal) and desk is not None:
            self.write(set_aside, desk.tender.id, row.key, said=ASIDE)

    def change_one_criterion(self) -> None:
        """Open the form of the chosen criterion."""
        row, desk = self.criteria.current, self.desk
        if isinstance(row, AnsweredCriterion) and desk is not None:
            panel = change_criterion_panel(self.context, desk.tender, row.row)
            self.open_form(self.text(N_("Criterion of the tender")), panel)

    def take_criterion_out(self) -> None:
        """Say that the tender has no such criterion; Ctrl+Z takes that back."""
        row = self.criteria.current
        if isinstance(row, AnsweredCriterion):
            self.write(archive_criterion, row.row.id, said=N_("The criterion was taken out. Ctrl+Z brings it back."))

    def new_criterion(self) -> None:
        """Open an empty form for a criterion."""
        if self.desk is not None:
            panel = new_criterion_panel(self.context, self.desk.tender)
            self.open_form(self.text(N_("Criterion of the tender")), panel)

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        if self.clauses.rows:
            self.clauses.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.criteria if self.criteria.rows else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

"""Step Eligibility: every rule with its answer, reason and law; the place that mends it is one key away; go or no-go is recorded."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.commands.tender_decisions import DecisionData, decide_tender, take_tender_on, void_decision
from sse_desktop.domain.eligibility_lines import Line, LineState, Mend
from sse_desktop.domain.errors import N_
from sse_desktop.queries.asked_values import Asked
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.ui.bid_ask_form import ask_panel
from sse_desktop.ui.bid_eligibility_words import BY_CLAUSE, WORDS, line_details, line_words
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Question
from sse_desktop.ui.eligibility_print import show_checklist
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.tender_form import open_tender
from sse_desktop.ui.tender_lots_form import lots_panel
from sse_desktop.ui.tender_words import decision_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label, rule, set_tone
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.message_bar import TONES

STAFF_PAGE: Final = "staff_counts"
WAYS: Final = {
    Mend.TENDER: N_("Change the tender"),
    Mend.PAPERS: N_("Go to the papers of the bid"),
    Mend.VAULT: N_("Go to the papers"),
    Mend.COOPERATIVE: N_("Go to Settings, Cooperative"),
    Mend.STAFF: N_("Count the staff"),
    Mend.ASKED: N_("Fill it in"),
}


class EligibilityStep(BidStep):
    """The lines as a person would read them; below them the chosen one in words, and what was decided.

    `wants_step` names the step of the desk that mends the chosen line.
    """

    key = "eligibility"
    wants_step = Signal(str)

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.table = RowTable(
            self.context, N_("Rules that decide whether we may bid"), self._columns(), key=lambda row: row.rule
        )
        self.said = label("", "strong", wrap=True, selectable=True)
        self.advice = label("", tone="soft", wrap=True)
        self.mend = button("", "primary")
        self.fill = button(self.text(N_("Fill it in")))
        self.more = button(self.text(N_("Where the rule stands")))
        self.decided = label("", wrap=True, selectable=True)
        self.go = button(self.text(N_("We go on …")))
        self.leave = button(self.text(N_("We don't bid …")))
        self.void = button(self.text(N_("Void the decision …")))
        self.lots = button(self.text(N_("Lots …")))
        self.print = button(self.text(N_("Print the checklist")), icon_name="print")
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _line: self.mend_line())
        self.mend.clicked.connect(self.mend_line)
        self.fill.clicked.connect(self.fill_in)
        self.more.clicked.connect(self.show_rule)
        self.go.clicked.connect(partial(self.ask_to_decide, goes_on=True))
        self.leave.clicked.connect(partial(self.ask_to_decide, goes_on=False))
        self.void.clicked.connect(self.ask_to_void)
        self.lots.clicked.connect(self.edit_lots)
        self.print.clicked.connect(self.print_checklist)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(rule())
        card.body.addWidget(self.said)
        card.body.addWidget(self.advice)
        ways = QHBoxLayout()
        for each in (self.mend, self.fill, self.more):
            ways.addWidget(each)
        ways.addStretch(1)
        card.body.addLayout(ways)
        card.body.addWidget(rule())
        card.body.addWidget(self.decided)
        choices = FlowLayout()
        for each in (self.go, self.leave, self.void, self.lots, self.print):
            choices.addWidget(each)
        card.body.addLayout(choices)
        self.column.addWidget(card, 1)
        for each in (self.mend, self.fill, self.more, self.void):
            each.hide()

    def _columns(self) -> tuple[Column[Line], ...]:
        words = partial(line_words, self.context)
        return (
            Column(N_("State"), self._mark, 100),
            Column(N_("Rule"), lambda line: words(line, line.title), 150),
            Column(N_("Reason"), lambda line: words(line, line.sentence), 300, stretch=True),
            Column(N_("Law"), lambda line: line.legal_ref, 210, secondary=True),
            Column(N_("In force since"), lambda line: line.rule_date, 105, secondary=True),
        )

    def _mark(self, line: Line) -> Mark:
        return Mark(State(line.state.value), self.text(WORDS[line.state.value]))

    # What is shown.

    def show_desk(self, desk: BidDesk) -> None:
        is_another = self.desk is None or self.desk.tender.id != desk.tender.id
        super().show_desk(desk)
        self.table.show_rows(list(desk.eligibility.lines))
        if is_another:
            self._choose_first_open()
        decision = desk.eligibility.decision
        self.void.setVisible(decision is not None)
        self.go.setVisible(decision is None or not decision.goes_on or bool(desk.eligibility.not_taken_on))
        self.leave.setVisible(decision is None or decision.goes_on)
        nothing = self.text(N_("Nothing is decided yet."))
        self.decided.setText(decision_words(self.context, decision) if decision is not None else nothing)

    def _choose_first_open(self) -> None:
        """Begin at what blocks, else at what is to do."""
        lines = self.desk.eligibility.lines if self.desk is not None else ()
        open_ones = sorted(
            (line for line in lines if line.state is not LineState.READY), key=lambda line: not line.blocks
        )
        if open_ones:
            self.table.choose_key(open_ones[0].rule)

    def _picked(self, line: Line | None) -> None:
        for each in (self.mend, self.fill, self.more):
            each.setVisible(line is not None)
        if line is None:
            self.said.setText("")
            self.advice.setText("")
            return
        state = State(line.state.value)
        self.said.setText(f"{state.shape} {line_words(self.context, line, line.sentence)}")
        set_tone(self.said, TONES[state])
        by_clause = self._by_clause(line)
        advice = self.text(BY_CLAUSE, clause=by_clause.source) if by_clause else ""
        advice = " ".join(filter(None, (line_words(self.context, line, line.advice), advice)))
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        way = self._way(line)
        self.mend.setVisible(way is not Mend.NOWHERE)
        if way is not Mend.NOWHERE:
            self.mend.setText(self.text(WAYS[way]))
            self.mend.setAccessibleName(self.mend.text())
        self.fill.setVisible(line.ask is not None and way is not Mend.ASKED)
        self.fill.setText(self.text(N_("Change what was filled in") if self._is_filled(line) else N_("Fill it in")))
        shown = self.page.inspector.content
        if self.page.inspector.isVisible() and shown is not None and shown.property("rule"):
            self.show_rule()

    def _way(self, line: Line) -> Mend:
        """Return where the line is mended, as far as there is such a place."""
        if line.mend is Mend.STAFF and not any(spec.key == STAFF_PAGE for spec in PAGES):
            return Mend.ASKED if line.ask is not None else Mend.NOWHERE
        return line.mend

    def _is_filled(self, line: Line) -> bool:
        return self.desk is not None and line.ask is not None and line.ask.key in self.desk.eligibility.asked

    def _by_clause(self, line: Line) -> Asked | None:
        """Return the value of the line's question where a clause of the tender says it."""
        known = (
            self.desk.eligibility.asked.get(line.ask.key) if self.desk is not None and line.ask is not None else None
        )
        return known if known is not None and known.scope == "clause" else None

    # What can be done about a line.

    def mend_line(self) -> None:
        """Go to the place that mends the chosen line, or fill in what is asked."""
        line, desk = self.table.current, self.desk
        if line is None or desk is None:
            return
        match self._way(line):
            case Mend.TENDER:
                open_tender(self.context, desk.tender)
            case Mend.PAPERS:
                self.wants_step.emit("papers")
            case Mend.VAULT:
                self.context.shell.go("papers")
            case Mend.COOPERATIVE:
                self.context.shell.go("cooperative")
            case Mend.STAFF:
                self.context.shell.go(STAFF_PAGE)
            case Mend.ASKED:
                self.fill_in()
            case _:
                self.show_rule()

    def fill_in(self) -> None:
        """Open the field for a value that only the buyer's papers tell; what a clause says is changed in the clause."""
        line, desk = self.table.current, self.desk
        if line is None or desk is None or line.ask is None:
            return
        if self._by_clause(line):
            self.wants_step.emit("social")
            return
        known = desk.eligibility.asked.get(line.ask.key)
        panel = ask_panel(self.context, desk.tender.id, line.ask, known)
        self.open_form(self.text(line.ask.label), panel, said=N_("The value was filled in."))

    def show_rule(self) -> None:
        """Show where the rule stands, how sure it is, and what was filled in."""
        line, desk = self.table.current, self.desk
        if line is None or desk is None:
            return
        details = line_details(self.context, line, desk.eligibility)
        details.setProperty("rule", line.rule)
        fill = Action(N_("Fill it in"), self.fill_in)
        self.page.inspect(
            line_words(self.context, line, line.title), details, actions=(fill,) if line.ask is not None else ()
        )

    # Go or no-go.

    def ask_to_decide(self, *, goes_on: bool) -> None:
        """Ask for the reasons of a decision; rules that are against it are named, and only the president takes them on."""
        desk = self.desk
        if desk is None:
            return
        against = [line for line in desk.eligibility.blocked if not line.said_elsewhere] if goes_on else []
        sentence = self.text(N_("We go on with this tender. The reasons stand with the decision."))
        if not goes_on:
            sentence = self.text(N_("We don't bid. The tender is dropped and stays in the list with the reasons."))
        elif against:
            first = line_words(self.context, against[0], against[0].sentence)
            sentence = self.text(N_("A rule is against it: {reason} Only the president takes that on."), reason=first)
        command = take_tender_on if against else decide_tender

        def run(reasons: str) -> None:
            data = DecisionData(goes_on=goes_on, reasons=reasons)
            self.write(command, desk.tender.id, data, said=N_("The decision was recorded."))

        confirm = N_("Record that we go on") if goes_on else N_("Record that we don't bid")
        self.context.shell.ask(
            Question(sentence, self.text(confirm), run, reason=self.text(N_("Reasons")), danger=bool(against))
        )

    def ask_to_void(self) -> None:
        """Ask why the decision is taken back."""
        decision = self.desk.eligibility.decision if self.desk is not None else None
        if decision is None:
            return
        run = partial(self.write, void_decision, decision.id, said=N_("The decision was voided."))
        self.context.shell.ask(
            Question(
                self.text(N_("Void the decision? It stays in the record with its reason.")), self.text(N_("Void it")),
                run, reason=self.text(N_("Reason")), danger=True,
            )
        )  # fmt: skip

    def edit_lots(self) -> None:
        """Open the lots of the tender: for whom each is reserved."""
        if self.desk is not None:
            self.open_form(self.text(N_("Lots")), lots_panel(self.context, self.desk.tender))

    def print_step(self) -> bool:
        self.print_checklist()
        return True

    def print_checklist(self) -> None:
        """Show the checklist as it is printed."""
        if self.desk is not None:
            show_checklist(self.context, self.page, self.desk.tender.id, self.desk.tender.reference)

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        self.table.setFocus()

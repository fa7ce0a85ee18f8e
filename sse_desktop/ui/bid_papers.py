"""Step Papers: each paper that is asked for, the best one we have, and whether it is valid on the day that counts."""

import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.commands.bid_papers import choose_paper, leave_choice
from sse_desktop.commands.requirements import add_usual_requirements, archive_requirement
from sse_desktop.domain.errors import N_
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.queries.paper_states import RequirementState
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.ui.bid_requirement_form import change_requirement_panel, new_requirement_panel
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.page import Page
from sse_desktop.ui.paper_file import show_paper
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.paper_words import SHAPES, paper_mark
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label, rule, set_tone
from sse_desktop.ui.widgets.message_bar import TONES
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker


class PapersStep(BidStep):
    """The list of what is asked for; below it the chosen one in words, and what can be done about it."""

    key = "papers"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.table = RowTable(self.context, N_("Papers that are asked for"), self._columns())
        self.said = label("", "strong", wrap=True)
        self.other = RecordPicker(
            self.context, "paper", N_("Use this paper"), required=False, placeholder=N_("Title, number or holder")
        )
        self.other.title.setText(self.text(N_("Use this paper")))
        self.look = button(self.text(N_("Show the file")))
        self.attach = button(self.text(N_("Attach a new one …")), icon_name="add")
        self.leave = button(self.text(N_("Take the best one again")))
        self.change = button(self.text(N_("Change what is asked")))
        self.take_out = button(self.text(N_("Not asked for")))
        self.ask = button(self.text(N_("Add a paper that is asked for")), icon_name="add")
        self.usual = button(self.text(N_("Add the usual papers")))
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.other.setFocus())
        self.other.edited.connect(self.choose)
        self.look.clicked.connect(self.show_file)
        self.attach.clicked.connect(lambda: self.attach_new(None))
        self.leave.clicked.connect(self.take_best)
        self.change.clicked.connect(self.change_asked)
        self.take_out.clicked.connect(self.take_asked_out)
        self.ask.clicked.connect(self.new_asked)
        self.usual.clicked.connect(self.add_usual)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(rule())
        card.body.addWidget(self.said)
        line = QHBoxLayout()
        line.addWidget(self.other, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        for each in (self.attach, self.look, self.leave):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        for each in (self.ask, self.usual, self.change, self.take_out):
            buttons.addWidget(each)
        buttons.addStretch(1)
        card.body.addLayout(line)
        card.body.addLayout(buttons)
        self.column.addWidget(card, 1)

    def _columns(self) -> tuple[Column[RequirementState], ...]:
        locale = self.context.locale
        return (
            Column(N_("Asked for"), lambda row: self.text(row.title), 230, stretch=True),
            Column(N_("Valid on"), self._day, 180),
            Column(N_("Our paper"), lambda row: row.paper.title if row.paper is not None else "–", 260, secondary=True),
            Column(
                N_("Valid to"), lambda row: locale.date(row.paper.ends_on) if row.paper and row.paper.ends_on else "", 95,
                secondary=True,
            ),
            Column(N_("State on that day"), self._mark, 130),
        )  # fmt: skip

    def _day(self, row: RequirementState) -> str:
        sentence = N_("{day} ({which})") if row.day_is_known else N_("{day} ({which} not known)")
        return self.text(sentence, day=row.day, which=self.text(row.day_that_counts.label))

    def _mark(self, row: RequirementState) -> Mark:
        if row.state.is_good and row.paper is not None and not row.paper.file_sha:
            return Mark(State.BLOCKED, self.text(N_("no file")))
        mark = paper_mark(self.context, row.state)
        return mark if row.mandatory or mark.state is not State.BLOCKED else Mark(State.TO_DO, mark.word)

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        self.read(papers, self.context.today(), done=self._know_papers)
        self.table.show_rows(list(desk.papers))
        self.usual.setEnabled(True)

    def _know_papers(self, rows: Sequence[PaperRow]) -> None:
        self.other.set_choices([Choice(row.id, self._name(row), row.number) for row in rows])
        self._picked(self.table.current)

    def _name(self, row: PaperRow) -> str:
        if row.ends_on is None:
            return row.title
        return self.text(N_("{title}, until {day}"), title=row.title, day=row.ends_on)

    def _picked(self, row: RequirementState | None) -> None:
        has_file = row is not None and row.paper is not None and bool(row.paper.file_sha)
        self.look.setEnabled(has_file)
        self.leave.setVisible(row is not None and row.is_chosen and self.is_draft)
        for each in (self.change, self.take_out):
            each.setEnabled(row is not None)
        self.other.setEnabled(row is not None and self.is_draft)
        if row is None:
            self.said.setText("")
            return
        state = SHAPES[row.state] if row.mandatory or row.state.is_good else State.TO_DO
        state = State.BLOCKED if row.blocks else state
        self.said.setText(f"{state.shape} {self.text(row.sentence, **row.facts)}")
        set_tone(self.said, TONES[state])
        if not (self.other.line.hasFocus() and self.other.line.isModified()):
            self.other.set_value(row.paper.id if row.paper is not None else None)

    # What can be done.

    def choose(self) -> None:
        """Put another paper of the vault into the bid."""
        row, choice, desk = self.table.current, self.other.picked, self.desk
        if row is not None and choice is not None and desk is not None and desk.bid is not None:
            self.other.line.setModified(False)
            if row.paper is None or row.paper.id != choice.key:
                self.write(choose_paper, desk.bid.id, row.id, choice.key, said=N_("The paper was chosen."))

    def take_best(self) -> None:
        """Take a choice back: the best paper of the vault stands again."""
        row, desk = self.table.current, self.desk
        if row is not None and desk is not None and desk.bid is not None:
            self.write(leave_choice, desk.bid.id, row.id)

    def show_file(self) -> None:
        """Show the file of our paper."""
        row = self.table.current
        if row is not None and row.paper is not None:
            show_paper(self.context, self, row.paper)

    def attach_new(self, file: Path | None) -> None:
        """Open the form of a new paper for what is asked."""
        row: RequirementState | None = self.table.current
        if isinstance(self.page.inspector.content, NewPaper) and file is not None:
            self.page.inspector.content.take(file)
            return
        form = NewPaper(
            self.context,
            file,
            kind=row.paper_kind if row is not None else "",
            title=row.title if row is not None else "",
        )
        form.saved.connect(partial(self._attached, row.id if row is not None else None))
        form.given_up.connect(self.page.close_inspector)
        self.page.inspect(self.text(N_("New paper")), form)
        form.form.first().setFocus()

    def _attached(self, requirement_id: uuid.UUID | None, paper_id: uuid.UUID) -> None:
        self.page.close_inspector()
        if requirement_id is not None and self.is_draft and self.desk is not None and self.desk.bid is not None:
            self.write(
                choose_paper, self.desk.bid.id, requirement_id, paper_id, said=N_("The paper was kept and chosen.")
            )
        else:
            self.context.shell.tell(self.text(N_("The paper was kept.")))

    def new_asked(self) -> None:
        """Open the form of a paper that the notice asks for."""
        if self.desk is not None:
            panel = new_requirement_panel(self.context, self.desk.tender.id)
            self.open_form(self.text(N_("Paper that is asked for")), panel)

    def change_asked(self) -> None:
        """Open the form of the chosen one."""
        row = self.table.current
        if row is not None:
            self.open_form(self.text(N_("Paper that is asked for")), change_requirement_panel(self.context, row))

    def take_asked_out(self) -> None:
        """Say that the tender does not ask for it."""
        row = self.table.current
        if row is not None:
            self.write(
                archive_requirement, row.id, said=N_("The paper is not asked for any more. Ctrl+Z brings it back.")
            )

    def add_usual(self) -> None:
        """Ask for the papers that the profile knows."""
        if self.desk is not None:
            self.write(add_usual_requirements, self.desk.tender.id, said=N_("The usual papers were added."))

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        (self.table if self.table.rows else self.usual).setFocus()

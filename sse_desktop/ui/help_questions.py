"""The log of questions: what we asked facilitators, helpdesks and platforms, and what they answered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.help_questions import archive_help_question
from sse_desktop.domain.errors import N_
from sse_desktop.queries.help_questions import HelpQuestionRow, help_questions
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.help_questions_form import change_help_question_panel, new_help_question_panel
from sse_desktop.ui.partner_words import kind_words
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class HelpQuestionsPage(RecordsPage[HelpQuestionRow]):
    """The register of questions."""

    depends_on = frozenset({"help_question", "partner", "tender"})
    name = "help_questions"
    title = N_("Question log")
    search_hint = N_("Words of the question or the answer")
    empty = Empty(
        N_("No questions yet"),
        N_("Keep what a facilitator, a helpdesk or a platform answered: the next bid may need the same answer."),
    )
    filters = (
        Filter(
            "which", N_("Which questions"),
            (("", N_("All questions")), ("open", N_("Without an answer")), ("answered", N_("Answered")), ("archived", N_("Archived"))),
        ),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Asked on"), lambda row: row.asked_on, 100),
            Column(N_("Asked of"), lambda row: row.partner, 170),
            Column(N_("Question"), lambda row: row.question.replace("\n", " "), 220, stretch=True),
            Column(N_("Answer"), lambda row: row.answer.replace("\n", " "), 200, secondary=True),
            Column(N_("About the tender"), lambda row: row.tender, 150, secondary=True),
            Column(N_("State"), self._state, 130),
        )

    def _state(self, row: HelpQuestionRow) -> Mark:
        if row.is_open:
            return Mark(State.TO_DO, self.text(N_("no answer yet")))
        return Mark(State.READY, self.text(N_("answered")))

    def headline(self) -> str | None:
        return self.text(N_("Question log"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New question"), self.new_question, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[HelpQuestionRow]]:
        return partial(help_questions, state=view.filters.get("which", ""), search=view.words)

    # The inspector.

    def chosen(self, row: HelpQuestionRow) -> None:
        mark = self._state(row)
        details = Details(self.context).badge(mark.state, mark.word)
        details.fact(N_("Asked of"), row.partner).fact(N_("Kind"), kind_words(self.context, row.partner_kind))
        details.fact(N_("Asked on"), row.asked_on).fact(N_("About the tender"), row.tender)
        details.fact(N_("Question"), row.question)
        details.fact(N_("Answer"), row.answer).fact(N_("Answered on"), row.answered_on)
        self.inspect(row.partner, details, actions=self.row_actions(row))

    def opened(self, row: HelpQuestionRow) -> None:
        self.change(row)

    def row_actions(self, row: HelpQuestionRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        tender = Action(N_("Show the tender"), partial(self.context.shell.go, "tenders", row.tender_id))
        return (
            Action(
                N_("Note the answer") if row.is_open else N_("Change"), partial(self.change, row), primary=row.is_open
            ),
            *((tender,) if row.tender_id is not None else ()),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_question(self) -> None:
        """Open an empty form."""

        def read(found: Choices) -> None:
            self.open_form(self.text(N_("New question")), new_help_question_panel(self.context, found, {}))

        self.read(choices, done=read)

    def change(self, row: HelpQuestionRow) -> None:
        """Open the form of a question, where an open one waits for its answer."""

        def read(found: Choices) -> None:
            panel = change_help_question_panel(self.context, found, row)
            self.open_form(row.partner, panel, row)
            if row.is_open:
                panel.form.fields["answer"].setFocus()

        self.read(choices, done=read)

    def archive(self, row: HelpQuestionRow) -> None:
        """Take a question out of the log, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_help_question, row.id, archived=not row.archived, said=said)

"""The three lists around a tender, each on a card: questions and answers, changes by the buyer, days."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sse_desktop.commands.tender_changes import TenderChange
from sse_desktop.domain.errors import N_
from sse_desktop.queries.tender_questions import AmendmentRow, MilestoneRow, TenderQuestionRow, TenderTalk
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.records_page import first_line, words_of
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.tender_changes import change_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView

QUESTION_STATES: Final = {
    "to_send": (State.TO_DO, N_("not sent yet")),
    "waiting": (State.TO_DO, N_("no answer yet")),
    "answered": (State.READY, N_("answered")),
}
NO_QUESTIONS: Final = Empty(
    N_("No questions yet"), N_("Type what is unclear; the letter takes all that were not sent.")
)
NO_CHANGES: Final = Empty(
    N_("No changes by the buyer"), N_("A newer notice shows here what it changed; what comes on paper is typed.")
)
NO_DAYS: Final = Empty(N_("No further days"), N_("A visit, samples or a meeting; they stand in the calendar too."))


class ListCard(Card):
    """A short list with a title, a sentence under it, and its empty place."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context, title: str, columns: Sequence[Column[Any]], empty: Empty, begin: Action,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context.text(title), parent)
        self.context = context
        self.sentence = label("", tone="soft", wrap=True)
        self.sentence.hide()
        self.model: ListModel[Any] = ListModel(tuple(columns), context.locale, self)
        self.table = TableView(context.text(title))
        self.table.show_model(self.model)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(EmptyPlace(context, empty, lambda: (begin,)))
        self.body.addWidget(self.sentence)
        self.body.addWidget(self._places, 1)
        self.table.row_chosen.connect(partial(self._tell, self.chosen))
        self.table.row_opened.connect(partial(self._tell, self.opened))

    def show_rows(self, rows: Sequence[Any], sentence: str = "") -> None:
        """Show the rows, and a sentence about all of them."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.model.set_rows(rows)
        self._places.setCurrentIndex(0 if rows else 1)

    def _tell(self, signal: Any, number: int) -> None:
        row = self.model.row_at(number)
        if row is not None:
            signal.emit(row)


def questions_card(context: Context, begin: Action) -> ListCard:
    """Return the card of questions and answers."""

    def state(row: TenderQuestionRow) -> Mark:
        shape, word = QUESTION_STATES[row.state]
        return Mark(shape, context.text(word))

    columns: tuple[Column[TenderQuestionRow], ...] = (
        Column(N_("Question"), lambda row: row.question.replace("\n", " "), 260, stretch=True),
        Column(N_("Asked by"), lambda row: context.text(N_("we") if row.by_us else N_("others")), 90, secondary=True),
        Column(N_("Sent on"), lambda row: row.asked_on, 100, secondary=True),
        Column(N_("State"), state, 130),
    )
    return ListCard(context, N_("Questions and answers"), columns, NO_QUESTIONS, begin)


def changes_card(context: Context, begin: Action) -> ListCard:
    """Return the card of changes by the buyer."""

    def state(row: AmendmentRow) -> Mark:
        seen = row.seen_on is not None
        return Mark(State.READY if seen else State.TO_DO, context.text(N_("seen") if seen else N_("new")))

    columns: tuple[Column[AmendmentRow], ...] = (
        Column(N_("Day"), lambda row: row.published_on, 90),
        Column(N_("What changed"), lambda row: change_title(context, row), 110, stretch=True),
        Column(N_("State"), state, 90),
    )
    return ListCard(context, N_("Changes by the buyer"), columns, NO_CHANGES, begin)


def days_card(context: Context, begin: Action) -> ListCard:
    """Return the card of further days."""

    def state(row: MilestoneRow) -> Mark:
        if row.done_on is not None:
            return Mark(State.READY, context.text(N_("done")))
        is_late = row.due_on < context.today()
        return Mark(State.BLOCKED if is_late else State.TO_DO, context.text(N_("late") if is_late else N_("to do")))

    columns: tuple[Column[MilestoneRow], ...] = (
        Column(N_("Day"), lambda row: row.due_on, 90),
        Column(
            N_("What is due"), lambda row: words_of(row.title, f"{row.at:%H:%M}" if row.at else ""), 110, stretch=True
        ),
        Column(N_("State"), state, 90),
    )
    return ListCard(context, N_("Further days"), columns, NO_DAYS, begin)


def change_title(context: Context, row: AmendmentRow) -> str:
    """Return a change in one line: its words, its number, or how many fields a newer notice changed."""
    said = words_of(row.reference, first_line(row.summary))
    if said or not row.changes:
        return said
    count = len(row.changes)
    return context.locale.plural(N_("{n} change in a newer notice"), N_("{n} changes in a newer notice"), count)


def change_line(context: Context, talk: TenderTalk, change: Mapping[str, Any]) -> str:
    """Return one change of a newer notice as a sentence."""
    return change_words(context, TenderChange.from_json(change), talk.currency)


def questions_sentence(context: Context, talk: TenderTalk) -> str:
    """Return until when questions are taken, and how many working days that leaves."""
    until, left = talk.questions_deadline, talk.working_days_left
    if until is None or left is None:
        return context.text(N_("The notice does not say until when questions are taken."))
    moment = context.locale.instant(until, until.tzinfo)
    if left < 0:
        return context.text(N_("Questions were taken until {moment}."), moment=moment)
    days = context.locale.plural(N_("{n} working day left"), N_("{n} working days left"), left)
    return context.text(N_("Questions are taken until {moment}: {days}."), moment=moment, days=days)

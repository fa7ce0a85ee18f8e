"""Questions and changes of one tender: what we asked, what the buyer answered and changed, and its further days."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.commands.amendments import archive_amendment, mark_seen
from sse_desktop.commands.milestones import archive_milestone, finish_milestone
from sse_desktop.commands.tender_questions import archive_tender_question, mark_questions_sent
from sse_desktop.domain.errors import N_
from sse_desktop.queries.tender_questions import AmendmentRow, MilestoneRow, TenderQuestionRow, TenderTalk, tender_talk
from sse_desktop.queries.tenders import TenderRow, tenders
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.page import Page
from sse_desktop.ui.partner_prints import question_letter_words, show_question_letter
from sse_desktop.ui.tender_questions_forms import amendment_panel, milestone_panel, question_panel
from sse_desktop.ui.tender_questions_lists import (
    QUESTION_STATES,
    change_line,
    change_title,
    changes_card,
    days_card,
    questions_card,
    questions_sentence,
)
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

NOTHING = Empty(
    N_("No tender to ask about"),
    N_("Questions to the buyer, the buyer's changes and further days stand here once there is a tender."),
)


class TenderQuestionsPage(Page):
    """One tender at a time: three lists, and the inspector for what is chosen in them."""

    depends_on = frozenset({"tender", "tender_question", "tender_amendment", "tender_milestone"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tender_id: uuid.UUID | None = None
        self.talk: TenderTalk | None = None
        self.picker = RecordPicker(context, "tender", N_("Tender"), placeholder=N_("Reference, title or buyer"))
        self.questions = questions_card(context, Action(N_("New question"), self.new_question))
        self.changes = changes_card(context, Action(N_("Note a change"), self.new_change))
        self.days = days_card(context, Action(N_("New day"), self.new_day))
        self._places = QStackedWidget()
        self._lay_out()
        self.picker.edited.connect(self._picked)
        self.questions.chosen.connect(self.show_question)
        self.questions.opened.connect(self.open_question)
        self.changes.chosen.connect(self.show_change)
        self.days.chosen.connect(self.show_day)
        self.days.opened.connect(self.open_day)
        self.offer()

    def _lay_out(self) -> None:
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.questions, 0, 0, 1, 2)
        grid.addWidget(self.changes, 1, 0)
        grid.addWidget(self.days, 1, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.picker)
        column.addWidget(ground, 1)
        self._places.addWidget(whole)
        self._places.addWidget(EmptyPlace(self.context, NOTHING, self._first_steps))
        self.set_body(self._places)

    # What is shown.

    def headline(self) -> str | None:
        return self.talk.title if self.talk is not None else None

    def show_record(self, record: object) -> None:
        if isinstance(record, uuid.UUID):
            self.tender_id = record
            self.close_inspector()
        self.become_stale()

    def first_focus(self) -> QWidget | None:
        return self.questions.table if self.talk is not None and self.talk.questions else self.picker

    def refresh(self) -> None:
        self.read(tenders, clock.now(), done=self._know_tenders)

    def _know_tenders(self, rows: Sequence[TenderRow]) -> None:
        self.picker.set_choices([Choice(row.id, row.title, row.reference, row.buyer) for row in rows])
        self._places.setCurrentIndex(0 if rows else 1)
        if self.tender_id is None and rows:
            self.tender_id = rows[0].id
        if self.tender_id is not None and rows:
            self.read(tender_talk, self.tender_id, clock.now(), done=self.show_talk)

    def show_talk(self, talk: TenderTalk) -> None:
        """Show everything around a tender."""
        if talk.tender_id != self.tender_id:
            return
        self.talk = talk
        if self.picker.picked is not None or not self.picker.typed():  # a name that is being typed stays
            self.picker.set_value(talk.tender_id)
        self.questions.show_rows(talk.questions, questions_sentence(self.context, talk))
        self.changes.show_rows(talk.amendments)
        self.days.show_rows(talk.milestones)
        self.offer()
        self.retitled.emit()

    def _picked(self) -> None:
        if self.picker.picked is not None and self.picker.picked.key != self.tender_id:
            self.show_record(self.picker.picked.key)

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Go to the tenders"), partial(self.context.shell.go, "tenders"), primary=True),)

    # What can be done.

    def offered(self) -> Sequence[Action]:
        talk: TenderTalk | None = getattr(self, "talk", None)  # asked for while the page is still being made
        if talk is None:
            return ()
        waits = bool(talk.to_send)
        return (
            Action(N_("New question"), self.new_question, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Letter with the questions"), self.print_page, icon="print", enabled=waits),
            Action(N_("Copy the letter"), self.copy_letter, key="Ctrl+Shift+C", enabled=waits),
            Action(N_("Mark them as sent"), self.mark_sent, enabled=waits),
            Action(N_("New day"), self.new_day, key="Ctrl+D"),
            Action(N_("Note a change"), self.new_change, key="Ctrl+Shift+N"),
            Action(N_("Save as calendar file …"), self.save_calendar),
            Action(N_("Open the bid desk"), partial(self.context.shell.go, "tenders.desk", talk.tender_id)),
        )

    def new_question(self) -> None:
        """Open an empty question."""
        if self.talk is not None:
            self._open(self.text(N_("New question")), question_panel(self.context, self.talk.tender_id, None))

    def open_question(self, row: TenderQuestionRow) -> None:
        """Open the form of a question."""
        self._open(self.text(N_("Question")), question_panel(self.context, row.tender_id, row))

    def new_day(self) -> None:
        """Open an empty day."""
        if self.talk is not None:
            panel = milestone_panel(self.context, self.talk.tender_id, self.talk.zone, None)
            self._open(self.text(N_("New day")), panel)

    def open_day(self, row: MilestoneRow) -> None:
        """Open the form of a day."""
        if self.talk is not None:
            self._open(row.title, milestone_panel(self.context, row.tender_id, self.talk.zone, row))

    def new_change(self) -> None:
        """Open the form of a change that came on paper."""
        if self.talk is not None:
            self._open(self.text(N_("Note a change")), amendment_panel(self.context, self.talk.tender_id, None))

    def print_page(self) -> None:
        if self.talk is not None:
            show_question_letter(self, self.talk.tender_id, self.talk.title)

    def copy_letter(self) -> None:
        """Put the letter on the clipboard as text."""
        if self.talk is not None:
            today = self.context.today()
            self.context.worker.long(question_letter_words, self.talk.tender_id, today, owner=self, done=self._copied)

    def mark_sent(self) -> None:
        """Say that the questions of the letter went to the buyer today."""
        if self.talk is not None:
            waiting = tuple(row.id for row in self.talk.to_send)
            self._run(mark_questions_sent, waiting, said=N_("The questions are marked as sent today."))

    def save_calendar(self) -> None:
        """Ask for a file and write the days of this tender into it."""
        from sse_desktop.ui.calendar_saving import save_calendar

        if self.talk is not None:
            save_calendar(self, self.talk.tender_id, self.talk.reference or self.talk.title)

    # The inspector.

    def show_question(self, row: TenderQuestionRow) -> None:
        """Show a question with its answer."""
        shape, word = QUESTION_STATES[row.state]
        details = Details(self.context).badge(shape, self.text(word))
        details.note(row.question)
        details.fact(N_("Asked by"), self.text(N_("we") if row.by_us else N_("others")))
        details.fact(N_("Sent on"), row.asked_on).fact(N_("Sent by"), row.sent_by)
        if row.answer:
            details.heading(N_("Answer")).note(row.answer)
        details.fact(N_("Answered on"), row.answered_on)
        change = N_("Change") if row.answer else N_("Note the answer")
        self.inspect(
            self.text(N_("Question")), details,
            actions=(
                Action(change, partial(self.open_question, row), primary=not row.answer),
                Action(N_("Archive"), partial(self._run, archive_tender_question, row.id, said=N_("The question is in the archive now."))),
            ),
        )  # fmt: skip

    def show_change(self, row: AmendmentRow) -> None:
        """Show what the buyer changed."""
        details = Details(self.context)
        details.fact(N_("Published on"), row.published_on).fact(N_("Number of the paper"), row.reference)
        if row.summary:
            details.note(row.summary)
        if self.talk is not None:
            details.notes(row.changes, partial(change_line, self.context, self.talk))
        details.fact(N_("Seen on"), row.seen_on)
        seen = partial(self._run, mark_seen, (row.id,), said=N_("Marked as seen."))
        archive = partial(self._run, archive_amendment, row.id, said=N_("The change is in the archive now."))
        edit = partial(self._open, self.text(N_("Change")), amendment_panel(self.context, row.tender_id, row))
        self.inspect(
            change_title(self.context, row), details,
            actions=(
                *(() if row.seen_on else (Action(N_("I have seen it"), seen, primary=True),)),
                *(() if row.changes else (Action(N_("Change"), edit),)),
                Action(N_("Archive"), archive),
            ),
        )  # fmt: skip

    def show_day(self, row: MilestoneRow) -> None:
        """Show a day of the tender."""
        details = Details(self.context)
        when = self.context.locale.instant(row.at, row.at.tzinfo) if row.at is not None else row.due_on
        details.fact(N_("Day"), when).fact(N_("Done on"), row.done_on)
        done = row.done_on is None
        said = N_("It is done.") if done else N_("It is to be done again.")
        finish = partial(self._run, finish_milestone, row.id, is_done=done, said=said)
        self.inspect(
            row.title, details,
            actions=(
                Action(N_("It is done") if done else N_("Still to do"), finish, primary=done),
                Action(N_("Change"), partial(self.open_day, row)),
                Action(N_("Archive"), partial(self._run, archive_milestone, row.id, said=N_("The day is in the archive now."))),
            ),
        )  # fmt: skip

    # Private.

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(partial(self._told, N_("Saved.")))
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _run(self, command: Any, *args: Any, said: str, **named: Any) -> None:
        self.write(command, *args, done=partial(self._told, said), **named)

    def _told(self, said: str, _result: object = None) -> None:
        self.close_inspector()
        self.context.shell.tell(self.text(said))

    def _copied(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.context.shell.tell(self.text(N_("The letter is on the clipboard.")))

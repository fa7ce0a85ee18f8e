"""Self-declarations: what a buyer's ESPD request asks, answered from what is known, written as the file the buyer wants."""

import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.commands.espd import AnswerData, answer_espd, archive_espd_request
from sse_desktop.domain.errors import N_
from sse_desktop.domain.espd import NO, Criterion, Part
from sse_desktop.prints.espd import EspdForm, WrittenEspd
from sse_desktop.queries.espd import EspdRequestRow, EspdTenderRow, espd_requests, espd_tenders
from sse_desktop.ui import espd_jobs
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.espd_desk import EspdDesk
from sse_desktop.ui.page import Page
from sse_desktop.ui.tender_files import ask_for_files, ask_for_folder
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card

FILES: Final = "*.xml *.gz"
EMPTY: Final = Empty(
    N_("No ESPD request yet"),
    N_(
        "An ESPD request asks who you are and whether you meet the conditions of a tender. Add the buyer's file: what is known is "
        "filled in, you answer the rest, and the answer is written as the buyer wants it, with a PDF to read and sign."
    ),
)


class EspdPage(Page):
    """The desk of the request that is chosen; an empty place while there is none."""

    depends_on = frozenset({"espd_request", "espd_answer", "cooperative", "partnership", "partner", "paper", "tender"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted: object = None
        self._told: uuid.UUID | None = None
        self._tenders: Sequence[EspdTenderRow] = ()
        self.desk = EspdDesk(context)
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY, lambda: (self._add_action(),)))
        self.places = QStackedWidget()
        self.places.addWidget(nothing)
        self.places.addWidget(self.desk)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.places)
        self.set_body(ground)
        self.desk.request.edited.connect(self.open_chosen)
        self.desk.answered.connect(self.store)
        self.offer()

    @property
    def form(self) -> EspdForm | None:
        """The request that is worked at."""
        return self.desk.form

    # The page.

    def _add_action(self) -> Action:
        return Action(N_("Add an ESPD request …"), self.ask_for_request, key="Ctrl+N", icon="add")

    def offered(self) -> Sequence[Action]:
        is_open = self.form is not None
        return (
            Action(N_("Write the answer"), self.ask_for_folder, key="Ctrl+E", primary=True, enabled=is_open),
            Action(N_("Show as PDF"), self.print_page, key="Ctrl+P", icon="print", enabled=is_open),
            Action(N_("No ground for exclusion applies …"), self.ask_exclusion, enabled=is_open),
            self._add_action(),
            Action(N_("Take the request off the list"), self.take_off, enabled=is_open),
        )

    def first_focus(self) -> QWidget | None:
        return self.desk.table

    def refresh(self) -> None:
        self.read(espd_tenders, done=self._know_tenders)
        self.read(espd_requests, done=self._know_requests)

    def show_record(self, record: object) -> None:
        """Open a request, or that of a tender; a tender without one is the one that a file is added to."""
        self._wanted = record
        self.become_stale()

    def take_files(self, files: Sequence[Path]) -> None:
        self._take(files)

    # Requests.

    def _know_tenders(self, rows: Sequence[EspdTenderRow]) -> None:
        self._tenders = rows

    def _know_requests(self, rows: Sequence[EspdRequestRow]) -> None:
        wanted = next((row.id for row in rows if self._wanted in {row.id, row.tender_id}), None)
        if wanted is not None:
            self._wanted = None
        elif self._wanted is not None:
            self._take_what_the_tender_came_from()
        if not rows:
            self.desk.form = None
            self.places.setCurrentIndex(0)
            self.offer()
            return
        before = self.form.request.id if self.form is not None else None
        choice = self.desk.request
        choice.combo.blockSignals(True)
        choice.set_choices([(row.id, " · ".join(filter(None, (row.reference, row.title)))) for row in rows])
        choice.set_value(wanted or (before if before in {row.id for row in rows} else rows[0].id))
        choice.combo.blockSignals(False)
        self.open_chosen()

    def _take_what_the_tender_came_from(self) -> None:
        """Take the file that the wanted tender came from, where it came as a request; else say what to do."""
        tender = next((row for row in self._tenders if row.id == self._wanted), None)
        if tender is None or tender.id == self._told:
            return
        self._told = tender.id
        if tender.file_sha:
            self.context.worker.long(espd_jobs.take_tender, tender, owner=self, done=self._was_taken)
            return
        sentence = N_("{tender} has no ESPD request yet. Add the buyer's file.")
        self.context.shell.tell(self.text(sentence, tender=tender.reference or tender.title), state="to_do")

    def open_chosen(self) -> None:
        """Read the request that is chosen."""
        request_id = self.desk.request.read()
        if request_id is not None:
            self.context.worker.long(espd_jobs.open_form, request_id, owner=self, done=self._know)

    def _know(self, form: EspdForm) -> None:
        self.places.setCurrentIndex(1)
        self.desk.show_form(form)
        self.offer()

    # Answers.

    def store(self, answers: Sequence[AnswerData]) -> None:
        """Store answers of the request that is open."""
        if self.form is not None:
            self.write(answer_espd, self.form.request.id, list(answers), done=lambda _none: None)

    def ask_exclusion(self) -> None:
        """Ask before declaring for all grounds of exclusion at once that they don't apply."""
        form = self.form
        if form is None:
            return
        grounds = [each for each in form.asked.criteria if each.part is Part.EXCLUSION and each.first is not None]
        left = [each for each in grounds if each.first is not None and not form.values.get(each.first.key)]
        if not left:
            self.context.shell.tell(self.text(N_("Every ground for exclusion has an answer already.")))
            return
        sentence = self.text(
            N_(
                "Declare that none of the {n} grounds for exclusion still open applies? This has legal weight: read them first."
            ),
            n=len(left),
        )
        self.context.shell.ask(Question(sentence, self.text(N_("Declare it")), lambda _reason: self._declare(left)))

    def _declare(self, grounds: Sequence[Criterion]) -> None:
        firsts = [(each, each.first) for each in grounds]
        self.desk.forget_typed()
        self.store(
            [
                AnswerData(criterion=each.id, question=first.key, value_kind=first.kind, value=NO)
                for each, first in firsts
                if first is not None and first.kind == "INDICATOR"
            ]
        )

    # Files.

    def ask_for_request(self) -> None:
        """Ask for the buyer's file."""
        ask_for_files(self, self.text(N_("Add an ESPD request …")), FILES, self._take)

    def _take(self, files: Sequence[Path]) -> None:
        known = {row.id for row in self._tenders}
        tender = self._wanted if isinstance(self._wanted, uuid.UUID) and self._wanted in known else None
        for file in files:
            self.context.worker.long(espd_jobs.take, tender, file, owner=self, done=self._was_taken)

    def _was_taken(self, request_id: uuid.UUID) -> None:
        self._wanted = request_id
        self.become_stale()
        self.context.shell.tell(self.text(N_("The request was added. What is known is filled in; answer the rest.")))

    def take_off(self) -> None:
        """Take the request off the list."""
        if self.form is not None:
            said = self.text(N_("The request was taken off the list. Ctrl+Z brings it back."))
            told = partial(self.context.shell.tell, said)
            self.write(archive_espd_request, self.form.request.id, done=lambda _none: told())

    def ask_for_folder(self) -> None:
        """Ask where the answer shall be written to."""
        if self.form is not None and self.desk.save_answers():
            ask_for_folder(self, self.text(N_("Folder for the answer")), self.write_answer)

    def write_answer(self, folder: Path) -> None:
        """Write the answer into a folder."""
        if self.form is not None:
            self.context.worker.long(espd_jobs.write, self.form.request.id, folder, owner=self, done=self._was_written)

    def _was_written(self, written: WrittenEspd) -> None:
        left = len(self.form.open()) if self.form is not None else 0
        sentence = N_("The answer was written and checked: {path}")
        if left:
            sentence = N_("The answer was written and checked: {path}. Criteria with open questions: {left}.")
        self.context.shell.tell(
            self.text(sentence, path=str(written.path), left=left), state="to_do" if left else "ready"
        )

    def print_page(self) -> None:
        if self.form is not None and self.desk.save_answers():
            self.context.worker.long(espd_jobs.pdf, self.form.request.id, owner=self, done=self._show_paper)

    def _show_paper(self, data: bytes) -> None:
        if self.form is not None:
            title = self.text(N_("Self-declaration (ESPD)"))
            self.context.shell.show_pdf(title, data, f"espd-{self.form.request.reference}.pdf")

"""The delivery desk: who comes back from the trip says, note by note, what each school accepted and rejected."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands.acceptances import Received, record_received
from sse_desktop.domain.errors import N_
from sse_desktop.queries.deliveries import DeliveryDetail, DeliveryRow, deliveries, delivery
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.delivery_prints import show_note
from sse_desktop.ui.delivery_word_form import show_failure, word_form
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.form import Form
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView


class DeliveryDesk(Desk):
    """Notes that wait on the left, the one in hand on the right; Enter records it and takes the next."""

    depends_on = frozenset({"delivery", "acceptance"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.note: DeliveryDetail | None = None
        self.form: Form[Received] | None = None
        self._wanted: object = None
        self._is_led = False  # another page led here to record one note: its form takes the keyboard
        self._asked: uuid.UUID | None = None  # the note that is read or in hand
        self._place = 0  # where the next one is taken
        self._has_notes = False
        self._is_saving = False
        self.model: ListModel[DeliveryRow] = ListModel(self._make_columns(), context.locale, self)
        self.table = TableView("delivery_desk")
        self.table.setAccessibleName(context.text(N_("Notes that wait")))
        self.table.show_model(self.model)
        self.waiting = label("", "section")
        self.head = label("", "title", wrap=True)
        self.place = label("", tone="soft", wrap=True)
        self.nothing = EmptyPlace(
            context, Empty(N_("Nothing waits"), N_("Every delivery on its way has its answer from the school.")), None
        )
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.row_opened.connect(self._enter_form)
        self.offer()

    def _make_columns(self) -> Sequence[Column[DeliveryRow]]:
        return (
            Column(N_("Day"), lambda row: row.planned_on, 90),
            Column(N_("School"), lambda row: row.school, 170, stretch=True),
            Column(N_("Number"), lambda row: row.number.rpartition("-")[2].lstrip("0"), 70),
        )

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.body.addWidget(self.waiting)
        left.body.addWidget(self.table, 1)
        left.setFixedWidth(420)
        right.body.addWidget(self.head)
        right.body.addWidget(self.place)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.body.addWidget(self.area, 1)
        right.body.addWidget(self.nothing, 1)
        surface = QWidget()
        row = QHBoxLayout(surface)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.set_surface(surface)

    # The page.

    def headline(self) -> str | None:
        return self.text(N_("Delivery desk"))

    def offered(self) -> Sequence[Action]:
        is_there = self._has_notes
        return (
            Action(N_("Record and next"), self.commit, key="Ctrl+Return", primary=True, enabled=is_there),
            Action(N_("Show the note"), self.print_note, icon="print", enabled=is_there),
        )

    def refresh(self) -> None:
        self.read(deliveries, waiting=True, done=self.show_waiting)

    def show_record(self, record: object) -> None:
        self._wanted = record
        self._is_led = True
        self.refresh()

    def print_page(self) -> None:
        self.print_note()

    def show_waiting(self, rows: Sequence[DeliveryRow]) -> None:
        """List the notes without an answer, the oldest first, and take one in hand."""
        ordered = sorted(rows, key=lambda row: (row.planned_on, row.number))
        wanted = self._wanted or self._asked
        self._wanted = None
        self.model.set_rows(ordered)
        words = self.context.locale.plural(N_("{n} note waits"), N_("{n} notes wait"), len(ordered))
        self.waiting.setText(words)
        self._show_empty(empty=not ordered)
        next_one = min(self._place, len(ordered) - 1)
        at = next((number for number, row in enumerate(ordered) if row.id == wanted), next_one)
        if ordered:
            self.table.choose(at)
            self._take(ordered[at].id)

    def _show_empty(self, *, empty: bool) -> None:
        for widget in (self.head, self.place, self.area):
            widget.setVisible(not empty)
        self.nothing.setVisible(empty)
        if empty:
            self.note = self._asked = None
        self._has_notes = not empty
        self.offer()

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.model.row_at(current.row()) if current.isValid() else None
        if row is not None:
            self._place = current.row()
            self._take(row.id)

    def _enter_form(self, _number: int) -> None:
        if self.form is not None:
            self.form.first().setFocus()

    def _take(self, note_id: uuid.UUID) -> None:
        # What is typed for the note in hand stays when the list is read anew.
        if self._asked != note_id:
            self._asked = note_id
            self.read(delivery, note_id, done=self.take_in_hand)

    def take_in_hand(self, note: DeliveryDetail) -> None:
        """Show the form of a note."""
        if note.id != self._asked:
            return
        self.note = note
        self.head.setText(note.school)
        words = self.text(
            N_("{number} · {code} · {pupils} pupils · sent {day}"),
            number=note.number,
            code=note.code,
            pupils=note.pupils if note.pupils is not None else "—",
            day=note.dispatched_at,
        )
        self.place.setText(words)
        self.form = word_form(self.context, note)
        self.form.committed.connect(self._save)
        holder = QWidget()
        holder.setObjectName("clear")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 8, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.area.setWidget(holder)
        # Who walks through the list goes on walking; Enter goes into the form.
        if self._is_led or not self.table.hasFocus():
            self.form.first().setFocus()
        self._is_led = False

    # What can be done.

    def commit(self) -> None:
        """Record the note in hand."""
        if self.form is not None:
            self.form.commit()

    def _save(self, received: Received) -> None:
        if not self._is_saving:
            self._is_saving = True
            self.write(record_received, received, done=self._saved, failed=self._failed)

    def _saved(self, _acceptance_id: uuid.UUID) -> None:
        if self.note is not None:
            self.context.shell.tell(self.text(N_("Recorded for {school}."), school=self.note.school))
        self.note = self._asked = None
        self._is_saving = False

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        if self.form is None or self.note is None or not show_failure(self.context, self.form, self.note, error):
            self.context.shell.problem(error)

    def print_note(self) -> None:
        """Show the note in hand as the PDF that is printed."""
        if self.note is not None:
            show_note(self.context, self, self.note.id, self.note.number)

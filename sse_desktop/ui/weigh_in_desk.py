"""The weigh-in desk: a queue of families, a scale, a keypad. Enter goes on and saves; the next member can be typed at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.harvests import record_weigh_in, void_weigh_in
from sse_desktop.commands.weighing import TICKET, WeighIn, WeighInRecorded
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.harvests import WeighInFilter, WeighInRow, day_totals, weigh_in_block
from sse_desktop.queries.members import member_choices, plots
from sse_desktop.queries.printing import PrintJobRow, print_queue
from sse_desktop.queries.products import containers, products
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.labels import ask_for_labels
from sse_desktop.ui.theme import State
from sse_desktop.ui.ticket_printing import TicketPrinting
from sse_desktop.ui.weigh_in_form import WeighInForm
from sse_desktop.ui.weigh_in_list import WeighInList
from sse_desktop.ui.widgets.labels import Badge, label

SHOWN: Final = 400
LISTED: Final = frozenset({"weigh_in", "print_job"})
CHOSEN: Final = frozenset({"member", "plot", "product", "grade", "variety", "container_kind"})


class WeighInDesk(Desk):
    """Form on the left, the day on the right."""

    depends_on = LISTED | CHOSEN

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._choices_are_stale = True
        self._waiting = 0
        self.printing = TicketPrinting(context, self)
        self.form = WeighInForm(context)
        self.form.setMinimumWidth(320)
        self.form.setMaximumWidth(408)
        self.list = WeighInList(context)
        self.last_badge = Badge()
        self.last = label("", wrap=True)
        hint = N_("Enter goes on and saves · F2 or − damaged · F3 or / product · * containers · F4 void")
        self.hint = label(context.text(hint), tone="soft", wrap=True)
        self._lay_out()
        context.feed.changed.connect(self._look_for_new_choices)
        self.form.weighed.connect(self.save)
        self._keypad = {
            Qt.Key.Key_Minus: self.form.damaged,
            Qt.Key.Key_Slash: self.form.product,
            Qt.Key.Key_Asterisk: self.form.kind,
        }
        for field in (
            self.form.member,
            self.form.product,
            self.form.containers,
            self.form.kind,
            self.form.gross,
            self.form.damaged,
        ):
            field.editor.installEventFilter(self)
        self.offer()

    def _lay_out(self) -> None:
        saved = QVBoxLayout()
        saved.setSpacing(4)
        saved.addWidget(self.last_badge)
        saved.addWidget(self.last)
        self.form.body.addLayout(saved)
        self.form.body.addWidget(self.hint)
        surface = QWidget()
        row = QHBoxLayout(surface)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form, 4)
        row.addWidget(self.list, 7)
        self.set_surface(surface)

    # The page.

    def headline(self) -> str | None:
        place = self.context.preferences.place
        return self.text(N_("Weigh-in desk · {place}"), place=place) if place else self.text(N_("Weigh-in desk"))

    def offered(self) -> Sequence[Action]:
        has_tickets = self.list.chosen() is not None
        return (
            Action(N_("New ticket"), self.new_ticket, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Print what waits"), self.print_page, icon="print", enabled=bool(self._waiting)),
            Action(N_("Void a ticket …"), self.ask_to_void, key="F4", enabled=has_tickets),
            Action(N_("Labels of the lot"), self.show_labels, key="F7", enabled=has_tickets),
            Action(N_("Damaged"), partial(self._focus, "damaged"), key="F2"),
            Action(N_("Another product"), partial(self._focus, "product"), key="F3"),
            Action(N_("Another kind of container"), partial(self._focus, "kind"), key="F6"),
        )

    def first_focus(self) -> QWidget | None:
        return self.form.member

    def refresh(self) -> None:
        today = self.context.today()
        self.read(day_totals, today, done=self.list.show_totals)
        self.read(weigh_in_block, WeighInFilter(from_on=today, to_on=today), limit=SHOWN, done=self._show_list)
        self.read(print_queue, kind=TICKET, done=self._show_queue)
        if self._choices_are_stale:
            self._choices_are_stale = False
            self.read(plots, done=self.form.know_plots)
            self.read(member_choices, done=self.form.know_members)
            self.read(containers, done=self.form.know_containers)
            self.read(products, done=self.form.know_products)

    def print_page(self) -> None:
        self.printing.show_queue()

    def show_record(self, record: object) -> None:
        """Take the member that another page named."""
        self.form.member.set_value(record)
        self.form.containers.setFocus()

    # Saving and voiding.

    def new_ticket(self) -> None:
        """Give up what is typed and begin anew."""
        self.form.next_load()

    def save(self, load: WeighIn) -> None:
        """Save a load; the form is ready for the next one before the disk is."""
        values = self.form.values()
        self.form.next_load()
        self.write(record_weigh_in, load, done=partial(self._saved, values), failed=partial(self._not_saved, values))

    def ask_to_void(self) -> None:
        """Ask for the reason to void the ticket under the cursor, or the last one."""
        row = self.list.chosen()
        if row is not None:
            sentence = self.text(
                N_("Void ticket {ticket} of {member}, {net}? It keeps its number."),
                ticket=row.ticket,
                member=row.member,
                net=row.net,
            )
            self.context.shell.ask(
                Question(
                    sentence, self.text(N_("Void it")), partial(self._void, row), self.text(N_("Reason")), danger=True
                )
            )

    def show_labels(self) -> None:
        """Ask for labels of the lot that the load under the cursor went into, or the last one."""
        row = self.list.chosen()
        if row is not None:
            ask_for_labels(self, row.lot_id)

    def _saved(self, values: dict[str, Any], recorded: WeighInRecorded) -> None:
        self.last_badge.show_state(State.READY, self.text(N_("saved")))
        member = values["member"]
        words = self.text(
            N_("Ticket {ticket} · {member}: {weight} into lot {lot}"),
            ticket=str(recorded.number),
            member=member.title if member is not None else "",
            weight=Quantity(recorded.accepted_g, KILO),
            lot=recorded.lot_code,
        )
        self.last.setText(words)
        self.printing.take(recorded.id)

    def _not_saved(self, values: dict[str, Any], error: Exception) -> None:
        self.last_badge.show_state(State.BLOCKED, self.text(N_("not saved")))
        self.last.setText("")
        if not self.form.put_back(values, error):
            self.context.shell.problem(error)

    def _void(self, row: WeighInRow, reason: str) -> None:
        self.write(void_weigh_in, row.id, reason, done=partial(self._voided, row))
        self.form.member.setFocus()

    def _voided(self, row: WeighInRow, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Ticket {ticket} is void and keeps its number."), ticket=row.ticket))

    # Private.

    def _show_list(self, rows: Sequence[WeighInRow]) -> None:
        self.list.show_rows(rows)
        self.offer()

    def _show_queue(self, jobs: Sequence[PrintJobRow]) -> None:
        self._waiting = len(jobs)
        self.offer()

    def _look_for_new_choices(self, tables: frozenset[str]) -> None:
        self._choices_are_stale = self._choices_are_stale or bool(CHOSEN & tables)

    def _focus(self, name: str) -> None:
        field = self.form.form.fields[name]
        field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            field = self._keypad.get(Qt.Key(event.key()))
            if field is not None and event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
                field.setFocus()
                return True
        return super().eventFilter(watched, event)

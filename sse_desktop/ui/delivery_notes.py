"""Delivery notes: every stop with its number, what was sent, and what the school said."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.acceptances import void_received
from sse_desktop.commands.deliveries import void_delivery
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import DeliveryDetail, DeliveryLineRow, DeliveryRow, delivery
from sse_desktop.queries.delivery_search import found_deliveries
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Question
from sse_desktop.ui.delivery_prints import show_day, show_note
from sse_desktop.ui.delivery_states import NOTE_STATES, mark_of
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class DeliveryNotesPage(Register[DeliveryRow]):
    """The register of delivery notes."""

    depends_on = frozenset({"delivery", "delivery_line", "acceptance", "acceptance_line"})
    name = "delivery_notes"
    title = N_("Delivery notes")
    search_hint = N_("Number, school, code or contract")
    empty = Empty(
        N_("No delivery notes yet"),
        N_("A delivery note is made when an order is sent to a school. Send the first one from the orders."),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("All notes")), *((key, word) for key, (_, word) in NOTE_STATES.items()))),
    )

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Number"), lambda row: row.number, 150),
            Column(N_("Day"), lambda row: row.planned_on, 100),
            Column(N_("School"), lambda row: row.school, 190, stretch=True),
            Column(N_("Code"), lambda row: row.code, 90, secondary=True),
            Column(N_("Route"), lambda row: row.route, 80, secondary=True),
            Column(N_("Lines"), lambda row: row.lines, 70, secondary=True),
            Column(N_("Weight"), lambda row: row.weight, 100, unit="kg", decimals=1),
            Column(N_("State"), lambda row: mark_of(self.context, NOTE_STATES, row.state), 140),
        )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.model.arrived.connect(self._say_totals)

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Record what came back"), partial(self.context.shell.go, "deliveries.desk"), primary=True),
            Action(N_("Print the notes of a day"), self.print_day_of_row),
        )

    def to_begin(self) -> Sequence[Action]:
        return (Action(N_("Orders"), partial(self.context.shell.go, "orders"), primary=True),)

    def source(self, view: View) -> Callable[..., Sequence[DeliveryRow]]:
        return partial(found_deliveries, text=view.words, state=view.filters.get("state", ""))

    def chosen(self, row: DeliveryRow) -> None:
        self.read(delivery, row.id, done=self.show_note)

    def opened(self, row: DeliveryRow) -> None:
        self.print_note(row.id, row.number)

    def show_note(self, note: DeliveryDetail) -> None:
        """Show a note with its lines, the receiver's word, and what can be done with it."""
        details = Details(self.context).fact(N_("School"), note.school).fact(N_("Code"), note.code)
        details.fact(N_("Contract"), note.contract).fact(N_("Sent"), note.dispatched_at)
        details.fact(N_("Driver"), note.driver).fact(N_("Replaces"), note.replaces).fact(N_("Note"), note.note)
        if note.voided is not None:
            details.fact(N_("Voided because"), note.voided)
        details.heading(N_("Lines"))
        details.table([self._cells(line) for line in note.lines], (N_("Product"), N_("Sent"), N_("Accepted")))
        for line in note.lines:
            if line.reason:
                details.note(
                    self.text(
                        N_("{lot}: {quantity} rejected, {reason}"),
                        lot=line.lot,
                        quantity=line.rejected,
                        reason=line.reason,
                    )
                )
        details.heading(N_("Received"))
        details.fact(N_("At"), note.received_at).fact(N_("By"), note.receiver_name).fact(N_("Post"), note.receiver_post)
        if note.received_at is None and note.voided is None:
            details.note(self.text(N_("The school's word is not recorded yet.")))
        self.inspect(self.text(N_("Delivery note {number}"), number=note.number), details, actions=self._actions(note))

    def _cells(self, line: DeliveryLineRow) -> tuple[str, str, str]:
        locale = self.context.locale
        accepted = locale.quantity(line.accepted) if line.accepted is not None else "—"
        return f"{line.product} · {line.lot}", locale.quantity(line.sent), accepted

    def _actions(self, note: DeliveryDetail) -> tuple[Action, ...]:
        actions = [Action(N_("Show the note"), partial(self.print_note, note.id, note.number), key="Ctrl+P")]
        actions.append(Action(N_("Trace"), partial(self.context.shell.go, "trace", note.number)))
        if note.voided is None and note.acceptance_id is None:
            actions.append(
                Action(N_("Record what came back"), partial(self.context.shell.go, "deliveries.desk", note.id))
            )
            actions.append(Action(N_("Void"), partial(self.ask_to_void, note), danger=True))
        if note.acceptance_id is not None:
            actions.append(Action(N_("Void what was recorded"), partial(self.ask_to_void_received, note), danger=True))
        return tuple(actions)

    # What can be done.

    def print_page(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.print_note(row.id, row.number)

    def print_note(self, note_id: uuid.UUID, number: str) -> None:
        """Show the note as the PDF that is printed."""
        show_note(self.context, self, note_id, number)

    def print_day_of_row(self) -> None:
        """Show all notes of the selected row's day in one file."""
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose a note of the day first.")), state="to_do")
        else:
            show_day(self.context, self, row.planned_on)

    def ask_to_void(self, note: DeliveryDetail) -> None:
        """Ask why, then void the note."""
        self._ask(
            N_("Void the delivery note {number}? Its fruit goes back into the lots."), note, void_delivery, note.id
        )

    def ask_to_void_received(self, note: DeliveryDetail) -> None:
        """Ask why, then void the receiver's word."""
        sentence = N_("Void what was recorded as received for {number}? It waits for a new record then.")
        self._ask(sentence, note, void_received, note.acceptance_id)

    def _ask(self, sentence: str, note: DeliveryDetail, command: Callable[..., None], record: object) -> None:
        question = Question(
            self.text(sentence, number=note.number),
            self.text(N_("Void")),
            lambda reason: self.write(command, record, reason, done=lambda _: self.chosen_again(note)),
            reason=self.text(N_("Reason")),
            danger=True,
        )
        self.context.shell.ask(question)

    def chosen_again(self, note: DeliveryDetail) -> None:
        """Show a note anew after something was done with it."""
        self.context.shell.tell(self.text(N_("Voided. The number {number} stays used."), number=note.number))
        self.read(delivery, note.id, done=self.show_note)

    def _say_totals(self) -> None:
        if not isinstance(self.model, ListModel):
            return
        rows: Sequence[DeliveryRow] = self.model.rows
        valid = [row for row in rows if row.state != "voided"]
        weight = sum((row.weight for row in valid), start=Quantity(0, KILO))
        words = self.context.locale.plural(
            N_("{n} valid note, {weight} sent"), N_("{n} valid notes, {weight} sent"), len(valid), weight=weight
        )
        self.totals.setText(words if rows else "")
        self.totals.setVisible(bool(rows))

"""Replacements: what schools rejected and are owed again, with its day, and sending it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.deliveries import Dispatched
from sse_desktop.domain.errors import N_
from sse_desktop.queries.day_plan import Stop, replacement_stop
from sse_desktop.queries.replacements import OwedRow, owed_replacements
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.delivery_prints import show_note
from sse_desktop.ui.order_send import send_panel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty


class ReplacementsPage(Register[OwedRow]):
    """What is owed again, the most urgent first."""

    depends_on = frozenset({"delivery_line", "acceptance_line", "contract"})
    name = "replacements"
    title = N_("To replace")
    empty = Empty(
        N_("Nothing is owed"),
        N_("What a school rejects is owed again within the term of its contract. It stands here until it is sent."),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self.bar.hide)  # there are never many
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Until"), lambda row: row.due_on, 100),
            Column(N_("School"), lambda row: row.school, 200, stretch=True),
            Column(N_("Product"), lambda row: row.product, 120),
            Column(N_("Owed"), lambda row: row.owed, 100),
            Column(N_("Because"), lambda row: row.reason, 180, secondary=True),
            Column(N_("Delivery note"), lambda row: row.number, 150, secondary=True),
            Column(N_("State"), self._mark, 110),
        )

    def _mark(self, row: OwedRow) -> Mark:
        if row.due_on is not None and row.due_on < self.context.today():
            return Mark(State.BLOCKED, self.text(N_("late")))
        return Mark(State.TO_DO, self.text(N_("to send")))

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Send the replacement"), self.send_chosen, key="Ctrl+Return", primary=True, icon="deliveries"),
        )

    def to_begin(self) -> Sequence[Action]:
        return ()

    def source(self, view: View) -> Callable[..., Sequence[OwedRow]]:
        del view
        return owed_replacements

    def key_of(self, row: OwedRow) -> object:
        return row.line_id

    def chosen(self, row: OwedRow) -> None:
        mark = self._mark(row)
        details = Details(self.context).badge(mark.state, mark.word).figure(N_("Owed"), row.owed)
        details.fact(N_("Product"), row.product).fact(N_("Until"), row.due_on).fact(N_("Because"), row.reason)
        details.fact(N_("Delivery note"), row.number)
        self.inspect(row.school, details, actions=self.row_actions(row))

    def opened(self, row: OwedRow) -> None:
        self.send(row)

    def row_actions(self, row: OwedRow) -> Sequence[Action]:
        return (
            Action(N_("Send the replacement"), partial(self.send, row)),
            Action(N_("Delivery note"), partial(self.context.shell.go, "deliveries.notes", row.delivery_id)),
        )

    def send_chosen(self) -> None:
        """Open the form for the row under the cursor."""
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose what is to be replaced first.")), state="to_do")
        else:
            self.send(row)

    def send(self, row: OwedRow) -> None:
        """Open the form with all that is owed of the same delivery note."""
        self.read(replacement_stop, row.line_id, self.context.today(), done=self._open_send)

    def _open_send(self, found: Stop | None) -> None:
        if found is None:
            return
        panel = send_panel(self.context, found, {})
        panel.done.connect(partial(self._sent, found))
        panel.given_up.connect(self._back)
        self.inspect(self.text(N_("Replace for {school}"), school=found.school), panel)
        panel.form.first().setFocus()

    def _sent(self, found: Stop, note: Dispatched) -> None:
        number = str(note.number)
        self.close_inspector()
        self.context.shell.tell(
            self.text(N_("Delivery note {number} for {school}."), number=number, school=found.school)
        )
        show_note(self.context, self, note.id, number)

    def _back(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.chosen(row)
        self.table.setFocus()

    def _say_totals(self) -> None:
        rows: Sequence[OwedRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        late = sum(1 for row in rows if row.due_on is not None and row.due_on < self.context.today())
        locale = self.context.locale
        words = locale.plural(
            N_("{n} line is owed, {late} late"), N_("{n} lines are owed, {late} late"), len(rows), late=late
        )
        self.totals.setText(words if rows else "")
        self.totals.setVisible(bool(rows))

"""Sending a whole day in one go: one delivery note for each school, and a list of what was refused."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from sse_desktop.commands.deliveries import Dispatched, send_delivery
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.queries.day_plan import Stop, day_stops
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.delivery_prints import show_day
from sse_desktop.ui.form import Form
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.order_send import whole_stop
from sse_desktop.ui.order_words import stop_words
from sse_desktop.ui.tick_table import TickTable
from sse_desktop.ui.widgets.buttons import action_button, button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label, set_tone

LEFT_PX: Final = 344


class DaySheet(QWidget):
    """Day, route and driver on the left, the stops on the right. Each note is saved by itself; a refused one stops no other."""

    ended = Signal()

    def __init__(self, context: Context, day: date, known: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.sent: list[str] = []
        self.refused: list[tuple[Stop, str]] = []
        self._stops: Sequence[Stop] = ()
        self._left: list[Stop] = []
        self._total = 0
        self._day = day
        self.day = DateField(context, "day", N_("Day"))
        self.route = ChoiceField(context, "route", N_("Route"))
        self.form: Form[dict[str, Any]] = Form(context, dict, [
            self.day,
            self.route,
            TextField(context, "driver", N_("Driver"), required=False),
            TextField(context, "vehicle", N_("Vehicle"), required=False),
        ])  # fmt: skip
        self.table = TickTable(
            context, N_("Schools of the day"), self._columns(), title=N_("Goes"), taken=N_("goes"), left=N_("stays")
        )
        self.sum = label("", "section", wrap=True)
        self.bar = QProgressBar()
        self.doing = label("", tone="soft", wrap=True)
        self.stop = button(context.text(N_("Stop after this one")))
        self.findings = Card()
        self.print_them = action_button(Action(N_("Show the notes of the day"), self.show_notes, icon="print"), context)
        self.setFocusProxy(self.form.fields["driver"])
        self._lay_out()
        self.form.fill({"day": day, **known})
        self.day.edited.connect(self.read_day)
        self.route.edited.connect(self.show_stops)
        self.table.ticked.connect(self._say_sum)
        self.stop.clicked.connect(self.give_up)
        self.form.committed.connect(lambda _: self.send())
        QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.send)  # fmt: skip
        self.read_day()

    def _columns(self) -> tuple[Column[Stop], ...]:
        return (
            Column(N_("Route"), lambda stop: stop.route, 90),
            Column(N_("School"), lambda stop: stop.school, 180, stretch=True),
            Column(N_("Gets"), lambda stop: stop_words(self.context, stop), 260),
            Column(N_("Crates"), lambda stop: stop.containers or None, 80, right=True),
            Column(N_("Contract"), lambda stop: stop.contract, 130, secondary=True),
        )

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.setFixedWidth(LEFT_PX)
        left.body.setSpacing(12)
        for widget in (self.form, self.bar, self.doing, self.stop, self.print_them, self.findings):
            left.body.addWidget(widget)
        left.body.addStretch(1)
        self.bar.setTextVisible(False)
        self.findings.setObjectName("clear")
        self.findings.body.setContentsMargins(0, 0, 0, 0)
        for widget in (self.bar, self.stop, self.print_them, self.findings):
            widget.hide()
        right.body.addWidget(self.sum)
        right.body.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)

    def actions_offered(self) -> Sequence[Action]:
        """Return what stands in the head of the sheet."""
        return (Action(N_("Send them all"), self.send, key="Ctrl+Return", primary=True, icon="deliveries"),)

    # What goes.

    def read_day(self) -> None:
        """Read the stops of the day that is typed."""
        try:
            self._day = self.day.read() or self._day
        except DomainError:
            return
        self.context.worker.read(day_stops, self._day, owner=self, done=self._know_stops)

    def _know_stops(self, stops: Sequence[Stop]) -> None:
        self._stops = stops
        every = self.context.text(N_("All routes"))
        routes = sorted({stop.route for stop in stops if stop.route})
        self.route.set_choices([("", every), *((route, route) for route in routes)])
        self.show_stops()

    def show_stops(self) -> None:
        """Show the stops of the route; all go at first."""
        route = self.route.read()
        self.table.show_rows([stop for stop in self._stops if route in {"", None, stop.route}], lambda _stop: True)
        self._say_sum()

    def _say_sum(self) -> None:
        locale = self.context.locale
        if not self._stops:
            self.sum.setText(locale.text(N_("Nothing is to be sent on {day}"), day=self._day))
            return
        taken = self.table.taken
        notes = locale.plural(N_("{n} delivery note"), N_("{n} delivery notes"), len(taken))
        crates = sum(stop.containers for stop in taken)
        one, many = N_("{notes}, {n} crate"), N_("{notes}, {n} crates")
        self.sum.setText(locale.plural(one, many, crates, notes=notes))

    # Sending, one note after the other.

    def send(self) -> None:
        """Begin with the first stop; the window stays free meanwhile."""
        if self._left or self.form.value() is None:
            return
        self._left = list(self.table.taken)
        if not self._left:
            self.context.shell.tell(self.context.text(N_("No school is ticked. Take one with Space.")), state="to_do")
            return
        self.sent, self.refused, self._total = [], [], len(self._left)
        self.bar.setRange(0, self._total)
        self._show_running(is_running=True)
        self._send_next()

    def give_up(self) -> None:
        """Send no more; what was sent stays sent."""
        self._left = []

    def _send_next(self) -> None:
        done = len(self.sent) + len(self.refused)
        self.bar.setValue(done)
        if not self._left:
            self._end()
            return
        stop = self._left[0]
        words = N_("{done} of {total} · {school}")
        self.doing.setText(self.context.text(words, done=done + 1, total=self._total, school=stop.school))
        values = {name: self.form.fields[name].read() or "" for name in ("driver", "vehicle")}
        dispatch = whole_stop(stop, values["driver"], values["vehicle"])

        def is_sent(note: Dispatched) -> None:
            self.sent.append(str(note.number))
            self._go_on(stop)

        def failed(error: Exception) -> None:
            if not isinstance(error, DomainError):
                self.context.shell.problem(error)
            self.refused.append((stop, self.context.locale.explain(error) if isinstance(error, DomainError) else ""))
            self._go_on(stop)

        self.context.worker.write(send_delivery, dispatch, owner=self, done=is_sent, failed=failed)

    def _go_on(self, stop: Stop) -> None:
        self._left = [other for other in self._left if other.id != stop.id]
        self._send_next()

    def _end(self) -> None:
        locale = self.context.locale
        self._show_running(is_running=False)
        self.print_them.setVisible(bool(self.sent))
        said = locale.plural(N_("{n} delivery note is made."), N_("{n} delivery notes are made."), len(self.sent))
        self.doing.setText(f"● {said}" if self.sent else "")
        set_tone(self.doing, "ready")
        self._show_refused()
        self.read_day()
        self.ended.emit()

    def _show_refused(self) -> None:
        while (item := self.findings.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.findings.setVisible(bool(self.refused))
        words = self.context.locale.plural(
            N_("{n} school was refused"), N_("{n} schools were refused"), len(self.refused)
        )
        self.findings.body.addWidget(label(f"■ {words}", "strong", tone="blocked"))
        lines = [Line(title=stop.school, detail=sentence) for stop, sentence in self.refused]
        self.findings.body.addWidget(LineList(self.context, lines))

    def _show_running(self, *, is_running: bool) -> None:
        set_tone(self.doing, "soft")
        self.bar.setVisible(is_running)
        self.stop.setVisible(is_running)
        self.form.setEnabled(not is_running)
        self.table.setEnabled(not is_running)
        if is_running:
            self.findings.hide()
            self.print_them.hide()

    def show_notes(self) -> None:
        """Show the notes of the day as they are printed."""
        show_day(self.context, self, self._day)

"""Work typed from the keyboard: day, task and lot once, then person after person; all of them are stored in one go."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.weighing import InTheFuture
from sse_desktop.commands.work_days import WorkData, WorkLine, record_work
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import UnitPrice, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.work import HOUR, HoursOrPieces, Task, work_pay
from sse_desktop.queries.work_days import rate_for
from sse_desktop.queries.work_entry import WorkGround
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.lot_picker import LotPicker
from sse_desktop.ui.widgets.number_fields import DecimalField, NotAWholeNumber, PriceField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

HOURS, PIECES = "hours", "pieces"
KEPT: Final = ("worked_on", "task", "lot_id", "note", "measure")


class WorkEntry(QWidget):
    """The form in the inspector. Enter adds the person in hand to the list, Ctrl+Enter stores the list."""

    done = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, ground: WorkGround, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ground = ground
        self._is_saving = False
        self.lines: list[WorkLine] = []
        self._make_fields()
        self.form: Form[dict[str, Any]] = Form(context, dict, [
            self.worked_on,
            self.task,
            self.lot,
            TextField(context, "note", N_("Note"), required=False),
            self.worker,
            [self.measure, self.amount],
            self.rate,
        ], beside={InTheFuture: "worked_on", HoursOrPieces: "amount", NotAWholeNumber: "amount"})  # fmt: skip
        self.form.fill({"worked_on": context.today()})
        self.listed = QVBoxLayout()
        self.sum = label("", "strong", wrap=True)
        self._lay_out()
        self.form.committed.connect(self._add)
        editing: Sequence[Field] = (self.amount, self.rate, self.measure, self.worker)
        for field in (self.worker, self.task):
            field.edited.connect(self._propose_rate)
        for part in editing:
            part.edited.connect(self._show_pay)
        self._show_lines()

    def _make_fields(self) -> None:
        context, ground = self._context, self._ground
        self.worked_on = DateField(context, "worked_on", N_("Day"))
        self.task = ChoiceField(context, "task", N_("Task"), [(task, context.text(task.label)) for task in Task])
        self.lot = LotPicker(context, "lot_id", N_("Lot"), required=False, placeholder=N_("Code"))
        self.lot.set_choices([Choice(lot.id, lot.code, detail=lot.produce) for lot in ground.lots])
        self.worker = RecordPicker(context, "worker_id", N_("Who worked"), placeholder=N_("Name"))
        self.worker.set_choices([Choice(row.id, row.name, detail=row.community) for row in ground.workers])
        measures = [(HOURS, context.text(N_("hours worked"))), (PIECES, context.text(N_("pieces")))]
        self.measure = ChoiceField(context, "measure", N_("Paid by"), measures)
        self.amount = DecimalField(context, "amount", N_("How many"))
        self.rate = PriceField(context, "rate", N_("Rate of pay for one"), currency=ground.currency)

    def _lay_out(self) -> None:
        context = self._context
        self.add = button(context.text(N_("Add this person")))
        self.save = button(context.text(N_("Save the work")), "primary", tip="Ctrl+Enter")
        cancel = button(context.text(N_("Cancel")))
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.add)
        column.addLayout(self.listed)
        column.addWidget(self.sum)
        column.addLayout(buttons)
        column.addStretch(1)
        self.add.clicked.connect(self.form.commit)
        self.save.clicked.connect(self.commit)
        cancel.clicked.connect(self.given_up)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.commit)

    # What is typed.

    def _propose_rate(self) -> None:
        """Show the rate this person had last for the task, else the one anybody had; a typed one for nobody stays."""
        task = self.task.read()
        worker = self.worker.picked
        if worker is None:
            return
        known = rate_for(self._ground.rates, worker.key, task)
        if known is not None:
            self.rate.set_value(known.rate)
            self.measure.set_value(known.measure)
        self._show_pay()

    def _line(self, typed: dict[str, Any]) -> WorkLine:
        """Return the line of the person in hand.

        Raises:
            HoursOrPieces, RateBelowNothing, NotAWholeNumber.
        """
        number, rate = typed["amount"], typed["rate"]
        is_hours = typed["measure"] == HOURS
        if not is_hours and number != number.to_integral_value():
            raise NotAWholeNumber
        line = WorkLine(
            worker_id=typed["worker_id"],
            rate_micros=rate.micros,
            hours_milli=Quantity.of(number, HOUR).milli if is_hours else None,
            pieces=None if is_hours else int(number),
        )
        work_pay(rate, hours_milli=line.hours_milli, pieces=line.pieces)
        return line

    def _show_pay(self) -> None:
        """Say what the person in hand is paid, as it is typed."""
        try:
            number, rate = self.amount.read(), self.rate.read()
            if number is None or rate is None:
                self.rate.show_note("")
                return
            typed = {"worker_id": uuid.UUID(int=0), "amount": number, "rate": rate, "measure": self.measure.read()}
            line = self._line(typed)
        except DomainError:
            self.rate.show_note("")
            return
        pay = work_pay(rate, hours_milli=line.hours_milli, pieces=line.pieces)
        self.rate.show_note(self._context.text(N_("Pay {pay}"), pay=pay))

    def _add(self, typed: dict[str, Any]) -> None:
        try:
            line = self._line(typed)
        except DomainError as error:
            self.form.show_error(error)
            return
        self.lines.append(line)
        self._remember(line)
        self.form.clear(keep=KEPT)
        self._show_lines()
        self.worker.setFocus()

    def _remember(self, line: WorkLine) -> None:
        """Propose this rate to the next person who has none of their own."""
        known = rate_for(self._ground.rates, line.worker_id, self.task.read())
        if known is not None:
            fresh = replace(known, worker_id=line.worker_id, rate=UnitPrice(line.rate_micros, self._ground.currency))
            self._ground = replace(self._ground, rates=[fresh, *self._ground.rates])

    def _remove(self, place: int) -> None:
        del self.lines[place]
        self._show_lines()
        self.worker.setFocus()

    def _show_lines(self) -> None:
        while (item := self.listed.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self.lines:
            shown = [self._shown(place, line) for place, line in enumerate(self.lines)]
            self.listed.addWidget(LineList(self._context, shown))
        locale = self._context.locale
        pay = sum_money((self._pay(line) for line in self.lines), self._ground.currency)
        words = locale.plural(N_("{n} person, {pay} in all"), N_("{n} people, {pay} in all"), len(self.lines), pay=pay)
        hint = N_("Enter adds the person, Ctrl+Enter saves everybody in the list.")
        self.sum.setText(words if self.lines else self._context.text(hint))

    def _pay(self, line: WorkLine) -> Any:
        rate = UnitPrice(line.rate_micros, self._ground.currency)
        return work_pay(rate, hours_milli=line.hours_milli, pieces=line.pieces)

    def _shown(self, place: int, line: WorkLine) -> Line:
        locale = self._context.locale
        name = next(row.name for row in self._ground.workers if row.id == line.worker_id)
        rate = locale.price(UnitPrice(line.rate_micros, self._ground.currency))
        if line.hours_milli is not None:
            done = locale.quantity(Quantity(line.hours_milli, HOUR))
        else:
            done = locale.plural(N_("{n} piece"), N_("{n} pieces"), line.pieces or 0)
        return Line(
            title=f"{name} · {locale.money(self._pay(line))}",
            detail=f"{done} × {rate}",
            run=partial(self._remove, place),
            word=N_("Remove"),
        )

    # Storing.

    def commit(self) -> None:
        """Store the list; somebody in hand goes into it first."""
        if self._is_saving:
            return
        if not self.lines or self.worker.typed() or self.amount.typed():
            before = len(self.lines)
            self.form.commit()
            if len(self.lines) == before:
                return
        worked_on = self.worked_on.read() if self.worked_on.check() else None
        if worked_on is None:
            return
        data = WorkData(
            worked_on=worked_on,
            task=self.task.read(),
            lines=tuple(self.lines),
            lot_id=self.lot.read(),
            note=self.form.fields["note"].read() or "",
        )
        self._is_saving = True
        self._context.worker.write(record_work, data, owner=self, done=self._done, failed=self._failed)

    def _done(self, made: Any) -> None:
        self._is_saving = False
        self.lines = []
        self.form.clear(keep=KEPT)
        self._show_lines()
        self.done.emit(made)
        self.worker.setFocus()

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        if not self.form.show_error(error):
            self._context.shell.problem(error)

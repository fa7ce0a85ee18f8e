"""Work days: who did what on which day and lot, and for how much; with sums by task and person, and what a kilo costs."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.work_days import void_work_day
from sse_desktop.domain.errors import N_
from sse_desktop.domain.work import Task
from sse_desktop.queries.work_days import WorkDayRow, WorkFilter, WorkSum, work_days, work_sums
from sse_desktop.queries.work_entry import WorkGround, work_ground
from sse_desktop.queries.work_summary import WorkSummary, work_summary
from sse_desktop.queries.workers import WorkerFilter, WorkerRow, workers
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.day_range import DayRange, days_of
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.work_entry import WorkEntry
from sse_desktop.ui.work_prints import show_pay_sheets, show_work_sheet
from sse_desktop.ui.work_summary import summary_details

ALL_STATES: dict[str, bool | None] = {"": False, "voided": True, "both": None}


class WorkDaysPage(RecordsPage[WorkDayRow]):
    """The register of work days, the newest first."""

    depends_on = frozenset({"work_day", "worker", "work_payment"})
    name = "work_days"
    title = N_("Work days")
    search_hint = N_("Name, community or lot")
    empty = Empty(
        N_("No work days yet"),
        N_(
            "Enter who collected, cleaned, graded or packed, several people at once. The pay is worked out, and each rate is remembered."
        ),
    )
    filters = (
        Filter("task", N_("Task"), (("", N_("All tasks")), *((task.value, task.label) for task in Task))),
        Filter("worker", N_("Worker"), (("", N_("All workers")),)),
        Filter("state", N_("State"), (("", N_("Valid")), ("voided", N_("Void ones")), ("both", N_("Valid and void")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.days = DayRange(context)
        self.days.edited.connect(self.bar.edited)
        self.bar.add("days", self.days, self.days.value, self.days.clear)
        self._wanted_worker = ""

    def make_columns(self) -> tuple[Column[Any], ...]:
        void, valid = Mark(State.QUIET, self.text(N_("void"))), Mark(State.READY, self.text(N_("valid")))
        return (
            Column(N_("Day"), lambda row: row.worked_on, 96),
            Column(N_("Name"), lambda row: row.worker, 160, stretch=True),
            Column(N_("Task"), lambda row: self.text(row.task.label), 110),
            Column(N_("Hours worked"), lambda row: row.hours, 86),
            Column(N_("Pieces"), lambda row: row.pieces, 76),
            Column(N_("Rate of pay"), lambda row: row.rate, 90, secondary=True),
            Column(N_("Pay"), lambda row: row.pay, 96),
            Column(N_("Lot"), lambda row: row.lot, 170, secondary=True),
            Column(N_("State"), lambda row: valid if row.voided is None else void, 84),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Enter work"), self.enter, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Sums"), self.show_sums, key="Ctrl+T"),
            Action(N_("Pay sheets"), self.print_page, icon="print"),
            Action(N_("Blank work sheet"), partial(show_work_sheet, self), icon="print"),
            Action(N_("Save as spreadsheet"), self.save_as_spreadsheet, icon="save"),
            Action(N_("Workers"), partial(self.context.shell.go, "workers")),
        )

    def to_begin(self) -> Sequence[Action]:
        return (self.offered()[0], Action(N_("Blank work sheet"), partial(show_work_sheet, self), icon="print"))

    def source(self, view: View) -> Callable[..., Sequence[WorkDayRow]]:
        return partial(work_days, which=wanted(view))

    def totals_query(self, view: View) -> Callable[..., Any] | None:
        which = wanted(view)
        return partial(work_sums, which=replace(which, voided=False))

    def totals_text(self, result: Sequence[WorkSum]) -> str:
        *by_task, everything = result
        parts = [f"{self.text(row.task.label)} {self.context.locale.money(row.pay)}" for row in by_task if row.task]
        total = self.text(N_("in all {pay}"), pay=everything.pay)
        return " · ".join([*parts, total]) if parts else ""

    def refresh(self) -> None:
        self.read(workers, WorkerFilter(archived=None), done=self._offer_workers)
        super().refresh()

    def show_record(self, record: object) -> None:
        """Show the days of a worker, named by the id."""
        if isinstance(record, uuid.UUID):
            self._wanted_worker = str(record)
            self.bar.clear()
            self.read(workers, WorkerFilter(archived=None), done=self._offer_workers)

    def print_page(self) -> None:
        show_pay_sheets(self, *self.period())

    # One work day.

    def chosen(self, row: WorkDayRow) -> None:
        details = Details(self.context)
        if row.voided is not None:
            details.badge(State.QUIET, self.text(N_("void"))).fact(N_("Reason"), row.voided)
        details.figure(N_("Pay"), row.pay)
        details.fact(N_("Day"), self.context.locale.date(row.worked_on, "full"))
        details.fact(N_("Task"), self.text(row.task.label)).fact(N_("Hours worked"), row.hours)
        details.fact(N_("Pieces"), row.pieces).fact(N_("Rate of pay"), row.rate)
        details.fact(N_("Community"), row.community).fact(N_("Lot"), row.lot).fact(N_("Note"), row.note)
        self.inspect(row.worker, details, actions=self.row_actions(row))

    def row_actions(self, row: WorkDayRow) -> Sequence[Action]:
        go = self.context.shell.go
        actions = [Action(N_("Worker"), partial(go, "workers", row.worker_id))]
        if row.lot_id is not None:
            actions.append(Action(N_("Lot"), partial(go, "lots", row.lot_id)))
        if row.voided is None:
            actions.append(Action(N_("Void …"), partial(self.ask_to_void, row), danger=True))
        return actions

    # What can be done.

    def enter(self) -> None:
        """Open the form for work."""
        self.read(work_ground, done=self._open)

    def show_sums(self) -> None:
        """Show the sums of the period in the bar, or of the running month: by task, by person, and by kilo."""
        first, last = self.period()
        self.read(work_summary, first, last, done=self._show_summary)

    def ask_to_void(self, row: WorkDayRow) -> None:
        """Ask why a work day is void."""
        sentence = self.text(
            N_("Void the work of {worker} on {day}, {pay}?"), worker=row.worker, day=row.worked_on, pay=row.pay
        )
        self.ask_why(sentence, N_("Void it"), void_work_day, row.id, said=N_("The work day is void."), danger=True)

    def period(self) -> tuple[date, date]:
        """Return the days in the bar; where none is typed, the running month up to today."""
        first, last = days_of(self.days.value())
        end = last or self.context.today()
        return first or end.replace(day=1), end

    # Private.

    def _open(self, ground: WorkGround) -> None:
        if not ground.workers:
            self.context.shell.go("workers")
            self.context.shell.tell(self.text(N_("Enter the people who work first.")), state="to_do")
            return
        self.table.clearSelection()
        panel = WorkEntry(self.context, ground)
        panel.done.connect(self._entered)
        panel.given_up.connect(self._left)
        self.inspect(self.text(N_("Enter work")), panel)
        panel.worker.setFocus()

    def _entered(self, made: Sequence[uuid.UUID]) -> None:
        words = self.context.locale.plural(N_("{n} work day saved."), N_("{n} work days saved."), len(made))
        self.context.shell.tell(words)

    def _left(self) -> None:
        self.close_inspector()
        self.table.setFocus()

    def _show_summary(self, found: WorkSummary) -> None:
        first, last = self.period()
        title = self.text(N_("Sums · {first} to {last}"), first=first, last=last)
        self.inspect(title, summary_details(self.context, found))

    def _offer_workers(self, rows: Sequence[WorkerRow]) -> None:
        self.bar.offer("worker", [(str(row.id), row.name) for row in rows])
        if self._wanted_worker:
            self.bar.choose("worker", self._wanted_worker)
            self._wanted_worker = ""


def wanted(view: View) -> WorkFilter:
    """Return the filter of the query for what the bar says."""
    chosen = view.filters
    first, last = days_of(chosen.get("days", ""))
    return WorkFilter(
        words=view.words,
        task=Task(chosen["task"]) if chosen.get("task") else None,
        worker_id=uuid.UUID(chosen["worker"]) if chosen.get("worker") else None,
        from_on=first,
        to_on=last,
        voided=ALL_STATES[chosen.get("state", "")],
    )

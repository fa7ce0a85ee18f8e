"""Workers: the people who collect, clean, grade and pack, with what each earned, was paid and is owed."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.work_days import void_work_payment
from sse_desktop.commands.workers import archive_worker
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.queries.members import member_choices
from sse_desktop.queries.workers import (
    WorkerFilter,
    WorkerRow,
    WorkPaymentRow,
    work_payments,
    worker_communities,
    workers,
)
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.work_prints import PeriodPanel, show_pay_sheet
from sse_desktop.ui.workers_form import payment_panel, worker_panel

PAYMENTS_SHOWN = 12


class WorkersPage(RecordsPage[WorkerRow]):
    """The register of workers."""

    depends_on = frozenset({"worker", "work_day", "work_payment", "member"})
    name = "workers"
    title = N_("Workers")
    first_choice_leaves_out = True
    search_hint = N_("Name, identity number or community")
    empty = Empty(
        N_("No workers yet"),
        N_("Enter who collects, cleans, grades and packs. Their work days and their pay are counted from then on."),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("Who works here")), ("owed", N_("With pay owed")), ("archived", N_("Archived")))),
        Filter("community", N_("Community"), (("", N_("All communities")),)),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Name"), lambda row: row.name, 200, stretch=True),
            Column(N_("Community"), lambda row: row.community, 130, secondary=True),
            Column(N_("Of the family of"), lambda row: row.member, 150, secondary=True),
            Column(N_("Days worked"), lambda row: row.days, 90),
            Column(N_("Last worked on"), lambda row: row.last_worked_on, 100, secondary=True),
            Column(N_("Earned"), lambda row: row.earned, 100),
            Column(N_("Paid"), lambda row: row.paid, 100),
            Column(N_("Still owed"), lambda row: row.owed, 100),
            Column(N_("State"), self.mark, 130),
        )

    def mark(self, row: WorkerRow) -> Mark:
        """Return whether money is owed."""
        if row.owed.minor > 0:
            return Mark(State.TO_DO, self.text(N_("pay owed")))
        if row.owed.minor < 0:
            return Mark(State.BLOCKED, self.text(N_("paid too much")))
        if row.archived:
            return Mark(State.QUIET, self.text(N_("archived")))
        return Mark(State.READY, self.text(N_("nothing owed")))

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New worker"), self.new_worker, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Pay out …"), partial(self.with_row, self.pay), key="Ctrl+Return"),
        )

    def to_begin(self) -> Sequence[Action]:
        return self.offered()[:1]

    def source(self, view: View) -> Callable[..., Sequence[WorkerRow]]:
        state = view.filters.get("state", "")
        which = WorkerFilter(
            words=view.words,
            community=view.filters.get("community", ""),
            archived=True if state == "archived" else None if state == "owed" else False,
            owed=state == "owed",
        )
        return partial(workers, which=which)

    def refresh(self) -> None:
        self.read(worker_communities, done=self._offer_communities)
        super().refresh()

    def widen(self) -> bool:
        if self.bar.chosen()["state"] == "archived":
            return False
        self.bar.choose("state", "archived")
        return True

    # One worker.

    def chosen(self, row: WorkerRow) -> None:
        self.read(work_payments, worker_id=row.id, done=partial(self._show, row))

    def _show(self, row: WorkerRow, payments: Sequence[WorkPaymentRow]) -> None:
        mark = self.mark(row)
        details = Details(self.context).badge(mark.state, mark.word).figure(N_("Still owed"), row.owed)
        details.table([(self.text(N_("Earned")), row.earned), (self.text(N_("− paid")), row.paid)])
        details.fact(N_("Days worked"), row.days).fact(N_("Hours worked"), row.hours if row.hours.milli else None)
        details.fact(N_("Pieces"), row.pieces or None).fact(N_("Last worked on"), row.last_worked_on)
        details.fact(N_("Of the family of"), row.member).fact(N_("Community"), row.community)
        details.fact(N_("Identity number"), row.id_number).fact(N_("Year of birth"), year(row))
        details.fact(N_("Phone"), row.phone).fact(N_("Note"), row.note)
        if payments:
            details.heading(N_("Payments"))
            details.widget(LineList(self.context, [self._payment(one) for one in payments[:PAYMENTS_SHOWN]]))
        self.inspect(row.name, details, actions=self.row_actions(row))

    def _payment(self, one: WorkPaymentRow) -> Line:
        locale = self.context.locale
        parts = [locale.date(one.paid_on), one.method, one.note]
        if one.voided is not None:
            parts.append(self.text(N_("void: {reason}"), reason=one.voided))
        return Line(
            title=locale.money(one.amount),
            detail=" · ".join(part for part in parts if part),
            run=partial(self.ask_to_void, one) if one.voided is None else None,
            word=N_("Void …"),
            quiet=one.voided is not None,
        )

    def opened(self, row: WorkerRow) -> None:
        self.change(row)

    def row_actions(self, row: WorkerRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Pay out …"), partial(self.pay, row), enabled=row.owed.minor > 0),
            Action(N_("Work days"), partial(self.context.shell.go, "work_days", row.id)),
            Action(N_("Pay sheet"), partial(self.ask_period, row), icon="print"),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_worker(self) -> None:
        """Open an empty form."""
        self.read(member_choices, done=partial(self._open, None))

    def change(self, row: WorkerRow) -> None:
        """Open the form of a worker."""
        self.read(member_choices, done=partial(self._open, row))

    def pay(self, row: WorkerRow) -> None:
        """Ask what is paid."""
        title = self.text(N_("Pay {name}"), name=row.name)
        self.open_form(title, payment_panel(self.context, row.id, row.owed), row, said=N_("What was paid is recorded."))

    def ask_period(self, row: WorkerRow) -> None:
        """Ask for the period of the pay sheet, then show it."""
        panel = PeriodPanel(self.context)
        panel.chosen.connect(partial(self._show_sheet, row.id, row.name))
        panel.given_up.connect(partial(self.back_to, row))
        self.inspect(self.text(N_("Pay sheet · {name}"), name=row.name), panel)
        panel.form.first().setFocus()

    def archive(self, row: WorkerRow) -> None:
        """Take a worker out of the lists, or back in."""
        said = N_("The worker is back in the lists.") if row.archived else N_("The worker is in the archive now.")
        self.run(archive_worker, row.id, archived=not row.archived, said=said)

    def ask_to_void(self, one: WorkPaymentRow) -> None:
        """Ask why a payment is void."""
        sentence = self.text(N_("Void the payment of {amount} to {worker}?"), amount=one.amount, worker=one.worker)
        self.ask_why(sentence, N_("Void it"), void_work_payment, one.id, said=N_("What was paid is void."), danger=True)

    # Private.

    def _open(self, row: WorkerRow | None, members: Any) -> None:
        title = self.text(N_("New worker")) if row is None else row.name
        self.open_form(title, worker_panel(self.context, list(members), row), row)

    def _show_sheet(self, worker_id: uuid.UUID, name: str, from_on: date, to_on: date) -> None:
        show_pay_sheet(self, worker_id, name, from_on, to_on)

    def _offer_communities(self, names: Sequence[str]) -> None:
        self.bar.offer("community", [(name, name) for name in names])

    def _say_totals(self) -> None:
        if isinstance(self.model, ListModel) and self.model.rows:
            rows: Sequence[WorkerRow] = self.model.rows
            owed = sum_money((row.owed for row in rows), rows[0].owed.currency)
            words = self.context.locale.plural(
                N_("{n} worker, {owed} still owed"), N_("{n} workers, {owed} still owed"), len(rows), owed=owed
            )
            self.totals.setText(words)
            self.totals.show()


def year(row: WorkerRow) -> str:
    """Return a year as it is written, without signs between its digits."""
    return "" if row.birth_year is None else str(row.birth_year)

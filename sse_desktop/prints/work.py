"""Work on paper: the blank sheet for a day, and what a person or everybody earned in a period."""

import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from sse_desktop.documents.work_pay_sheet import (
    PaySheetLine,
    PaySheetPayment,
    WorkPaySheet,
    work_pay_sheet,
    work_pay_sheets,
)
from sse_desktop.documents.work_sheet import WorkSheet, work_sheet
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.work import Task
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.work_days import WorkDayRow, WorkerSum, WorkFilter, work_days, worker_sums
from sse_desktop.queries.workers import WorkerFilter, WorkPaymentRow, work_payments, workers
from sse_desktop.workspace import Workspace

Step = Callable[[int, int], None]


class NothingWorked(DomainError):
    """A pay sheet was asked for a period in which nothing happened."""

    sentence = N_("Nothing was worked, paid or owed between {first} and {last}. Choose another period.")


def print_work_sheet(
    workspace: Workspace,
    language: str | None = None,
    *,
    community: str = "",
    task: Task | None = None,
    worked_on: date | None = None,
    with_names: bool = True,
) -> bytes:
    """Return a blank sheet with the names of the workers, of one community or all."""
    people = workspace.read(workers, WorkerFilter(community=community)) if with_names else []
    sheet = WorkSheet(
        cooperative=issuer(workspace),
        names=tuple(person.name for person in people),
        task=task.label if task is not None else "",
        worked_on=worked_on,
    )
    return work_sheet(sheet, workspace.locale(language))


def print_pay_sheet(
    workspace: Workspace, worker_id: uuid.UUID, from_on: date, to_on: date, language: str | None = None
) -> bytes:
    """Return one person's sheet of a period.

    Raises:
        NothingWorked.
    """
    rows = [row for row in workspace.read(worker_sums, from_on, to_on) if row.worker_id == worker_id]
    if not rows:
        raise NothingWorked(first=from_on, last=to_on)
    return work_pay_sheet(_sheets(workspace, rows, from_on, to_on)[0], workspace.locale(language))


def print_pay_sheets(
    workspace: Workspace, from_on: date, to_on: date, language: str | None = None, step: Step | None = None
) -> bytes:
    """Return the sheets of everybody who worked, was paid or is owed something, in one file by name.

    `step` is called before each sheet is drawn, with how many of how many are done.

    Raises:
        NothingWorked.
    """
    rows = workspace.read(worker_sums, from_on, to_on)
    if not rows:
        raise NothingWorked(first=from_on, last=to_on)
    tell = step or (lambda _done, _total: None)
    sheets = _sheets(workspace, rows, from_on, to_on)
    return work_pay_sheets(sheets, workspace.locale(language), lambda place: tell(place, len(sheets)))


def _sheets(workspace: Workspace, rows: list[WorkerSum], from_on: date, to_on: date) -> list[WorkPaySheet]:
    days: defaultdict[uuid.UUID, list[WorkDayRow]] = defaultdict(list)
    for day in reversed(workspace.read(work_days, WorkFilter(from_on=from_on, to_on=to_on))):
        days[day.worker_id].append(day)
    paid: defaultdict[uuid.UUID, list[WorkPaymentRow]] = defaultdict(list)
    for payment in reversed(workspace.read(work_payments, from_on=from_on, to_on=to_on, voided=False)):
        paid[payment.worker_id].append(payment)
    cooperative, treasurer = issuer(workspace), holder_of(workspace, Role.TREASURER)
    return [
        WorkPaySheet(
            cooperative=cooperative,
            worker=row.worker,
            id_number=row.id_number,
            community=row.community,
            from_on=from_on,
            to_on=to_on,
            lines=tuple(_line(day) for day in days[row.worker_id]),
            payments=tuple(_payment(payment) for payment in paid[row.worker_id]),
            owed_before=row.owed_before,
            earned=row.earned,
            paid=row.paid,
            owed=row.owed,
            treasurer=treasurer,
        )
        for row in rows
    ]


def _line(day: WorkDayRow) -> PaySheetLine:
    return PaySheetLine(
        worked_on=day.worked_on,
        task=day.task.label,
        lot_code=day.lot,
        hours=day.hours,
        pieces=day.pieces,
        rate=day.rate,
        pay=day.pay,
    )


def _payment(row: WorkPaymentRow) -> PaySheetPayment:
    return PaySheetPayment(paid_on=row.paid_on, method=row.method, amount=row.amount)

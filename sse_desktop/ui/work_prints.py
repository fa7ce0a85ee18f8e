"""Work on paper: the blank sheet for a day, and pay sheets of a period."""

import uuid
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


class PeriodPanel(QWidget):
    """Asks for the days from which and to which a pay sheet tells; the running month is proposed."""

    chosen = Signal(object, object)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: Form[dict[str, Any]] = Form(context, dict, [
            DateField(context, "from_on", N_("From this day")),
            DateField(context, "to_on", N_("Until this day")),
        ])  # fmt: skip
        today = context.today()
        self.form.fill({"from_on": today.replace(day=1), "to_on": today})
        show, cancel = button(context.text(N_("Show the pay sheet")), "primary"), button(context.text(N_("Cancel")))
        buttons = QHBoxLayout()
        buttons.addWidget(show)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)
        show.clicked.connect(self.form.commit)
        cancel.clicked.connect(self.given_up)
        self.form.committed.connect(lambda typed: self.chosen.emit(typed["from_on"], typed["to_on"]))


def show_work_sheet(page: Page) -> None:
    """Show the blank sheet with the names of everybody who works."""
    title = page.text(N_("Work sheet"))
    name = page.text(N_("work-sheet.pdf"))
    page.context.worker.long(work_sheet_pdf, owner=page, done=partial(_show, page.context, title, name))


def show_pay_sheet(page: Page, worker_id: uuid.UUID, name: str, from_on: date, to_on: date) -> None:
    """Show one person's sheet of a period."""
    title = page.text(N_("Pay sheet · {name}"), name=name)
    done = partial(_show, page.context, title, page.text(N_("pay-sheet.pdf")))
    page.context.worker.long(pay_sheet_pdf, worker_id, from_on, to_on, owner=page, done=done)


def show_pay_sheets(page: Page, from_on: date, to_on: date) -> None:
    """Show the sheets of everybody who worked, was paid or is owed something in a period."""
    title = page.text(N_("Pay sheets"))
    done = partial(_show, page.context, title, page.text(N_("pay-sheets.pdf")))
    page.context.worker.long(pay_sheets_pdf, from_on, to_on, owner=page, done=done)


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)


def work_sheet_pdf(workspace: "Workspace", *, progress: Progress) -> bytes:
    """Return the blank sheet; runs beside the interface."""
    from sse_desktop.prints.work import print_work_sheet

    progress.step(0, 1)
    return print_work_sheet(workspace)


def pay_sheet_pdf(
    workspace: "Workspace", worker_id: uuid.UUID, from_on: date, to_on: date, *, progress: Progress
) -> bytes:
    """Return one person's sheet; runs beside the interface."""
    from sse_desktop.prints.work import print_pay_sheet

    progress.step(0, 1)
    return print_pay_sheet(workspace, worker_id, from_on, to_on)


def pay_sheets_pdf(workspace: "Workspace", from_on: date, to_on: date, *, progress: Progress) -> bytes:
    """Return everybody's sheets; runs beside the interface and tells before each."""
    from sse_desktop.prints.work import print_pay_sheets

    return print_pay_sheets(workspace, from_on, to_on, step=progress.step)

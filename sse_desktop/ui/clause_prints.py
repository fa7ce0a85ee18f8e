"""Reports about clauses on paper and as spreadsheets; both are made beside the interface."""

import uuid
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_control_table(context: Context, owner: QWidget, clause_id: uuid.UUID) -> None:
    """Show the control table of a clause."""
    title = context.text(N_("Control table"))
    done = partial(_show, context, title, context.text(N_("control-table.pdf")))
    context.worker.long(control_pdf, clause_id, owner=owner, done=done)


def ask_for_control_sheet(context: Context, owner: QWidget, clause_id: uuid.UUID) -> None:
    """Let the person choose a file and write the control table into it."""

    def chosen(name: str) -> None:
        context.worker.long(write_control, clause_id, Path(name), owner=owner, done=partial(_told, context))

    name = context.text(N_("control-table.xlsx"))
    ask_for_file(owner, context.text(N_("Save as spreadsheet")), name, "xlsx", chosen)


def show_daily_list(context: Context, owner: QWidget, clause_id: uuid.UUID, first: date, last: date) -> None:
    """Show the daily lists of a span of days."""
    title = context.text(N_("Daily list of trainees on site"))
    done = partial(_show, context, title, context.text(N_("daily-list.pdf")))
    context.worker.long(daily_pdf, clause_id, first, last, owner=owner, done=done)


def ask_for_daily_sheet(context: Context, owner: QWidget, clause_id: uuid.UUID, first: date, last: date) -> None:
    """Let the person choose a file and write the daily lists into it."""

    def chosen(name: str) -> None:
        done = partial(_told, context)
        context.worker.long(write_daily, clause_id, (first, last), Path(name), owner=owner, done=done)

    name = context.text(N_("daily-list.xlsx"))
    ask_for_file(owner, context.text(N_("Save as spreadsheet")), name, "xlsx", chosen)


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)


def _told(context: Context, path: Path) -> None:
    context.shell.tell(context.text(N_("The table was saved as {path}."), path=str(path)))


# ---------------------------------------------------------------- beside the interface


def control_pdf(workspace: "Workspace", clause_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the control table; runs beside the interface."""
    from sse_desktop.prints.clauses import print_control_table

    progress.step(0, 1)
    return print_control_table(workspace, clause_id)


def daily_pdf(workspace: "Workspace", clause_id: uuid.UUID, first: date, last: date, *, progress: Progress) -> bytes:
    """Return the daily lists; runs beside the interface."""
    from sse_desktop.prints.clauses import print_daily_trainees

    progress.step(0, 1)
    return print_daily_trainees(workspace, clause_id, first, last)


def write_control(workspace: "Workspace", clause_id: uuid.UUID, path: Path, *, progress: Progress) -> Path:
    """Write the control table as a spreadsheet; runs beside the interface."""
    from sse_desktop.prints.clauses import control_sheet
    from sse_desktop.store.atomic import write_atomically

    progress.step(0, 1)
    write_atomically(path, control_sheet(workspace, clause_id))
    return path


def write_daily(
    workspace: "Workspace", clause_id: uuid.UUID, span: tuple[date, date], path: Path, *, progress: Progress
) -> Path:
    """Write the daily lists as a spreadsheet; runs beside the interface."""
    from sse_desktop.prints.clauses import daily_sheet
    from sse_desktop.store.atomic import write_atomically

    progress.step(0, 1)
    write_atomically(path, daily_sheet(workspace, clause_id, *span))
    return path

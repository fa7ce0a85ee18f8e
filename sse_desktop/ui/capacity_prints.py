"""The capacity of a promise as PDF and as spreadsheet: made beside the interface, for ourselves only."""

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_capacity(page: Page, tender_id: uuid.UUID) -> None:
    """Show the internal sheet of a tender."""
    done = partial(_show, page.context)
    page.context.worker.long(capacity_pdf, tender_id, owner=page, done=done)


def save_capacity(page: Page, tender_id: uuid.UUID) -> None:
    """Let the person choose a file and write the same numbers into it."""
    context = page.context

    def chosen(name: str) -> None:
        context.worker.long(write_capacity, tender_id, name, owner=page, done=written)

    def written(name: str) -> None:
        context.shell.tell(context.text(N_("The table was saved as {path}."), path=name))

    proposal = context.text(N_("capacity.xlsx"))
    ask_for_file(page, context.text(N_("Save as spreadsheet")), proposal, "xlsx", chosen)


def _show(context: Context, data: bytes) -> None:
    title = context.text(N_("Capacity of our promise · internal"))
    context.shell.show_pdf(title, data, context.text(N_("capacity-internal.pdf")))


def capacity_pdf(workspace: "Workspace", tender_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the internal sheet in the language of the documents; runs beside the interface."""
    from sse_desktop.prints.capacity import print_capacity

    progress.step(0, 1)
    return print_capacity(workspace, tender_id)


def write_capacity(workspace: "Workspace", tender_id: uuid.UUID, name: str, *, progress: Progress) -> str:
    """Write the spreadsheet; runs beside the interface."""
    from sse_desktop.prints.capacity import capacity_spreadsheet
    from sse_desktop.store.atomic import write_atomically

    progress.step(0, 1)
    write_atomically(Path(name), capacity_spreadsheet(workspace, tender_id))
    return name

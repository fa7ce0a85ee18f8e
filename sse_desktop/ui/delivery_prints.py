"""Delivery notes as PDF: made beside the interface, shown as they are printed."""

import uuid
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_note(context: Context, owner: QObject, note_id: uuid.UUID, number: str) -> None:
    """Show one note; `owner` is the page or sheet that asks."""
    title = context.text(N_("Delivery note {number}"), number=number)
    context.worker.long(note_pdf, note_id, owner=owner, done=partial(_show, context, title, f"{number}.pdf"))


def show_day(context: Context, owner: QObject, day: date) -> None:
    """Show all valid notes of a day in one file."""
    title = context.text(N_("Delivery notes of {day}"), day=day)
    name = context.text(N_("delivery-notes-{day}.pdf"), day=day.isoformat())
    context.worker.long(day_pdf, day, owner=owner, done=partial(_show, context, title, name))


def _show(context: Context, title: str, name: str, data: bytes | None) -> None:
    if data is None:
        context.shell.tell(context.text(N_("There is no valid delivery note of that day.")), state="to_do")
    else:
        context.shell.show_pdf(title, data, name)


def note_pdf(workspace: "Workspace", note_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return a note in the language of the documents; runs beside the interface."""
    from sse_desktop.prints.deliveries import print_delivery_note

    progress.step(0, 1)
    return print_delivery_note(workspace, note_id)


def day_pdf(workspace: "Workspace", day: date, *, progress: Progress) -> bytes | None:
    """Return all valid notes of a day, None when there is none; runs beside the interface."""
    from sse_desktop.prints.deliveries import print_day

    progress.step(0, 1)
    return print_day(workspace, day)

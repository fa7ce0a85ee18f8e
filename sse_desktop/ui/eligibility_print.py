"""The checklist "may we bid?" as PDF: made beside the interface, shown as it is printed."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_checklist(context: Context, owner: QObject, tender_id: uuid.UUID, reference: str) -> None:
    """Show the checklist of a tender."""
    title = context.text(N_("May we bid? {tender}"), tender=reference)
    name = context.text(N_("may-we-bid-{tender}.pdf"), tender="".join(c if c.isalnum() else "-" for c in reference))
    context.worker.long(checklist_pdf, tender_id, owner=owner, done=partial(_show, context, title, name))


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)


def checklist_pdf(workspace: "Workspace", tender_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the checklist in the language of the documents; runs beside the interface."""
    from sse_desktop.prints.eligibility import print_checklist

    progress.step(0, 1)
    return print_checklist(workspace, tender_id)

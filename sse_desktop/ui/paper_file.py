"""The files of papers: kept unchanged by their hash, looked at in the window."""

import uuid
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from sse_desktop.commands.papers import PaperData, add_paper, replace_file
from sse_desktop.queries.papers import PaperRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FILES: Final = "*.pdf *.jpg *.jpeg *.png"
SUFFIXES: Final = (".pdf", ".jpg", ".jpeg", ".png")
PDF: Final = "application/pdf"


def store_paper(workspace: "Workspace", data: PaperData, file: Path | None, *, progress: Progress) -> uuid.UUID:
    """Keep a file and store the paper it is of; runs beside the interface."""
    from sse_desktop.exchange.papers_file import keep_paper

    progress.step(0, 1)
    kept = keep_paper(file, workspace.attachments) if file is not None else None
    return workspace.write(add_paper, data, kept)


def store_better_file(workspace: "Workspace", paper_id: uuid.UUID, file: Path, *, progress: Progress) -> None:
    """Give a paper a better copy of its file; runs beside the interface."""
    from sse_desktop.exchange.papers_file import keep_paper

    progress.step(0, 1)
    workspace.write(replace_file, paper_id, keep_paper(file, workspace.attachments))


def paper_as_pdf(workspace: "Workspace", row: PaperRow, *, progress: Progress) -> bytes:
    """Return the file of a paper for looking at: a picture as a page."""
    progress.step(0, 1)
    data = workspace.attachments.read(row.file_sha or "")
    if row.media_type == PDF:
        return data
    from sse_desktop.documents.picture import picture_page

    buffer = BytesIO()
    with picture_page(data, row.title, row.file_name) as page:
        page.save(buffer)
    return buffer.getvalue()


def show_paper(context: Context, owner: QObject, row: PaperRow) -> None:
    """Show the file of a paper over the page."""
    if row.file_sha:
        name = f"{Path(row.file_name).stem}.pdf"
        context.worker.long(paper_as_pdf, row, owner=owner, done=partial(_show, context, row.title, name))


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)

"""What is done beside the interface with self-declarations: take a request in, read it, write the answer, print it."""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.prints.espd import EspdForm, WrittenEspd
    from sse_desktop.queries.espd import EspdTenderRow
    from sse_desktop.workspace import Workspace


def take(workspace: "Workspace", tender_id: uuid.UUID | None, file: Path, *, progress: Progress) -> uuid.UUID:
    """Keep the file of a request and add it to a tender, or to the one whose number it bears."""
    from sse_desktop.prints.espd import take_request

    progress.step(0, 1)
    return take_request(workspace, tender_id, file)


def take_tender(workspace: "Workspace", tender: "EspdTenderRow", *, progress: Progress) -> uuid.UUID:
    """Add the file a tender came from as its request."""
    from sse_desktop.prints.espd import take_imported

    progress.step(0, 1)
    return take_imported(workspace, tender)


def open_form(workspace: "Workspace", request_id: uuid.UUID, *, progress: Progress) -> "EspdForm":
    """Return a request with what is known for its answers."""
    from sse_desktop.prints.espd import espd_form

    progress.step(0, 1)
    return espd_form(workspace, request_id)


def write(workspace: "Workspace", request_id: uuid.UUID, folder: Path, *, progress: Progress) -> "WrittenEspd":
    """Write the answer into a folder."""
    from sse_desktop.prints.espd import write_espd

    progress.step(0, 1)
    return write_espd(workspace, request_id, folder)


def pdf(workspace: "Workspace", request_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the answer on paper."""
    from sse_desktop.prints.espd import print_espd

    progress.step(0, 1)
    return print_espd(workspace, request_id)

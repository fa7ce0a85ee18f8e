"""What is done beside the interface with the packet of a bid: build, read, compare, write into a folder."""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.documents.reprint import ReprintList
    from sse_desktop.queries.packets import PacketRow
    from sse_desktop.workspace import Workspace


def build(workspace: "Workspace", bid_id: uuid.UUID, *, progress: Progress) -> "PacketRow":
    """Build the packet of a bid and keep it."""
    from sse_desktop.prints.packet import build_packet

    progress.step(0, 1)
    return build_packet(workspace, bid_id)


def packet_file(workspace: "Workspace", sha: str, *, progress: Progress) -> bytes:
    """Return the very file of a packet."""
    progress.step(0, 1)
    return workspace.attachments.read(sha)


def reprint(workspace: "Workspace", packet_id: uuid.UUID, *, progress: Progress) -> "ReprintList | None":
    """Return which pages differ from the version before, None for the first version."""
    from sse_desktop.prints.packet import to_print_again

    progress.step(0, 1)
    return to_print_again(workspace, packet_id)


def save(workspace: "Workspace", packet_id: uuid.UUID, folder: Path, *, progress: Progress) -> Path:
    """Write the packet and the files beside it into a folder, and return where the PDF lies."""
    from sse_desktop.prints.packet import write_packet

    progress.step(0, 1)
    return write_packet(workspace, packet_id, folder).path

"""The packet of a bid: gathered from the records, bound, kept under its hash, and written out with the files beside it."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sse_desktop import clock
from sse_desktop.commands.packets import PacketBeside, PacketCheck, PacketData, PacketPart, record_packet
from sse_desktop.documents.bid_packet import bid_packet
from sse_desktop.documents.contents import BesideFile
from sse_desktop.documents.packet import Packet
from sse_desktop.documents.reprint import ReprintList, reprint_list
from sse_desktop.prints.packet_parts import packet_of
from sse_desktop.queries.packets import (
    PacketRow,
    PacketSource,
    packet,
    packet_source,
    packet_that_went_out,
    packets,
)
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.atomic import write_atomically
from sse_desktop.workspace import Workspace

PACKET_FILE = "packet.pdf"
BESIDE_FOLDER = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPacket:
    """A packet on the disk: the PDF, and the files that go with it unchanged."""

    row: PacketRow
    path: Path
    beside: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object of the command line's `bid packet`."""
        return {
            "packet": str(self.path),
            "sha256": self.row.sha256,
            "pages": self.row.pages,
            "folios": self.row.folios,
            "parts": [dict(part) for part in self.row.parts],
            "beside": [str(path) for path in self.beside],
            "checks": [dict(check) for check in self.row.checks],
        }


def print_packet(workspace: Workspace, bid_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the PDF of a bid's packet as it stands, without keeping it.

    Raises:
        All of `bound_packet`.
    """
    return bound_packet(workspace, bid_id, language)[1].pdf


def build_packet(workspace: Workspace, bid_id: uuid.UUID, language: str | None = None) -> PacketRow:
    """Bind the packet of a bid, keep its PDF among the attachments and record it; may run in any thread.

    The PDF is kept before it is recorded, so that no record ever names a file that isn't there. A bid that went out keeps
    the packet it has: that one is returned.

    Raises:
        ReadOnly, NotAllowed, CannotWriteFile, and all of `bound_packet`; nothing was recorded then.
    """
    went_out = workspace.read(packet_that_went_out, bid_id)
    if went_out is not None:
        return went_out
    source, made = bound_packet(workspace, bid_id, language)
    workspace.attachments.put(made.pdf)
    packet_id = workspace.write(record_packet, bid_id, _record(source, made))
    return workspace.read(packet, packet_id)


def write_packet(workspace: Workspace, packet_id: uuid.UUID, out: Path) -> WrittenPacket:
    """Write a packet that was built into a folder, first the files beside it, last the PDF, each whole or not at all.

    What an earlier packet of the bid left beside and this one no longer has is taken away; other files stay.

    Raises:
        AttachmentMissing, AttachmentDamaged: a kept file is gone or was changed. CannotWriteFile.
    """
    row = workspace.read(packet, packet_id)
    folder = out / BESIDE_FOLDER
    _take_away_old(workspace, row, folder)
    beside = []
    for each in row.beside:
        write_atomically(folder / each["file"], workspace.attachments.read(each["sha256"]))
        beside.append(folder / each["file"])
    write_atomically(out / PACKET_FILE, workspace.attachments.read(row.sha256))
    return WrittenPacket(row=row, path=out / PACKET_FILE, beside=tuple(beside))


def to_print_again(workspace: Workspace, packet_id: uuid.UUID) -> ReprintList | None:
    """Return which pages of a packet differ from those of the version before it; None for the first version.

    Raises:
        AttachmentMissing, AttachmentDamaged.
    """
    row = workspace.read(packet, packet_id)
    before = [old for old in workspace.read(packets, row.bid_id) if old.version < row.version]
    if not before:
        return None
    return reprint_list(workspace.attachments.read(before[0].sha256), workspace.attachments.read(row.sha256))


def bound_packet(workspace: Workspace, bid_id: uuid.UUID, language: str | None = None) -> tuple[PacketSource, Packet]:
    """Gather and bind the packet of a bid in the language of the documents; equal records give equal bytes.

    Raises:
        NothingOffered, QuantityMissing, PriceMissing, LineNotPlanned, PaperTooLate: the bid is not complete.
        WordsDisagree, SumsDisagree, WeeksDisagree: something does not add up. AttachmentMissing, AttachmentDamaged,
        PaperIsLocked, PaperIsDamaged, NotAPaperFile: a paper can't be bound. PacketCheckFailed: what was written, read
        back, is not what it should be.
    """
    source = workspace.read(packet_source, bid_id, _today(workspace))
    locale = workspace.locale(language)
    spelling = workspace.read(rules_of, source.tender_id, source.bid_id).money.words.get(locale.language)
    locale = replace(locale, words=spelling)
    return source, bid_packet(packet_of(workspace, source, locale), locale)


# ---------------------------------------------------------------- what is kept


def _record(source: PacketSource, made: Packet) -> PacketData:
    parts = [PacketPart(title=part.title, first_folio=part.first, last_folio=part.last) for part in made.parts]
    return PacketData(
        sha256=made.sha256,
        pages=made.pages,
        folios=made.folios,
        parts=parts,
        beside=[_beside(file) for file in made.beside],
        checks=[PacketCheck(check=check.check, ok=check.ok, detail=check.detail) for check in made.checks],
        made_from=source.digest,
    )


def _beside(file: BesideFile) -> PacketBeside:
    return PacketBeside(title=file.paper.title, file=file.file_name, sha256=file.sha256)


def _take_away_old(workspace: Workspace, row: PacketRow, folder: Path) -> None:
    current = {each["file"] for each in row.beside}
    old = {(each["file"], each["sha256"]) for version in workspace.read(packets, row.bid_id) for each in version.beside}
    for name, digest in old:
        path = folder / name
        if name not in current and path.is_file() and sha256(path.read_bytes()).hexdigest() == digest:
            path.unlink()


def _today(workspace: Workspace) -> date:
    return clock.now().astimezone(ZoneInfo(workspace.cooperative.time_zone)).date()

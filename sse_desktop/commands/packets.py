"""Recording that a packet was built: a fact, with the hash of the very file."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Packet


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPart:
    """A part of a packet with its folios, both ends included."""

    title: str
    first_folio: int
    last_folio: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketBeside:
    """A file that goes with the packet byte by byte as it came: its name there, and its hash among the attachments."""

    title: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketCheck:
    """What was found when the written packet was read back, in the language of the packet."""

    check: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketData:
    """A packet that was built: `sha256` names its PDF among the attachments, `made_from` is the digest of all it says."""

    sha256: str
    pages: int
    folios: int
    parts: Sequence[PacketPart]
    beside: Sequence[PacketBeside]
    checks: Sequence[PacketCheck]
    made_from: str


@allowed(Role.SECRETARY, Role.PRESIDENT)
def record_packet(session: Writing, bid_id: uuid.UUID, data: PacketData) -> uuid.UUID:
    """Store that a packet of a bid was built, as its next version; the very same file is not recorded twice."""
    versions = sa.select(Packet).where(Packet.bid_id == bid_id, Packet.voided.is_(None)).order_by(Packet.version.desc())
    newest = session.scalars(versions.limit(1)).first()
    if newest is not None and (newest.sha256, newest.made_from) == (data.sha256, data.made_from):
        return newest.id
    last = session.scalar(sa.select(sa.func.max(Packet.version)).where(Packet.bid_id == bid_id))
    row = Packet(
        id=session.new_id(),
        bid_id=bid_id,
        version=(last or 0) + 1,
        made_at=session.now,
        sha256=data.sha256,
        pages=data.pages,
        folios=data.folios,
        parts=_json(data.parts),
        beside=_json(data.beside),
        checks=_json(data.checks),
        made_from=data.made_from,
    )
    session.add(row)
    session.flush()
    return row.id


def _json(rows: Sequence[PacketPart | PacketBeside | PacketCheck]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)

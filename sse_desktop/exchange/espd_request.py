"""A self-declaration of any version read: this file unpacks it and chooses the reader by the name of the root."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.espd import Declaration
from sse_desktop.exchange import espd_first, espd_reading
from sse_desktop.exchange.refusals import BrokenFile, FileMissing, ImportRefused, TooLarge
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.worker_process import run_apart
from sse_desktop.exchange.xml_guard import LARGEST_XML, Node, parse_xml
from sse_desktop.exchange.xml_text import local_name

ROOTS: Final = frozenset(
    ("ESPDRequest", "ESPDResponse", "QualificationApplicationRequest", "QualificationApplicationResponse")
)
_GZIP = b"\x1f\x8b"


class NotADeclaration(ImportRefused):
    """XML of another kind where a request is needed."""

    sentence = N_("This file is no ESPD request. Choose the XML file of the self-declaration that the buyer published.")


def read_declaration(root: Node) -> Declaration:
    """Return what a tree says.

    Raises: NotADeclaration.
    """
    if local_name(root) not in ROOTS:
        raise NotADeclaration
    if local_name(root).startswith("ESPD"):
        return espd_first.declaration(root)
    return espd_reading.declaration(root)


def parse_declaration(data: bytes) -> Declaration:
    """Return what the bytes of a file say, packed with gzip or not.

    Raises: ImportRefused, among them NotADeclaration.
    """
    return read_declaration(parse_xml(unpacked(data), Repairs()))


def unpacked(data: bytes) -> bytes:
    """Return the XML in a file; a file that is not packed comes back as it is.

    Raises: TooLarge, BrokenFile.
    """
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, LARGEST_XML + 1)
    except zlib.error:
        raise BrokenFile from None
    if len(found) > LARGEST_XML:
        raise TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))
    if not unpacker.eof:
        raise BrokenFile
    return found


def look_at_request(path: Path) -> bytes:
    """Return the bytes of a file after a process of its own has read it as a self-declaration: the way for files from outside.

    Raises: ImportRefused, WorkStopped.
    """
    run_apart(f"{__name__}:look_job", {"path": str(path)})
    return _bytes_of(path)


def look_job(path: str) -> None:
    """Do the child's part of `look_at_request`: read the file, and refuse what is none."""
    parse_declaration(_bytes_of(Path(path)))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_XML:
            raise TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))
        return path.read_bytes()
    except OSError:
        raise FileMissing from None

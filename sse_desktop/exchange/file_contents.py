"""What lies in a file: this file unpacks gz and zip in memory, one member after the other, and tells contents apart by their bytes.

The names of members are shown to people at most; nothing is ever written to a path that a file names.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from sse_desktop.exchange.guard import LARGEST_BYTES, GuardedText, Source
from sse_desktop.exchange.refusals import BrokenFile, EmptyFile, TooLarge
from sse_desktop.exchange.xml_letters import looks_like_xml
from sse_desktop.exchange.zip_guard import DAMAGED, opened_zip

_GZIP, _ZIP, _PDF, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"
_HEAD = 4096
_PIECE: Final = 1 << 18
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MOST_MEMBERS = 500
_OFFICE = frozenset({"[Content_Types].xml", "content.xml"})
_LARGEST_INNER = 64 * 1024 * 1024
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes that no text holds: the control characters except blanks.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A table has more than one column and more than one line.
_TABLE = re.compile(rb"[\t;,|][^\r\n]*[\r\n]")
_MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """What the first bytes of a content say it is."""

    EMPTY = "empty"
    JSON = "json"
    XML = "xml"
    WEB_PAGE = "web_page"
    PDF = "pdf"
    SHEET = "sheet"
    PACKED = "packed"
    TEXT = "text"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Content:
    """One content of a file: itself, or a member of what is packed in it. It can be read once, while it is the current one."""

    kind: Kind
    head: bytes
    rest: Source
    packed_bytes: int | None
    is_member: bool

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, nothing at the end.

        Raises: BrokenFile when what is packed is damaged; OSError.
        """
        if self.head:
            found, self.head = self.head, b""
            return found
        try:
            return self.rest.read(size)
        except DAMAGED:
            if self.packed_bytes is None:
                raise
            raise BrokenFile from None

    def text(self) -> GuardedText:
        """Return the content as text in pieces, capped in size."""
        return GuardedText(self, self.packed_bytes)

    def whole(self, limit: int) -> bytes:
        """Return all bytes.

        Raises: TooLarge when there are more than `limit`.
        """
        found = bytearray()
        while piece := self.read(_PIECE):
            found += piece
            if len(found) > limit:
                raise TooLarge(limit_mb=limit // _MEGABYTE)
        return bytes(found)


def contents(path: Path) -> Iterator[Content]:
    """Yield what lies in a file, one after the other: the file itself, or the members of a zip or gz.

    Raises: TooLarge, EmptyFile, BrokenFile, OSError.
    """
    packed = path.stat().st_size
    if packed > LARGEST_BYTES:
        raise TooLarge(limit_mb=LARGEST_BYTES // _MEGABYTE)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        if not head.startswith((_GZIP, _ZIP)):
            yield _content(file, None, is_member=False)
            return
        try:
            yield from _unpacked(file, head, packed)
        except DAMAGED:
            raise BrokenFile from None


def _unpacked(file: IO[bytes], head: bytes, packed: int) -> Iterator[Content]:
    if head.startswith(_GZIP):
        with gzip.open(file) as unpacked:
            yield from _opened(_content(unpacked, packed, is_member=False))
        return
    with opened_zip(file) as archive:
        if _is_office(archive):
            yield Content(Kind.SHEET, b"", _Nothing(), None, is_member=False)
            return
        for info in _members(archive):
            with archive.open(info) as member:
                content = _content(member, info.compress_size, is_member=True)
                yield from _opened(content, info.file_size)


def _opened(content: Content, size: int = 0) -> Iterator[Content]:
    """Yield what is packed in a packed content; office files, and what is packed a third time, come as they are."""
    if content.kind is not Kind.PACKED or size > _LARGEST_INNER:
        yield content
        return
    try:
        data = content.whole(_LARGEST_INNER)
    except BrokenFile:
        if not content.is_member:
            raise
        data = b""
    as_it_is = Content(Kind.PACKED, b"", io.BytesIO(data), content.packed_bytes, content.is_member)
    try:
        if data.startswith(_GZIP):
            with gzip.open(io.BytesIO(data)) as unpacked:
                yield _content(unpacked, len(data), is_member=content.is_member)
            return
        with opened_zip(data) as archive:
            if _is_office(archive):
                yield as_it_is
                return
            for info in _members(archive):
                with archive.open(info) as member:
                    yield _content(member, info.compress_size, is_member=True)
    except (*DAMAGED, EmptyFile):
        yield as_it_is


def _is_office(archive: zipfile.ZipFile) -> bool:
    return bool(_OFFICE.intersection(archive.namelist()))


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in a zip.

    Raises: TooLarge, EmptyFile.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_BYTES:
        raise TooLarge(limit_mb=LARGEST_BYTES // _MEGABYTE)
    if not infos:
        raise EmptyFile
    return infos


class _Nothing:
    """A source without bytes, for contents that are read by their path."""

    def read(self, _size: int, /) -> bytes:
        return b""


def _content(source: Source, packed: int | None, *, is_member: bool) -> Content:
    head = source.read(_HEAD)
    return Content(kind_of(head), head, source, packed, is_member)


def kind_of(head: bytes) -> Kind:
    """Return what a content that begins so is."""
    if head.startswith((_GZIP, _ZIP)):
        return Kind.PACKED
    if head.startswith(_PDF):
        return Kind.PDF
    if head.startswith(_OLE):
        return Kind.SHEET
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind:
    is_wide = head.startswith(_MARKS)
    begin = head.decode("utf-16", "replace").encode("utf-8", "replace") if is_wide else head
    begin = begin.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\x1e\0" if not begin.strip(b"\0") else b" \t\r\n\x1e")
    if not begin:
        return Kind.EMPTY
    if begin[:1] in b"{[":
        return Kind.JSON
    if looks_like_xml(head):
        return Kind.WEB_PAGE if _HTML.search(begin) else Kind.XML
    return Kind.TEXT if _TABLE.search(begin) and not _NO_TEXT.search(begin) else Kind.UNKNOWN

"""Reading of tender files: this file looks at the content, never at the name, and calls the reader of that format."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, Final

from sse_desktop.exchange.guard import LARGEST_BYTES, GuardedText, Source
from sse_desktop.exchange.json_text import JsonValues
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import Json, Say, in_english
from sse_desktop.exchange.ocds import notice_of
from sse_desktop.exchange.ocds_shapes import Shelf, processes
from sse_desktop.exchange.refusals import (
    AwardOnly,
    BrokenFile,
    EmptyFile,
    EmptyPackage,
    FileMissing,
    ImportRefused,
    NoCallForTenders,
    NotANotice,
    OnlyLinks,
    PdfDocument,
    PlanningOnly,
    ReaderStopped,
    SpreadsheetFile,
    TooLarge,
    UnknownContent,
    WebPage,
    XmlNotRead,
)
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.worker_process import (
    Limits,
    WorkStopped,
    failure_as_json,
    failure_from_json,
    run_apart,
)

_GZIP, _ZIP, _PDF, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"
_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: notices to choose from, or the reason why there are none.

    `left_out` counts the processes of the file that hold no call, by the code of the reason.
    """

    file: str
    kind: str | None
    notices: tuple[Notice, ...] = ()
    refused: ImportRefused | None = None
    left_out: tuple[tuple[str, int], ...] = ()

    def as_json(self, say: Say = in_english) -> Json:
        """Return the entry of the command line's list of files."""
        refused = self.refused
        reason = {"code": refused.code, "sentence": say(refused.sentence, **refused.facts)} if refused else None
        return {
            "file": self.file,
            "kind": self.kind,
            "notices": [notice.as_json(say) for notice in self.notices],
            "refused": reason,
        }


def read_notices(path: Path | str, zone: str | None = None) -> FileReading:
    """Return the notices of a file, or the refusal; reads nothing but the file and changes nothing.

    `zone` names the time zone assumed for times without one, where the buyer's country does not tell it.
    """
    path = Path(path)
    try:
        return _read(path, zone)
    except ImportRefused as refused:
        return FileReading(path.name, None, refused=refused)
    except OSError:
        return FileReading(path.name, None, refused=FileMissing())
    except MemoryError:
        return FileReading(path.name, None, refused=ReaderStopped())


def read_apart(
    path: Path | str, zone: str | None = None, *, limits: Limits | None = None, cancel: Event | None = None
) -> FileReading:
    """Return what `read_notices` finds, read in a process of its own: the way for files from outside.

    Raises: WorkCancelled.
    """
    arguments = {"path": str(path), "zone": zone}
    try:
        found = run_apart(f"{__name__}:read_job", arguments, limits=limits, cancel=cancel)
    except WorkStopped:
        return FileReading(Path(path).name, None, refused=ReaderStopped())
    return FileReading(
        file=found["file"],
        kind=found["kind"],
        notices=tuple(Notice.from_json(each) for each in found["notices"]),
        refused=_refusal(found["refused"]),
        left_out=tuple((code, count) for code, count in found["left_out"]),
    )


def read_job(path: str, zone: str | None) -> Json:
    """Do the child's part of `read_apart`: read, and return JSON values."""
    found = read_notices(path, zone)
    return {
        "file": found.file,
        "kind": found.kind,
        "notices": [notice.as_record() for notice in found.notices],
        "refused": failure_as_json(found.refused) if found.refused else None,
        "left_out": found.left_out,
    }


def _refusal(found: Json | None) -> ImportRefused | None:
    failure = failure_from_json(found) if found else None
    return failure if isinstance(failure, ImportRefused) else None


def _read(path: Path, zone: str | None) -> FileReading:
    packed = path.stat().st_size
    if packed > LARGEST_BYTES:
        raise TooLarge(limit_mb=LARGEST_BYTES // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        try:
            if head.startswith(_GZIP):
                with gzip.open(file) as unpacked:
                    return _of_json(path.name, [_opened(unpacked, packed)], zone)
            if head.startswith(_ZIP):
                with zipfile.ZipFile(file) as archive:
                    return _of_json(path.name, _members(archive), zone)
            return _of_json(path.name, [_opened(file, None)], zone)
        # zipfile names what it can't unpack by RuntimeError (encrypted) and NotImplementedError (method).
        except (gzip.BadGzipFile, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
            raise BrokenFile from None


def _members(archive: zipfile.ZipFile) -> Iterator[GuardedText]:
    """Open the JSON members one after the other, without unpacking anything to the disk."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if {"[Content_Types].xml", "content.xml"} & {info.filename for info in infos}:
        raise SpreadsheetFile
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_BYTES:
        raise TooLarge(limit_mb=LARGEST_BYTES // (1024 * 1024))
    if not infos:
        raise EmptyFile
    for info in infos:
        with archive.open(info) as member:
            yield _opened(member, info.compress_size)


def _opened(source: Source, packed: int | None) -> GuardedText:
    head = source.read(_HEAD)
    _refuse_other_content(head)
    return GuardedText(_Rewound(head, source), packed)


@dataclass(slots=True)
class _Rewound:
    """A source whose first bytes were already looked at."""

    head: bytes
    rest: Source

    def read(self, size: int, /) -> bytes:
        found, self.head = (self.head, b"") if self.head else (self.rest.read(size), b"")
        return found


def _refuse_other_content(head: bytes) -> None:
    """Let JSON pass by its first letter and name everything else."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x1e\0" if not head.strip(b"\0") else b" \t\r\n\x1e")
    if not head:
        raise EmptyFile
    if head[:1] in b"{[":
        return
    if head.startswith(_PDF):
        raise PdfDocument
    if head.startswith(_OLE):
        raise SpreadsheetFile
    if head.startswith(b"<"):
        if _HTML.search(head):
            raise WebPage
        root = _XML_ROOT.search(head)
        raise XmlNotRead(root=root[1].decode() if root else "<")
    raise UnknownContent


def _of_json(name: str, texts: Iterable[GuardedText], zone: str | None) -> FileReading:
    repeated: set[str] = set()
    guessed: list[bool] = []
    shelf = processes(_values(texts, repeated, guessed))
    file_wide = _FileWide(any(guessed), tuple(sorted(repeated)[:5]))
    notices: list[Notice] = []
    reasons: Counter[str] = Counter()
    for process in shelf.processes.values():
        try:
            notices.append(notice_of(process, zone, file_wide.repairs()))
        except (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders) as reason:
            reasons[reason.code] += 1
    kind = "ocds" if shelf.looks_like_ocds else None
    refused = None if notices else _why_none(shelf, reasons)
    return FileReading(name, kind, tuple(notices), refused, tuple(reasons.items()))


def _values(texts: Iterable[GuardedText], repeated: set[str], guessed: list[bool]) -> Iterator[Any]:
    for text in texts:
        values = JsonValues(text)
        yield from values
        repeated |= values.repeated_keys
        guessed.append(text.encoding_guessed)


@dataclass(frozen=True, slots=True)
class _FileWide:
    """What holds for every notice of the file."""

    encoding_guessed: bool
    repeated_keys: tuple[str, ...]

    def repairs(self) -> Repairs:
        repairs = Repairs()
        if self.encoding_guessed:
            repairs.warn("encoding_guessed")
        if self.repeated_keys:
            repairs.warn("repeated_keys", original=", ".join(self.repeated_keys))
        return repairs


def _why_none(shelf: Shelf, reasons: Counter[str]) -> ImportRefused:
    if len(reasons) == 1:
        return REFUSALS[next(iter(reasons))]()
    if reasons:
        return NoCallForTenders()
    if shelf.looks_like_ocds or not shelf.foreign:
        return OnlyLinks() if shelf.linked_packages else EmptyPackage()
    return NotANotice()


REFUSALS: Final = {kind.code: kind for kind in ImportRefused.__subclasses__()}

"""Reading of tender files: this file looks at the content, never at the name, and calls the reader of that format."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Final

from sse_desktop.exchange.file_contents import Content, Kind, contents
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_heads import NoticeHead
from sse_desktop.exchange.notice_parts import Json, Say, in_english
from sse_desktop.exchange.ocds_file import OcdsFile
from sse_desktop.exchange.refusals import (
    EmptyFile,
    FileMissing,
    ImportRefused,
    NoCallForTenders,
    PdfDocument,
    ReaderStopped,
    SpreadsheetFile,
    TooLarge,
    UnknownContent,
    WebPage,
)
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.worker_process import (
    Limits,
    WorkStopped,
    failure_as_json,
    failure_from_json,
    run_apart,
)

_SHEET_READER: Final = "sse_desktop.exchange.item_sheet_notice"
_LARGEST_SHEET: Final = 64 * 1024 * 1024
_REFUSED_KINDS: Final = {
    Kind.EMPTY: EmptyFile,
    Kind.PDF: PdfDocument,
    Kind.WEB_PAGE: WebPage,
    Kind.UNKNOWN: UnknownContent,
}


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: notices to choose from, or the reason why there are none.

    `kind` is ocds, eforms, ted, espd or spreadsheet; of a zip with several kinds it is that of the first notice. `left_out`
    counts the processes and the members of a zip that hold no call, by the code of the reason. Of a file too large to keep all
    of it `heads` is the list to choose from; each is read whole by its key.
    """

    file: str
    kind: str | None
    notices: tuple[Notice, ...] = ()
    refused: ImportRefused | None = None
    left_out: tuple[tuple[str, int], ...] = ()
    heads: tuple[NoticeHead, ...] = ()

    def as_json(self, say: Say = in_english) -> Json:
        """Return the entry of the command line's list of files."""
        refused = self.refused
        reason = {"code": refused.code, "sentence": say(refused.sentence, **refused.facts)} if refused else None
        return {
            "file": self.file,
            "kind": self.kind,
            "notices": [notice.as_json(say) for notice in self.notices],
            "refused": reason,
            **({"calls": [head.as_json() for head in self.heads]} if self.heads else {}),
        }


def read_notices(
    path: Path | str, zone: str | None = None, language: str | None = None, only: str | None = None
) -> FileReading:
    """Return the notices of a file, or the refusal; reads nothing but the file and changes nothing.

    `zone` names the time zone assumed for times without one, where the buyer's country does not tell it; `language` is
    the one of the cooperative, taken where a file says the same in several. `only` is the key of the one process that is
    wanted of a large file.
    """
    path = Path(path)
    reading = _Reading(path, zone, language, only)
    try:
        return reading.result()
    except ImportRefused as refused:
        return FileReading(path.name, reading.kind, refused=refused)
    except OSError:
        return FileReading(path.name, None, refused=FileMissing())
    except MemoryError:
        return FileReading(path.name, None, refused=ReaderStopped())


def read_apart(
    path: Path | str,
    zone: str | None = None,
    language: str | None = None,
    *,
    only: str | None = None,
    limits: Limits | None = None,
    cancel: Event | None = None,
) -> FileReading:
    """Return what `read_notices` finds, read in a process of its own: the way for files from outside.

    Raises: WorkCancelled.
    """
    arguments = {"path": str(path), "zone": zone, "language": language, "only": only}
    try:
        found = run_apart(f"{__name__}:read_job", arguments, limits=limits or _limits(Path(path)), cancel=cancel)
    except WorkStopped:
        return FileReading(Path(path).name, None, refused=ReaderStopped())
    return FileReading(
        file=found["file"],
        kind=found["kind"],
        notices=tuple(Notice.from_json(each) for each in found["notices"]),
        refused=_refusal(found["refused"]),
        left_out=tuple((code, count) for code, count in found["left_out"]),
        heads=tuple(map(NoticeHead.from_row, found["heads"])),
    )


def _limits(path: Path) -> Limits:
    """Return the limits for a file: a second more for each megabyte, of which a packed file may hold ten times as many."""
    try:
        more = min(512, path.stat().st_size * (1 if path.suffix == ".json" else 10) // (1024 * 1024))
    except OSError:
        more = 0
    return Limits(processor_s=60 + more, elapsed_s=120 + 2 * more)


def read_job(path: str, zone: str | None, language: str | None = None, only: str | None = None) -> Json:
    """Do the child's part of `read_apart`: read, and return JSON values."""
    found = read_notices(path, zone, language, only)
    return {
        "file": found.file,
        "kind": found.kind,
        "notices": [notice.as_record() for notice in found.notices],
        "refused": failure_as_json(found.refused) if found.refused else None,
        "left_out": found.left_out,
        "heads": [head.as_row() for head in found.heads],
    }


def _refusal(found: Json | None) -> ImportRefused | None:
    failure = failure_from_json(found) if found else None
    return failure if isinstance(failure, ImportRefused) else None


@dataclass(slots=True)
class _Reading:
    """What was found so far in the contents of one file."""

    path: Path
    zone: str | None
    language: str | None
    only: str | None = None
    kinds: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    refusals: list[ImportRefused] = field(default_factory=list)
    sheets: list[Notice] = field(default_factory=list)
    json: OcdsFile | None = None

    @property
    def kind(self) -> str | None:
        """The format of the first content that has one."""
        return next(iter(self.kinds), None)

    def result(self) -> FileReading:
        """Read all contents.

        Raises: ImportRefused when a lone content or a JSON text is refused; other members of a zip are left out.
        """
        for content in contents(self.path):
            try:
                self._take(content)
            except ImportRefused as reason:
                is_bomb = isinstance(reason, TooLarge) and content.kind is not Kind.PACKED
                if not content.is_member or content.kind is Kind.JSON or is_bomb:
                    raise
                self.refusals.append(reason)
        left_out = Counter(reason.code for reason in self.refusals)
        if self.json is not None:
            self._take_processes(self.json)
            left_out += self.json.left_out
        heads = self.json.heads if self.json is not None else ()
        if self.sheets and not self.notices and not heads:
            # Beside a notice a sheet in a zip is one of its documents.
            self._add("spreadsheet", self.sheets)
        refused = None if self.notices or heads else self._why_none()
        return FileReading(self.path.name, self.kind, tuple(self.notices), refused, tuple(left_out.items()), heads)

    def _take(self, content: Content) -> None:
        if reason := _REFUSED_KINDS.get(content.kind):
            raise reason
        match content.kind:
            case Kind.JSON:
                self.json = self.json or OcdsFile(self.zone, self.language, self.only)
                self.json.add(content.text())
            case Kind.XML:
                self._take_xml(content)
            case _:
                self._take_sheet(content)

    def _take_processes(self, file: OcdsFile) -> None:
        notices = file.notices()
        if file.kind:
            self._add(file.kind, notices)
        if not notices and not file.heads:
            self.refusals.append(file.why_none())

    def _take_xml(self, content: Content) -> None:
        # The parsers are loaded when the first such content comes: most files are JSON.
        from sse_desktop.exchange.xml_guard import LARGEST_XML
        from sse_desktop.exchange.xml_readers import XmlFile

        xml = XmlFile(content.whole(LARGEST_XML), Repairs(self.language))
        self._add(xml.kind, [])
        self._add(xml.kind, xml.notices(self.zone))

    def _take_sheet(self, content: Content) -> None:
        """Hand a workbook or a delimited text to the reader of item schedules."""
        if find_spec(_SHEET_READER) is None:
            raise SpreadsheetFile if content.kind is Kind.SHEET else UnknownContent
        reader = import_module(_SHEET_READER)
        if content.kind is Kind.SHEET and not content.is_member:
            self.kinds.append("spreadsheet")
        if content.packed_bytes is None:
            self._add("spreadsheet", reader.notices_of_sheet(self.path, self.zone, self.path.name))
            return
        self.sheets += reader.notices_of_bytes(content.whole(_LARGEST_SHEET), self.zone, self.path.name)

    def _add(self, kind: str, notices: list[Notice]) -> None:
        self.kinds.append(kind)
        self.notices += notices

    def _why_none(self) -> ImportRefused:
        codes = {reason.code for reason in self.refusals}
        return self.refusals[0] if len(codes) == 1 else NoCallForTenders()

"""What a packet is made of, and which folios its parts got: seen by the parts that name the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sse_desktop.documents.attached import AttachedPaper
from sse_desktop.documents.page_style import Form
from sse_desktop.domain.foliation import FolioStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A bound part with its first and last folio; `paper` tells where an attached one comes from."""

    code: str
    title: str
    pages: int
    first: int
    last: int
    paper: AttachedPaper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideFile:
    """A paper kept as it came, byte by byte, in a file of its own beside the packet."""

    paper: AttachedPaper
    file_name: str
    sha256: str

    @property
    def data(self) -> bytes:
        """The bytes as they came."""
        return self.paper.data


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All parts in order and how many folios there are in all."""

    entries: tuple[Entry, ...]
    beside: tuple[BesideFile, ...]
    folios: int

    def folios_of(self, title: str) -> tuple[int, int] | None:
        """First and last folio of a part, None when it is not in the packet."""
        return next(((entry.first, entry.last) for entry in self.entries if entry.title == title), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """A part that we draw. One that shows folios of others is drawn again once they are known."""

    title: str
    draw: Callable[[Contents], Form]
    code: str = ""
    shows_folios: bool = False
    is_index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What is to be bound: parts and papers in the order of the packet."""

    title: str
    cooperative: str
    parts: Sequence[OwnPart | AttachedPaper]
    style: FolioStyle


def beside_files(papers: Sequence[AttachedPaper]) -> tuple[BesideFile, ...]:
    """Papers with their digests and with file names of which none is taken twice, whatever their capitals."""
    files: list[BesideFile] = []
    taken: set[str] = set()
    for paper in papers:
        name = _free_name(paper.file_name, taken)
        taken.add(name.casefold())
        files.append(BesideFile(paper=paper, file_name=name, sha256=sha256(paper.data).hexdigest()))
    return tuple(files)


def _free_name(wanted: str, taken: set[str]) -> str:
    # A name from elsewhere may hold a path; only its last part is a name.
    plain = wanted.replace("\\", "/").rpartition("/")[2].strip(" .") or "paper"
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (plain, "")
    tries = (plain if number == 1 else f"{stem} ({number}){ending}" for number in range(1, len(taken) + 2))
    return next(name for name in tries if name.casefold() not in taken)

"""Numbering a packet's sheets in one sequence: this file is foliation."""

from collections.abc import Iterable
from dataclasses import dataclass

from sse_desktop.domain.errors import N_


@dataclass(frozen=True, slots=True)
class FolioStyle:
    """How folios look and count.

    `pattern` takes {folio} and {total}, each padded with zeros to `digits`. With `by_sheet` both sides of a sheet share one
    folio and every part begins on a new sheet. `start` is the first folio.
    """

    pattern: str = N_("Folio {folio} / {total}")
    digits: int = 1
    start: int = 1
    by_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a packet with its number of printed pages."""

    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class FolioRange:
    """The folios of one part, both ends included."""

    title: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many folios the part has."""
        return self.last - self.first + 1


PLAIN_FOLIOS = FolioStyle()


def folio_text(folio: int, total: int, style: FolioStyle = PLAIN_FOLIOS) -> str:
    """Return what is printed in the frame: folio 7 of 160 may be “Folio 0007 / 0160”."""
    width = style.digits
    return style.pattern.format(folio=f"{folio:0{width}d}", total=f"{total:0{width}d}")


def folio_ranges(parts: Iterable[Part], style: FolioStyle = PLAIN_FOLIOS) -> list[FolioRange]:
    """Return the folios of each part, in one unbroken sequence; a part without pages takes none and is left out."""
    ranges: list[FolioRange] = []
    following = style.start
    for part in parts:
        if part.pages < 1:
            continue
        count = -(-part.pages // 2) if style.by_sheet else part.pages
        ranges.append(FolioRange(part.title, following, following + count - 1))
        following += count
    return ranges

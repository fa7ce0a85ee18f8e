"""The parts of a packet as pages, drawn until the folios they show are the folios they have."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from sse_desktop.documents.attached import AttachedPaper, bound_pages
from sse_desktop.documents.contents import BesideFile, Contents, Entry, OwnPart
from sse_desktop.documents.finish import add_structure
from sse_desktop.documents.page_style import draw_forms
from sse_desktop.domain.foliation import FolioStyle, Part, folio_ranges
from sse_desktop.locale import Locale

#: Folio ranges and the number of pages of the parts that show them settle in two drawings; more means they never do.
_MOST_DRAWINGS = 5


@dataclass(frozen=True, slots=True)
class Pages:
    """Some pages of a file: those of one part."""

    file: pikepdf.Pdf
    first: int
    count: int


class Bound:
    """Parts and papers as pages; the files stay open as long as `open_files`.

    Forms that show no folios are drawn first, then those that do: with the right folios at once unless one of them
    takes more than a page.
    """

    def __init__(
        self,
        parts: Sequence[OwnPart | AttachedPaper],
        style: FolioStyle,
        beside: tuple[BesideFile, ...],
        locale: Locale,
        open_files: ExitStack,
    ) -> None:
        self._parts, self._style, self._beside = parts, style, beside
        self._locale, self._open_files = locale, open_files
        self._pages: dict[int, Pages] = {}
        self._files: dict[bool, pikepdf.Pdf] = {}
        self.repaired: list[str] = []

    @property
    def pages(self) -> list[Pages]:
        """The pages of each part, in order."""
        return [self._pages[index] for index in range(len(self._parts))]

    @property
    def own_files(self) -> list[pikepdf.Pdf]:
        """The files with the forms that we drew."""
        return list(self._files.values())

    def settle(self) -> Contents:
        """Draw all parts; the contents they were drawn with last are those they have."""
        for index, part in enumerate(self._parts):
            if isinstance(part, AttachedPaper):
                self._bind(index, part)
        self._draw(self._contents(), shows_folios=False)
        contents = self._contents()
        for _ in range(_MOST_DRAWINGS):
            self._draw(contents, shows_folios=True)
            found = self._contents()
            if found == contents:
                return contents
            contents = found
        raise RuntimeError("the parts of a packet change their length whenever they are drawn")

    def _bind(self, index: int, paper: AttachedPaper) -> None:
        pdf, was_broken = bound_pages(paper)
        if was_broken:
            self.repaired.append(paper.title)
        self._pages[index] = Pages(self._open_files.enter_context(pdf), 0, len(pdf.pages))

    def _draw(self, contents: Contents, *, shows_folios: bool) -> None:
        drawing = [
            (index, part)
            for index, part in enumerate(self._parts)
            if isinstance(part, OwnPart) and part.shows_folios == shows_folios
        ]
        if not drawing:
            return
        drawn = draw_forms([part.draw(contents) for _index, part in drawing], self._locale)
        file = self._open_files.enter_context(pikepdf.open(BytesIO(drawn.pdf)))
        add_structure(file, drawn.nodes)
        self._files[shows_folios] = file
        first = 0
        for (index, _part), count in zip(drawing, drawn.pages, strict=True):
            self._pages[index] = Pages(file, first, count)
            first += count

    def _contents(self) -> Contents:
        """The contents as far as pages are known; a part not drawn yet counts as one page."""
        counts = [self._pages[index].count if index in self._pages else 1 for index in range(len(self._parts))]
        ranges = folio_ranges(
            [Part(part.title, count) for part, count in zip(self._parts, counts, strict=True)], self._style
        )
        entries = tuple(
            Entry(
                code=part.code,
                title=part.title,
                pages=count,
                first=folios.first,
                last=folios.last,
                paper=part if isinstance(part, AttachedPaper) else None,
            )
            for part, count, folios in zip(self._parts, counts, ranges, strict=True)
        )
        return Contents(entries=entries, beside=self._beside, folios=entries[-1].last)

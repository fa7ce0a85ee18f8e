"""Binding a packet: parts and papers in one file, foliated, outlined, and read back after it was written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from sse_desktop.documents.attached import AttachedPaper, bound_pages, stays_beside
from sse_desktop.documents.contents import BesideFile, Binding, Contents, Entry, OwnPart, beside_files
from sse_desktop.documents.corners import Corners
from sse_desktop.documents.finish import add_metadata, written
from sse_desktop.documents.page_style import A4, language_tag
from sse_desktop.documents.picture import is_picture
from sse_desktop.documents.readback import Check, Printed, read_back
from sse_desktop.documents.stamp import FolioStamps, View, add_strip
from sse_desktop.documents.structure import Structure
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.foliation import FolioStyle, Part, folio_ranges, folio_text
from sse_desktop.locale import Locale

#: Folio ranges and the number of pages of the parts that show them settle in two drawings; more means they never do.
_MOST_DRAWINGS = 5


class PacketCheckFailed(DomainError):
    """The written packet, read back, is not what it should be."""

    sentence = N_("The packet was not kept, since what was written did not pass the check: {problems}")


class PacketIsEmpty(DomainError):
    """Nothing was to be bound."""

    sentence = N_("There is nothing to put into the packet. Add at least one part.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A bound packet: its bytes and what was found when they were read back.

    `folios` is the number of the last folio; `repaired` names the papers whose files were broken and could be mended.
    """

    pdf: bytes
    sha256: str
    pages: int
    folios: int
    parts: tuple[Entry, ...]
    beside: tuple[BesideFile, ...]
    repaired: tuple[str, ...]
    checks: tuple[Check, ...]


def bind(binding: Binding, locale: Locale) -> Packet:
    """Bind a packet; equal input gives equal bytes.

    Papers signed by a third party stay beside it, byte by byte. Every page carries its folio; all of them, the number
    of pages, the outline, the fonts and the index are read back from the written bytes.

    Raises: PacketIsEmpty, PaperIsLocked, PaperIsDamaged, NotAPaperFile, PictureIsTooLarge, PictureIsDamaged,
        PacketCheckFailed.
    """
    papers = [part for part in binding.parts if isinstance(part, AttachedPaper)]
    apart = [paper for paper in papers if stays_beside(paper)]
    parts = [part for part in binding.parts if part not in apart]
    if not parts:
        raise PacketIsEmpty
    with ExitStack() as open_files:
        bound = _Bound(parts, binding.style, beside_files(apart), open_files)
        contents = bound.settle()
        pdf_bytes, printed = _Binder(binding, contents, bound.files, locale).write()
    checks = read_back(pdf_bytes, printed, contents, _index_title(parts), locale)
    if problems := [check.detail for check in checks if not check.ok]:
        raise PacketCheckFailed(problems=" ".join(problems))
    return Packet(
        pdf=pdf_bytes,
        sha256=sha256(pdf_bytes).hexdigest(),
        pages=len(printed),
        folios=contents.folios,
        parts=contents.entries,
        beside=contents.beside,
        repaired=tuple(bound.repaired),
        checks=checks,
    )


def _index_title(parts: Sequence[OwnPart | AttachedPaper]) -> str | None:
    return next((part.title for part in parts if isinstance(part, OwnPart) and part.is_index), None)


class _Bound:
    """The parts as files, drawn until the folios they show are the folios they have."""

    def __init__(
        self,
        parts: Sequence[OwnPart | AttachedPaper],
        style: FolioStyle,
        beside: tuple[BesideFile, ...],
        open_files: ExitStack,
    ) -> None:
        self._parts, self._style, self._beside, self._open_files = parts, style, beside, open_files
        self.files: list[pikepdf.Pdf | None] = [None] * len(parts)
        self.repaired: list[str] = []

    def settle(self) -> Contents:
        """Draw all parts; the contents they were drawn with last are those they have."""
        contents = self._contents([1] * len(self._parts))
        for _ in range(_MOST_DRAWINGS):
            self._draw(contents)
            found = self._contents([len(file.pages) for file in self.files if file is not None])
            if found == contents:
                return contents
            contents = found
        raise RuntimeError("the parts of a packet change their length whenever they are drawn")

    def _draw(self, contents: Contents) -> None:
        for index, part in enumerate(self._parts):
            match part:
                case AttachedPaper() if self.files[index] is None:
                    self.files[index] = self._bind(part)
                case OwnPart() if self.files[index] is None or part.shows_folios:
                    self.files[index] = self._open_files.enter_context(pikepdf.open(BytesIO(part.draw(contents))))
                case _:
                    continue

    def _bind(self, paper: AttachedPaper) -> pikepdf.Pdf:
        pdf, was_broken = bound_pages(paper)
        if was_broken:
            self.repaired.append(paper.title)
        return self._open_files.enter_context(pdf)

    def _contents(self, pages: Sequence[int]) -> Contents:
        ranges = folio_ranges(
            [Part(part.title, count) for part, count in zip(self._parts, pages, strict=True)], self._style
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
            for part, count, folios in zip(self._parts, pages, ranges, strict=True)
        )
        return Contents(entries=entries, beside=self._beside, folios=entries[-1].last)


class _Binder:
    """Puts the files of all parts into one."""

    def __init__(
        self, binding: Binding, contents: Contents, files: Sequence[pikepdf.Pdf | None], locale: Locale
    ) -> None:
        self._binding, self._contents, self._locale = binding, contents, locale
        self._files = [file for file in files if file is not None]
        self._style = replace(binding.style, pattern=locale.text(binding.style.pattern))
        self._out = pikepdf.new()
        self._printed: list[Printed] = []

    def write(self) -> tuple[bytes, list[Printed]]:
        """The bytes of the packet, and what must be found on each of its pages."""
        structure = Structure(self._out)
        for entry, file in zip(self._contents.entries, self._files, strict=True):
            first = len(self._out.pages)
            self._append(entry, file)
            structure.take_over(file, first)
            for page in range(first, first + len(file.pages)) if entry.paper is not None else ():
                structure.add_picture(page, entry.title)
        structure.finish()
        self._stamp()
        self._outline()
        tag = language_tag(self._locale)
        add_metadata(self._out, title=self._binding.title, author=self._binding.cooperative, language=tag)
        return written(self._out), self._printed

    def _append(self, entry: Entry, file: pikepdf.Pdf) -> None:
        sides = 2 if self._style.by_sheet else 1
        for number, page in enumerate(file.pages):
            self._out.pages.append(page)
            self._printed.append(Printed(self._folio(entry.first + number // sides), entry, is_first=not number))
        if self._style.by_sheet and len(file.pages) % 2:
            # The next part begins on a new sheet also where both sides are printed.
            self._out.add_blank_page(page_size=A4)
            self._printed.append(Printed("", entry, is_first=False))

    def _folio(self, number: int) -> str:
        return folio_text(number, self._contents.folios, self._style)

    def _stamp(self) -> None:
        stamps = FolioStamps(
            self._out, [page.folio for page in self._printed if page.folio], self._locale.text("initials")
        )
        with Corners(self._out, [self._is_foreign(page) for page in self._printed]) as corners:
            for index, (page, printed) in enumerate(zip(self._out.pages, self._printed, strict=True)):
                if printed.folio:
                    self._stamp_one(stamps, corners, index, page, printed)

    def _stamp_one(
        self, stamps: FolioStamps, corners: Corners, index: int, page: pikepdf.Page, printed: Printed
    ) -> None:
        view = visible = View.of(page)
        spots = stamps.spots(view, printed.folio)
        spot = corners.first_free(index, view, spots, stamps.wide(printed.folio))
        if spot is None:
            view = add_strip(page, view)
            spot = stamps.in_strip(view, printed.folio)
        stamps.place(page, view, spot, printed.folio, visible=visible if printed.entry.paper else None)
        printed.box = stamps.folio_box(view, spot, printed.folio)

    @staticmethod
    def _is_foreign(page: Printed) -> bool:
        """Tell whether something may already stand where the folio goes: our own pages and picture pages keep it free."""
        return page.entry.paper is not None and not is_picture(page.entry.paper.data)

    def _outline(self) -> None:
        with self._out.open_outline() as outline:
            for index, printed in enumerate(self._printed):
                if printed.is_first:
                    title = " ".join(filter(None, (printed.entry.code, printed.entry.title)))
                    outline.root.append(OutlineItem(title, index, "Fit"))
        self._out.Root.PageMode = Name.UseOutlines
        self._out.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))

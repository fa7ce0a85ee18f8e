"""Binding a packet: parts and papers in one file, foliated, outlined, and read back after it was written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from sse_desktop.documents.attached import AttachedPaper, stays_beside
from sse_desktop.documents.bound import Bound, Pages
from sse_desktop.documents.contents import BesideFile, Binding, Contents, Entry, OwnPart, beside_files
from sse_desktop.documents.corners import Corners
from sse_desktop.documents.finish import add_metadata, written
from sse_desktop.documents.layers import Layers
from sse_desktop.documents.page_style import A4, language_tag
from sse_desktop.documents.picture import is_picture
from sse_desktop.documents.readback import Check, Printed, read_back
from sse_desktop.documents.stamp import FolioStamps, View, add_strip
from sse_desktop.documents.structure import Structure
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.foliation import folio_text
from sse_desktop.locale import Locale


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
        bound = Bound(parts, binding.style, beside_files(apart), locale, open_files)
        contents = bound.settle()
        pdf_bytes, printed = _Binder(binding, contents, bound, locale).write()
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


class _Binder:
    """Puts the files of all parts into one."""

    def __init__(self, binding: Binding, contents: Contents, bound: Bound, locale: Locale) -> None:
        self._binding, self._contents, self._locale = binding, contents, locale
        self._bound = bound
        self._style = replace(binding.style, pattern=locale.text(binding.style.pattern))
        self._out = pikepdf.new()
        self._printed: list[Printed] = []
        self._moved: dict[int, list[tuple[int, int]]] = {}

    def write(self) -> tuple[bytes, list[Printed]]:
        """The bytes of the packet, and what must be found on each of its pages."""
        structure = Structure(self._out)
        for entry, pages in zip(self._contents.entries, self._bound.pages, strict=True):
            self._append(entry, pages, structure)
        for file in self._bound.own_files:
            structure.take_over(file, self._moved[id(file)])
        structure.finish()
        layers = Layers(self._out)
        for pages in self._bound.pages:
            layers.take_over(pages.file)
        layers.finish()
        self._stamp()
        self._outline()
        tag = language_tag(self._locale)
        add_metadata(self._out, title=self._binding.title, author=self._binding.cooperative, language=tag)
        return written(self._out), self._printed

    def _append(self, entry: Entry, pages: Pages, structure: Structure) -> None:
        sides = 2 if self._style.by_sheet else 1
        for number in range(pages.count):
            ours = len(self._out.pages)
            self._out.pages.append(pages.file.pages[pages.first + number])
            self._printed.append(Printed(self._folio(entry.first + number // sides), entry, is_first=not number))
            if entry.paper is not None:
                structure.add_picture(ours, entry.title)
            else:
                self._moved.setdefault(id(pages.file), []).append((pages.first + number, ours))
        if self._style.by_sheet and pages.count % 2:
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

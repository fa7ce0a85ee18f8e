"""Reading a written packet back: every folio from its place on the page, and the rest of what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream

from sse_desktop.documents.contents import Contents, Entry
from sse_desktop.documents.paragraphs import plain
from sse_desktop.locale import Locale

_DEEPEST = 12
_ACTIVE = frozenset(["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Movie", "/Sound"])


@dataclass(slots=True)
class Printed:
    """What must be found on a page of the packet: its folio inside a box in the file's own coordinates."""

    folio: str
    entry: Entry
    is_first: bool
    box: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its result; `detail` says in the packet's language what was found."""

    check: str
    ok: bool
    detail: str


def read_back(
    pdf_bytes: bytes, printed: Sequence[Printed], contents: Contents, index: str | None, locale: Locale
) -> tuple[Check, ...]:
    """Read a packet's bytes with two libraries that did not write them and compare with what it should be."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf, pypdfium2.PdfDocument(pdf_bytes) as seen:
        checks = [
            _file_is_sound(pdf, locale),
            _all_pages(len(seen), len(printed), locale),
        ]
        if not all(check.ok for check in checks):
            return tuple(checks)
        checks += [
            _folios(seen, printed, locale),
            _outlines(seen, printed, locale),
            *_fonts(pdf, printed, locale),
            _nothing_runs(pdf, locale),
            _beside(contents, locale),
        ]
        if index is not None:
            checks.append(_index_names_all(seen, printed, contents, index, locale))
    return tuple(checks)


def _file_is_sound(pdf: pikepdf.Pdf, locale: Locale) -> Check:
    problems = pdf.check_pdf_syntax()
    if problems:
        return Check("file", False, locale.text("The file has a fault: {fault}.", fault=problems[0]))
    return Check("file", True, locale.text("The file is sound."))


def _all_pages(found: int, expected: int, locale: Locale) -> Check:
    detail = locale.text("{found} of {expected} pages are in the file.", found=found, expected=expected)
    return Check("pages", found == expected, detail)


def _folios(seen: pypdfium2.PdfDocument, printed: Sequence[Printed], locale: Locale) -> Check:
    """Read every folio inside its frame; a number elsewhere on the page does not count."""
    wrong = [
        number
        for number, page in enumerate(printed, 1)
        if page.folio and _text_in(seen[number - 1], page.box) != _bare(page.folio)
    ]
    expected = sum(1 for page in printed if page.folio)
    if wrong:
        pages = ", ".join(map(str, wrong[:10]))
        return Check("folios", False, locale.text("The folio can't be read on these pages: {pages}.", pages=pages))
    return Check("folios", True, locale.text("All {folios} folios were read back.", folios=expected))


def _text_in(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = box
    return _bare(page.get_textpage().get_text_bounded(left=left, bottom=bottom, right=right, top=top))


def _bare(text: str) -> str:
    return "".join(plain(text).split())


def _outlines(seen: pypdfium2.PdfDocument, printed: Sequence[Printed], locale: Locale) -> Check:
    expected = [
        (_bare(f"{page.entry.code} {page.entry.title}"), number) for number, page in enumerate(printed) if page.is_first
    ]
    found = [
        (_bare(mark.get_title()), dest.get_index() if (dest := mark.get_dest()) else None)
        for mark in seen.get_toc(max_depth=1)
    ]
    detail = locale.text("{found} of {expected} parts are in the outline.", found=len(found), expected=len(expected))
    return Check("outline", found == expected, detail)


def _fonts(pdf: pikepdf.Pdf, printed: Sequence[Printed], locale: Locale) -> Iterator[Check]:
    """Our fonts must be embedded; papers from outside are named where theirs are not, since nobody can add them."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for page, wanted in zip(pdf.pages, printed, strict=True):
        (ours if wanted.entry.paper is None else theirs).update(
            wanted.entry.title for font in _page_fonts(page.obj) if not _is_embedded(font)
        )
    if ours:
        detail = locale.text("A font is not embedded in: {parts}.", parts=", ".join(sorted(ours)))
    elif theirs:
        detail = locale.text(
            "All our fonts are embedded. These papers came without theirs: {papers}.", papers=", ".join(sorted(theirs))
        )
    else:
        detail = locale.text("All fonts are embedded.")
    yield Check("fonts", not ours, detail)


def _page_fonts(holder: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    resources = holder.get(Name.Resources)
    if not isinstance(resources, Dictionary) or depth > _DEEPEST:
        return
    yield from _values(resources.get(Name.Font))
    for drawn in _values(resources.get(Name.XObject)):
        if drawn.get(Name.Subtype) == Name.Form:
            yield from _page_fonts(drawn, depth + 1)


def _values(holder: object) -> Iterator[pikepdf.Object]:
    if isinstance(holder, Dictionary):
        yield from (value for _key, value in holder.items() if isinstance(value, Dictionary | Stream))


def _is_embedded(font: pikepdf.Object) -> bool:
    if font.get(Name.Subtype) == Name.Type3:
        return True
    if font.get(Name.Subtype) == Name.Type0:
        font = font.DescendantFonts[0]
    descriptor = font.get(Name.FontDescriptor, Dictionary())
    return any(key in descriptor for key in (Name.FontFile, Name.FontFile2, Name.FontFile3))


def _nothing_runs(pdf: pikepdf.Pdf, locale: Locale) -> Check:
    active = sum(1 for thing in pdf.objects if isinstance(thing, Dictionary) and _runs(thing))
    if active:
        return Check("active", False, locale.text("The file holds {n} actions that would run.", n=active))
    return Check("active", True, locale.text("Nothing in the file runs by itself."))


def _runs(thing: Dictionary) -> bool:
    kind = thing.get(Name.S)
    acts = isinstance(kind, Name) and str(kind) in _ACTIVE
    return acts or any(key in thing for key in (Name.JS, Name.AA, Name.OpenAction, Name.EmbeddedFiles))


def _beside(contents: Contents, locale: Locale) -> Check:
    ok = all(sha256(file.data).hexdigest() == file.sha256 for file in contents.beside)
    return Check(
        "beside",
        ok,
        locale.text("{n} files stay beside the packet, byte by byte as they came.", n=len(contents.beside)),
    )


def _index_names_all(
    seen: pypdfium2.PdfDocument, printed: Sequence[Printed], contents: Contents, index: str, locale: Locale
) -> Check:
    pages = [number for number, page in enumerate(printed) if page.entry.title == index and page.entry.paper is None]
    text = _bare("".join(seen[number].get_textpage().get_text_bounded() for number in pages))
    wanted = [entry.title for entry in contents.entries] + [file.paper.title for file in contents.beside]
    missing = [title for title in wanted if _bare(title) not in text]
    missing += [file.sha256 for file in contents.beside if file.sha256 not in text]
    if missing:
        return Check("index", False, locale.text("The index does not name: {parts}.", parts=", ".join(missing)))
    return Check("index", True, locale.text("The index names all {n} parts and files.", n=len(wanted)))

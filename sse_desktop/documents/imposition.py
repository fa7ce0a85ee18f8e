"""Pages put together: two copies on one sheet, several documents in one file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from sse_desktop.documents.finish import add_metadata, declare_archive, written
from sse_desktop.documents.page_style import A4, language_tag
from sse_desktop.documents.structure import Structure
from sse_desktop.locale import Locale


def side_by_side(left: bytes, right: bytes, *, title: str, author: str, locale: Locale) -> bytes:
    """Two A5 documents of one page each on an A4 sheet that lies, with a line to cut along."""
    wide, high = A4[1], A4[0]
    pdf = pikepdf.new()
    with pikepdf.open(BytesIO(left)) as one, pikepdf.open(BytesIO(right)) as two:
        halves = [pdf.copy_foreign(source.pages[0].as_form_xobject()) for source in (one, two)]
        cut = f"q 0.6 G 0.5 w [3 3] 0 d {wide / 2:.2f} 12 m {wide / 2:.2f} {high - 12:.2f} l S Q"
        content = f"q /Left Do Q q 1 0 0 1 {wide / 2:.2f} 0 cm /Right Do Q {cut}"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(wide, 3), round(high, 3)]),
            Resources=Dictionary(XObject=Dictionary(Left=halves[0], Right=halves[1])),
            Contents=pdf.make_stream(content.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        return _finished(pdf, title, author, locale)


def joined(documents: Sequence[tuple[str, bytes]], *, title: str, author: str, locale: Locale) -> bytes:
    """Documents one after the other, each with its line in the outline."""
    pdf = pikepdf.new()
    structure = Structure(pdf)
    starts: list[tuple[str, int]] = []
    with ExitStack() as open_files:
        for name, data in documents:
            source = open_files.enter_context(pikepdf.open(BytesIO(data)))
            starts.append((name, len(pdf.pages)))
            pdf.pages.extend(source.pages)
            first = starts[-1][1]
            structure.take_over(source, [(page, first + page) for page in range(len(source.pages))])
        structure.finish()
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(name, first, "Fit") for name, first in starts)
        return _finished(pdf, title, author, locale)


def _finished(pdf: pikepdf.Pdf, title: str, author: str, locale: Locale) -> bytes:
    add_metadata(pdf, title=title, author=author, language=language_tag(locale))
    declare_archive(pdf, title=title, author=author)
    return written(pdf)

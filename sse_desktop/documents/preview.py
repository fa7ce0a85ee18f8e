"""Pages of a PDF as pictures, for the window's preview and for printers."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as red, green and blue bytes, row by row from the top, without padding between rows."""

    width: int
    height: int
    rgb: bytes


def count_pages(pdf: bytes) -> int:
    """Number of pages of a PDF."""
    with _document(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page as it is seen, in points."""
    with _document(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def page_picture(pdf: bytes, page: int, *, dots_per_inch: int = 108) -> PagePicture:
    """A page (the first is 0) as it is printed."""
    with _document(pdf) as document:
        bitmap = document[page].render(scale=dots_per_inch / 72, rev_byteorder=True, prefer_bgrx=False)
        row = bitmap.width * bitmap.n_channels
        data = bytes(bitmap.buffer)
        rows = (data[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        packed = b"".join(rows)
        if bitmap.n_channels == 1:
            packed = bytes(value for value in packed for _ in range(3))
        return PagePicture(bitmap.width, bitmap.height, packed)


def _document(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)

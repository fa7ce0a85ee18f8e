"""Finding a free corner: a folio may not cover what stands on a paper from outside."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Self

import pikepdf
import pypdfium2

from sse_desktop.documents.stamp import HEIGHT, Spot, View

_CLEAR = 2.0
#: A shade this much darker than the paper around it counts as ink; so much of the corner may be specks of a scan.
_DARKER = 45
_SPECKS = 0.008
_DARKEST_PAPER = 130
#: A page with less room than this for a folio gets a strip below it.
_SMALLEST = 6.0


class Corners:
    """Looks at pages as they will be printed. Only pages marked as foreign are looked at; the others keep room free."""

    def __init__(self, pdf: pikepdf.Pdf, foreign: Sequence[bool]) -> None:
        self._foreign = foreign
        self._seen: pypdfium2.PdfDocument | None = None
        if any(foreign):
            target = BytesIO()
            pdf.save(target, compress_streams=False)
            self._seen = pypdfium2.PdfDocument(target.getvalue())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        if self._seen is not None:
            self._seen.close()

    def first_free(self, page: int, view: View, spots: Sequence[Spot], wide: float) -> Spot | None:
        """The first spot where nothing is printed; None when all are taken."""
        if not self._foreign[page]:
            return spots[0]
        return next((spot for spot in spots if self._is_free(page, view, spot, wide)), None)

    def _is_free(self, page: int, view: View, spot: Spot, wide: float) -> bool:
        if self._seen is None:
            return True
        crop = (
            max(0.0, spot.x - _CLEAR),
            max(0.0, spot.y - _CLEAR),
            max(0.0, view.wide - spot.x - wide * spot.scale - _CLEAR),
            max(0.0, view.high - spot.y - HEIGHT * spot.scale - _CLEAR),
        )
        if view.wide - crop[0] - crop[2] < _SMALLEST or view.high - crop[1] - crop[3] < _SMALLEST:
            return False
        bitmap = self._seen[page].render(scale=min(1.0, 1 / spot.scale), crop=crop, grayscale=True)
        data = bytes(bitmap.buffer)
        shades = sorted(
            shade
            for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            for shade in data[start : start + bitmap.width]
        )
        if not shades:
            return False
        paper = shades[len(shades) // 2]
        return paper >= _DARKEST_PAPER and shades[int(len(shades) * _SPECKS)] > paper - _DARKER

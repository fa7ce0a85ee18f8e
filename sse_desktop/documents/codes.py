"""Codes that a scanner reads: Code 128 as bars and QR as squares, drawn as areas of the page."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import segno
from reportlab.graphics.barcode.code128 import Code128

from sse_desktop.documents.canvas import area

_BLACK = (0.0, 0.0, 0.0)
#: Empty room on both sides of the bars, in modules (ISO/IEC 15417).
QUIET_MODULES = 10


def code128_bars(text: str) -> list[tuple[bool, int]]:
    """Return the bars (True) and spaces of a text from left to right, each with its width in modules."""
    code: Any = Code128(text, quiet=0)  # its methods carry no types
    code.validate()
    code.encode()
    code.decompose()
    # The library writes a bar as a capital and a space as a small letter: A is one module wide, D four.
    return [(letter.isupper(), ord(letter.upper()) - ord("A") + 1) for letter in code.decomposed]


def code128_operators(text: str, x: float, y: float, wide: float, high: float) -> str:
    """Operators that draw a text as Code 128 in a room that includes the quiet zones; the bars are as wide as it allows."""
    bars = code128_bars(text)
    modules = sum(width for _is_bar, width in bars)
    unit = wide / (modules + 2 * QUIET_MODULES)
    at, operators = x + QUIET_MODULES * unit, []
    for is_bar, width in bars:
        if is_bar:
            operators.append(area(at, y, width * unit, high, colour=_BLACK))
        at += width * unit
    return "\n".join(operators)


def qr_operators(text: str, x: float, y: float, side: float) -> str:
    """Operators that draw a text as a QR code; a square of `side` points with its quiet zone of four modules."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    unit = side / (len(rows) + 8)
    operators = []
    for line, row in enumerate(rows):
        at, top = x + 4 * unit, y + side - (4 + line + 1) * unit
        for dark, run in groupby(row, key=bool):
            width = len(list(run)) * unit
            if dark:
                operators.append(area(at, top, width, unit, colour=_BLACK))
            at += width
    return "\n".join(operators)

"""The two embedded typefaces, with figures of one width so that columns of numbers align everywhere."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sse_desktop.resources import resources

REGULAR = "Pretendard"
BOLD = "Pretendard-Bold"
_FILES = {REGULAR: "Pretendard-Regular.ttf", BOLD: "Pretendard-Bold.ttf"}
_FIGURES = "0123456789"
_EXTENSION_LOOKUP = 7


@cache
def register_fonts() -> None:
    """Make the typefaces known to ReportLab, once per process (about 30 ms)."""
    for name, file_name in _FILES.items():
        font = TTFont(name, str(resources() / "fonts" / file_name))
        _use_tabular_figures(font.face)
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def width(text: str, font: str, size: float) -> float:
    """Length of a text in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


def _use_tabular_figures(face: Any) -> None:
    """Point the ten figures at the font's own tabular forms: ReportLab applies no OpenType feature by itself."""
    forms = dict(_single_substitutions(face.get_table("GSUB"), b"tnum"))
    for figure in map(ord, _FIGURES):
        glyph = forms.get(face.charToGlyph[figure])
        if glyph is not None:
            face.charToGlyph[figure] = glyph
            face.charWidths[figure] = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm


def _single_substitutions(table: bytes, feature: bytes) -> Iterator[tuple[int, int]]:
    """Glyph and substitute of every single substitution of a feature (OpenType 1.9, GSUB lookup types 1 and 7)."""
    features, lookups = struct.unpack_from(">2H", table, 6)
    for lookup in sorted(set(_feature_lookups(table, features, feature))):
        start = lookups + _u16(table, lookups + 2 + 2 * lookup)
        kind, _flag, count = struct.unpack_from(">3H", table, start)
        for offset in struct.unpack_from(f">{count}H", table, start + 6):
            subtable = start + offset
            if kind == _EXTENSION_LOOKUP:
                subtable += struct.unpack_from(">I", table, subtable + 4)[0]
            yield from _pairs(table, subtable)


def _feature_lookups(table: bytes, features: int, wanted: bytes) -> Iterator[int]:
    for index in range(_u16(table, features)):
        tag, offset = struct.unpack_from(">4sH", table, features + 2 + 6 * index)
        if tag == wanted:
            count = _u16(table, features + offset + 2)
            yield from struct.unpack_from(f">{count}H", table, features + offset + 4)


def _pairs(table: bytes, subtable: int) -> Iterator[tuple[int, int]]:
    form, coverage, value = struct.unpack_from(">3H", table, subtable)
    glyphs = list(_coverage(table, subtable + coverage))
    if form == 1:
        return ((glyph, (glyph + value) & 0xFFFF) for glyph in glyphs)
    return zip(glyphs, struct.unpack_from(f">{value}H", table, subtable + 6), strict=True)


def _coverage(table: bytes, start: int) -> Iterator[int]:
    form, count = struct.unpack_from(">2H", table, start)
    if form == 1:
        yield from struct.unpack_from(f">{count}H", table, start + 4)
        return
    for index in range(count):
        first, last, _position = struct.unpack_from(">3H", table, start + 4 + 6 * index)
        yield from range(first, last + 1)


def _u16(table: bytes, offset: int) -> int:
    return int(struct.unpack_from(">H", table, offset)[0])

"""The only place that makes ReportLab paragraphs: what people typed is text, never markup."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from html import escape
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from sse_desktop.documents.canvas import ACCENT, INK, SOFT, Colour, SheetCanvas
from sse_desktop.documents.fonts import BOLD, REGULAR, register_fonts, width

Align = Literal["left", "centre", "right"]


class Text(StrEnum):
    """What a paragraph is on its sheet; sizes are those of the house (see the page on paper)."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    STRONG = "strong"
    NOTE = "note"
    LARGE = "large"
    LARGE_STRONG = "large strong"
    COVER = "cover"


#: size, leading, font, colour, space before, space after, role in the tagged structure
_LOOKS: dict[Text, tuple[float, float, str, Colour, float, float, str]] = {
    Text.COVER: (24, 30, BOLD, INK, 0, 6, "H1"),
    Text.TITLE: (17, 22, BOLD, INK, 0, 4, "H1"),
    Text.HEADING: (12, 16, BOLD, ACCENT, 12, 3, "H2"),
    Text.TEXT: (10.5, 15, REGULAR, INK, 0, 6, "P"),
    Text.STRONG: (10.5, 15, BOLD, INK, 0, 6, "P"),
    Text.NOTE: (9, 12.5, REGULAR, SOFT, 0, 4, "P"),
    Text.LARGE: (13.5, 19, REGULAR, INK, 0, 6, "P"),
    Text.LARGE_STRONG: (15, 21, BOLD, INK, 0, 4, "P"),
}
_HEADINGS = frozenset([Text.COVER, Text.TITLE, Text.HEADING])
_LONGEST_HEADING = 300
_SIDES: dict[Align, Literal[0, 1, 2]] = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}
_BREAKS = re.compile(r"(?<=[-/_@.·])")
_OUTLINE_LEVELS = {"H1": 0, "H2": 1}


def paragraph(text: str, look: Text = Text.TEXT, *, align: Align = "left", colour: Colour | None = None) -> Paragraph:
    """Wrapped text. Line breaks are kept; everything else a person typed is shown as it is, brackets included."""
    made = _Tagged(
        "<br/>".join(escape(line, quote=False) for line in plain(text).split("\n")), _style(look, align, colour)
    )
    # A heading stays with what it heads; a very long one would make a block that no page holds.
    made.keepWithNext = look in _HEADINGS and len(text) < _LONGEST_HEADING
    return made


def plain(text: str) -> str:
    """Text as the font can show it: composed syllables, no control characters but line breaks."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in composed)


@lru_cache(maxsize=20_000)
def wrapped(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Lines of a text within `room` points: broken between words, inside a word only where it is wider than the room."""
    lines: list[str] = []
    for piece in plain(text).split("\n"):
        line = ""
        for word in piece.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, font, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _broken(word, font, size, room)
            lines.extend(full)
        lines.append(line)
    return tuple(lines)


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    """Pieces of a word wider than the room: broken after a hyphen or stroke where that helps, else anywhere."""
    pieces = [""]
    for part in _BREAKS.split(word):
        if pieces[-1] and width(pieces[-1] + part, font, size) > room:
            pieces.append("")
        for character in part:
            if pieces[-1] and width(pieces[-1] + character, font, size) > room:
                pieces.append("")
            pieces[-1] += character
    return pieces


class _Tagged(Paragraph):
    """A paragraph that says in the tagged structure what it is, and headings in the outline too."""

    canv: SheetCanvas

    def draw(self) -> None:
        canvas = self.canv
        role = self.style.role
        if role in _OUTLINE_LEVELS:
            canvas.outline(self.getPlainText(identify=False), _OUTLINE_LEVELS[role], self.height)
        canvas.write(canvas.leaf(role))
        super().draw()
        canvas.write("EMC")


@cache
def _style(look: Text, align: Align, colour: Colour | None) -> ParagraphStyle:
    register_fonts()
    size, leading, font, usual, before, after, role = _LOOKS[look]
    return ParagraphStyle(
        look,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=Color(*(colour or usual)),
        spaceBefore=before,
        spaceAfter=after,
        alignment=_SIDES[align],
        allowWidows=0,
        allowOrphans=0,
        role=role,
    )

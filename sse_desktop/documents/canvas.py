"""The canvas of every document: remembers the tagged structure and draws header and footer once the pages are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from sse_desktop.documents.fonts import REGULAR, register_fonts

Colour = tuple[float, float, float]
INK: Colour = (0.122, 0.165, 0.149)
SOFT: Colour = (0.33, 0.385, 0.36)
HAIR: Colour = (0.74, 0.73, 0.70)
ACCENT: Colour = (0.106, 0.431, 0.271)
TINT: Colour = (0.937, 0.957, 0.941)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text at a place: `x` is its left edge, `y` its base line, in points."""

    x: float
    y: float
    text: str
    font: str = REGULAR
    size: float = 10
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the tagged structure; a leaf knows its page (from 0) and its number on that page."""

    role: str
    parent: int | None
    page: int | None = None
    number: int | None = None


Furniture = Callable[["SheetCanvas", int, int], str]


class SheetCanvas(Canvas):
    """Canvas with structure: what is drawn is either an element somebody reads or decoration."""

    # Parts of ReportLab's canvas that its type stubs leave out.
    _code: list[str]
    _doc: Any
    _escape: Any

    def __init__(self, target: BytesIO, *, furniture: Furniture, page_size: tuple[float, float], language: str) -> None:
        register_fonts()
        # An initial font of our own: otherwise every page starts with a Helvetica that is not embedded.
        # The type stubs take that name for a number, hence the dictionary.
        options: dict[str, Any] = {"initialFontName": REGULAR, "lang": language}
        super().__init__(target, pagesize=page_size, pageCompression=1, invariant=1, **options)
        self._furniture = furniture
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._parents: list[int | None] = [None]
        self._next_number = 0
        self._deepest = -1
        self.nodes: list[Node] = []

    def open_element(self, role: str) -> int:
        """Start an element that holds others; its index serves to continue it on the next page."""
        self.nodes.append(Node(role, self._parents[-1]))
        self._parents.append(len(self.nodes) - 1)
        return len(self.nodes) - 1

    def continue_element(self, index: int) -> None:
        """Go on in an element that began on an earlier page."""
        self._parents.append(index)

    def close_element(self) -> None:
        """End the element opened or continued last."""
        self._parents.pop()

    def leaf(self, role: str) -> str:
        """Operator that begins an element that is read aloud; `EMC` ends it."""
        self.nodes.append(Node(role, self._parents[-1], self.getPageNumber() - 1, self._next_number))
        self._next_number += 1
        return f"/{role} <</MCID {self._next_number - 1}>> BDC"

    def outline(self, text: str, level: int, height: float) -> None:
        """Add a line to the outline, leading to the place being drawn, `height` points high."""
        key = f"h{len(self.nodes)}"
        self.bookmarkHorizontal(key, 0, height)
        self.addOutlineEntry(text, key, min(level, self._deepest + 1))
        self._deepest = min(level, self._deepest + 1)

    def write(self, *operators: str) -> None:
        """Append operators to the page."""
        self._code.extend(operators)

    def text_operators(self, runs: Iterable[Run]) -> str:
        """Operators that show pieces of text, without graphics around them."""
        out = ["BT"]
        font = colour = None
        at = (0.0, 0.0)
        for run in runs:
            if run.colour != colour:
                colour = run.colour
                out.append(fill(colour))
            out.append(f"{run.x - at[0]:.2f} {run.y - at[1]:.2f} Td")
            at = (round(run.x, 2), round(run.y, 2))
            for name, shown in self._encode(run.text, run.font):
                if (name, run.size) != font:
                    font = (name, run.size)
                    out.append(f"{name} {run.size:g} Tf")
                out.append(shown)
        out.append("ET")
        return "\n".join(out)

    def _encode(self, text: str, font_name: str) -> list[tuple[str, str]]:
        """Subset fonts and shown strings of a text: worked out once for each distinct text of a document."""
        found = self._encoded.get((text, font_name))
        if found is None:
            font: Any = pdfmetrics.getFont(font_name)
            found = [
                (font.getSubsetInternalName(subset, self._doc), f"({self._escape(piece)}) Tj")
                for subset, piece in font.splitString(text, self._doc)
            ]
            self._encoded[text, font_name] = found
        return found

    # Names of ReportLab.

    def showPage(self) -> None:  # noqa: N802  (ReportLab's name)
        """End a page; marks of the structure are numbered anew on the next."""
        self._next_number = 0
        super().showPage()

    def save(self) -> None:
        """Draw header and footer of every page, now that they are counted, and end the file."""
        if len(self._code):
            self.showPage()
        pages = self._doc.Pages.pages
        for number, page in enumerate(pages, 1):
            # An empty transition dictionary is not allowed in PDF/A.
            page.Trans = None
            page.stream = f"{page.stream}\n{artifact(self._furniture(self, number, len(pages)))}\n"
        super().save()


def fill(colour: Colour) -> str:
    """Operator that sets the colour of areas and text."""
    return "{:.3f} {:.3f} {:.3f} rg".format(*colour)


def stroke(colour: Colour) -> str:
    """Operator that sets the colour of lines."""
    return "{:.3f} {:.3f} {:.3f} RG".format(*colour)


def line(x0: float, y0: float, x1: float, y1: float, *, thick: float = 0.4, colour: Colour = HAIR) -> str:
    """Operators of one straight line."""
    return f"{stroke(colour)} {thick:g} w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"


def area(x: float, y: float, wide: float, high: float, *, colour: Colour = TINT) -> str:
    """Operators of a filled rectangle."""
    return f"{fill(colour)} {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f"


def box(x: float, y: float, wide: float, high: float, *, thick: float = 0.7, colour: Colour = INK) -> str:
    """Operators of an empty rectangle."""
    return f"{stroke(colour)} {thick:g} w {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S"


def artifact(operators: str) -> str:
    """Operators marked as decoration, which a reader aloud leaves out."""
    return f"/Artifact BMC q {operators} Q EMC" if operators else ""

"""One page style for everything that is printed: margins, header, footer, and the bytes of the finished file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from sse_desktop.documents.canvas import ACCENT, SOFT, Run, SheetCanvas, line
from sse_desktop.documents.finish import finished
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.paragraphs import plain, wrapped
from sse_desktop.locale import Locale

A4 = (210 * mm, 297 * mm)
A5 = (148 * mm, 210 * mm)
#: The left margin leaves room for the binder; 15 mm are printed safely by cheap printers.
BINDER = 20 * mm
EDGE = 15 * mm
_HEADER = 26.0
_FOOTER = 30.0
_SMALL = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands around the text of a document.

    `part` names the document above the text, `reference` identifies it below (identifier, process, series number).
    A foliated sheet leaves the place right of the footer to the folio that the packet puts there.
    """

    cooperative: str
    part: str
    reference: str
    title: str = ""
    page_size: tuple[float, float] = A4
    left: float = BINDER
    edge: float = EDGE
    foliated: bool = False
    bare: bool = False

    @property
    def text_width(self) -> float:
        """Room for the text in points."""
        return self.page_size[0] - self.left - self.edge


def build(sheet: Sheet, story: Sequence[Flowable], locale: Locale) -> bytes:
    """The PDF of a document: tagged, fonts embedded, its bytes decided by its content alone."""
    target = BytesIO()
    made: list[SheetCanvas] = []

    def start(_target: Any, **_options: Any) -> SheetCanvas:
        made.append(
            SheetCanvas(
                target, furniture=_Furniture(sheet, locale), page_size=sheet.page_size, language=language_tag(locale)
            )
        )
        return made[-1]

    _template(sheet, target).build(list(story), canvasmaker=start)
    return finished(
        target.getvalue(),
        made[-1].nodes,
        title=plain(sheet.title or sheet.part),
        author=plain(sheet.cooperative),
        language=language_tag(locale),
    )


def language_tag(locale: Locale) -> str:
    """Language of a document as the file states it, e.g. "es-EC"."""
    return f"{locale.language}-{locale.territory}" if locale.territory else locale.language


def _template(sheet: Sheet, target: BytesIO) -> BaseDocTemplate:
    wide, high = sheet.page_size
    header, footer = (0.0, 0.0) if sheet.bare else (_HEADER, _FOOTER)
    frame = Frame(
        sheet.left,
        sheet.edge + footer,
        sheet.text_width,
        high - 2 * sheet.edge - header - footer,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template = BaseDocTemplate(target, pagesize=(wide, high))
    template.addPageTemplates([PageTemplate("sheet", [frame])])
    return template


@dataclass(frozen=True, slots=True)
class _Furniture:
    """Header and footer of every page."""

    sheet: Sheet
    locale: Locale

    def __call__(self, canvas: SheetCanvas, page: int, pages: int) -> str:
        if self.sheet.bare:
            return ""
        sheet = self.sheet
        right = sheet.page_size[0] - sheet.edge
        top = sheet.page_size[1] - sheet.edge - 9
        bottom = sheet.edge + 19
        runs = [*self._header(top, right), *self._footer(bottom - 12, right, page, pages)]
        rules = [line(sheet.left, y, right, y) for y in (top - 6, bottom)]
        return "\n".join([*rules, canvas.text_operators(runs)])

    def _header(self, y: float, right: float) -> list[Run]:
        room = right - self.sheet.left
        part = _short(self.sheet.part, REGULAR, room * 0.45)
        name = _short(self.sheet.cooperative, BOLD, room - width(part, REGULAR, _SMALL) - 12)
        return [
            Run(self.sheet.left, y, name, BOLD, _SMALL, ACCENT),
            Run(right - width(part, REGULAR, _SMALL), y, part, REGULAR, _SMALL, SOFT),
        ]

    def _footer(self, y: float, right: float, page: int, pages: int) -> list[Run]:
        room = right - self.sheet.left
        count = "" if self.sheet.foliated else self.locale.text("Page {page} of {pages}", page=page, pages=pages)
        reserved = 200.0 if self.sheet.foliated else width(count, REGULAR, _SMALL) + 12
        reference = _short(self.sheet.reference, REGULAR, room - reserved)
        runs = [Run(self.sheet.left, y, reference, REGULAR, _SMALL, SOFT)]
        if count:
            runs.append(Run(right - width(count, REGULAR, _SMALL), y, count, REGULAR, _SMALL, SOFT))
        return runs


def _short(text: str, font: str, room: float) -> str:
    """First line of a text: header and footer repeat what the sheet says in full elsewhere."""
    lines = wrapped(text.replace("\n", " "), font, _SMALL, room)
    return lines[0] if len(lines) == 1 else wrapped(text, font, _SMALL, room - 10)[0].rstrip(" ,.·") + "…"

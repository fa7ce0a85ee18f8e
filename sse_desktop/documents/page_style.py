"""One page style for everything that is printed: margins, header, footer, and the bytes of the finished file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from sse_desktop.documents.canvas import ACCENT, SOFT, Node, Run, SheetCanvas, line
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
_ROOM_FOR_FOLIO = 200.0


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


@dataclass(frozen=True, slots=True)
class Form:
    """A part of a packet before it is drawn: its page and what stands on it."""

    sheet: Sheet
    story: list[Flowable]


@dataclass(frozen=True, slots=True)
class DrawnForms:
    """Several forms in one file: its bytes, its structure, and how many pages each form takes."""

    pdf: bytes
    nodes: list[Node]
    pages: list[int]


def build(sheet: Sheet, story: Sequence[Flowable], locale: Locale) -> bytes:
    """The PDF of a document: tagged, fonts embedded, its bytes decided by its content alone."""
    drawn = draw_forms([Form(sheet, list(story))], locale)
    return finished(
        drawn.pdf,
        drawn.nodes,
        title=plain(sheet.title or sheet.part),
        author=plain(sheet.cooperative),
        language=language_tag(locale),
    )


def draw_forms(forms: Sequence[Form], locale: Locale) -> DrawnForms:
    """Draw forms one after the other into one file, which embeds each font once."""
    target = BytesIO()
    furniture = _Furniture(locale)
    made: list[SheetCanvas] = []

    def start(_target: Any, **_options: Any) -> SheetCanvas:
        made.append(
            SheetCanvas(target, furniture=furniture, page_size=forms[0].sheet.page_size, language=language_tag(locale))
        )
        return made[-1]

    template = BaseDocTemplate(target, pagesize=forms[0].sheet.page_size)
    template.addPageTemplates([_template(number, form.sheet, furniture) for number, form in enumerate(forms)])
    template.build(_one_after_the_other(forms), canvasmaker=start)
    return DrawnForms(target.getvalue(), made[-1].nodes, furniture.pages(len(forms)))


def _one_after_the_other(forms: Sequence[Form]) -> list[Flowable]:
    story: list[Flowable] = []
    for number, form in enumerate(forms):
        if number:
            story += [NextPageTemplate(str(number)), PageBreak()]
        story += form.story
    return story


def language_tag(locale: Locale) -> str:
    """Language of a document as the file states it, e.g. "es-EC"."""
    return f"{locale.language}-{locale.territory}" if locale.territory else locale.language


def _template(number: int, sheet: Sheet, furniture: _Furniture) -> PageTemplate:
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

    def begin(canvas: Any, _template: Any) -> None:
        furniture.begin_page(canvas, number, sheet)

    return PageTemplate(str(number), [frame], onPage=begin, pagesize=(wide, high))


class _Furniture:
    """Header and footer of every page, and which form each page belongs to."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._begun: list[tuple[int, Sheet]] = []

    def begin_page(self, canvas: SheetCanvas, number: int, sheet: Sheet) -> None:
        """Note a page; the first one of a form begins a part of the structure."""
        if not self._begun or self._begun[-1][0] != number:
            if self._begun:
                canvas.close_element()
            canvas.open_element("Part")
        self._begun.append((number, sheet))

    def pages(self, forms: int) -> list[int]:
        """Number of pages of each form."""
        return [sum(1 for number, _sheet in self._begun if number == form) for form in range(forms)]

    def __call__(self, canvas: SheetCanvas, page: int, pages: int) -> str:
        sheet = self._begun[page - 1][1]
        if sheet.bare:
            return ""
        right = sheet.page_size[0] - sheet.edge
        top = sheet.page_size[1] - sheet.edge - 9
        bottom = sheet.edge + 19
        runs = [*_header(sheet, top, right), *self._footer(sheet, bottom - 12, right, (page, pages))]
        rules = [line(sheet.left, y, right, y) for y in (top - 6, bottom)]
        return "\n".join([*rules, canvas.text_operators(runs)])

    def _footer(self, sheet: Sheet, y: float, right: float, number: tuple[int, int]) -> list[Run]:
        room = right - sheet.left
        page, pages = number
        count = "" if sheet.foliated else self._locale.text("Page {page} of {pages}", page=page, pages=pages)
        reserved = _ROOM_FOR_FOLIO if sheet.foliated else width(count, REGULAR, _SMALL) + 12
        runs = [Run(sheet.left, y, _short(sheet.reference, REGULAR, room - reserved), REGULAR, _SMALL, SOFT)]
        if count:
            runs.append(Run(right - width(count, REGULAR, _SMALL), y, count, REGULAR, _SMALL, SOFT))
        return runs


def _header(sheet: Sheet, y: float, right: float) -> list[Run]:
    room = right - sheet.left
    part = _short(sheet.part, REGULAR, room * 0.45)
    name = _short(sheet.cooperative, BOLD, room - width(part, REGULAR, _SMALL) - 12)
    return [
        Run(sheet.left, y, name, BOLD, _SMALL, ACCENT),
        Run(right - width(part, REGULAR, _SMALL), y, part, REGULAR, _SMALL, SOFT),
    ]


def _short(text: str, font: str, room: float) -> str:
    """First line of a text: header and footer repeat what the sheet says in full elsewhere."""
    lines = wrapped(text.replace("\n", " "), font, _SMALL, room)
    return lines[0] if len(lines) == 1 else wrapped(text, font, _SMALL, room - 10)[0].rstrip(" ,.·") + "…"

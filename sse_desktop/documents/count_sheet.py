"""The sheet to take along to a count: every lot of a place with what it should hold, and room for what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.locale import Locale

_ROOM_TO_WRITE = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """A lot with what the books say is in it."""

    code: str
    product: str
    keeps_until: date | None
    should_hold: Quantity
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    """The lots of one place on one day; without a place those of every place."""

    cooperative: Cooperative
    place: str
    on: date
    lines: tuple[CountLine, ...]


def count_sheet(count: CountSheet, locale: Locale) -> bytes:
    """The sheet on A4, signed by who counted and who was there."""
    title = locale.text("Count of {place}", place=count.place) if count.place else locale.text("Count of all places")
    sheet = count.cooperative.sheet(title, locale.date(count.on))
    story: list[Flowable] = [
        paragraph(title, Text.TITLE),
        paragraph(locale.text("As of {day}", day=count.on), Text.NOTE),
        _table(count, sheet, locale),
    ]
    signers = [Signer(role=locale.text("Counted by")), Signer(role=locale.text("Witness"))]
    return build(sheet, closed(story, signatures(signers, locale)), locale)


def _table(count: CountSheet, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Lot"), share=3),
        Column(title=locale.text("Keeps until"), least=66),
        Column(title=locale.text("By the books, kg"), figures=True, least=62),
        Column(title=locale.text("Counted, kg"), least=72, boxed=True),
        Column(title=locale.text("Why it differs"), share=2, boxed=True),
    )
    rows = [
        (
            " · ".join(filter(None, (line.code, line.product, locale.text("held back") if line.is_held else ""))),
            locale.date(line.keeps_until) if line.keeps_until else "",
            locale.number(line.should_hold.amount),
            "",
            "",
        )
        for line in count.lines
    ]
    total = sum((line.should_hold for line in count.lines), start=Quantity(0, KILO))
    totals = [(locale.text("Total"), "", locale.number(total.amount), "", "")]
    return table(
        columns,
        rows,
        room=sheet.text_width,
        locale=locale,
        size=9.5,
        totals=totals,
        least_height=_ROOM_TO_WRITE,
    )

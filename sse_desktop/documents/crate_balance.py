"""The list of returnable containers to take along: who should have how many, with room for what was found and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.locale import Locale

_ROOM_TO_WRITE = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateLine:
    """One holder and kind; an empty `kind` is not known, an empty `place` neither."""

    place: str
    code: str
    name: str
    kind: str
    containers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateList:
    """The balances as they stand on a day, in the order of their places."""

    cooperative: Cooperative
    on: date
    lines: tuple[CrateLine, ...]


def crate_list(crates: CrateList, locale: Locale) -> bytes:
    """The list on A4, a table for each community or route, with the sum of each kind at the end of it."""
    title = locale.text("Crates to come back")
    sheet = crates.cooperative.sheet(title, locale.text("As of {day}", day=crates.on))
    story: list[Flowable] = [
        paragraph(title, Text.TITLE),
        paragraph(locale.text("As of {day}", day=crates.on), Text.NOTE),
    ]
    for place, lines in groupby(crates.lines, key=lambda line: line.place):
        story.append(paragraph(place or locale.text("No community or route"), Text.HEADING))
        story.append(_table(list(lines), sheet, locale))
    return build(sheet, story, locale)


def _table(lines: Sequence[CrateLine], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("No."), least=40),
        Column(title=locale.text("Name"), share=3),
        Column(title=locale.text("Container"), share=2),
        Column(title=locale.text("Should have"), figures=True, least=52),
        Column(title=locale.text("Count found"), least=52, boxed=True),
        Column(title=locale.text("Brought back"), least=60, boxed=True),
        Column(title=locale.text("Signature"), share=2, boxed=True),
    )
    rows = [(line.code, line.name, _kind(line, locale), locale.number(line.containers), "", "", "") for line in lines]
    kinds = sorted({_kind(line, locale) for line in lines})
    totals = [
        (
            "",
            locale.text("Total"),
            kind,
            locale.number(sum(line.containers for line in lines if _kind(line, locale) == kind)),
            "",
            "",
            "",
        )
        for kind in kinds
    ]
    return table(
        columns,
        rows,
        room=sheet.text_width,
        locale=locale,
        size=9.5,
        totals=totals,
        least_height=_ROOM_TO_WRITE,
    )


def _kind(line: CrateLine, locale: Locale) -> str:
    return line.kind or locale.text("kind not known")

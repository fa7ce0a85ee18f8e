"""A blank sheet for a day of work: filled by hand in the field, typed in the office in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sse_desktop.documents.blocks import boxes
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import A4, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, table
from sse_desktop.locale import Locale

LEAST_ROWS = 14
_ROOM_TO_WRITE = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSheet:
    """What is known before the work: `names` stand in the first rows, the others are empty; `task` is a msgid."""

    cooperative: Cooperative
    names: tuple[str, ...] = ()
    task: str = ""
    worked_on: date | None = None
    lot_code: str = ""


def work_sheet(work: WorkSheet, locale: Locale) -> bytes:
    """The sheet on A4 that lies: a row for each person, at least `LEAST_ROWS`, with a place to sign."""
    title = locale.text("Work sheet")
    sheet = work.cooperative.sheet(title, "", page_size=(A4[1], A4[0]))
    columns = (
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Name"), share=4),
        Column(title=locale.text("Began"), least=48, boxed=True),
        Column(title=locale.text("Ended"), least=48, boxed=True),
        Column(title=locale.text("Hours worked"), least=48, boxed=True),
        Column(title=locale.text("Pieces"), least=52, boxed=True),
        Column(title=locale.text("Rate of pay"), least=52, boxed=True),
        Column(title=locale.text("Pay"), least=60, boxed=True),
        Column(title=locale.text("Signature"), share=3, boxed=True),
    )
    empty = max(LEAST_ROWS - len(work.names), 2)
    names = [*work.names, *[""] * empty]
    rows = [(str(place), name, *[""] * 7) for place, name in enumerate(names, 1)]
    head = [
        (locale.text("Day"), "" if work.worked_on is None else locale.date(work.worked_on)),
        (
            locale.text("Task: collection, cleaning, grading or packing"),
            locale.text(work.task) if work.task else "",
        ),
        (locale.text("Lot"), work.lot_code),
        (locale.text("Who led the work: name and signature"), ""),
    ]
    story = [
        paragraph(title, Text.TITLE),
        boxes(head, high=36),
        table(
            columns,
            rows,
            room=sheet.text_width,
            locale=locale,
            size=10,
            least_height=_ROOM_TO_WRITE,
        ),
    ]
    return build(sheet, story, locale)

"""The daily list of trainees on site: who, under which contract, how long, with a place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.locale import Locale

_ROOM_TO_SIGN = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TraineeOnSite:
    """A trainee on a day; hours that are not known leave a box to write in."""

    on: date
    name: str
    contract: str
    tutor: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTrainees:
    """The lists of one or more days, ordered by day."""

    cooperative: Cooperative
    reference: str
    title: str
    clause: str
    rows: tuple[TraineeOnSite, ...]


def daily_trainees(daily: DailyTrainees, locale: Locale) -> bytes:
    """One list below the other, a day each; days without trainees are left out."""
    heading = locale.text("Daily list of trainees on site")
    sheet = daily.cooperative.sheet(heading, daily.reference)
    story: list[Flowable] = [
        paragraph(heading, Text.TITLE),
        paragraph(f"{daily.title} · {daily.clause}"),
    ]
    for day, rows in groupby(daily.rows, key=lambda row: row.on):
        story += [paragraph(locale.date(day, "full"), Text.HEADING), _list(list(rows), sheet, locale)]
    if not daily.rows:
        story.append(paragraph(locale.text("No trainee was on site on these days.")))
    return build(sheet, closed(story, signatures([daily.cooperative.representative], locale)), locale)


def _list(rows: Sequence[TraineeOnSite], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Trainee"), share=3),
        Column(title=locale.text("Eligible contract"), share=2),
        Column(title=locale.text("Guided by"), share=2),
        Column(title=locale.text("Hours done"), figures=True, least=50, boxed=True),
        Column(title=locale.text("Signature"), share=2, boxed=True),
    )
    shown = [
        (
            str(number),
            row.name,
            row.contract,
            row.tutor,
            locale.number(row.hours) if row.hours is not None else "",
            "",
        )
        for number, row in enumerate(rows, 1)
    ]
    total = sum((row.hours for row in rows if row.hours is not None), start=Decimal(0))
    totals = [("", locale.text("All trainees"), "", "", locale.number(total), " ")]
    return table(columns, shown, room=sheet.text_width, locale=locale, totals=totals, least_height=_ROOM_TO_SIGN)

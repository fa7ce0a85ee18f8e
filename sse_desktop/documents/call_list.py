"""The call list of a week: who brings what, by community, with the phone and a box to tick when the family has said yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import band
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.call_list import CallRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """What the families bring in a week, in the order of communities and members."""

    cooperative: Cooperative
    week: Week
    rows: tuple[CallRow, ...]


def call_list_sheet(one: CallList, locale: Locale) -> bytes:
    """The list on A4 that lies, and below it what each community and all of them bring."""
    week = locale.week(one.week)
    title = locale.text("Who brings what in {week}", week=week)
    sheet = one.cooperative.sheet(locale.text("Call list"), week, title=title, page_size=(A4[1], A4[0]))
    days = locale.text("{first} to {last}", first=one.week.monday, last=one.week.sunday)
    story: list[Flowable] = [paragraph(title, Text.TITLE), paragraph(days), _table(one.rows, sheet, locale)]
    by_community = [
        f"{community or locale.text('Without a community')}: {_said(list(rows), locale)}"
        for community, rows in groupby(one.rows, key=lambda row: row.community)
    ]
    whole = locale.text("All communities")
    return build(sheet, [*story, band([*by_community, f"{whole}: {_said(one.rows, locale)}"])], locale)


def _said(rows: Sequence[CallRow], locale: Locale) -> str:
    families = len({row.member_id for row in rows})
    return locale.plural("{n} family brings {weight}.", "{n} families bring {weight}.", families, weight=_weight(rows))


def _table(rows: Sequence[CallRow], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Community"), share=2),
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Family"), share=3),
        Column(title=locale.text("Phone")),
        Column(title=locale.text("Product"), share=2),
        Column(title=locale.text("Quantity"), figures=True),
        Column(title=locale.text("Unit")),
        Column(title=locale.text("kg"), figures=True),
        Column(title=locale.text("Tender"), share=2),
        Column(title=locale.text("Said yes"), boxed=True),
    )
    cells = [
        (
            row.community,
            str(row.number),
            row.name,
            row.phone,
            row.product,
            locale.number(row.quantity.amount),
            locale.unit(row.quantity.unit, 2),
            locale.number(row.weight.amount),
            row.reference,
            "",
        )
        for row in rows
    ]
    return table(columns, cells, room=sheet.text_width, locale=locale, size=9.5)


def _weight(rows: Sequence[CallRow]) -> Quantity:
    return sum((row.weight for row in rows), start=Quantity(0, KILO))

"""The form that names the members of the organisation and what each holds of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form, Sheet
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.sums import amount
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.money import Money, split, sum_money
from sse_desktop.locale import Locale

_WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member as the form asks; `share_capital` is what the member paid in."""

    number: int
    name: str
    id_number: str
    community: str = ""
    joined_on: date | None = None
    share_capital: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersList:
    """All members in the order of their numbers."""

    cooperative: Cooperative
    reference: str
    members: tuple[MemberLine, ...]


def members_list(members: MembersList, code: str, locale: Locale) -> Form:
    """The list; where share capital is recorded, each share in percent of the whole, which add up to 100."""
    heading = locale.text("List of members")
    sheet = members.cooperative.sheet(heading, members.reference, foliated=True)
    count = locale.plural("{n} member", "{n} members", len(members.members))
    story: list[Flowable] = [
        paragraph(f"{code}  {heading}".strip(), Text.TITLE),
        paragraph(count, Text.NOTE),
        _table(members, sheet, locale),
    ]
    return Form(sheet, closed(story, signatures([members.cooperative.representative], locale)))


def _table(members: MembersList, sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Name"), share=3),
        Column(title=locale.text("Identity number"), least=78),
        Column(title=locale.text("Community"), share=2),
        Column(title=locale.text("Member since"), least=66),
    ]
    rows = [
        (
            str(one.number),
            one.name,
            one.id_number,
            one.community,
            locale.date(one.joined_on) if one.joined_on else "",
        )
        for one in members.members
    ]
    capital = [one.share_capital.minor if one.share_capital else 0 for one in members.members]
    currencies = {one.share_capital.currency for one in members.members if one.share_capital}
    if not any(capital) or len(currencies) != 1:
        return table(columns, rows, room=sheet.text_width, locale=locale, size=9)
    return _with_capital(members, columns, rows, currencies.pop(), sheet, locale)


def _with_capital(
    members: MembersList,
    columns: list[Column],
    rows: Sequence[tuple[str, ...]],
    currency: str,
    sheet: Sheet,
    locale: Locale,
) -> Rows:
    paid_in = [one.share_capital or Money(0, currency) for one in members.members]
    percents = split(_WHOLE, [money.minor for money in paid_in])
    columns = [
        *columns,
        Column(title=locale.text("Share capital {currency}", currency=currency), figures=True, least=72),
        Column(title="%", figures=True),
    ]
    rows = [
        (*row, amount(money, locale), locale.number(Decimal(percent).scaleb(-2), 2))
        for row, money, percent in zip(rows, paid_in, percents, strict=True)
    ]
    total = amount(sum_money(paid_in, currency), locale)
    totals = [("", locale.text("Total"), "", "", "", total, locale.number(Decimal(100), 2))]
    return table(columns, rows, room=sheet.text_width, locale=locale, size=9, totals=totals)

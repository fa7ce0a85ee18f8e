"""The sheet of pledges of a community: taken to the meeting blank, filled by hand, typed in by the members' numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.finish import finished
from sse_desktop.documents.page_style import A4, Form, Sheet, draw_forms, language_tag
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale

# More weeks side by side leave cells too narrow for a hand that writes in the field.
WEEKS_ON_A_SHEET = 9
_ROOM_TO_WRITE = 25.0
_CELLS, _WIDEST_CELL = 414.0, 54.0
_TOTAL_CELL = 54.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgingMember:
    """A member with the plots of the product and what is pledged by week; what is not pledged is left out."""

    number: int
    name: str
    plots: str = ""
    expected: Quantity | None = None
    pledged: dict[Week, Quantity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgingCommunity:
    """The members of a community by number; the one without a name holds the others."""

    name: str
    members: tuple[PledgingMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeSheet:
    """The sheets of one product: `round_title` and `closes_on` where there is a round; `is_filled`: with what is pledged."""

    cooperative: Cooperative
    product: str
    weeks: tuple[Week, ...]
    communities: tuple[PledgingCommunity, ...]
    round_title: str = ""
    closes_on: date | None = None
    is_filled: bool = False


def pledge_sheet(pledges: PledgeSheet, locale: Locale) -> bytes:
    """Sheets on A4 that lies, a new one for each community and for every nine weeks; kilos, one decimal."""
    title = locale.text("Pledges") if pledges.is_filled else locale.text("Sheet of pledges")
    sheet = pledges.cooperative.sheet(f"{title} · {pledges.product}", pledges.round_title, page_size=(A4[1], A4[0]))
    forms = [
        Form(sheet, _story(pledges, community, weeks, sheet, locale))
        for community in pledges.communities
        for weeks in _in_parts(pledges.weeks)
    ]
    drawn = draw_forms(forms, locale)
    return finished(
        drawn.pdf,
        drawn.nodes,
        title=f"{title} · {pledges.product}",
        author=pledges.cooperative.name,
        language=language_tag(locale),
    )


def _in_parts(weeks: Sequence[Week]) -> list[Sequence[Week]]:
    """Weeks in parts of nearly the same length, so that no sheet holds one week alone."""
    count = -(-len(weeks) // WEEKS_ON_A_SHEET)
    each, longer = divmod(len(weeks), count)
    ends = [each * part + min(part, longer) for part in range(count + 1)]
    return [weeks[start:end] for start, end in pairwise(ends)]


def _story(
    pledges: PledgeSheet, community: PledgingCommunity, weeks: Sequence[Week], sheet: Sheet, locale: Locale
) -> list[Flowable]:
    name = community.name
    head = locale.text("Community {name}", name=name) if name else locale.text("Members without a community")
    told = [pledges.product, pledges.round_title, _span(weeks, locale)]
    if pledges.closes_on is not None and not pledges.is_filled:
        told.append(locale.text("Back to the office by {day}", day=pledges.closes_on))
    story: list[Flowable] = [
        paragraph(head, Text.TITLE),
        paragraph(" · ".join(filter(None, told)), Text.STRONG),
    ]
    if not pledges.is_filled:
        story.append(
            paragraph(locale.text("Write into each box how many kilos you will bring in that week. Leave the weeks in which you bring nothing empty."))
        )  # fmt: skip
    story.append(_grid(pledges, community, weeks, sheet, locale))
    delegate = Signer(role=locale.text("Delegate of the community"))
    return closed(story, signatures([delegate], locale, room=30))


def _span(weeks: Sequence[Week], locale: Locale) -> str:
    return locale.text("{first} to {last}", first=weeks[0].monday, last=weeks[-1].sunday)


def _grid(
    pledges: PledgeSheet, community: PledgingCommunity, weeks: Sequence[Week], sheet: Sheet, locale: Locale
) -> Rows:
    cell = min(_WIDEST_CELL, _CELLS / len(weeks))
    columns = (
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Member"), share=3, least=110),
        Column(title=locale.text("Plots"), share=2, least=70),
        Column(title=locale.text("Yield, kg"), figures=True),
        *(Column(title=_week_title(week, locale), figures=True, least=cell, boxed=True) for week in weeks),
        Column(title=locale.text("Total kg"), figures=True, least=_TOTAL_CELL, boxed=True),
    )
    rows = [_row(member, weeks, locale, is_filled=pledges.is_filled) for member in community.members]
    sums = _sums(community.members, weeks, locale)
    if not pledges.is_filled:
        # A row like the others, since the sum is written by hand, too.
        rows.append(("", locale.text("All members"), "", sums[0], *[""] * (len(weeks) + 1)))
    totals = [("", locale.text("All members"), "", *sums)] if pledges.is_filled else []
    return table(
        columns, rows, room=sheet.text_width, locale=locale, size=9.5, totals=totals, least_height=_ROOM_TO_WRITE
    )


def _week_title(week: Week, locale: Locale) -> str:
    day = locale.date(week.monday).replace(str(week.year), "").replace(str(week.monday.year), "").strip(" ./-")
    return f"{locale.text('wk {number}', number=str(week.number))}\n{day}"


def _row(member: PledgingMember, weeks: Sequence[Week], locale: Locale, *, is_filled: bool) -> tuple[str, ...]:
    head = (str(member.number), member.name, member.plots, _kilos(member.expected, locale))
    if not is_filled:
        return (*head, *[""] * (len(weeks) + 1))
    known = [member.pledged.get(week) for week in weeks]
    total = sum((weight for weight in known if weight is not None), start=Quantity(0, KILO))
    return (*head, *(_kilos(weight, locale) for weight in known), _kilos(total, locale))


def _sums(members: Sequence[PledgingMember], weeks: Sequence[Week], locale: Locale) -> list[str]:
    """The yields, each week and the weeks together, of all members."""
    nothing = Quantity(0, KILO)
    yields = sum((member.expected for member in members if member.expected is not None), start=nothing)
    by_week = [sum((member.pledged.get(week, nothing) for member in members), start=nothing) for week in weeks]
    return [_kilos(weight, locale) for weight in (yields, *by_week, sum(by_week, start=nothing))]


def _kilos(weight: Quantity | None, locale: Locale) -> str:
    if weight is None or not weight.milli:
        return ""
    return locale.number(weight.amount, 1 if weight.milli % 100 == 0 else None)

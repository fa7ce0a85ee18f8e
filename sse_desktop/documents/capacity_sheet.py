"""The capacity of a promise for ourselves: each week with all that it is made of, and who took on what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, band, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.capacity_parts import WeekSums
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.locale import Locale

INTERNAL = N_("Internal: not for the buyer")
_COLUMNS = (
    N_("Due by then"),
    N_("Stock"),
    N_("Forecast"),
    N_("Pooled"),
    N_("Promised elsewhere"),
    N_("Spoils before"),
    N_("We can"),
    N_("Missing"),
)


class CapacityDisagrees(DomainError):
    """A number on the sheet is not the sum of its parts."""

    sentence = N_(
        "The sheet was not made: in {week} {product} is {stated}, but its parts add up to {found}. "
        "Nothing was changed; check the entries it is made from."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A part of the last week's number, in words of the language, with its sign."""

    words: str
    weight: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityProduct:
    """One product: what is promised, the most that holds, its weeks, and the entries behind the last of them.

    `pledged` counts the pledges behind the forecast; `expected` is what reliability leaves of them; `margin_bp` hundredths of
    a percent of that are kept back. `certificate` says in words what the plots must have.
    """

    name: str
    demand: Quantity
    largest: Quantity
    pledged: Quantity
    expected: Quantity
    margin_bp: int
    certificate: str
    weeks: tuple[WeekSums, ...]
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOn:
    """Who promised more than there will be, on which day, and why."""

    name: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySheet:
    """A promise as the cooperative itself reads it. `problems` are sentences about lines that nobody can reckon."""

    cooperative: Cooperative
    reference: str
    title: str
    buyer: str
    state: str
    as_of: date
    products: tuple[CapacityProduct, ...]
    problems: tuple[str, ...]
    taken_on: TakenOn | None


def capacity_sheet(data: CapacitySheet, locale: Locale) -> bytes:
    """The sheet on A4 that lies; all amounts in kg, added up to the end of each week.

    Raises: CapacityDisagrees.
    """
    check_parts(data, locale)
    heading = locale.text("Capacity of our promise")
    mark = locale.text(INTERNAL)
    sheet = data.cooperative.sheet(f"{heading} · {mark}", data.reference, page_size=(A4[1], A4[0]))
    story: list[Flowable] = [
        paragraph(heading, Text.TITLE),
        paragraph(mark, Text.STRONG),
        paragraph(" · ".join(filter(None, (data.reference, data.title, data.buyer)))),
        paragraph(locale.text("As of {day}. {state}", day=data.as_of, state=data.state), Text.NOTE),
        paragraph(
            locale.text(
                "All weights in kg, added up to the end of each week: stock + forecast + pooled − promised elsewhere − "
                "what spoils before = we can."
            ),
            Text.NOTE,
        ),
    ]
    story += [paragraph(f"▲ {problem}", Text.STRONG) for problem in data.problems]
    for product in data.products:
        story += _product(product, sheet, locale)
    return build(sheet, closed(story, *_ending(data, locale)), locale)


def check_parts(data: CapacitySheet, locale: Locale) -> None:
    """Refuse a sheet on which a number is not the sum of its parts.

    Raises: CapacityDisagrees.
    """
    for product in data.products:
        for week in product.weeks:
            found = week.stock + week.forecast + week.pooled - week.promised - week.spoiled
            _agree(product, week, locale, week.available, found)
            _agree(product, week, locale, week.gap, max(0, week.demand - week.available))
        if product.weeks:
            last = product.weeks[-1]
            _agree(product, last, locale, last.available, sum(part.weight.milli for part in product.behind))


def sheet_header(locale: Locale) -> list[str]:
    """The headings of the same table as a spreadsheet."""
    first = (N_("Product"), N_("Week"), N_("Begins on"))
    return [*(locale.text(title) for title in first), *(f"{locale.text(title)} (kg)" for title in _COLUMNS)]


def sheet_rows(data: CapacitySheet) -> list[list[str | Decimal | date]]:
    """A line for each product and week, with the very numbers of the sheet."""
    return [
        [product.name, str(week.week), week.week.monday, *(Quantity(grams, KILO).amount for grams in _grams(week))]
        for product in data.products
        for week in product.weeks
    ]


def _agree(product: CapacityProduct, week: WeekSums, locale: Locale, stated: int, found: int) -> None:
    if stated != found:
        raise CapacityDisagrees(
            week=locale.week(week.week),
            product=product.name,
            stated=Quantity(stated, KILO),
            found=Quantity(found, KILO),
        )


def _grams(week: WeekSums) -> tuple[int, ...]:
    there = (week.demand, week.stock, week.forecast, week.pooled)
    return (*there, -week.promised, -week.spoiled, week.available, week.gap)


def _product(product: CapacityProduct, sheet: Sheet, locale: Locale) -> list[Flowable]:
    gap = next((week for week in product.weeks if week.gap), None)
    told = [
        Labelled(label=locale.text("We promise"), value=locale.quantity(product.demand), strong=True),
        Labelled(label=locale.text("The most that holds"), value=locale.quantity(product.largest), strong=True),
        Labelled(label=locale.text("First gap"), value=_gap(gap, locale)),
        Labelled(label=locale.text("Forecast"), value=_forecast(product, locale)),
    ]
    if product.certificate:
        told.append(Labelled(label=locale.text("From certified plots only"), value=product.certificate))
    return [
        paragraph(product.name, Text.HEADING),
        *facts(told, label_share=0.2),
        _weeks(product.weeks, sheet, locale),
        paragraph(locale.text("What is behind the last week"), Text.STRONG),
        _behind(product, sheet, locale),
    ]


def _gap(gap: WeekSums | None, locale: Locale) -> str:
    if gap is None:
        return locale.text("none")
    missing = Quantity(gap.gap, KILO)
    return locale.text("{week} ({first} to {last}): {missing} are missing", week=locale.week(gap.week),
                       first=gap.week.monday, last=gap.week.sunday, missing=missing)  # fmt: skip


def _forecast(product: CapacityProduct, locale: Locale) -> str:
    kept = product.expected.milli * 10_000 // product.pledged.milli if product.pledged.milli else 10_000
    return locale.text(
        "{pledged} pledged; the reliability of the families leaves {expected} ({share}); {margin} are kept back for safety",
        pledged=product.pledged,
        expected=product.expected,
        share=locale.percent(kept),
        margin=locale.percent(product.margin_bp),
    )


def _state(week: WeekSums, locale: Locale) -> str:
    # Words inside an f-string would not be found for the catalogues.
    word = locale.text("short") if week.gap else locale.text("ready")
    return f"■ {word}" if week.gap else f"● {word}"


def _weeks(weeks: Sequence[WeekSums], sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("Week"), share=1),
        *(Column(title=locale.text(title), figures=True, least=66) for title in _COLUMNS),
        Column(title=locale.text("State"), least=60),
    ]
    rows = [
        (
            f"{locale.week(week.week)} · {locale.date(week.week.monday)}",
            *(_kilos(grams, locale) for grams in _grams(week)),
            _state(week, locale),
        )
        for week in weeks
    ]
    return table(columns, rows, room=sheet.text_width, locale=locale, size=8.5)


def _behind(product: CapacityProduct, sheet: Sheet, locale: Locale) -> Rows:
    columns = [Column(title=locale.text("Part"), share=1), Column(title=locale.text("kg"), figures=True, least=80)]
    rows = [(part.words, _kilos(part.weight.milli, locale)) for part in product.behind]
    total = sum(part.weight.milli for part in product.behind)
    last = (locale.text("= we can by then"), _kilos(total, locale))
    return table(columns, rows, room=sheet.text_width, locale=locale, size=8.5, totals=[last])


def _kilos(grams: int, locale: Locale) -> str:
    return locale.number(Quantity(grams, KILO).amount, 3)


def _ending(data: CapacitySheet, locale: Locale) -> list[Flowable]:
    taken = data.taken_on
    if taken is None:
        return [band([locale.text("Nobody took on a promise beyond this capacity.")])]
    said = locale.text(
        "{name} took on this promise beyond our capacity on {day}. Reason: {reason}",
        name=taken.name,
        day=taken.on,
        reason=taken.reason,
    )
    return [band([said]), signatures([Signer(name=taken.name)], locale, room=34)]

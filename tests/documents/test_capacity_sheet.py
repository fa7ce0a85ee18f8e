"""The internal sheet shows every number with its parts, and is not made where they do not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sse_desktop.documents.capacity_sheet import (
    Behind,
    CapacityDisagrees,
    CapacityProduct,
    CapacitySheet,
    TakenOn,
    capacity_sheet,
    sheet_header,
    sheet_rows,
)
from sse_desktop.domain.capacity_parts import WeekSums
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative, kg
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH = Locale("en")
FIRST = Week(2026, 45)


def a_week(number: int) -> WeekSums:
    """993.5 kg are asked each week; stock and partner are there, and the forecast brings 900 kg."""
    count = number + 1
    there = 500_000 + 900_000 * count + 100_000 - 20_000 * count - 1_500
    asked = 993_500 * count
    return WeekSums(
        week=FIRST + number, demand=asked, stock=500_000, forecast=900_000 * count, pooled=100_000,
        promised=20_000 * count, spoiled=1_500, available=there, gap=max(0, asked - there),
    )  # fmt: skip


def a_capacity_sheet(*, weeks: int = 12, **changes: object) -> CapacitySheet:
    rows = tuple(a_week(number) for number in range(weeks))
    product = CapacityProduct(
        name="Granadilla",
        demand=kg(rows[-1].demand),
        largest=kg(9_000_000),
        pledged=kg(14_000_000),
        expected=kg(12_000_000),
        margin_bp=1000,
        certificate="Certificate of good farming practice (BPA)",
        weeks=rows,
        behind=(
            Behind(words="Stock · GRA-20261014-C03-01", weight=kg(500_000)),
            Behind(words="Forecast", weight=kg(900_000 * weeks)),
            Behind(words="Pooled capacity · Río Blanco", weight=kg(100_000)),
            Behind(words="Contract · OC-7", weight=kg(-20_000 * weeks)),
            Behind(words="Past its last day of sale", weight=kg(-1_500)),
        ),
    )
    known = CapacitySheet(
        cooperative=a_cooperative(),
        reference="FI-DEMO-012-2026",
        title="Fresh fruit",
        buyer="Demo Institute",
        state="Bid, version 1: draft.",
        as_of=date(2026, 10, 20),
        products=(product,),
        problems=(),
        taken_on=TakenOn(name="Demo President", on=date(2026, 10, 21), reason="The neighbours will help out"),
    )
    return replace(known, **changes)  # type: ignore[arg-type]  # the test names fields of the sheet


def test_the_sheet_says_for_whom_it_is_and_who_took_the_gap_on() -> None:
    shown = text_of(capacity_sheet(a_capacity_sheet(), ENGLISH))

    assert "Internal: not for the buyer" in shown
    assert "Demo President took on this promise beyond our capacity on 21/10/2026" in shown
    assert "The neighbours will help out" in shown
    assert "reliability of the families leaves 12,000 kg (85.71%)" in shown
    gap = next(week for week in a_capacity_sheet().products[0].weeks if week.gap)
    assert f"{ENGLISH.week(gap.week)} (" in shown


def test_a_promise_that_nobody_took_on_says_so() -> None:
    assert "Nobody took on a promise" in text_of(capacity_sheet(a_capacity_sheet(taken_on=None), ENGLISH))


def test_what_could_not_be_reckoned_stands_on_top() -> None:
    sentence = "“Uvilla” is not linked to a product of ours."

    assert sentence in pages_of(capacity_sheet(a_capacity_sheet(problems=(sentence,)), ENGLISH))[0]


@pytest.mark.parametrize("field", ["stock", "forecast", "pooled", "promised", "spoiled", "available", "gap", "demand"])
def test_a_sheet_one_gram_off_is_not_made(field: str) -> None:
    sheet = a_capacity_sheet()
    [product] = sheet.products
    *before, last = product.weeks
    wrong = replace(product, weeks=(*before, replace(last, **{field: getattr(last, field) + 1})))

    with pytest.raises(CapacityDisagrees):
        capacity_sheet(replace(sheet, products=(wrong,)), ENGLISH)


def test_entries_that_do_not_add_up_to_the_last_week_are_refused() -> None:
    sheet = a_capacity_sheet()
    [product] = sheet.products

    with pytest.raises(CapacityDisagrees):
        capacity_sheet(replace(sheet, products=(replace(product, behind=product.behind[1:]),)), ENGLISH)


def test_a_year_of_weeks_goes_over_several_pages() -> None:
    pages = pages_of(capacity_sheet(a_capacity_sheet(weeks=52), ENGLISH))

    assert len(pages) > 2
    assert all("Internal: not for the buyer" in page for page in pages)
    assert "Demo President" in pages[-1]


def test_the_spreadsheet_holds_the_very_numbers_of_the_sheet() -> None:
    sheet = a_capacity_sheet()
    rows = sheet_rows(sheet)

    assert len(rows) == 12
    assert all(len(row) == len(sheet_header(ENGLISH)) for row in rows)
    shown = text_of(capacity_sheet(sheet, ENGLISH))
    assert all(ENGLISH.number(amount, 3) in shown for row in rows for amount in row[3:])  # type: ignore[arg-type]  # these are weights


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_sheet_is_made_in_every_language(language: str) -> None:
    made = capacity_sheet(a_capacity_sheet(), Locale(language))

    assert made == capacity_sheet(a_capacity_sheet(), Locale(language))


def test_the_sheet_is_the_golden_one() -> None:
    assert is_golden("capacity_sheet", capacity_sheet(a_capacity_sheet(weeks=4), ENGLISH))

"""The count sheet tells what should lie there and leaves room for what is found."""

from __future__ import annotations

from datetime import date

import pytest

from sse_desktop.documents.count_sheet import CountLine, CountSheet, count_sheet
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative, kg
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH = Locale("en")


def a_sheet(place: str = "C03 · Demo Yard") -> CountSheet:
    lines = (
        CountLine(code="GRA-20260714-C03-01-A", product="Granadilla 1", keeps_until=None, should_hold=kg(90_000)),
        CountLine(
            code="MAN-20260714-C03-02-A",
            product="Mandarina A",
            keeps_until=date(2026, 7, 26),
            should_hold=kg(177_500),
            is_held=True,
        ),
    )
    return CountSheet(cooperative=a_cooperative(), place=place, on=date(2026, 7, 14), lines=lines)


def test_the_sheet_names_every_lot_with_what_it_should_hold() -> None:
    shown = " ".join(text_of(count_sheet(a_sheet(), ENGLISH)).split())

    assert "Count of C03 · Demo Yard" in shown
    assert "MAN-20260714-C03-02-A · Mandarina A · held back" in shown
    assert "Total 267.5" in shown


def test_all_places_are_counted_on_one_sheet() -> None:
    assert "Count of all places" in text_of(count_sheet(a_sheet(place=""), ENGLISH))


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_the_sheet_is_made_in_every_language_and_always_the_same(language: str) -> None:
    made = count_sheet(a_sheet(), Locale(language))

    assert made == count_sheet(a_sheet(), Locale(language))
    assert len(pages_of(made)) == 1


def test_the_sheet_is_the_golden_one() -> None:
    assert is_golden("count_sheet", count_sheet(a_sheet(), ENGLISH))

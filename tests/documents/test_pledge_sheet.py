"""The sheet of pledges: a page for each community, the number first, a box for every week, the yield of the plots beside the name."""

from datetime import date
from pathlib import Path

import pytest

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.pledge_sheet import PledgeSheet, PledgingCommunity, PledgingMember, pledge_sheet
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week, weeks
from sse_desktop.locale import Locale
from tests.documents.reading import is_golden, is_sound, pages_of, text_of

ENGLISH = Locale("en")
FIRST = Week(2026, 36)


def a_member(number: int) -> PledgingMember:
    kilos = {FIRST + at: Quantity.of(10 * number + at, "kg") for at in range(3)}
    expected = Quantity.of(500, "kg") if number % 2 else None
    return PledgingMember(number=number, name=f"Family {number}", plots="La Loma", expected=expected, pledged=kilos)


def a_sheet(members: int = 3, count: int = 4, *, is_filled: bool = False) -> PledgeSheet:
    return PledgeSheet(
        cooperative=Cooperative(name="Demo cooperative"),
        product="Granadilla",
        weeks=tuple(weeks(FIRST, FIRST + (count - 1))),
        communities=(
            PledgingCommunity(name="Sígsig", members=tuple(a_member(number) for number in range(1, members + 1))),
            PledgingCommunity(name="", members=(a_member(99),)),
        ),
        round_title="Season 2026-2",
        closes_on=date(2026, 8, 20),
        is_filled=is_filled,
    )


def test_a_blank_sheet_names_members_plots_and_yields_and_no_pledge() -> None:
    first, other = pages_of(pledge_sheet(a_sheet(), ENGLISH))

    for words in (
        "Community Sígsig",
        "Season 2026-2",
        "wk 36",
        "wk 39",
        "La Loma",
        "500.0",
        "Delegate of the community",
    ):
        assert words in first
    assert "Back to the office by" in first
    assert "11.0" not in first
    assert "Members without a community" in other
    assert "Family 99" in other


def test_a_filled_sheet_adds_up_by_week_and_member() -> None:
    first = pages_of(pledge_sheet(a_sheet(is_filled=True), ENGLISH))[0]

    # Member 2: 20, 21 and 22; the first week: 10 + 20 + 30; all: 63 + 123 + … = 189.
    assert "2 Family 2 La Loma 20.0 21.0 22.0 63.0" in first
    assert "All members 1,000.0 60.0 63.0 66.0 189.0" in first


def test_many_weeks_go_on_in_parts_of_nearly_the_same_length() -> None:
    pages = pages_of(pledge_sheet(a_sheet(count=10), ENGLISH))

    assert len(pages) == 4
    assert [("wk 36" in page, "wk 40" in page, "wk 41" in page, "wk 45" in page) for page in pages[:2]] == [
        (True, True, False, False),
        (False, False, True, True),
    ]


def test_the_header_is_repeated_on_every_page_of_a_large_community() -> None:
    pages = pages_of(pledge_sheet(a_sheet(members=60), ENGLISH))

    assert len(pages) > 3
    assert all("wk 36" in page and "No." in page for page in pages)
    assert sum("Delegate of the community" in page for page in pages) == 2


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_sheet_is_made_in_every_language(language: str) -> None:
    made = pledge_sheet(a_sheet(), Locale(language))

    assert made == pledge_sheet(a_sheet(), Locale(language))
    assert "Sígsig" in text_of(made)


def test_the_file_is_sound(tmp_path: Path) -> None:
    assert is_sound(pledge_sheet(a_sheet(), ENGLISH), tmp_path)


def test_the_sheets_are_the_golden_ones() -> None:
    assert is_golden("pledge_sheet_blank", pledge_sheet(a_sheet(), ENGLISH))
    assert is_golden("pledge_sheet_filled", pledge_sheet(a_sheet(is_filled=True), ENGLISH))

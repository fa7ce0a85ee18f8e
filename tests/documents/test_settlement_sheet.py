"""The assembly's list: every family, totals that agree, refused when they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sse_desktop.documents.settlement_sheet import settlement_sheet
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.locale import Locale
from tests.documents.papers import a_settlement, usd
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH = Locale("en")


def test_every_family_is_on_the_list_and_the_totals_are_theirs() -> None:
    settlement = a_settlement()
    shown = text_of(settlement_sheet(settlement, ENGLISH))

    assert all(line.member_name in shown for line in settlement.lines)
    net = sum(line.net.minor for line in settlement.lines)
    assert ENGLISH.number(usd(net).amount, 2) in shown
    assert f"the families receive {ENGLISH.money(usd(net))}" in shown


@pytest.mark.parametrize("field", ["paid", "due", "net", "carried", "deducted"])
def test_a_list_one_cent_off_is_not_made(field: str) -> None:
    settlement = a_settlement()
    first, *others = settlement.lines
    wrong = replace(first, **{field: getattr(first, field) + usd(1)})

    with pytest.raises(SumsDisagree):
        settlement_sheet(replace(settlement, lines=(wrong, *others)), ENGLISH)


def test_a_list_of_two_hundred_families_carries_its_sum_from_page_to_page() -> None:
    pages = pages_of(settlement_sheet(a_settlement(families=200), ENGLISH))

    assert all("Brought forward" in page for page in pages[1:])
    assert "Demo President" in pages[-1]
    assert "All families" in pages[-1]


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_list_is_made_in_every_language(language: str) -> None:
    made = settlement_sheet(a_settlement(), Locale(language))

    assert made == settlement_sheet(a_settlement(), Locale(language))


def test_the_list_is_the_golden_one() -> None:
    assert is_golden("settlement_sheet", settlement_sheet(a_settlement(families=5), ENGLISH))

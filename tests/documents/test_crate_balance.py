"""The list of crates names everybody by place, sums each kind, and leaves room to write."""

from __future__ import annotations

from datetime import date

import pytest

from sse_desktop.documents.crate_balance import CrateLine, CrateList, crate_list
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import is_golden, text_of

ENGLISH = Locale("en")


def a_list() -> CrateList:
    lines = (
        CrateLine(place="", code="99H1", name="Demo School", kind="", containers=8),
        CrateLine(place="Demo Valley", code="7", name="Demo Family 7", kind="Gaveta", containers=18),
        CrateLine(place="Demo Valley", code="8", name="Demo Family 8", kind="Gaveta", containers=4),
        CrateLine(place="Demo Valley", code="8", name="Demo Family 8", kind="Box", containers=-1),
    )
    return CrateList(cooperative=a_cooperative(), on=date(2026, 7, 14), lines=lines)


def test_each_place_has_its_table_with_a_sum_by_kind() -> None:
    shown = text_of(crate_list(a_list(), ENGLISH))

    assert all(words in shown for words in ("Demo Valley", "No community or route", "kind not known"))
    assert "Total Gaveta 22" in " ".join(shown.split())
    assert "Total Box -1" in " ".join(shown.split())


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_list_is_made_in_every_language(language: str) -> None:
    assert crate_list(a_list(), Locale(language)) == crate_list(a_list(), Locale(language))


def test_the_list_is_the_golden_one() -> None:
    assert is_golden("crate_balance", crate_list(a_list(), ENGLISH))

"""A family's statement: from kilo to money, and refused when a sum does not agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from sse_desktop.documents.member_statement import member_statement, member_statements
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.locale import Locale
from tests.documents.papers import a_statement, usd
from tests.documents.reading import is_golden, is_sound, pages_of, text_of, unembedded_fonts

ENGLISH = Locale("en")


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_a_family_gets_one_sheet_and_always_the_same(language: str, tmp_path: Path) -> None:
    made = member_statement(a_statement(), Locale(language))

    assert made == member_statement(a_statement(), Locale(language))
    assert len(pages_of(made)) == 1
    assert is_sound(made, tmp_path)
    assert not unembedded_fonts(made)


def test_every_step_from_kilo_to_money_is_shown() -> None:
    one = a_statement()
    shown = text_of(member_statement(one, ENGLISH))

    for money in (one.due - usd(2100), usd(2100), one.paid, one.net, one.carried, one.settlement.received):
        assert ENGLISH.money(money) in shown
    assert "1 % of what is paid now" in shown
    assert "495.9 kg accepted by the buyer" in shown


def test_the_amount_stands_in_words_too() -> None:
    assert "In words: one hundred and ninety" in text_of(member_statement(a_statement(), ENGLISH))


def test_the_sum_of_all_families_is_said_to_agree_with_the_payment() -> None:
    shown = text_of(member_statement(a_statement(), ENGLISH))

    assert "All 57 families together $24,318.40 = shared from the buyer's payment $24,318.40." in shown
    assert "Paid by the buyer $25,318.40 − transport $1,000.00 = $24,318.40." in shown


@pytest.mark.parametrize("field", ["net", "carried", "paid", "due"])
def test_a_statement_one_cent_off_is_not_made(field: str) -> None:
    one = a_statement()

    with pytest.raises(SumsDisagree, match="check the entries"):
        member_statement(replace(one, **{field: getattr(one, field) + usd(1)}), ENGLISH)


@pytest.mark.parametrize("field", ["received", "shared", "paid_to_all"])
def test_a_settlement_one_cent_off_is_not_printed(field: str) -> None:
    one = a_statement()
    totals = replace(one.settlement, **{field: getattr(one.settlement, field) + usd(1)})

    with pytest.raises(SumsDisagree):
        member_statement(replace(one, settlement=totals), ENGLISH)


def test_many_deliveries_go_to_a_page_of_their_own_and_the_account_stays_whole() -> None:
    pages = pages_of(member_statement(a_statement(lines=60), ENGLISH))

    assert "You receive today" in pages[0]
    assert "Demo Treasurer" in pages[0]
    assert "Deliveries of Demo Family 31" in pages[1]
    assert "Carried forward" in pages[1]


def test_the_sheets_of_all_families_are_those_of_each() -> None:
    many = [a_statement(), a_statement(member_number=32, member_name="김 <b>가족</b>", lines=40)]
    made = member_statements(many, ENGLISH)

    assert pages_of(made) == [page for one in many for page in pages_of(member_statement(one, ENGLISH))]
    with pypdfium2.PdfDocument(made) as document:
        assert [mark.get_title() for mark in document.get_toc()] == ["31 · Demo Family 31", "32 · 김 <b>가족</b>"]


def test_the_statement_is_the_golden_one() -> None:
    assert is_golden("member_statement", member_statement(a_statement(), ENGLISH))

"""The forms of an offer: words beat figures, so they must be the same; shares and weeks add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sse_desktop.documents.commitment_letter import commitment_letter
from sse_desktop.documents.cover import cover
from sse_desktop.documents.delivery_plan import WeeksDisagree, delivery_plan
from sse_desktop.documents.members_list import members_list
from sse_desktop.documents.quantities_prices import quantities_prices
from sse_desktop.documents.sums import SumsDisagree, WordsDisagree
from sse_desktop.documents.supplier_data import supplier_data
from sse_desktop.domain.money import UnitPrice
from sse_desktop.locale import Locale
from tests.documents.papers import (
    NO_CONTENTS,
    a_bid,
    a_members_list,
    a_plan,
    an_offer,
    kg,
    price_lines,
    printed,
    units,
    usd,
)
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH, SPANISH = Locale("en"), Locale("es")


def test_the_total_stands_in_figures_and_in_words() -> None:
    shown = text_of(printed(quantities_prices(an_offer(), "4.3", NO_CONTENTS, SPANISH), SPANISH))

    assert "9.537,60" in shown
    assert "NUEVE MIL QUINIENTOS TREINTA Y SIETE CON 60/100 DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA" in shown


def test_words_that_say_another_amount_are_refused() -> None:
    words = "NUEVE MIL QUINIENTOS TREINTA Y SIETE CON 61/100 DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA"

    with pytest.raises(WordsDisagree, match="Correct the words"):
        printed(quantities_prices(an_offer(total_in_words=words), "4.3", NO_CONTENTS, SPANISH), SPANISH)
    with pytest.raises(WordsDisagree):
        cover(replace(a_bid().cover, total_in_words=words), NO_CONTENTS, SPANISH)
    with pytest.raises(WordsDisagree):
        printed(commitment_letter(replace(a_bid().letter, total_in_words=words), "4.1", SPANISH), SPANISH)


def test_a_country_whose_offers_know_no_tax_reads_no_word_of_it() -> None:
    bid = a_bid()
    offer = replace(an_offer(), says_tax=False)
    shown = [
        text_of(printed(quantities_prices(offer, "4.3", NO_CONTENTS, ENGLISH), ENGLISH)),
        text_of(printed(commitment_letter(replace(bid.letter, says_tax=False), "4.1", ENGLISH), ENGLISH)),
        text_of(printed(cover(replace(bid.cover, says_tax=False), NO_CONTENTS, ENGLISH), ENGLISH)),
    ]
    for each in shown:
        assert "tax," not in each
        assert "without tax" not in each


def test_a_total_that_is_not_the_sum_of_the_lines_is_refused() -> None:
    with pytest.raises(SumsDisagree):
        printed(quantities_prices(an_offer(total=usd(953_761)), "4.3", NO_CONTENTS, ENGLISH), ENGLISH)


def test_six_decimals_where_a_price_has_them_else_those_of_the_currency() -> None:
    first, *others = price_lines()
    fine = replace(first, price=UnitPrice.of("0.080005", "USD"))
    offer = an_offer(lines=(fine, *others), total=usd(953_780))

    assert "0.080005" in text_of(printed(quantities_prices(offer, "", NO_CONTENTS, ENGLISH), ENGLISH))
    assert "0.150000" in text_of(printed(quantities_prices(offer, "", NO_CONTENTS, ENGLISH), ENGLISH))
    assert "0.15 2,980.50" in text_of(printed(quantities_prices(an_offer(), "", NO_CONTENTS, ENGLISH), ENGLISH))


def test_taxes_are_said_rate_by_rate_below_the_total_without_tax() -> None:
    lines = tuple(replace(line, tax_basis_points=1500) for line in price_lines()[:1]) + price_lines()[1:]

    shown = text_of(printed(quantities_prices(an_offer(lines=lines), "", NO_CONTENTS, ENGLISH), ENGLISH))

    assert "Tax 15% of $3,179.20: $476.88" in shown
    assert "Total with tax: $10,014.48" in shown


def test_a_hundred_lines_carry_their_sum() -> None:
    lines = price_lines()[:1] * 100
    total = usd(317_920 * 100)

    pages = pages_of(printed(quantities_prices(an_offer(lines=lines, total=total), "", NO_CONTENTS, ENGLISH), ENGLISH))

    assert "Carried forward" in pages[0]
    assert "317,920.00" in pages[-1]


def test_shares_of_the_capital_add_up_to_a_hundred_percent() -> None:
    members = a_members_list(count=3).members
    equal = tuple(replace(member, share_capital=usd(100)) for member in members)

    shown = text_of(printed(members_list(a_members_list(members=equal), "3", ENGLISH), ENGLISH))

    assert shown.count("33.33") == 2
    assert "33.34" in shown
    assert "3.00 100.00" in shown


def test_without_capital_there_is_no_share() -> None:
    members = tuple(replace(member, share_capital=None) for member in a_members_list(count=3).members)

    assert "%" not in text_of(printed(members_list(a_members_list(members=members), "3", ENGLISH), ENGLISH))


def test_the_plan_shows_every_week_and_adds_up() -> None:
    shown = text_of(printed(delivery_plan(a_plan(), "4.4", ENGLISH), ENGLISH))

    assert "week 38 14/09/2026 – 20/09/2026" in shown
    assert "week 4 25/01/2027 – 31/01/2027" in shown
    assert "39,740 19,870 33,779" in shown


def test_a_plan_that_does_not_add_up_is_refused() -> None:
    first, *others = a_plan().products

    with pytest.raises(WeeksDisagree, match="Correct the weeks"):
        delivery_plan(a_plan(products=(replace(first, offered=units(1)), *others)), "", ENGLISH)


def test_many_products_make_several_tables() -> None:
    shown = text_of(printed(delivery_plan(a_plan(products=a_plan().products * 4), "", ENGLISH), ENGLISH))

    assert shown.count("Monday to Sunday") >= 3


def test_the_letter_takes_the_wording_of_an_official_form() -> None:
    letter = replace(a_bid().letter, declarations=("First official sentence.", "Second one."), on=date(2026, 7, 15))

    shown = text_of(printed(commitment_letter(letter, "4.1", ENGLISH), ENGLISH))

    assert "1. First official sentence." in shown
    assert "2. Second one." in shown
    assert "15 July 2026" in shown
    assert "3." not in shown.partition("Second one.")[2]


def test_data_that_are_not_known_leave_a_line_to_write_on() -> None:
    shown = text_of(printed(supplier_data(a_bid().supplier, "4.2", ENGLISH), ENGLISH))

    for label in ("RUEPS 0000-DEMO", "Telephone", "E-mail", "Institution", "legal person"):
        assert label in shown


def test_the_letter_and_the_prices_are_the_golden_ones() -> None:
    assert is_golden("commitment_letter", printed(commitment_letter(a_bid().letter, "4.1", ENGLISH), ENGLISH))
    assert is_golden("quantities_prices", printed(quantities_prices(an_offer(), "4.3", NO_CONTENTS, ENGLISH), ENGLISH))


def test_the_offer_tells_what_its_units_weigh_where_that_is_known() -> None:
    first, *others = an_offer().lines
    offer = replace(an_offer(), lines=(replace(first, kilos=kg(7_774_200)), *others))

    shown = text_of(printed(quantities_prices(offer, "1", NO_CONTENTS, ENGLISH), ENGLISH))

    assert "7,774.2" in shown
    assert " kg " in " ".join(shown.split())


def test_the_plan_tells_the_kilos_of_each_product_below_its_units() -> None:
    plan = a_plan()
    plan = replace(plan, products=(replace(plan.products[0], kilos=kg(2_384_400)), *plan.products[1:]))

    shown = " ".join(text_of(printed(delivery_plan(plan, "1", ENGLISH), ENGLISH)).split())

    assert "Total kg 2,384.4" in shown

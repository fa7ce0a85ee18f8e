"""The price sheet: the worked example's numbers, parts that add up, and the same page every time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.price_sheet import PriceSheet, price_sheet
from sse_desktop.documents.signature import Signer
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.queries.compared_prices import ComparedPrice
from tests.documents.orange_price import a_fair_price, oranges, usd
from tests.documents.reading import is_golden, is_sound, squeezed, text_of, unembedded_fonts

ENGLISH = Locale("en")


def a_scenario(title: str, *, chosen: bool = False, keeps: bool | None = True) -> ComparedPrice:
    return ComparedPrice(
        title=title,
        chosen=chosen,
        offer=Money.of("9537.60", "USD"),
        volume=(Quantity.of(119_220, "unit"),),
        families=57,
        points=Decimal(42),
        left=Money.of("3748.28", "USD"),
        left_bp=3930,
        to_families=Money.of("2649.33", "USD"),
        farmer_share_bp=2778,
        keeps_floor=keeps,
    )


def a_sheet(price: str = "8") -> PriceSheet:
    return PriceSheet(
        cooperative=Cooperative(name="Asociación Demo Frutas de la Sierra", tax_id="1790000000001", tax_id_label="RUC"),
        tender="Fresh fruit for 26 schools",
        reference="FI-DEMO-012-2026",
        buyer="Demo institute",
        price=a_fair_price(oranges(price)),
        scenarios=(a_scenario("Our families first", chosen=True), a_scenario("More for transport", keeps=False)),
        treasurer=Signer(name="Demo Treasurer"),
        president=Signer(name="Demo President"),
    )


def test_the_worked_example_stands_on_the_sheet() -> None:
    shown = squeezed(text_of(price_sheet(a_sheet(), ENGLISH)))

    assert "Netcost=thesumofallparts4.8560" in shown
    assert "0.3222" in shown
    assert "0.4338" in shown
    assert "Accept:$8.00for100ucoversthenetcost$4.856andleaves$3.144." in shown
    assert "themostwecanpaythefamilyfor100uis$4.62;reckonedwithis$2.00." in shown
    assert "10%islost,so2.9000isdividedby90%;thisiswhatisadded." in shown
    assert "8%ofthecost5.4222." in shown


def test_a_price_below_the_cost_says_what_is_missing() -> None:
    shown = squeezed(text_of(price_sheet(a_sheet("4"), ENGLISH)))

    assert "Nobodypays:missing" in shown
    assert "doesnotcoverthenetcost" in shown
    assert "$0.856ismissing" in shown


def test_a_sheet_whose_parts_do_not_add_up_is_not_made() -> None:
    wrong = replace(oranges(), net_cost=usd("4.856001"))
    with pytest.raises(SumsDisagree):
        price_sheet(replace(a_sheet(), price=a_fair_price(wrong)), ENGLISH)


def test_a_sheet_says_what_is_not_known_yet() -> None:
    line = oranges()
    gate, *others = line.parts
    missing = replace(gate, amount=None, given=None, origin=type(gate.origin).MISSING)
    open_line = replace(line, parts=(missing, *others), net_cost=None, left=None, farmer_most=None, accept=None)

    shown = squeezed(text_of(price_sheet(replace(a_sheet(), price=a_fair_price(open_line)), ENGLISH)))
    assert "Notknownyet:Farmgate." in shown


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_sheet_is_made_alike_in_every_language(language: str) -> None:
    assert price_sheet(a_sheet(), Locale(language)) == price_sheet(a_sheet(), Locale(language))


def test_the_sheet_is_the_golden_one() -> None:
    assert is_golden("price_sheet", price_sheet(a_sheet(), ENGLISH))


def test_the_sheet_is_a_sound_file_with_all_its_letters(tmp_path: Path) -> None:
    made = price_sheet(a_sheet("4"), ENGLISH)

    assert is_sound(made, tmp_path)
    assert unembedded_fonts(made) == []

"""Lines copied from a sheet or a page become items; what can't be read is named, never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.exchange.pasted_items import read_pasted_items

MANGO = ("Mango Tommy", Decimal(1200), "kg", Decimal("0.35"))
ORANGE = ("Naranja", Decimal(15000), "unit", Decimal("0.05"))


@pytest.mark.parametrize(
    "text",
    [
        "Descripción\tUnidad\tCantidad\tP. Unitario\tTotal\nMango Tommy\tkg\t1.200\t0,35\t420,00\nNaranja\tUnidad\t15.000\t0,05\t750,00\nTOTAL\t\t\t\t1170,00",
        "1;Mango Tommy;1200;kg;0,35\n2;Naranja;15000;unidades;0,05",
        "Mango Tommy      1200   kilogramo   0.35\nNaranja     15000   u   0.05",
        "Mango Tommy 1200 kg 0,35\nNaranja 15000 unidades 0,05",
        "Ítem | Detalle | Cant. | U.M. | Precio unitario\n1 | Mango Tommy | 1200 | KG | $0.35\n2 | Naranja | 15000 | UNID. | $0.05\n\nSubtotal | | | | 5",
        "Désignation;Quantité;Unité;Prix unitaire\nMango Tommy;1 200;kg;0,35 €\nNaranja;15 000;pièce;0,05 €",
        "품명\t수량\t단위\t단가\nMango Tommy\t1,200\t킬로그램\t0.35\nNaranja\t15,000\t개\t0.05\n합계\t\t\t",
    ],
)
def test_pasted_lines_become_items(text: str) -> None:
    items, problems = read_pasted_items(text)

    assert problems == []
    assert [(item.description, item.quantity, item.unit, item.price) for item in items] == [MANGO, ORANGE]


def test_a_price_is_optional_and_an_unknown_unit_stays_a_word() -> None:
    items, _ = read_pasted_items("Queso fresco\t12\tquintales\nPan\t350,5\tfundas")

    assert [(item.description, item.quantity, item.unit, item.price) for item in items] == [
        ("Queso fresco", Decimal(12), "quintales", None),
        ("Pan", Decimal("350.5"), "fundas", None),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Uva\t-5\tkg", "quantity_below_zero"),
        ("Uva\t0\tkg", "quantity_below_zero"),
        ("Uva\tmucho\tkg", "number_unreadable"),
        ("Uva\t1.23456\tkg", "too_many_decimals"),
        ("Uva\t1.200\tkg", "number_unclear"),
        ("Uva\t\tkg", "no_quantity"),
        ("\t12\tkg", "no_description"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, code: str) -> None:
    items, problems = read_pasted_items(f"Mango\t12\tkg\n{line}\nPiña\t13\tkg")

    assert [item.line for item in items] == [1, 3]
    assert [(problem.row, problem.failure.code) for problem in problems] == [(2, code)]


def test_the_decimal_mark_may_be_told() -> None:
    items, _ = read_pasted_items("Mango\t1.200\tkg", mark=",")

    assert items[0].quantity == 1200


@given(st.text(alphabet=st.sampled_from("a1 9.,;\t|\n$-=<>kg\"'\x00ñ한"), max_size=200))
def test_any_text_gives_items_or_problems(text: str) -> None:
    items, problems = read_pasted_items(text)

    assert len(items) + len(problems) <= len(text.splitlines())
    assert all(item.description and (item.quantity is None or item.quantity > 0) for item in items)

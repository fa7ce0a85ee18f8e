"""Rows of the buyer's schedule find our lines by words, lot, quantity and place; what is only alike is not sure."""

import uuid
from decimal import Decimal

from sse_desktop.exchange.item_sheet import SheetItem
from sse_desktop.exchange.price_schedule_lines import OfferLine, choose_line, columns_to_fill, match_rows


def row(line: int, description: str, quantity: int | None = None, lot: str = "") -> SheetItem:
    return SheetItem(line, description, Decimal(quantity) if quantity is not None else None, "kg", None, lot)


def offer(description: str, asked: int | None = None, lot: str = "") -> OfferLine:
    quantity = Decimal(asked) if asked is not None else None
    return OfferLine(uuid.uuid4(), description, lot, quantity, quantity or Decimal(1), Decimal("0.5"), None)


def test_the_same_words_are_the_same_line_in_any_order() -> None:
    mango, orange = offer("Mango Tommy"), offer("Naranja")

    found = match_rows([row(6, "NARANJA"), row(7, "mango  tommy")], [mango, orange])

    assert [(each.line, each.sure) for each in found] == [(orange, True), (mango, True)]


def test_the_lot_tells_equal_words_apart() -> None:
    first, second = offer("Mango", lot="1"), offer("Mango", lot="2")

    found = match_rows([row(6, "Mango", lot="2"), row(9, "Mango", lot="1")], [first, second])

    assert [each.line for each in found] == [second, first]


def test_words_that_are_only_alike_are_not_sure() -> None:
    mango = offer("Mango Tommy de exportación", 1200)

    (found,) = match_rows([row(6, "Mango Tommy exportación", 1200)], [mango])
    (other,) = match_rows([row(6, "Mango Tommy exportación", 90)], [mango, offer("Pera")])

    assert (found.line, found.sure) == (mango, False)
    assert other.line is None


def test_the_place_counts_where_the_quantity_agrees() -> None:
    lines = [offer("Mango", 10), offer("Papa", 20)]

    found = match_rows([row(6, "Mango", 10), row(7, "Tubérculo andino", 20)], lines)
    not_found = match_rows([row(6, "Mango", 10), row(7, "Tubérculo andino", 21)], lines)

    assert (found[1].line, found[1].sure) == (lines[1], False)
    assert not_found[1].line is None


def test_no_line_serves_two_rows_also_when_a_person_chooses() -> None:
    mango = offer("Mango")
    found = match_rows([row(6, "Mango"), row(7, "Mango")], [mango])
    assert [each.line for each in found] == [mango, None]

    chosen = choose_line(found, 1, mango)

    assert [(each.line, each.sure) for each in chosen] == [(None, True), (mango, True)]


def test_prices_go_into_the_columns_left_for_the_offer() -> None:
    header = ("Descripción", "Cantidad", "Precio referencial", "Precio ofertado", "Total ofertado")
    columns = {"description": "Descripción", "quantity": "Cantidad", "price": "Precio referencial"}

    assert columns_to_fill(header, columns) == {
        "description": "Descripción",
        "quantity": "Cantidad",
        "price": "Precio ofertado",
        "total": "Total ofertado",
    }
    assert columns_to_fill(header[:3], columns)["price"] == "Precio referencial"

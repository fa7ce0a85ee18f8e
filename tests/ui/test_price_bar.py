"""The bar of a price on the screen: it says what it shows, and its words never stand in each other's way."""

import pytest
from pytestqt.qtbot import QtBot

from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.price_bar import Piece, price_bar
from sse_desktop.locale import Locale
from sse_desktop.ui.widgets.price_bar import PATTERNS, PricePicture

ORANGES = {
    PricePart.FARM_GATE: 2_000_000,
    PricePart.COLLECTION: 600_000,
    PricePart.CLEANING: 300_000,
    PricePart.LOSS: 322_222,
    PricePart.PACKAGING: 200_000,
    PricePart.TRANSPORT: 2_000_000,
    PricePart.ADMINISTRATION: 433_778,
    PricePart.SUBSIDY: -1_000_000,
}


def picture(qtbot: QtBot, language: str = "en", width: int = 700) -> PricePicture:
    made = PricePicture("Price", Locale(language))
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show_bar(price_bar(ORANGES, 3_144_000), "USD")
    return made


def test_the_bar_says_every_piece_with_its_amount_and_share(qtbot: QtBot) -> None:
    shown = picture(qtbot)

    shown.grab()
    assert shown.accessibleDescription().startswith("Family (farm gate) 2.0000, 22.2%; Local labour")
    assert "Loss in sorting 0.3222" in shown.accessibleDescription()
    assert shown.accessibleDescription().endswith("The buyer pays 8.0000, 88.9%; The subsidy pays 1.0000, 11.1%")


def test_the_words_stand_in_two_columns_where_there_is_room_and_below_each_other_else(qtbot: QtBot) -> None:
    wide, narrow = picture(qtbot, width=900), picture(qtbot, width=420)

    assert (wide.columns(), narrow.columns()) == (2, 1)
    assert narrow.minimumHeight() > wide.minimumHeight() >= 150


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_every_line_has_room_for_its_words(qtbot: QtBot, language: str) -> None:
    shown = picture(qtbot, language, width=560)

    assert all(shown._wide(said) <= 560 for said in shown.lines)


def test_no_piece_is_told_by_colour_alone() -> None:
    assert len({piece.letter for piece in Piece}) == len(Piece)
    uses = list(Piece)[: list(Piece).index(Piece.BUYER)]
    assert len({PATTERNS[piece] for piece in uses}) == len(uses)


def test_nothing_is_shown_for_no_price(qtbot: QtBot) -> None:
    shown = picture(qtbot)
    shown.show_bar(None, "USD")

    shown.grab()
    assert shown.accessibleDescription() == ""

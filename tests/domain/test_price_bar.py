"""The bar of a price: both rows are as long as each other, whatever the price leaves or lacks."""

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.price_bar import Piece, as_shown, decimals_for, price_bar

# The worked example of a hundred oranges, in millionths.
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


def test_the_pieces_add_up_to_what_buyer_and_subsidy_pay() -> None:
    bar = price_bar(ORANGES, left=3_144_000)

    assert [(piece.code, piece.micros) for piece in bar.payers] == [
        (Piece.BUYER, 8_000_000),
        (Piece.SUBSIDY, 1_000_000),
    ]
    assert {piece.code: piece.micros for piece in bar.uses} == {
        Piece.FAMILY: 2_000_000,
        Piece.LABOUR: 900_000,
        Piece.LOSS: 322_222,
        Piece.PACKAGING: 200_000,
        Piece.TRANSPORT: 2_000_000,
        Piece.COOPERATIVE: 433_778,
        Piece.LEFT: 3_144_000,
    }
    assert bar.whole == 9_000_000


def test_what_a_price_lacks_is_a_piece_of_who_pays() -> None:
    bar = price_bar(ORANGES, left=-856_000)

    assert [(piece.code, piece.micros) for piece in bar.payers] == [
        (Piece.BUYER, 4_000_000),
        (Piece.SUBSIDY, 1_000_000),
        (Piece.LACKING, 856_000),
    ]
    assert bar.whole == 5_856_000


def test_without_a_price_the_buyer_pays_the_net_cost() -> None:
    assert price_bar(ORANGES).payers[0].micros == 4_856_000


def test_a_price_of_nothing_has_no_pieces() -> None:
    assert price_bar({}).uses == ()
    assert price_bar({}).payers == ()


def test_amounts_are_shown_so_that_they_add_up() -> None:
    signed = list(ORANGES.values())

    shown = as_shown(signed, decimals_for(4_856_000))
    assert sum(shown) == 4_856_000
    assert shown == [2_000_000, 600_000, 300_000, 322_200, 200_000, 2_000_000, 433_800, -1_000_000]
    assert as_shown([33_333, 33_333, 33_334], decimals_for(100_000)) == [33_333, 33_333, 33_334]


@given(st.lists(st.integers(-(10**9), 10**9), max_size=13))
def test_shown_amounts_are_less_than_a_step_from_the_exact_ones(amounts: list[int]) -> None:
    shown = as_shown(amounts, 4)

    assert sum(shown) == (2 * sum(amounts) + 100) // 200 * 100 or sum(amounts) < 0
    assert all(abs(one - other) < 100 for one, other in zip(shown, amounts, strict=True))


@given(
    st.dictionaries(
        st.sampled_from([part for part in PricePart if part is not PricePart.SUBSIDY]), st.integers(0, 10**9)
    ),
    st.integers(0, 10**9),
    st.integers(0, 2 * 10**9),
)
def test_both_rows_have_the_same_length_and_shares_of_a_hundred(
    parts: dict[PricePart, int], granted: int, price: int
) -> None:
    gross = sum(parts.values())
    subsidy = min(granted, gross)
    bar = price_bar(parts | {PricePart.SUBSIDY: -subsidy}, left=price - (gross - subsidy))

    assert sum(piece.micros for piece in bar.uses) == bar.whole == sum(piece.micros for piece in bar.payers)
    for row in (bar.uses, bar.payers):
        assert sum(piece.share_bp for piece in row) == (10_000 if row else 0)

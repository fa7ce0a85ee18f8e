"""From a crate back to the weigh-ins, without losing a gram."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.lots import NotEnoughInLots, contributions, draw, lot_code
from sse_desktop.domain.money import NothingToShareBy
from sse_desktop.domain.quantity import Quantity

lots = st.lists(st.integers(-100, 10**6), max_size=30).map(lambda weights: list(enumerate(weights)))


def test_a_lot_code_says_product_day_place_and_sequence() -> None:
    assert lot_code("MAN", date(2026, 7, 14), "C03", 1) == "MAN-20260714-C03-01"


def test_the_oldest_lot_goes_first() -> None:
    assert draw([("old", 300), ("empty", 0), ("new", 500), ("newest", 500)], 450) == [("old", 300), ("new", 150)]


def test_what_is_missing_is_named() -> None:
    with pytest.raises(NotEnoughInLots) as failure:
        draw([("only", 300)], 450)
    assert failure.value.facts["missing"] == Quantity(150, "kg")


def test_nothing_wanted_draws_nothing() -> None:
    assert draw([("full", 300)], 0) == []
    with pytest.raises(ValueError, match="below zero"):
        draw([("full", 300)], -1)


@given(lots, st.integers(0, 10**7))
def test_draws_add_up_and_empty_all_but_the_last(free: list[tuple[int, int]], wanted: int) -> None:
    usable = sum(max(0, grams) for _, grams in free)
    if wanted > usable:
        with pytest.raises(NotEnoughInLots) as failure:
            draw(free, wanted)
        assert failure.value.facts["missing"] == Quantity(wanted - usable, "kg")
        return

    drawn = draw(free, wanted)

    assert sum(grams for _, grams in drawn) == wanted
    assert all(grams == free[lot][1] for lot, grams in drawn[:-1])
    assert all(0 < grams <= free[lot][1] for lot, grams in drawn)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any), st.data())
def test_contributions_add_up_and_nobody_gives_more_than_was_weighed(weights: list[int], data: st.DataObject) -> None:
    grams = data.draw(st.integers(0, sum(weights)))

    parts = contributions(grams, list(enumerate(weights)))

    assert sum(part for _, part in parts) == grams
    assert all(0 <= part <= weights[weigh_in] for weigh_in, part in parts)


def test_a_lot_without_weight_has_no_contributions() -> None:
    with pytest.raises(NothingToShareBy):
        contributions(1, [("empty", 0)])

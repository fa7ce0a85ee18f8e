"""Quantities convert only by a dated factor of the product."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.quantity import (
    Conversion,
    ConversionNotPositive,
    DifferentUnits,
    NoConversion,
    NotAContainer,
    NotWholePieces,
    Quantity,
    containers_and_loose,
    convert_from_kg,
    convert_to_kg,
    how_many,
    rations,
    whole_pieces,
)
from sse_desktop.domain.rounding import TooManyDecimals

JULY = date(2026, 7, 14)
ORANGE = Conversion("unit", 18, 100, date(2026, 1, 1))  # 180 g


def test_oranges_of_manabi_fill_crates_of_75_with_11_left() -> None:
    assert containers_and_loose(1_002_536, 75) == (13_367, 11)


def test_a_container_for_nothing_is_refused() -> None:
    with pytest.raises(NotAContainer):
        containers_and_loose(10, 0)


def test_twelve_rations_for_9935_pupils() -> None:
    assert rations(pupils=9_935, days=12, units_per_ration=1) == 119_220


def test_quantities_add_compare_and_keep_three_decimals() -> None:
    half, whole = Quantity.of("0.5", "kg"), Quantity.of(1, "kg")

    assert half + whole == Quantity(1_500, "kg")
    assert whole - half == half
    assert -half == Quantity(-500, "kg")
    assert half < whole
    assert str(half) == "0.500 kg"
    with pytest.raises(TooManyDecimals):
        Quantity.of("0.0001", "kg")


def test_units_never_mix() -> None:
    with pytest.raises(DifferentUnits):
        Quantity(1, "kg") + Quantity(1, "unit")
    with pytest.raises(DifferentUnits):
        convert_from_kg(Quantity(1, "unit"), "kg", [], JULY)


def test_a_kilo_needs_no_factor() -> None:
    assert convert_to_kg(Quantity(7, "kg"), [], JULY) == Quantity(7, "kg")
    assert convert_from_kg(Quantity(7, "kg"), "kg", [], JULY) == Quantity(7, "kg")


def test_weights_are_rounded_half_up_to_the_gram() -> None:
    crumb = Conversion("unit", 15, 10_000, date(2026, 1, 1))  # 1.5 g

    assert convert_to_kg(Quantity.of(1, "unit"), [crumb], JULY) == Quantity(2, "kg")
    assert convert_to_kg(Quantity.of(600, "unit"), [ORANGE], JULY) == Quantity.of(108, "kg")


def test_the_newest_factor_in_force_counts() -> None:
    heavier = Conversion("unit", 2, 10, date(2026, 7, 14))
    future = Conversion("unit", 9, 10, date(2026, 7, 15))

    assert convert_to_kg(Quantity.of(10, "unit"), [heavier, future, ORANGE], JULY) == Quantity.of(2, "kg")


def test_a_hundred_is_a_hundred_units() -> None:
    hundred = Conversion("hundred", 20, 1, date(2026, 1, 1))

    assert convert_to_kg(Quantity.of(2, "hundred"), [ORANGE], JULY) == Quantity.of(36, "kg")
    assert convert_to_kg(Quantity.of(1, "unit"), [hundred], JULY) == Quantity.of("0.2", "kg")
    assert convert_to_kg(Quantity.of(1, "hundred"), [ORANGE, hundred], JULY) == Quantity.of(20, "kg")


def test_an_unknown_unit_is_never_guessed() -> None:
    with pytest.raises(NoConversion) as failure:
        convert_to_kg(Quantity.of(1, "crate"), [ORANGE], JULY)
    assert failure.value.facts["unit"] == "crate"
    with pytest.raises(NoConversion):
        convert_to_kg(Quantity.of(1, "unit"), [ORANGE], date(2025, 12, 31))


@pytest.mark.parametrize(("amount", "unit"), [("3", "unit"), ("0.5", "hundred"), ("0.125", "kg"), ("0.5", "lb")])
def test_what_is_weighed_may_be_split_and_half_a_hundred_are_fifty_pieces(amount: str, unit: str) -> None:
    assert whole_pieces(Quantity.of(amount, unit)) == Quantity.of(amount, unit)


@pytest.mark.parametrize(("amount", "unit"), [("0.5", "unit"), ("1.25", "crate"), ("0.005", "hundred")])
def test_no_piece_is_cut_in_two(amount: str, unit: str) -> None:
    with pytest.raises(NotWholePieces):
        whole_pieces(Quantity.of(amount, unit))


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 1), (1, 0), (-1, 1)])
def test_a_unit_weighs_something(numerator: int, denominator: int) -> None:
    with pytest.raises(ConversionNotPositive):
        Conversion("unit", numerator, denominator, JULY)


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(1, 10**3))
def test_units_to_kilos_and_back_is_off_by_less_than_one_gram_of_units(
    milli: int, numerator: int, denominator: int
) -> None:
    factor = Conversion("crate", numerator, denominator, JULY)

    weight = convert_to_kg(Quantity(milli, "crate"), [factor], JULY)
    back = convert_from_kg(weight, "crate", [factor], JULY)

    assert abs(back.milli - milli) * numerator <= denominator + numerator


def test_how_many_of_one_unit_another_is_stays_exact() -> None:
    assert how_many("hundred", "unit", [], JULY) == 100
    assert how_many("unit", "hundred", [], JULY) == Fraction(1, 100)
    assert how_many("kg", "unit", [ORANGE], JULY) == Fraction(100, 18)
    assert how_many("hundred", "kg", [ORANGE], JULY) == 18
    assert how_many("crate", "crate", [], JULY) == 1
    with pytest.raises(NoConversion):
        how_many("kg", "crate", [ORANGE], JULY)
    with pytest.raises(NoConversion):
        how_many("kg", "unit", [ORANGE], date(2025, 12, 31))

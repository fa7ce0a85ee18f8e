"""Whole numbers stay exact and there is one rounding."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.rounding import (
    NotAPlainNumber,
    NumberTooLarge,
    TooManyDecimals,
    exact_decimal,
    half_up,
    scaled,
    unscaled,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 10, 1), (4, 10, 0), (-5, 10, -1), (-4, 10, 0), (25, -10, -3), (7, 1, 7)],
)
def test_ties_go_up_and_a_credit_mirrors_its_charge(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_what_decimal_calls_half_up(numerator: int, denominator: int) -> None:
    whole, left = divmod(abs(numerator) * 2 + denominator, 2 * denominator)

    assert half_up(numerator, denominator) == (whole if numerator >= 0 else -whole)
    assert 0 <= left < 2 * denominator


@given(st.integers(-(10**9), 10**9))
def test_half_up_of_a_decimal_agrees_with_decimal(thousandths: int) -> None:
    expected = Decimal(thousandths).scaleb(-1).to_integral_value(ROUND_HALF_UP)

    assert half_up(thousandths, 10) == expected


@given(st.integers(-(10**17), 10**17), st.integers(0, 6))
def test_scaling_and_back_gives_the_same_number(whole: int, decimals: int) -> None:
    number = unscaled(whole, decimals)

    assert scaled(number, decimals) == whole
    assert scaled(str(number), decimals) == whole
    assert -int(number.as_tuple().exponent) == decimals


@pytest.mark.parametrize(
    ("value", "failure"),
    [
        ("0.001", TooManyDecimals),
        ("1e-999999999", TooManyDecimals),
        ("1.005", TooManyDecimals),
        ("1e999999999", NumberTooLarge),
        ("1" * 2000, NumberTooLarge),
        ("0." + "1" * 2000, NumberTooLarge),
        ("nan", NotAPlainNumber),
        ("-inf", NotAPlainNumber),
        ("twelve", NotAPlainNumber),
        ("12,50", NotAPlainNumber),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused(value: str, failure: type[DomainError]) -> None:
    with pytest.raises(failure):
        scaled(value, 2)


def test_zeros_at_the_end_and_powers_are_no_decimals() -> None:
    assert (scaled("12.5000", 2), scaled("1.2e3", 2), scaled("0e-9999", 2), scaled(-3, 2)) == (1250, 120_000, 0, -300)


def test_a_float_is_never_exact() -> None:
    with pytest.raises(TypeError):
        exact_decimal(0.1)  # type: ignore[arg-type]  # the refusal is the point

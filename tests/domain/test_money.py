"""Money is exact: golden numbers of real contracts, and sums that always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.money import (
    DifferentCurrencies,
    Money,
    NotACurrency,
    NothingToShareBy,
    UnitPrice,
    minor_digits,
    split,
    sum_money,
)
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import TooManyDecimals

weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=60).filter(any)


@pytest.mark.parametrize(
    ("quantity", "unit", "price", "total"),
    [
        ("336264", "unit", "0.15", "50439.60"),  # granadilla, north
        ("64785", "crate", "7.40", "479409.00"),  # mandarin, Manabí
        ("46255572824.33", "unit", "0.000002", "92511.15"),  # state budget 2026: no performance guarantee below
    ],
)
def test_price_times_quantity_gives_the_contract_value(quantity: str, unit: str, price: str, total: str) -> None:
    assert UnitPrice.of(price, "USD").times(Quantity.of(quantity, unit)) == Money.of(total, "USD")


def test_a_line_is_rounded_half_up_once() -> None:
    assert UnitPrice.of("0.005", "USD").times(Quantity.of(1, "kg")) == Money(1, "USD")
    assert UnitPrice.of("0.005", "USD").times(Quantity.of(-1, "kg")) == Money(-1, "USD")
    assert UnitPrice.of("0.004999", "USD").times(Quantity.of(1, "kg")) == Money(0, "USD")
    assert UnitPrice.of("1500.5", "KRW").times(Quantity.of(1, "kg")) == Money(1501, "KRW")


@pytest.mark.parametrize(("currency", "digits"), [("USD", 2), ("EUR", 2), ("KRW", 0), ("PYG", 0), ("KWD", 3)])
def test_a_currency_has_its_own_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize("currency", ["", "usd", "US", "DOLLAR", "U D", "ÜSD", "USD\n"])
def test_what_is_no_currency_code_is_refused(currency: str) -> None:
    with pytest.raises(NotACurrency):
        Money.of(1, currency)


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    with pytest.raises(TooManyDecimals):
        Money.of("1.005", "USD")
    with pytest.raises(TooManyDecimals):
        Money.of("0.5", "KRW")
    with pytest.raises(TooManyDecimals):
        UnitPrice.of("0.0000001", "USD")


def test_amounts_add_subtract_negate_and_compare() -> None:
    small, large = Money.of("2.50", "USD"), Money.of("10", "USD")

    assert small + large == Money(1250, "USD")
    assert large - small == Money(750, "USD")
    assert -small == Money(-250, "USD")
    assert small < large
    assert large >= small
    assert sum_money([small, large], "USD") == Money(1250, "USD")
    assert sum_money([], "USD") == Money(0, "USD")


def test_currencies_never_mix() -> None:
    dollars, euros = Money(1, "USD"), Money(1, "EUR")

    assert dollars != euros
    with pytest.raises(DifferentCurrencies):
        dollars + euros
    with pytest.raises(DifferentCurrencies):
        _ = dollars < euros
    with pytest.raises(DifferentCurrencies):
        sum_money([dollars, euros], "USD")


def test_amounts_are_written_exactly() -> None:
    assert str(Money(-5, "USD")) == "-0.05 USD"
    assert str(Money(1250, "KRW")) == "1250 KRW"
    assert str(UnitPrice(150_000, "USD")) == "0.150000 USD"


@given(st.integers(-(10**15), 10**15), weights)
def test_parts_add_up_and_are_less_than_one_from_their_quota(total: int, shares: list[int]) -> None:
    parts = split(total, shares)

    assert sum(parts) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - Fraction(total * share, sum(shares))) < 1


@given(st.integers(0, 10**15), weights)
def test_a_negative_total_mirrors_the_positive_one(total: int, shares: list[int]) -> None:
    assert split(-total, shares) == [-part for part in split(total, shares)]


def test_the_largest_remainders_are_rounded_up_and_ties_go_by_position() -> None:
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(7, [3, 1, 3]) == [3, 1, 3]
    assert split(5, [1, 2, 2, 0]) == [1, 2, 2, 0]
    assert split(2, [1, 5, 5]) == [0, 1, 1]


@pytest.mark.parametrize("shares", [[], [0], [0, 0]])
def test_nothing_can_be_shared_by_nothing(shares: list[int]) -> None:
    with pytest.raises(NothingToShareBy):
        split(10, shares)


def test_a_negative_weight_is_a_bug() -> None:
    with pytest.raises(ValueError, match="below zero"):
        split(10, [5, -1])

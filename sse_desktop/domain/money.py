"""Amounts of money, unit prices and sharing out: this file is where money stays exact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up, scaled, unscaled

PRICE_DECIMALS = 6

# ISO 4217, minor units other than two (list of 2024). Spaces keep a code from being found across two others.
_NO_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"


class NotACurrency(DomainError):
    """A currency code is not of the form of ISO 4217."""

    sentence = N_("“{currency}” is not a currency code. Use three capital letters, such as USD.")


class DifferentCurrencies(DomainError):
    """Two amounts of different currencies were added or compared."""

    sentence = N_("An amount in {first} and an amount in {second} can't be combined. Use one currency.")


class NothingToShareBy(DomainError):
    """A total was to be shared, and nobody has a share."""

    sentence = N_("There is nothing to share by: every share is zero. Check the quantities.")


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency has: 2 for USD, 0 for KRW.

    Raises: NotACurrency.
    """
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise NotACurrency(currency=currency)
    if currency in _NO_MINOR_UNIT:
        return 0
    return 3 if currency in _THREE_DIGITS else 2


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units: `Money(1250, "USD")` is 12.50 dollars. Only equal currencies add or compare."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Money:
        """Return the amount exactly.

        Raises: NotACurrency, NotAPlainNumber, NumberTooLarge, TooManyDecimals.
        """
        return cls(scaled(amount, minor_digits(currency)), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in the currency's unit, with all its decimals."""
        return unscaled(self.minor, minor_digits(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise DifferentCurrencies(first=self.currency, second=other.currency)
        return other


def sum_money(items: Iterable[Money], currency: str) -> Money:
    """Return the exact sum; zero in `currency` for no items.

    Raises: DifferentCurrencies.
    """
    return sum(items, start=Money(0, currency))


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price per unit in millionths of the currency's unit: `UnitPrice(150_000, "USD")` is 0.15 dollars."""

    micros: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> UnitPrice:
        """Return the price exactly; up to six decimals.

        Raises: NotACurrency, NotAPlainNumber, NumberTooLarge, TooManyDecimals.
        """
        minor_digits(currency)
        return cls(scaled(amount, PRICE_DECIMALS), currency)

    @property
    def amount(self) -> Decimal:
        """The price in the currency's unit, with six decimals."""
        return unscaled(self.micros, PRICE_DECIMALS)

    def times(self, quantity: Quantity) -> Money:
        """Return price × quantity, rounded half up once, to the minor unit."""
        minor = half_up(self.micros * quantity.milli * 10 ** minor_digits(self.currency), 10**9)
        return Money(minor, self.currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share a whole number by weights; the parts add up exactly and each is less than one from its exact quota.

    Largest remainders first, ties by position. A negative total gives the mirror of the positive one.

    Raises: NothingToShareBy when no weight is above zero.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is below zero")
    whole = sum(weights)
    if not whole:
        raise NothingToShareBy
    if total < 0:
        return [-part for part in split(-total, weights)]
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts

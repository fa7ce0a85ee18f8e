"""Quantities, units and their dated conversions: this file is how kilos, units and crates meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.rounding import half_up, scaled, unscaled

QUANTITY_DECIMALS = 3
KILO = "kg"
UNIT = "unit"
HUNDRED = "hundred"
CRATE = "crate"
# What is counted piece by piece, and how many thousandths of the unit one piece is.
PIECE_MILLI = {UNIT: 1000, CRATE: 1000, HUNDRED: 10}


class DifferentUnits(DomainError):
    """Two quantities of different units were added or compared."""

    sentence = N_("A quantity in {first} and a quantity in {second} can't be combined. Convert one of them first.")


class NoConversion(DomainError):
    """No factor of this product for this unit is in force on the day."""

    sentence = N_("It is not known how many kilos one {unit} of this product weighs on {on}. Add the conversion.")


class NotWholePieces(DomainError):
    """Part of a piece is to change hands."""

    sentence = N_("{quantity} is not a whole number of pieces. Nothing was saved. Enter whole pieces.")


class ConversionNotPositive(DomainError):
    """A conversion makes a unit weigh nothing or less."""

    sentence = N_("One {unit} must weigh more than nothing. Correct the conversion.")


class NotAContainer(DomainError):
    """A container kind holds no unit."""

    sentence = N_("A container must hold at least one unit. Correct the number of units per container.")


@total_ordering
@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in thousandths of a unit: `Quantity(12_500, "kg")` is 12.5 kg, so a thousandth of a kilo is a gram."""

    milli: int
    unit: str

    @classmethod
    def of(cls, amount: Decimal | str | int, unit: str) -> Quantity:
        """Return the quantity exactly; up to three decimals.

        Raises: NotAPlainNumber, NumberTooLarge, TooManyDecimals.
        """
        return cls(scaled(amount, QUANTITY_DECIMALS), unit)

    @property
    def amount(self) -> Decimal:
        """The amount in the unit, with three decimals."""
        return unscaled(self.milli, QUANTITY_DECIMALS)

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli + self._same(other).milli, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli - self._same(other).milli, self.unit)

    def __neg__(self) -> Quantity:
        return Quantity(-self.milli, self.unit)

    def __lt__(self, other: Quantity) -> bool:
        return self.milli < self._same(other).milli

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    def _same(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise DifferentUnits(first=self.unit, second=other.unit)
        return other


def whole_pieces(quantity: Quantity) -> Quantity:
    """Return the quantity as it is; what is counted by the piece must be of whole pieces, what is weighed need not.

    Raises: NotWholePieces.
    """
    if quantity.milli % PIECE_MILLI.get(quantity.unit, 1):
        raise NotWholePieces(quantity=quantity)
    return quantity


@dataclass(frozen=True, slots=True)
class Conversion:
    """From `valid_from` on, one `unit` of a product weighs numerator/denominator kg."""

    unit: str
    numerator: int
    denominator: int
    valid_from: date

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            raise ConversionNotPositive(unit=self.unit)


def convert_to_kg(quantity: Quantity, conversions: Iterable[Conversion], on: date) -> Quantity:
    """Return the weight in kg on that day, rounded half up to a gram.

    Raises: NoConversion.
    """
    if quantity.unit == KILO:
        return quantity
    factor = _factor(quantity.unit, conversions, on)
    return Quantity(half_up(quantity.milli * factor.numerator, factor.denominator), KILO)


def convert_from_kg(weight: Quantity, unit: str, conversions: Iterable[Conversion], on: date) -> Quantity:
    """Return how many units the weight in kg is on that day, rounded half up to a thousandth of the unit.

    Raises: NoConversion, DifferentUnits when the weight is not in kg.
    """
    if weight.unit != KILO:
        raise DifferentUnits(first=weight.unit, second=KILO)
    if unit == KILO:
        return weight
    factor = _factor(unit, conversions, on)
    return Quantity(half_up(weight.milli * factor.denominator, factor.numerator), unit)


def how_many(one: str, other: str, conversions: Sequence[Conversion], on: date) -> Fraction:
    """Return how many of the other unit one of the first is on that day, exact: a hundred is 100 units, a kilo 1 kg.

    Raises:
        NoConversion.
    """
    if one == other:
        return Fraction(1)
    if {one, other} == {HUNDRED, UNIT}:
        return Fraction(100) if one == HUNDRED else Fraction(1, 100)
    return _kilos(one, conversions, on) / _kilos(other, conversions, on)


def factor_on(unit: str, conversions: Iterable[Conversion], on: date) -> Conversion:
    """Return the factor of a unit that is in force on a day; a hundred and its units stand for each other.

    Raises: NoConversion.
    """
    return _factor(unit, conversions, on)


def containers_and_loose(units: int, per_container: int) -> tuple[int, int]:
    """Return full containers and loose units left over: 1,002,536 in crates of 75 are (13367, 11).

    Raises: NotAContainer.
    """
    if per_container < 1:
        raise NotAContainer
    return divmod(units, per_container)


def rations(pupils: int, days: int, units_per_ration: int) -> int:
    """Return the units of sale that so many pupils eat in so many days."""
    return pupils * days * units_per_ration


def _kilos(unit: str, conversions: Sequence[Conversion], on: date) -> Fraction:
    if unit == KILO:
        return Fraction(1)
    factor = _factor(unit, conversions, on)
    return Fraction(factor.numerator, factor.denominator)


def _factor(unit: str, conversions: Iterable[Conversion], on: date) -> Conversion:
    """Return the newest conversion in force; one in the unit itself goes before one derived, of the same day."""
    known = [found for given in conversions for found in _for_unit(given, unit) if found.valid_from <= on]
    if not known:
        raise NoConversion(unit=unit, on=on)
    return max(known, key=lambda found: (found.valid_from, found.unit == unit))


def _for_unit(given: Conversion, unit: str) -> list[Conversion]:
    # A hundred is a hundred units by definition; every other relation between units is a fact to be typed in.
    if given.unit == unit:
        return [given]
    if unit == HUNDRED and given.unit == UNIT:
        return [Conversion(UNIT, given.numerator * 100, given.denominator, given.valid_from)]
    if unit == UNIT and given.unit == HUNDRED:
        return [Conversion(HUNDRED, given.numerator, given.denominator * 100, given.valid_from)]
    return []

"""What a family is paid when the price is for units: so many came, at so much each, and what this is per kilo."""

from __future__ import annotations

from dataclasses import dataclass

from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.domain.rounding import half_up


@dataclass(frozen=True, slots=True)
class PaidByUnit:
    """Units that came and the price of one; the value is reckoned from these, not from the price per kilo."""

    quantity: Quantity
    price: UnitPrice

    @property
    def value(self) -> Money:
        """Return quantity × price, rounded half up once."""
        return self.price.times(self.quantity)


def paid_by_unit(accepted_g: int, unit: str, price: UnitPrice, factor: Conversion) -> PaidByUnit:
    """Return how many units the accepted grams are, rounded half up to a thousandth of the unit, at the price of one.

    `factor` weighs a unit, or, for a hundred known by its units, a hundred of them.
    """
    return PaidByUnit(Quantity(half_up(accepted_g * factor.denominator, factor.numerator), unit), price)


def per_kilo(price: UnitPrice, factor: Conversion) -> UnitPrice:
    """Return what a price for a unit is per kilo, rounded half up to a millionth."""
    return UnitPrice(half_up(price.micros * factor.denominator, factor.numerator), price.currency)

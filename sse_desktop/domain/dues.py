"""What accepted deliveries are worth: this file values line by line so that the lines add up to the rounded total."""

from collections.abc import Sequence

from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity


def values_in_order(
    accepted_milli: Sequence[int], unit: str, price: UnitPrice, *, before_milli: int = 0, before_minor: int = 0
) -> list[int]:
    """Return the value in minor units of each accepted quantity, in the order they were accepted.

    Each is the growth of (everything so far x price, rounded half up once), so Σ values + `before_minor` is the value of
    the whole, to the cent, however many lines it came in. `before_*` is what was valued earlier.
    """
    values, quantity, valued = [], before_milli, before_minor
    for milli in accepted_milli:
        quantity += milli
        total = price.times(Quantity(quantity, unit)).minor
        values.append(total - valued)
        valued = total
    return values

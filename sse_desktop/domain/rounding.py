"""Exact whole numbers and the one rounding: this file is the arithmetic below money and weight."""

from decimal import Context, Decimal, InvalidOperation

from sse_desktop.domain.errors import N_, DomainError

# Scaled numbers stay below 10**18, so they fit the 64-bit integers of every database.
_LARGEST_DIGITS = 18
# Wide enough that moving the point never rounds; text longer than this is refused as too large.
_EXACT = Context(prec=1_000)


class TooManyDecimals(DomainError):
    """A number is finer than what it is kept in."""

    sentence = N_("{value} has more than {decimals} decimals. Write it with {decimals} decimals or fewer.")


class NumberTooLarge(DomainError):
    """A number does not fit the database."""

    sentence = N_("{value} is too large to be kept. Check the number.")


class NotAPlainNumber(DomainError):
    """A text meant as a number is none."""

    sentence = N_("“{value}” is not a number. Write it with digits.")


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half up; ties go away from zero, so a credit mirrors its charge."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def exact_decimal(value: Decimal | str | int) -> Decimal:
    """Return the value as a finite Decimal. Text is machine notation: `-1234.50`, point, no groups.

    Raises: NotAPlainNumber.
    """
    if isinstance(value, float):
        raise TypeError("a float is never exact: pass a Decimal, a str or an int")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise NotAPlainNumber(value=value) from None
    if not number.is_finite():
        raise NotAPlainNumber(value=str(value))
    return number


def scaled(value: Decimal | str | int, decimals: int) -> int:
    """Return the value times 10**decimals as a whole number, exact or refused.

    Raises: NotAPlainNumber, NumberTooLarge, TooManyDecimals.
    """
    number = exact_decimal(value)
    if not number:
        return 0
    if number.adjusted() + decimals >= _LARGEST_DIGITS or len(number.as_tuple().digits) > _EXACT.prec:
        raise NumberTooLarge(value=str(value))
    if number.adjusted() + decimals < 0:
        raise TooManyDecimals(value=str(value), decimals=decimals)
    shifted = number.scaleb(decimals, _EXACT)
    if shifted != shifted.to_integral_value(context=_EXACT):
        raise TooManyDecimals(value=str(value), decimals=decimals)
    return int(shifted)


def unscaled(whole: int, decimals: int) -> Decimal:
    """Return whole / 10**decimals with exactly that many decimals; no context precision takes part."""
    digits = tuple(int(digit) for digit in str(abs(whole)))
    return Decimal((whole < 0, digits, -decimals))

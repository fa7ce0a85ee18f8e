"""Numbers as people and programs write them: this file reads the clear ones and refuses to guess."""

import re
from decimal import Decimal

from sse_desktop.domain.errors import N_, DomainError


class NumberUnreadable(DomainError):
    """A text meant as a number is none."""

    sentence = N_("“{value}” is not a number. Write it with digits, for example 1250.50 or 1250,50.")


class NumberUnclear(DomainError):
    """`1,234` or `1.234`: thousands for some, decimals for others."""

    sentence = N_("“{value}” can be read in two ways. Write it without separators between thousands.")


_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_SIGNED = re.compile(r"([+-]?)([0-9.,]+)")
_GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_MOST_DIGITS = 40


def read_decimal(text: str, decimal_mark: str | None = None) -> Decimal:
    """Return the number of a text with decimal point or comma, with or without separators between thousands.

    `decimal_mark` tells what a lone `.` or `,` before three digits means; without it such a text is refused.

    Raises: NumberUnreadable, NumberUnclear.
    """
    found = _SIGNED.fullmatch(_SPACES.sub("", text))
    if not found or not any(letter.isdigit() for letter in found[2]) or len(found[2]) > _MOST_DIGITS:
        raise NumberUnreadable(value=text.strip()[:80])
    sign, digits = found.groups()
    return Decimal(sign + _with_point(digits, text, decimal_mark))


def _with_point(digits: str, text: str, decimal_mark: str | None) -> str:
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return digits
    last = marks[-1]
    whole, _, rest = digits.rpartition(last)
    if len(set(marks)) == 2:
        # Two kinds of marks: the last is the decimal mark when it stands once and the others part thousands.
        if marks.count(last) == 1 and _GROUPED.fullmatch(whole):
            return whole.replace(marks[0], "") + "." + rest
        raise NumberUnreadable(value=text.strip()[:80])
    if len(marks) > 1:
        if _GROUPED.fullmatch(digits):
            return digits.replace(last, "")
        raise NumberUnreadable(value=text.strip()[:80])
    return _lone_mark(whole, rest, last, text, decimal_mark)


def _lone_mark(whole: str, rest: str, mark: str, text: str, decimal_mark: str | None) -> str:
    if decimal_mark is None and len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        raise NumberUnclear(value=text.strip()[:80])
    if decimal_mark not in {None, mark}:
        if len(rest) != 3 or not 1 <= len(whole) <= 3:
            raise NumberUnreadable(value=text.strip()[:80])
        return whole + rest
    return f"{whole or '0'}.{rest or '0'}"

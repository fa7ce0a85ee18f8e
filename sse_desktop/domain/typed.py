"""What people type into a field: this file reads numbers and days strictly, by the signs and the order of a language."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

# Fifteen digits and ten decimals: a sum of a thousand such terms is still exact in the 28 digits of a Decimal.
_WHOLE_DIGITS = 15
_FRACTION_DIGITS = 10


def read_sum(text: str, group: str, point: str) -> Decimal | None:
    """Return a number, or the sum of several with + between, written with these signs; None when it is neither.

    Groups are optional but must be right: with `.` and `,` both 1.234,5 and 1234,5 are read; 1,234.5 and 12.5 are not.
    """
    terms = [_read_term(term.strip(), _plain(group), point) for term in _plain(text).strip().split("+")]
    numbers = [term for term in terms if term is not None]
    return sum(numbers, start=Decimal(0)) if len(numbers) == len(terms) else None


def read_day(text: str, today: date, order: str) -> date | None:
    """Return the day typed, or None when it is none; `order` is how a date is written in figures: dMy, yMd.

    t is today, + tomorrow, - yesterday, +3 in three days; 15 is a day of this month, 15/7 one of this year; 15/7/26 is
    in 2026. A year in four digits may also come first: 2026-07-15.
    """
    plain = _plain(text).strip().rstrip(".").lower()
    try:
        return _relative(plain, today) or _absolute(plain, today, order)
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """Return the text with ordinary digits, spaces and minus; Korean keyboards type wide digits, Babel narrow spaces."""
    return re.sub(r"\s", " ", unicodedata.normalize("NFKC", text)).replace("−", "-")


def _read_term(text: str, group: str, point: str) -> Decimal | None:
    number = rf"-?(?:[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+|[0-9]*)(?:{re.escape(point)}[0-9]+)?"
    if not re.fullmatch(number, text) or not re.search(r"[0-9]", text):
        return None
    plain = text.replace(group, "").replace(point, ".")
    whole, _, fraction = plain.lstrip("-").partition(".")
    is_short = len(whole) <= _WHOLE_DIGITS and len(fraction) <= _FRACTION_DIGITS
    return Decimal(plain) if is_short else None


def _relative(text: str, today: date) -> date | None:
    found = re.fullmatch(r"t|([+-])([0-9]{0,4})", text)
    if not found:
        return None
    sign, days = found.groups()
    return today + timedelta(days=int(f"{sign}{days or 1}") if sign else 0)


def _absolute(text: str, today: date, order: str) -> date:
    """Return the date of one to three numbers.

    Raises: ValueError.
    """
    if not re.fullmatch(r"[0-9]+(?: ?[-/. ] ?[0-9]+){0,2}", text):
        raise ValueError(text)
    given = re.findall(r"[0-9]+", text)
    if len(given) == 3 and len(given[0]) == 4:
        order = "yMd"
    asked = {1: "d", 2: order.replace("y", ""), 3: order}[len(given)]
    fields = dict(zip(asked, given, strict=True))
    year = _year(fields["y"]) if "y" in fields else today.year
    return date(year, int(fields.get("M", today.month)), int(fields["d"]))


def _year(text: str) -> int:
    if len(text) not in {2, 4}:
        raise ValueError(text)
    return int(text) + (2000 if len(text) == 2 else 0)

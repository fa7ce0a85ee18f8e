"""Cells of sheets as values: this file looks at a whole column first, since a column is written in one manner."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money
from sse_desktop.exchange.instants import FIRST_YEAR, LAST_YEAR, read_moment
from sse_desktop.exchange.numbers import NumberUnreadable, read_decimal
from sse_desktop.exchange.plain_text import one_line
from sse_desktop.exchange.spreadsheet import Cell
from sse_desktop.exchange.units import OUR_UNITS, unit_code

ReadCell = Callable[[Cell], object]
ReadColumn = Callable[[Sequence[Cell]], ReadCell]


class NotWhole(DomainError):
    """A whole number was expected."""

    sentence = N_("“{value}” is not a whole number. Write it without decimals.")


class NotInRange(DomainError):
    """A number is too small or too large to be meant."""

    sentence = N_("“{value}” can't be right here: a number from {least} to {most} is expected.")


class DayUnreadable(DomainError):
    """A text meant as a date is none."""

    sentence = N_("“{value}” is not a date. Write it like 2026-07-31 or 31/07/2026.")


class NotASex(DomainError):
    """Neither of the known words."""

    sentence = N_("“{value}” is not understood here. Write woman, man or other, or leave the cell empty.")


class TooLong(DomainError):
    """A text beyond every real one, usually of a wrong column."""

    sentence = N_("This text has {length} letters; at most {most} fit here. Shorten it, or choose another column.")


_LONGEST = 500
_MONEY_SIGN = re.compile(r"^\s*(?:US\$|[$€₩]|[A-Z]{3}\b)\s*|\s*(?:[$€₩원]|\b[A-Z]{3})\s*$")


def text(_column: Sequence[Cell]) -> ReadCell:
    """Read texts; numbers become texts as they are shown."""

    def read(cell: Cell) -> str:
        found = one_line(shown(cell))
        if len(found) > _LONGEST:
            raise TooLong(length=len(found), most=_LONGEST)
        return found

    return read


def whole(least: int = 0, most: int = 999_999_999) -> ReadColumn:
    """Read whole numbers between two bounds."""

    def read_column(column: Sequence[Cell]) -> ReadCell:
        mark = decimal_mark(column)

        def read(cell: Cell) -> int:
            number = exact_number(cell, mark)
            if number != number.to_integral_value():
                raise NotWhole(value=shown(cell))
            if not least <= number <= most:
                raise NotInRange(value=shown(cell), least=str(least), most=str(most))
            return int(number)

        return read

    return read_column


def amount(currency: str) -> ReadColumn:
    """Read amounts of money, as minor units."""

    def read_column(column: Sequence[Cell]) -> ReadCell:
        mark = decimal_mark(column)

        def read(cell: Cell) -> int:
            return Money.of(exact_number(cell, mark), currency).minor

        return read

    return read_column


def day(column: Sequence[Cell]) -> ReadCell:
    """Read civil dates: of the sheet, ISO, Korean, or day before month unless the column shows the contrary."""
    month_first = _month_first(column)

    def read(cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        found = _day(shown(cell), month_first=month_first)
        if found is None:
            raise DayUnreadable(value=shown(cell))
        return found

    return read


_WOMAN = frozenset(
    map(fold, ("f", "femenino", "mujer", "feminin", "féminin", "femme", "female", "woman", "여", "여성", "여자", "w"))
)
_MAN = frozenset(
    map(fold, ("masculino", "hombre", "masculin", "homme", "male", "man", "h", "남", "남성", "남자", "varon", "varón"))
)
_OTHER = frozenset(map(fold, ("other", "otro", "otra", "autre", "기타", "x")))


def sex(column: Sequence[Cell]) -> ReadCell:
    """Read f, m or o (other). M is a woman where the column also has H (mujer, hombre), else a man."""
    seen = {fold(shown(cell)) for cell in column if cell is not None}
    m_is_woman = "h" in seen and "f" not in seen

    def read(cell: Cell) -> str:
        word = fold(shown(cell))
        if word == "m":
            return "f" if m_is_woman else "m"
        for found, known in (("f", _WOMAN), ("m", _MAN), ("o", _OTHER)):
            if word in known:
                return found
        raise NotASex(value=shown(cell))

    return read


def sale_unit(_column: Sequence[Cell]) -> ReadCell:
    """Read a unit of sale: the words we know become ours, any other stays as it is."""

    def read(cell: Cell) -> str:
        word = one_line(shown(cell))
        return OUR_UNITS.get(unit_code(word) or "", word)

    return read


def decimal_mark(column: Sequence[Cell]) -> str | None:
    """Return the decimal mark of a column if one of its texts shows it beyond doubt."""
    for cell in column:
        if not isinstance(cell, str):
            continue
        bare = re.sub(r"[^0-9.,]", "", cell)
        marks = [letter for letter in bare if letter in ".,"]
        if not marks:
            continue
        tail = len(bare) - bare.rindex(marks[-1]) - 1
        if len(set(marks)) == 2 or (len(marks) == 1 and tail != 3):
            return marks[-1]
        if len(marks) > 1:
            return "," if marks[0] == "." else "."
    return None


def shown(cell: Cell) -> str:
    """Return a cell as a person sees it."""
    return "" if cell is None else str(cell)


def exact_number(cell: Cell, mark: str | None) -> Decimal:
    """Return the number of a cell, without a sign of money; `mark` is the decimal mark where it is known.

    Raises: NumberUnreadable, NumberUnclear.
    """
    if isinstance(cell, bool | date):
        raise NumberUnreadable(value=shown(cell))
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    return read_decimal(_MONEY_SIGN.sub("", shown(cell)), mark)


_PARTS = re.compile(r"(\d{1,4})\s*[./\-년]\s*(\d{1,2})\s*[./\-월]\s*(\d{1,4})\s*[.일]?")


def _parts(written: str) -> tuple[int, int, int] | None:
    found = _PARTS.fullmatch(written.strip())
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _month_first(column: Sequence[Cell]) -> bool:
    parts = [found for cell in column if isinstance(cell, str) and (found := _parts(cell))]
    return any(second > 12 >= first for first, second, _ in parts) and not any(12 < first < 32 for first, _, _ in parts)


def _day(written: str, *, month_first: bool) -> date | None:
    parts = _parts(written)
    if parts is None:
        moment = read_moment(written)
        return moment.day if moment else None
    first, second, third = parts
    if first > 31:
        year, month, number = first, second, third
    else:
        number, month, year = (second, first, third) if month_first else (first, second, third)
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, number) if FIRST_YEAR - 80 <= year <= LAST_YEAR else None
    except ValueError:
        return None

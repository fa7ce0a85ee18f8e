"""Lines pasted from a sheet or a portal's page: this file makes items of them and says which lines it can't read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import PRICE_DECIMALS
from sse_desktop.domain.quantity import QUANTITY_DECIMALS
from sse_desktop.domain.rounding import scaled
from sse_desktop.exchange.delimited import split_rows
from sse_desktop.exchange.plain_text import one_line, without_markup
from sse_desktop.exchange.sheet_cells import decimal_mark, exact_number
from sse_desktop.exchange.sheet_kinds import RowProblem
from sse_desktop.exchange.units import OUR_UNITS, unit_code


class NoQuantity(DomainError):
    """A line has no number where the others have the quantity."""

    sentence = N_("No quantity was found in this line. Add it, or leave the line out.")


class NoDescription(DomainError):
    """A line has no words."""

    sentence = N_("No description was found in this line. Add it, or leave the line out.")


class QuantityBelowZero(DomainError):
    """A quantity must be above zero."""

    sentence = N_("“{value}” can't be a quantity. Write a number above zero.")


@dataclass(frozen=True, slots=True)
class PastedItem:
    """An item of a pasted line: `unit` is ours where the word leaves no doubt, else the word; `price` is per unit."""

    line: int
    description: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None


_HEADINGS: Final = {
    "description": "description descripcion detalle producto articulo concepto objeto bien designation libelle produit article 품명 품목 내역 규격 item",
    "quantity": "quantity cantidad cant cant. qty quantite qte 수량",
    "unit": "unit unidad unidades u.m. um medida unite 단위",
    "price": "price precio p.u. pu v.u. unitario punitario prix 단가",
}
# In order of preference: “item” heads descriptions, but also the column that numbers the lines.
_WORDS: Final = {name: [fold(word) for word in words.split()] for name, words in _HEADINGS.items()}
_TOTAL = re.compile(r"(?:sub ?)?total(?:es|e|en)?\b.*|suma\b.*|합계|소계")
_NUMBERISH = re.compile(r"\s*(?:US\$|[$€₩])?\s*[-+]?[0-9][0-9.,\s\u00a0']*(?:[$€₩원]|USD|EUR|KRW)?\s*")
_GAPS = re.compile(r" {2,}|\u00a0{2,}")
# "Mango Tommy 1200 kg 0,35": words, number, one word, and perhaps a price.
_LOOSE = re.compile(
    r"(?P<words>.*\S)\s+(?P<quantity>[0-9][0-9.,]*)\s+(?P<unit>[^\W\d]\S*)(?:\s+[$€₩]?(?P<price>[0-9][0-9.,]*))?"
)
_LONGEST_LINE = 4_000


def read_pasted_items(text: str, mark: str | None = None) -> tuple[list[PastedItem], list[RowProblem]]:
    """Return the items of pasted lines and the lines that can't be read, both by line number from 1.

    Cells are parted by tabs, semicolons, bars or several blanks; a header line is used where there is one, otherwise
    columns are told apart by what they hold. Totals are left out. `mark` is the decimal mark where the lines don't show it.
    """
    lines = [(number, line[:_LONGEST_LINE]) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    rows = [(number, _cells(line, _separator([line for _, line in lines]))) for number, line in lines]
    columns, start = _columns([cells for _, cells in rows])
    mark = decimal_mark([cell for _, cells in rows for cell in cells if cell and _NUMBERISH.fullmatch(cell)]) or mark
    items: list[PastedItem] = []
    problems: list[RowProblem] = []
    for number, cells in rows[start:]:
        if _is_total(cells):
            continue
        try:
            items.append(_item(number, cells, columns, mark))
        except DomainError as failure:
            problems.append(RowProblem(number, "", " | ".join(filter(None, cells)), failure))
    return items, problems


def _separator(lines: Sequence[str]) -> str | None:
    """Return the mark that parts the cells, None for several blanks. A comma never does: it stands in numbers."""
    for each in "\t;|":
        if sum(each in line for line in lines) * 2 > len(lines):
            return each
    return None


def _cells(line: str, separator: str | None) -> list[str | None]:
    if separator:
        return next(split_rows(line, separator), [])
    found = [cell.strip() or None for cell in _GAPS.split(line.strip())]
    if len(found) == 1 and (loose := _LOOSE.fullmatch(line.strip())):
        return [loose["words"], loose["quantity"], loose["unit"], loose["price"]]
    return found


def _columns(rows: Sequence[Sequence[str | None]]) -> tuple[dict[str, int], int]:
    """Return the place of each column, and how many lines stand above the items."""
    for at, cells in enumerate(rows[:5]):
        if len(found := _by_headings(cells)) >= 2 and "description" in found:
            return found, at + 1
    return _by_content(rows), 0


def _by_headings(cells: Sequence[str | None]) -> dict[str, int]:
    headings = [set(re.split(r"[\s/()]+", fold(cell or ""))) for cell in cells]
    found: dict[str, int] = {}
    for name in ("price", "quantity", "unit", "description"):
        places = (
            place
            for word in _WORDS[name]
            for place, words in enumerate(headings)
            if word in words and "total" not in words and place not in found.values()
        )
        if (place := next(places, None)) is not None:
            found[name] = place
    return found


def _by_content(rows: Sequence[Sequence[str | None]]) -> dict[str, int]:
    """Tell columns apart: the longest words describe, the first numbers after a counting column are quantities."""
    width = max((len(cells) for cells in rows), default=0)
    columns = [[cells[place] if place < len(cells) else None for cells in rows] for place in range(width)]
    numeric = [place for place, column in enumerate(columns) if _is_numeric(column)]
    wordy = [place for place in range(width) if place not in numeric]
    if not wordy:
        return {}
    units = [place for place in wordy if _share(columns[place], lambda cell: unit_code(cell) is not None) > 0.5]
    named = [place for place in wordy if place not in units] or wordy
    description = max(named, key=lambda place: sum(len(cell or "") for cell in columns[place]))
    found = {"description": description}
    numeric = [place for place in numeric if not (place < description and _counts(columns[place]))]
    found |= dict(zip(("quantity", "price"), numeric, strict=False))
    unit = next((place for place in units if place != description), None)
    if unit is None and "quantity" in found:
        short = [
            place
            for place in wordy
            if place != description and _share(columns[place], lambda cell: len(cell) <= 15) > 0.5
        ]
        unit = min(short, key=lambda place: abs(place - found["quantity"]), default=None)
    return found | ({"unit": unit} if unit is not None else {})


def _is_numeric(column: Sequence[str | None]) -> bool:
    return _share(column, lambda cell: _NUMBERISH.fullmatch(cell) is not None) > 0.5


def _share(column: Sequence[str | None], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in column if cell]
    return sum(test(cell) for cell in filled) / len(filled) if filled else 0.0


def _counts(column: Sequence[str | None]) -> bool:
    """Say whether a column only numbers the lines: 1, 2, 3."""
    numbers = [int(cell) for cell in column if cell and cell.isdigit()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1


def _is_total(cells: Sequence[str | None]) -> bool:
    first = next((cell for cell in cells if cell), "")
    return bool(_TOTAL.fullmatch(fold(first)))


def _item(number: int, cells: Sequence[str | None], columns: dict[str, int], mark: str | None) -> PastedItem:
    def cell(name: str) -> str | None:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else None

    description = one_line(without_markup(cell("description") or ""))
    if not description:
        raise NoDescription
    quantity = _quantity(cell("quantity"), mark)
    if quantity is None and "quantity" in columns:
        raise NoQuantity
    unit = one_line(cell("unit") or "")
    return PastedItem(
        number, description, quantity, OUR_UNITS.get(unit_code(unit) or "", unit), _price(cell("price"), mark)
    )


def _quantity(written: str | None, mark: str | None) -> Decimal | None:
    """Return the quantity, of at most three decimals."""
    if not written:
        return None
    number = exact_number(written, mark)
    if scaled(number, QUANTITY_DECIMALS) <= 0:
        raise QuantityBelowZero(value=written)
    return number


def _price(written: str | None, mark: str | None) -> Decimal | None:
    """Return the price, of at most six decimals."""
    if not written:
        return None
    number = exact_number(written, mark)
    scaled(number, PRICE_DECIMALS)
    return number

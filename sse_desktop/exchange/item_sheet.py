"""Rows of an item schedule, pasted or from a sheet, as items: lots from sub-headings, totals left out, doubts named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import PRICE_DECIMALS
from sse_desktop.domain.quantity import QUANTITY_DECIMALS
from sse_desktop.domain.rounding import scaled
from sse_desktop.exchange.item_sheet_columns import measured, numberish
from sse_desktop.exchange.numbers import NumberUnreadable
from sse_desktop.exchange.plain_text import one_line, without_markup
from sse_desktop.exchange.sheet_cells import decimal_mark, exact_number, shown
from sse_desktop.exchange.sheet_kinds import NoSuchColumn, RowProblem
from sse_desktop.exchange.spreadsheet import Cell, Row, Table
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
class SheetItem:
    """An item of a row: `unit` is ours where the word leaves no doubt, else the word; `price` is per unit."""

    line: int
    description: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    lot: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SheetLot:
    """A lot of the schedule: its code, and its title where a sub-heading gives one."""

    code: str
    title: str = ""


@dataclass(slots=True)
class SheetReading:
    """What the rows gave: items, lots in their order, rows that can't be read, and words between the items by row."""

    items: list[SheetItem] = field(default_factory=list)
    lots: dict[str, SheetLot] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unknown_units(self) -> list[str]:
        """Words for units that are none of ours, each once."""
        return list(
            dict.fromkeys(item.unit for item in self.items if item.unit and item.unit not in OUR_UNITS.values())
        )


_TOTAL: Final = re.compile(
    r"(?:(?:gran|valor|monto|precio|importe|montant|prix) )?(?:sub ?-?)?total(?:es|e|en)?\b.*|suma\b.*|합계.*|소계.*|총계.*|총액.*"
    r"|(?:i\.?v\.?a\.?|t\.?v\.?a\.?|vat|igv|부가세|부가가치세)\b.*"
)
_LOT: Final = re.compile(
    r"(?:lote?|lotissement|partida|bloque|block|grupo|group|zona|로트|묶음)\s*(?:n[o°º.]*\s*)?[#:.-]?\s*(?P<code>[0-9]{1,4}[a-z]?|[a-z]|[ivx]{1,5})\b\s*[:.,)–—-]*\s*(?P<title>.*)"
)
_PARTS: Final = ("description", "details", "quantity", "unit", "price", "total", "lot", "code")
_NOTHING: Final = (None, "", "-", "–", "—")
_EXACT: Final = 12  # significant digits that a sheet's binary numbers surely keep through a formula


def items_of(
    table: Table, mapping: Mapping[str, str], *, mark: str | None = None, units: Mapping[str, str] | None = None
) -> SheetReading:
    """Return the items of a table by the columns of the mapping, and every row that can't be read.

    A row of words alone is a sub-heading: a lot where it says so, else it is left out. Totals and repeated headers are
    skipped. `mark` is the decimal mark where the rows don't show it; `units` are words that a person explained, folded.

    Raises: NoSuchColumn.
    """
    columns = _places(table, mapping)
    numbers = [
        row.cells[columns[name]] for row in table.rows for name in ("quantity", "price", "total") if name in columns
    ]
    reader = _Reader(
        columns,
        decimal_mark([cell for cell in numbers if numberish(cell) or measured(cell)]) or mark,
        dict(units or {}),
        table,
    )
    reading = SheetReading()
    for row in table.rows:
        reader.read(row, reading)
    return reading


def _places(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    for heading in mapping.values():
        if heading not in table.header:
            raise NoSuchColumn(column=heading)
    return {name: table.column(mapping[name]) for name in _PARTS if name in mapping}


def our_unit(word: str, units: Mapping[str, str]) -> str:
    """Return the unit a word stands for: what a person said of it, else ours where it leaves no doubt, else the word."""
    said = units.get(fold(word))
    return said or OUR_UNITS.get(unit_code(word) or "", word)


@dataclass(slots=True)
class _Reader:
    columns: Mapping[str, int]
    mark: str | None
    units: Mapping[str, str]
    table: Table
    lot: str = ""

    def read(self, row: Row, reading: SheetReading) -> None:
        filled = [cell for cell in row.cells if cell not in _NOTHING]
        if not filled or self._is_total(filled) or self._is_header(row):
            return
        if self._is_heading(filled):
            self._sub_heading(row, shown(filled[0]), reading)
            return
        try:
            item = self._item(row, reading)
        except DomainError as failure:
            reading.problems.append(RowProblem(row.number, "", " | ".join(shown(cell) for cell in filled), failure))
        else:
            reading.items.append(item)

    def _cell(self, row: Row, name: str) -> Cell:
        place = self.columns.get(name)
        return row.cells[place] if place is not None and place < len(row.cells) else None

    def _is_total(self, filled: Sequence[Cell]) -> bool:
        word = next((cell for cell in filled if isinstance(cell, str) and not numberish(cell)), "")
        return bool(_TOTAL.fullmatch(fold(str(word))))

    def _is_header(self, row: Row) -> bool:
        """Say whether the header stands here again, as above each lot."""
        same = sum(
            isinstance(cell, str) and one_line(cell) == name
            for cell, name in zip(row.cells, self.table.header, strict=False)
        )
        return same >= 2

    def _is_heading(self, filled: Sequence[Cell]) -> bool:
        if "quantity" not in self.columns or any(numberish(cell) for cell in filled):
            return False
        return len({fold(shown(cell)) for cell in filled}) == 1

    def _sub_heading(self, row: Row, words: str, reading: SheetReading) -> None:
        words = one_line(without_markup(words))
        found = _LOT.fullmatch(fold(words))
        if not found:
            reading.left_out.append((row.number, words))
            return
        title = words[-len(found["title"]) :] if found["title"] else ""
        self.lot = found["code"].upper()
        reading.lots.setdefault(self.lot, SheetLot(self.lot, title))

    def _item(self, row: Row, reading: SheetReading) -> SheetItem:
        description = self._words(row)
        if not description:
            raise NoDescription
        quantity = self._number(row, "quantity", QUANTITY_DECIMALS)
        if quantity is None and "quantity" in self.columns:
            raise NoQuantity
        if quantity is not None and quantity <= 0:
            raise QuantityBelowZero(value=shown(self._cell(row, "quantity")))
        unit = self._unit(row)
        price = self._number(row, "price", PRICE_DECIMALS)
        return SheetItem(
            row.number,
            description,
            quantity,
            unit,
            # A schedule to be filled in has zeros where the prices go.
            price or None,
            self._lot(row, reading),
            one_line(shown(self._cell(row, "code"))),
        )

    def _unit(self, row: Row) -> str:
        """Return the unit of its column, else the one that is written beside the quantity; both must be the same."""
        own = our_unit(one_line(shown(self._cell(row, "unit"))), self.units)
        if beside := measured(quantity := self._cell(row, "quantity")):
            other = our_unit(beside[1], self.units)
            if own and fold(own) != fold(other):
                raise NumberUnreadable(value=shown(quantity))
            return own or other
        return own

    def _words(self, row: Row) -> str:
        parts = [one_line(without_markup(shown(self._cell(row, name)))) for name in ("description", "details")]
        first, more = parts
        if not first or not any(letter.isalpha() for letter in first):
            return more if any(letter.isalpha() for letter in more) else ""
        return f"{first}, {more}" if more and fold(more) != fold(first) else first

    def _lot(self, row: Row, reading: SheetReading) -> str:
        words = one_line(shown(self._cell(row, "lot")))
        if not words:
            return self.lot
        found = _LOT.fullmatch(fold(words))
        code = found["code"].upper() if found else words[:60]
        reading.lots.setdefault(code, SheetLot(code, words[-len(found["title"]) :] if found and found["title"] else ""))
        return code

    def _number(self, row: Row, name: str, decimals: int) -> Decimal | None:
        cell = self._cell(row, name)
        if cell in _NOTHING:
            return None
        number = exact_number(_bare(cell, name), self.mark)
        if isinstance(cell, Decimal):
            number = _without_noise(number, decimals)
        scaled(number, decimals)
        return number


def _bare(cell: Cell, name: str) -> Cell:
    """Return a quantity without the unit that is written beside it."""
    found = measured(cell) if name == "quantity" else None
    return found[0] if found else cell


def _without_noise(number: Decimal, decimals: int) -> Decimal:
    """Return what a formula meant: binary numbers give 0.30000000000000004 for 0.1 + 0.2."""
    meant = Context(prec=_EXACT, rounding=ROUND_HALF_UP).plus(number)
    exponent = meant.normalize().as_tuple().exponent
    return meant.normalize() if isinstance(exponent, int) and -decimals <= exponent <= 0 else number

"""Lines pasted from a sheet or a portal's page: this file parts them into a table, which is read like that of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sse_desktop.exchange.delimited import split_rows
from sse_desktop.exchange.item_sheet import NoDescription, NoQuantity, QuantityBelowZero, SheetItem, items_of
from sse_desktop.exchange.item_sheet_columns import fields_of, guess_by_content, guess_columns
from sse_desktop.exchange.item_sheet_grids import headings_or_letters
from sse_desktop.exchange.sheet_kinds import RowProblem
from sse_desktop.exchange.spreadsheet import Row, Table, headings_of

__all__ = ["NoDescription", "NoQuantity", "QuantityBelowZero", "SheetItem", "pasted_table", "read_pasted_items"]

_GAPS: Final = re.compile(r" {2,}|\u00a0{2,}")
# "Mango Tommy 1200 kg 0,35": words, number, one word, and perhaps a price.
_LOOSE: Final = re.compile(
    r"(?P<words>.*\S)\s+(?P<quantity>[0-9][0-9.,]*)\s+(?P<unit>[^\W\d]\S*)(?:\s+[$€₩]?(?P<price>[0-9][0-9.,]*))?"
)
_LONGEST_LINE: Final = 4_000
_HEADER_WITHIN: Final = 5
Cells = Sequence[str | None]


def pasted_table(text: str) -> tuple[Table, dict[str, str]]:
    """Return the lines of a text as a table, by line number from 1, and the guessed column of each field.

    Cells are parted by tabs, semicolons, bars or several blanks; a header line is used where there is one, otherwise
    columns are told apart by what they hold.
    """
    lines = [(number, line[:_LONGEST_LINE]) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    separator = _separator([line for _, line in lines])
    rows = [(number, _cells(line, separator)) for number, line in lines]
    width = max((len(cells) for _, cells in rows), default=0)
    full = [Row(number, tuple([*cells, *[None] * width][:width])) for number, cells in rows]
    at = _header_at([cells for _, cells in rows])
    if at is None:
        if not full:
            return Table((), ()), {}
        names, below = headings_or_letters(full, width)
        return Table(names, below), guess_by_content(names, [row.cells for row in below])
    names, below = headings_of(full[at].cells), tuple(full[at + 1 :])
    return Table(names, below), guess_columns(names, [row.cells for row in below])


def read_pasted_items(text: str, mark: str | None = None) -> tuple[list[SheetItem], list[RowProblem]]:
    """Return the items of pasted lines and the lines that can't be read, both by line number from 1.

    Totals are left out. `mark` is the decimal mark where the lines don't show it.
    """
    table, mapping = pasted_table(text)
    reading = items_of(table, mapping, mark=mark)
    return reading.items, reading.problems


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


def _header_at(rows: Sequence[Cells]) -> int | None:
    for at, cells in enumerate(rows[:_HEADER_WITHIN]):
        known = [found for cell in cells if (found := fields_of(cell or ""))]
        fields = {name for found in known for name in found}
        if len(known) >= 2 and len(fields) >= 2 and "description" in fields:
            return at
    return None

"""Sheets of a workbook as grids: this file fills merged cells and finds where the table of items begins."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sse_desktop.exchange.file_contents import Kind, contents
from sse_desktop.exchange.item_sheet_columns import fields_of, guess_by_content, guess_columns, numberish
from sse_desktop.exchange.plain_text import one_line
from sse_desktop.exchange.refusals import BrokenFile, FileMissing, NotATable, OfficeDocument, TooLarge, TooManyRows
from sse_desktop.exchange.sheet_cells import shown
from sse_desktop.exchange.spreadsheet import (
    FIRST_OF_WORKBOOK,
    Cell,
    Row,
    Table,
    cell_of,
    headings_of,
    refuse_bomb,
    sheets_of,
)
from sse_desktop.exchange.zip_guard import DAMAGED, opened_zip

LARGEST_BYTES: Final = 32 * 1024 * 1024
LARGEST_UNPACKED: Final = 120 * 1024 * 1024
MOST_ITEM_ROWS: Final = 20_000
_HEADER_WITHIN: Final = 60
_LOOKED_AT: Final = 400
_WIDEST: Final = 200
_LONGEST_HEADING: Final = 40
_FILLED_CELL: Final = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>""")
Grid = list[list[Cell]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """A table of items on a sheet, the rows above it, and the guessed column of each field."""

    table: Table
    above: tuple[tuple[Cell, ...], ...]
    columns: dict[str, str]

    @property
    def has_items(self) -> bool:
        """Say whether enough is known of the columns to make items."""
        return "description" in self.columns and len(self.columns) > 1


def read_grids(path: Path | str) -> list[tuple[str, Grid]]:
    """Return the sheets of a file by name, as cells; a CSV file has one without a name.

    Raises: ImportRefused.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TooLarge(limit_mb=LARGEST_BYTES // (1024 * 1024))
        return grids_of(_sheet_in(path))
    except OSError:
        raise FileMissing from None


def _sheet_in(path: Path) -> bytes:
    """Return the bytes of the file, or those of the first sheet that is packed in it."""
    for content in contents(path):
        if content.packed_bytes is None:
            return path.read_bytes()
        if content.kind in {Kind.SHEET, Kind.PACKED, Kind.TEXT}:
            return content.whole(LARGEST_BYTES)
    raise NotATable


def grids_of(data: bytes) -> list[tuple[str, Grid]]:
    """Return the sheets of the bytes of a file.

    Raises: ImportRefused.
    """
    _refuse_other_office(data)
    if not data.startswith(FIRST_OF_WORKBOOK):
        return [(name, grid) for name, grid in sheets_of(data, MOST_ITEM_ROWS) if _of_fair_size(grid)]
    return [
        (name, grid) for name, grid in _workbook(data) if any(any(cell is not None for cell in row) for row in grid)
    ]


def item_tables(grids: Sequence[tuple[str, Grid]]) -> list[ItemTable]:
    """Return the table of each sheet that has one, the one with most items first.

    Raises: NotATable.
    """
    found = [table for name, grid in grids if (table := item_table(name, grid))]
    if not found:
        raise NotATable
    # sorted keeps the order of the sheets where they are equal.
    return sorted(found, key=lambda each: -_worth(each))


def item_table(name: str, grid: Grid) -> ItemTable | None:
    """Return the table of one sheet, below its header where there is one; None for a sheet without any table."""
    at, lines = _header_at(grid)
    if at is None:
        return _without_header(name, grid)
    header = _joined(grid[at : at + lines])
    body = grid[at + lines :]
    width = max([len(header), *(len(row) for row in body)], default=0)
    names = headings_of([*header, *[None] * width][:width])
    table = Table(names, _rows(body, at + lines + 1, width), name)
    columns = guess_columns(names, [row.cells for row in table.rows[:_LOOKED_AT]])
    return ItemTable(table, tuple(tuple(row) for row in grid[:at]), columns)


def _without_header(name: str, grid: Grid) -> ItemTable | None:
    width = max((len(row) for row in grid), default=0)
    rows = _rows(grid, 1, width)
    if not rows or width < 2:
        return None
    names, rows = headings_or_letters(rows, width)
    columns = guess_by_content(names, [row.cells for row in rows[:_LOOKED_AT]])
    return ItemTable(Table(names, rows, name), (), columns)


def headings_or_letters(rows: Sequence[Row], width: int) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the first row as headings where it is words above numbers, else letters; and the rows below."""
    first, *below = rows
    words = [place for place, cell in enumerate(first.cells) if isinstance(cell, str) and not numberish(cell)]
    filled = [cell for cell in first.cells if cell is not None]
    if len(words) == len(filled) > 1 and any(_is_numeric(below, place) for place in words):
        return headings_of(first.cells), tuple(below)
    return headings_of([None] * width), tuple(rows)


def _is_numeric(rows: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place] for row in rows[:_LOOKED_AT] if row.cells[place] is not None]
    return bool(cells) and sum(map(numberish, cells)) * 2 > len(cells)


def _rows(grid: Grid, first: int, width: int) -> tuple[Row, ...]:
    rows = (Row(number, tuple([*row, *[None] * width][:width])) for number, row in enumerate(grid, first))
    return tuple(row for row in rows if any(cell is not None for cell in row.cells))


def _worth(found: ItemTable) -> int:
    """Return how many rows look like items: words, and a number where quantities stand."""
    if not found.has_items:
        return 0
    places = [
        found.table.column(found.columns[field]) for field in ("description", "quantity") if field in found.columns
    ]
    whole = sum(all(row.cells[place] not in (None, "") for place in places) for row in found.table.rows)
    return whole * len(found.columns) if len(places) == 2 else whole


# ---------------------------------------------------------------- the header


def _header_at(grid: Grid) -> tuple[int | None, int]:
    """Return the place of the header and how many rows it has: the row whose headings tell most fields."""
    best, at, lines = 1, None, 1
    for place in range(min(len(grid), _HEADER_WITHIN)):
        for height in (1, 2):
            following = grid[place : place + height]
            if height == 2 and not _continues(following):
                continue
            told = _told(_joined(following))
            if told > best:
                best, at, lines = told, place, height
    return at, lines


def _told(header: Sequence[Cell]) -> int:
    """Return how many fields a row of headings tells; none if nothing in it can head the descriptions."""
    known = [fields_of(str(cell)) for cell in header if isinstance(cell, str) and not numberish(cell)]
    fields = {field for found in known for field in found}
    return len(fields) if fields & {"description", "details"} and len([each for each in known if each]) > 1 else 0


def _continues(rows: Grid) -> bool:
    """Say whether a second row belongs to the header: words only, and it says more than the first."""
    # A lone cell above is a title.
    if len(rows) < 2 or sum(cell is not None for cell in rows[0]) < 2:
        return False
    filled = [cell for cell in rows[1] if cell is not None]
    words = [cell for cell in filled if isinstance(cell, str) and not numberish(cell) and len(cell) < _LONGEST_HEADING]
    return len(words) == len(filled) > 1 and all(fields_of(word) for word in words)


def _joined(rows: Grid) -> list[Cell]:
    width = max(len(row) for row in rows)
    cells = [[row[place] if place < len(row) else None for row in rows] for place in range(width)]
    return [
        " ".join(dict.fromkeys(one_line(shown(cell)) for cell in column if cell is not None)) or None
        for column in cells
    ]


# ---------------------------------------------------------------- workbooks


def _workbook(data: bytes) -> list[tuple[str, Grid]]:
    from python_calamine import CalamineError, CalamineWorkbook, ZipError

    refuse_bomb(data, LARGEST_UNPACKED)
    _refuse_sprawl(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, _grid(book.get_sheet_by_name(name))) for name in _sheet_names(book)]
    except (CalamineError, ZipError, ValueError, OSError):
        # The old container holds texts and presentations as well.
        raise BrokenFile if data.startswith(b"PK") else OfficeDocument from None


def _refuse_sprawl(data: bytes) -> None:
    """Refuse a sheet with a cell in a far corner: the reader would lay out all that lies between."""
    if not data.startswith(b"PK"):
        return
    with opened_zip(data) as archive:
        for info in archive.infolist():
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                _refuse_far_corner(_read(archive, info))


def _refuse_far_corner(sheet: bytes) -> None:
    last_row = letters = 0
    for found in _FILLED_CELL.finditer(sheet):
        last_row = max(last_row, int(found[2]))
        letters = max(letters, len(found[1]))
    # Two letters are 702 columns, and no schedule has more.
    if last_row > MOST_ITEM_ROWS or letters > 2:
        raise TooManyRows(limit=MOST_ITEM_ROWS)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(LARGEST_UNPACKED)
    except DAMAGED:
        raise BrokenFile from None


def _refuse_other_office(data: bytes) -> None:
    """Name texts and presentations, which come in the same containers."""
    if not data.startswith(b"PK"):
        return
    try:
        with opened_zip(data) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(80) if "mimetype" in names else b"spreadsheet"
    except DAMAGED:
        raise BrokenFile from None
    if not any(name.startswith("xl/") or name == "content.xml" for name in names) or b"spreadsheet" not in kind:
        raise OfficeDocument


def _sheet_names(book: Any) -> list[str]:
    """Return the names of the sheets with cells that are shown; hidden ones hold lists of other programs."""
    visible = [
        each.name
        for each in book.sheets_metadata
        if str(each.typ).endswith(".WorkSheet") and str(each.visible).endswith(".Visible")
    ]
    return visible or list(book.sheet_names)


def _grid(sheet: Any) -> Grid:
    if sheet.total_height > MOST_ITEM_ROWS:
        raise TooManyRows(limit=MOST_ITEM_ROWS)
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ITEM_ROWS + 1)
    grid = [[cell_of(value) for value in row[:_WIDEST]] for row in rows]
    _fill_merged(grid, sheet.merged_cell_ranges or ())
    return grid


def _fill_merged(grid: Grid, merged: Merged) -> None:
    """Repeat the words of a merged cell down its rows, and across the rows of a header."""
    for (top, left), (bottom, right) in merged[:10_000]:
        if top >= len(grid) or left >= len(grid[top]) or not isinstance(word := grid[top][left], str):
            continue
        across = right if top < _HEADER_WITHIN and right - left < 4 and fields_of(word) else left
        for row in grid[top : min(bottom, top + 1000) + 1]:
            for place in range(left, min(across, len(row) - 1) + 1):
                row[place] = word if row[place] is None else row[place]


def _of_fair_size(grid: Grid) -> bool:
    if len(grid) > MOST_ITEM_ROWS:
        raise TooManyRows(limit=MOST_ITEM_ROWS)
    for row in grid:
        del row[_WIDEST:]
    return True

"""Sheets in and out: this file reads a table from XLSX, XLS, ODS or CSV by its content, and writes XLSX."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from sse_desktop.domain.folding import fold
from sse_desktop.exchange.delimited import read_delimited
from sse_desktop.exchange.refusals import (
    BrokenFile,
    EmptyFile,
    FileMissing,
    NotATable,
    PdfDocument,
    TooLarge,
    TooManyRows,
    WebPage,
)
from sse_desktop.exchange.zip_guard import opened_zip

Cell = str | int | Decimal | date | bool | None

LARGEST_BYTES = 64 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 200_000
ROWS_OF_A_SHEET = 1_048_576
_HEADER_WITHIN = 30
FIRST_OF_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number as the sheet shows it, and its cells, as many as the header has."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table below its header, with the headings as they are written.

    A column without a heading is named by its letter, a second one of the same heading by a number: `Nombre (2)`.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""

    def column(self, heading: str) -> int:
        """Return the place of a heading.

        Raises: ValueError when there is none.
        """
        return self.header.index(heading)


def read_table(path: Path | str, headings: Collection[str] = ()) -> Table:
    """Return the table of the first sheet that has one; what the file is called does not matter.

    `headings` are known words for headings: the row with most of them is the header. Without them the header is the first
    row with as many texts as any of the first rows. Numbers are exact as written in CSV, and as shown in workbooks.

    Raises: ImportRefused.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TooLarge(limit_mb=LARGEST_BYTES // (1024 * 1024))
        data = path.read_bytes()
    except OSError:
        raise FileMissing from None
    known = {fold(heading) for heading in headings}
    for name, cells in sheets_of(data):
        if table := _table(name, cells, known):
            return table
    raise NotATable


def sheets_of(data: bytes, most: int = MOST_ROWS) -> Iterable[tuple[str, list[list[Cell]]]]:
    """Yield the sheets of a file by name, as cells; a CSV file has one without a name. At most one row beyond `most` is read.

    Raises: ImportRefused.
    """
    if not data.strip():
        raise EmptyFile
    if data.startswith(b"%PDF"):
        raise PdfDocument
    if data.startswith(FIRST_OF_WORKBOOK):
        yield from _workbook(data)
        return
    if data.lstrip()[:1] in {b"<", b"{"}:
        raise WebPage if b"<html" in data[:4096].lower() else NotATable
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotATable
    yield "", [list(row) for row in islice(_without_empty_end(read_delimited(data)), most + 1)]


def _without_empty_end(rows: Iterable[list[str | None]]) -> Iterator[list[str | None]]:
    """Yield the rows up to the last that holds something: some programs write the rest of the sheet as well.

    Raises: TooManyRows.
    """
    empty = 0
    for row in rows:
        if not any(row):
            empty += 1
            if empty > ROWS_OF_A_SHEET:
                raise TooManyRows(limit=ROWS_OF_A_SHEET)
            continue
        for _ in range(empty):
            yield []
        empty = 0
        yield row


def _workbook(data: bytes) -> Iterable[tuple[str, list[list[Cell]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, ZipError

    refuse_bomb(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            yield name, [[cell_of(value) for value in row] for row in rows]
    except (CalamineError, ZipError, ValueError, OSError):
        raise BrokenFile from None


def refuse_bomb(data: bytes, most: int = LARGEST_UNPACKED) -> None:
    """Refuse a packed workbook that says it unpacks to more than `most` bytes.

    Raises: TooLarge, BrokenFile.
    """
    if not data.startswith(b"PK"):
        return
    try:
        with opened_zip(data) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        raise BrokenFile from None
    if unpacked > most:
        raise TooLarge(limit_mb=most // (1024 * 1024))


def cell_of(value: Any) -> Cell:
    """Return a cell exactly as its sheet shows it: sheets keep numbers as floats, of which the shortest text is meant."""
    match value:
        case bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < 1e15 else Decimal(repr(value))
        case datetime():
            return value.date() if (value.hour, value.minute, value.second) == (0, 0, 0) else value
        case date():
            return value
    text = str(value).strip()
    return text or None


def _table(name: str, sheet: list[list[Cell]], known: set[str]) -> Table | None:
    if len(sheet) > MOST_ROWS:
        raise TooManyRows(limit=MOST_ROWS)
    at = _header_at(sheet, known)
    if at is None:
        return None
    width = max((place + 1 for row in sheet[at:] for place, cell in enumerate(row) if cell is not None), default=0)
    header = headings_of([*sheet[at], *[None] * width][:width])
    rows = (Row(number, tuple([*row, *[None] * width][:width])) for number, row in enumerate(sheet[at + 1 :], at + 2))
    return Table(header, tuple(row for row in rows if any(cell is not None for cell in row.cells)), name)


def _header_at(sheet: list[list[Cell]], known: set[str]) -> int | None:
    """Return the place of the header: title rows above it have fewer texts, or none that is known."""
    first = sheet[:_HEADER_WITHIN]
    matches = [sum(isinstance(cell, str) and fold(cell) in known for cell in row) for row in first]
    if matches and max(matches) >= min(2, len(known)) > 0:
        return matches.index(max(matches))
    texts = [sum(isinstance(cell, str) for cell in row) for row in first]
    # A title has one or two texts; a header may lack some headings.
    return next((at for at, count in enumerate(texts) if count * 2 > max(texts)), None)


def headings_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return a name for each column: its heading, else its letter, numbered where two are equal."""
    found: list[str] = []
    for place, cell in enumerate(cells):
        heading = " ".join(str(cell).split()) if cell is not None else _letters(place)
        count = 2
        name = heading
        while name in found:
            name, count = f"{heading} ({count})", count + 1
        found.append(name)
    return tuple(found)


def _letters(place: int) -> str:
    """Return a column's letters as sheets name it: A, Z, AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name


def write_sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]], title: str = "1") -> bytes:
    """Return an XLSX file. Text is always text, also `=1+1`; numbers are numbers where the sheet keeps them exactly.

    Equal input gives equal bytes.
    """
    return write_book([(title, header, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Return an XLSX file with several sheets, each given as (title, header, rows); written as by `write_sheet`."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed day, so that bytes are equal
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for title, header, rows in sheets:
            _fill(book.add_worksheet(_sheet_name(title)), header, rows, bold, day)
    return out.getvalue()


def _fill(sheet: Any, header: Sequence[str], rows: Iterable[Sequence[Cell]], bold: Any, day: Any) -> None:
    widths = [len(heading) for heading in header]
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(header):
        sheet.write_string(0, place, heading, bold)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, day)
            if place < len(widths):
                widths[place] = max(widths[place], len(str(cell or "")))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, 60) + 2)


def _write(sheet: Any, number: int, place: int, cell: Cell, day: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(number, place, cell)
        case int() | Decimal() if Decimal(repr(float(cell))) == cell:
            sheet.write_number(number, place, float(cell))
        case datetime():
            sheet.write_string(number, place, cell.isoformat(sep=" "))
        case date():
            sheet.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a civil day
        case _:
            sheet.write_string(number, place, str(cell))


def _sheet_name(title: str) -> str:
    """Return a name that sheets allow: without brackets, colons, slashes and the like, at most 31 letters."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "1"

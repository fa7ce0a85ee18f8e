"""Tables of items, read in a process of its own: the way for spreadsheets from outside."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

from sse_desktop.exchange.item_sheet_grids import ItemTable, grids_of, item_tables, read_grids
from sse_desktop.exchange.refusals import ReaderStopped
from sse_desktop.exchange.spreadsheet import Cell, Row, Table
from sse_desktop.exchange.worker_process import Limits, WorkStopped, run_apart


def read_tables_apart(
    source: Path | str | bytes, *, limits: Limits | None = None, cancel: Event | None = None
) -> list[ItemTable]:
    """Return the tables of a spreadsheet, the one with most items first.

    The bytes of one that is kept sealed are handed over as they are: no open copy of it is ever written.

    Raises: ImportRefused, WorkCancelled.
    """
    try:
        if isinstance(source, bytes):
            given = {"data": b64encode(source).decode("ascii")}
            found = run_apart(f"{__name__}:tables_of_bytes_job", given, limits=limits, cancel=cancel)
        else:
            found = run_apart(f"{__name__}:tables_job", {"path": str(source)}, limits=limits, cancel=cancel)
    except WorkStopped:
        raise ReaderStopped from None
    return [_table(each) for each in found]


def tables_job(path: str) -> list[dict[str, Any]]:
    """Do the child's part of `read_tables_apart` for a file: read, and return JSON values."""
    return _as_json(item_tables(read_grids(path)))


def tables_of_bytes_job(data: str) -> list[dict[str, Any]]:
    """Do the child's part of `read_tables_apart` for bytes."""
    return _as_json(item_tables(grids_of(b64decode(data))))


def _as_json(tables: list[ItemTable]) -> list[dict[str, Any]]:
    return [
        {
            "sheet": found.table.sheet,
            "header": found.table.header,
            "rows": [[row.number, [_packed(cell) for cell in row.cells]] for row in found.table.rows],
            "above": [[_packed(cell) for cell in row] for row in found.above],
            "columns": found.columns,
        }
        for found in tables
    ]


def _table(found: dict[str, Any]) -> ItemTable:
    rows = tuple(Row(number, tuple(map(_unpacked, cells))) for number, cells in found["rows"])
    above = tuple(tuple(map(_unpacked, row)) for row in found["above"])
    return ItemTable(Table(tuple(found["header"]), rows, found["sheet"]), above, found["columns"])


def _packed(cell: Cell) -> Any:
    match cell:
        case Decimal():
            return {"n": str(cell)}
        case datetime():
            return {"i": cell.isoformat()}
        case date():
            return {"d": cell.isoformat()}
    return cell


def _unpacked(cell: Any) -> Cell:
    match cell:
        case {"n": text}:
            return Decimal(text)
        case {"i": text}:
            return datetime.fromisoformat(text)
        case {"d": text}:
            return date.fromisoformat(text)
        case None | bool() | int() | str():
            return cell
    return str(cell)

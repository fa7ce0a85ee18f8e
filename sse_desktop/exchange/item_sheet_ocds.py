"""OCDS in sheets: this file builds the processes again from tables whose headings are paths such as `tender/items/0/id`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sse_desktop.exchange.item_sheet_grids import Grid
from sse_desktop.exchange.ocds_shapes import MOST_PROCESSES, Process
from sse_desktop.exchange.refusals import TooManyProcesses
from sse_desktop.exchange.spreadsheet import Cell

_PATH: Final = re.compile(r"[A-Za-z_][\w]*(?:/(?:[A-Za-z_]\w*|[0-9]{1,3})){0,8}")
_DEEPEST: Final = 9
_LISTS_OF_CODES: Final = frozenset({"tag", "roles", "submissionMethod", "additionalProcurementCategories"})
Path = tuple[str, ...]


def flattened_processes(grids: Sequence[Grid]) -> list[Process] | None:
    """Return the processes of flattened sheets by their number, or None when the sheets are no such table.

    Raises: TooManyProcesses.
    """
    sheets = [(paths, grid[1:]) for grid in grids if grid and (paths := _paths(grid[0]))]
    if not sheets:
        return None
    processes: dict[str, Process] = {}
    for paths, rows in sheets:
        for row in rows:
            release = _release(paths, row)
            if not (ocid := release.get("ocid")):
                continue
            processes.setdefault(str(ocid), Process()).releases.append(release)
            if len(processes) > MOST_PROCESSES:
                raise TooManyProcesses(limit=MOST_PROCESSES)
    return list(processes.values())


def _paths(header: Sequence[Cell]) -> dict[int, Path] | None:
    """Return the path of each column where the first row names them: a number of the process, and paths in parts."""
    words = {place: cell.strip() for place, cell in enumerate(header) if isinstance(cell, str)}
    if "ocid" not in words.values():
        return None
    paths = {place: tuple(word.split("/")) for place, word in words.items() if _PATH.fullmatch(word)}
    known = {"id", "date", "tag", "buyer", "tender", "awards", "contracts", "planning", "parties", "initiationType"}
    return paths if len({path[0] for path in paths.values()} & known) > 0 else None


def _release(paths: Mapping[int, Path], row: Sequence[Cell]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for place, path in paths.items():
        cell = row[place] if place < len(row) else None
        if cell is not None and len(path) <= _DEEPEST:
            _put(tree, path, _value(path, cell))
    lists: dict[str, Any] = _with_lists(tree)
    return lists


def _put(tree: dict[str, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        inner = tree.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree.setdefault(path[-1], value)


def _with_lists(tree: Any) -> Any:
    """Return the tree with lists in the place of objects whose keys are numbers."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(key.isdecimal() for key in tree):
        return [_with_lists(tree[key]) for key in sorted(tree, key=int)]
    return {key: _with_lists(value) for key, value in tree.items()}


def _value(path: Path, cell: Cell) -> Any:
    if path[-1] in _LISTS_OF_CODES and isinstance(cell, str):
        return [word.strip() for word in re.split("[;,]", cell) if word.strip()]
    if path[-1] in {"id", "ocid", "scheme"} and isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else cell

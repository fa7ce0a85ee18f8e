"""The buyer's own price schedule, filled in place: this file changes the price cells of a workbook and nothing else.

A workbook is a zip of XML parts. Only the part of one sheet is written anew, with other values in a few of its cells, and
the workbook is marked to be calculated when it is opened; every other part is copied byte by byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.item_sheet_grids import LARGEST_UNPACKED
from sse_desktop.exchange.price_schedule_book import (
    NotAWorkbook,
    check_workbook,
    namespace_of,
    parsed,
    part_of,
    repacked,
    serialised,
    sheet_path,
    to_be_calculated,
    workbook_name,
)
from sse_desktop.exchange.price_schedule_cells import Place, cell_name, place_of
from sse_desktop.exchange.price_schedule_totals import recalculate
from sse_desktop.exchange.refusals import BrokenFile
from sse_desktop.exchange.spreadsheet import refuse_bomb
from sse_desktop.exchange.zip_guard import DAMAGED, opened_zip

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class CellHasFormula(DomainError):
    """A price cell is calculated by the buyer."""

    sentence = N_(
        "Cell {cell} holds a formula of the buyer, so no price was written there. Choose the column for your prices."
    )


@dataclass(frozen=True, slots=True)
class FilledSchedule:
    """The new file, the cells that were written, and the cells of totals that were left since they calculate themselves."""

    data: bytes
    written: tuple[str, ...]
    formulas: tuple[str, ...]


def fill_schedule(
    data: bytes, sheet: str, prices: Mapping[Place, Decimal], extras: Mapping[Place, Decimal] | None = None
) -> FilledSchedule:
    """Return the workbook with numbers in cells of one sheet; styles, formulas, pictures and rules stay as they are.

    `prices` are written over what stands there; `extras` (totals) only into cells that are empty. A cell that lies in a
    merged range is written at its first cell.

    Raises:
        NotAWorkbook, WorkbookSigned, SheetMissing, CellHasFormula, TooLarge, BrokenFile.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise NotAWorkbook
    refuse_bomb(data, LARGEST_UNPACKED)
    try:
        with opened_zip(data) as archive:
            check_workbook(archive)
            workbook = part_of(archive, part_name := workbook_name(archive))
            path = sheet_path(archive, part_name, workbook, sheet)
            root = parsed(part_of(archive, path))
            filling = _Filling(root, _merged(root))
            for place, number in prices.items():
                filling.write(place, number, only_empty=False)
            for place, number in (extras or {}).items():
                filling.write(place, number, only_empty=True)
            recalculate(root, filling.written)
            changed = {path: serialised(root), part_name: to_be_calculated(workbook)}
            return FilledSchedule(repacked(archive, changed), tuple(filling.written), tuple(filling.formulas))
    except DAMAGED:
        raise BrokenFile from None


# ---------------------------------------------------------------- the cells


def _merged(root: Element) -> list[tuple[Place, Place]]:
    found = []
    for each in root.iter("{*}mergeCell"):
        first, _, last = (each.get("ref") or "").partition(":")
        if (begin := place_of(first)) and (end := place_of(last)):
            found.append((begin, end))
    return found


class _Filling:
    """The sheet while its cells are written."""

    def __init__(self, root: Element, merged: list[tuple[Place, Place]]) -> None:
        self.written: list[str] = []
        self.formulas: list[str] = []
        self._merged = merged
        self._space = namespace_of(root)
        data = root.find(f"{self._space}sheetData")
        if data is None:
            raise BrokenFile
        self._data = data
        self._rows = {int(row.get("r") or at): row for at, row in enumerate(data.iterchildren(f"{self._space}row"), 1)}

    def write(self, place: Place, number: Decimal, *, only_empty: bool) -> None:
        place = self._first_of_merged(place)
        cell = self._cell(place)
        name = cell_name(place)
        if cell.find(f"{self._space}f") is not None:
            if not only_empty:
                raise CellHasFormula(cell=name)
            self.formulas.append(name)
            return
        if only_empty and len(cell):
            return
        for child in list(cell):
            cell.remove(child)
        for gone in ("t", "cm", "vm"):
            cell.attrib.pop(gone, "")
        value = cell.makeelement(f"{self._space}v", {})
        value.text = format(number, "f")
        cell.append(value)
        self.written.append(name)

    def _first_of_merged(self, place: Place) -> Place:
        for begin, end in self._merged:
            if begin[0] <= place[0] <= end[0] and begin[1] <= place[1] <= end[1]:
                return begin
        return place

    def _cell(self, place: Place) -> Element:
        row = self._row(place[0])
        at = 0
        for cell in row.iterchildren(f"{self._space}c"):
            found = place_of(cell.get("r") or "")
            column = found[1] if found else at + 1
            if column == place[1]:
                return cell
            if column > place[1]:
                break
            at = row.index(cell) + 1
        made = row.makeelement(f"{self._space}c", {"r": cell_name(place)})
        row.insert(at, made)
        return made

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            made = self._data.makeelement(f"{self._space}row", {"r": str(number)})
            earlier = [row for at, row in self._rows.items() if at < number]
            self._data.insert(self._data.index(earlier[-1]) + 1 if earlier else 0, made)
            self._rows[number] = made
        return self._rows[number]

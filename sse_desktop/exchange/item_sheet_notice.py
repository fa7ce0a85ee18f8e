"""A spreadsheet as a notice: an item schedule of a buyer, or an OCDS table that was flattened into sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sse_desktop.domain.folding import fold
from sse_desktop.exchange.item_sheet import SheetItem, SheetReading, items_of
from sse_desktop.exchange.item_sheet_grids import Grid, ItemTable, grids_of, item_tables, read_grids
from sse_desktop.exchange.item_sheet_ocds import flattened_processes
from sse_desktop.exchange.notice import Notice, NoticeBuyer, NoticeItem, NoticeLot, NoticeValue
from sse_desktop.exchange.ocds import notice_of
from sse_desktop.exchange.ocds_shapes import Process
from sse_desktop.exchange.plain_text import one_line, shortened
from sse_desktop.exchange.refusals import (
    AwardOnly,
    EmptyPackage,
    ImportRefused,
    NoCallForTenders,
    NoItemsFound,
    OnlyLinks,
    PlanningOnly,
)
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.sheet_cells import shown
from sse_desktop.exchange.spreadsheet import Cell
from sse_desktop.exchange.units import unit_code

_LONGEST_TITLE: Final = 200
_MOST_PROBLEMS: Final = 20
_LABELS: Final = {
    "buyer": "entidad contratante,entidad,comprador,institucion,buyer,contracting authority,acheteur,pouvoir adjudicateur,"
    "adjudicateur,발주기관,수요기관,기관명",
    "reference": "codigo del proceso,codigo de proceso,codigo proceso,proceso,referencia,reference,ref,numero de proceso,"
    "n° de marche,numero de marche,reference du marche,cahier des charges,공고번호,입찰공고번호,계약번호",
    "title": "objeto de contratacion,objeto del proceso,objeto,title,titulo,objet du marche,objet,intitule,공고명,계약명,사업명,건명",
}
_BY_LABEL: Final = {fold(label): name for name, labels in _LABELS.items() for label in labels.split(",")}
_LABELLED: Final = re.compile(r"\s*([^:：]{2,40})\s*[:：]\s*(.*)", re.DOTALL)
_CODE: Final = re.compile(r"(?=\S*[0-9])\S{4,60}")


def notices_of_sheet(path: Path, zone: str | None = None, name: str = "") -> list[Notice]:
    """Return the notices of a spreadsheet: one of an item schedule, one for each process of a flattened OCDS table.

    `name` is what the file is called where it lies in another: the title where the sheet has none.

    Raises: ImportRefused.
    """
    return _notices_of(read_grids(path), zone, name or path.name)


def notices_of_bytes(data: bytes, zone: str | None, name: str) -> list[Notice]:
    """Return the notices of the bytes of a spreadsheet, as `notices_of_sheet` does.

    Raises: ImportRefused.
    """
    return _notices_of(grids_of(data), zone, name)


def _notices_of(grids: Sequence[tuple[str, Grid]], zone: str | None, name: str) -> list[Notice]:
    processes = flattened_processes([grid for _, grid in grids])
    if processes is not None:
        return _flattened(processes, zone)
    return [notice_of_table(item_tables(grids)[0], name)]


def _flattened(processes: Sequence[Process], zone: str | None) -> list[Notice]:
    found: list[Notice] = []
    reasons: list[ImportRefused] = []
    for process in processes:
        try:
            found.append(notice_of(process, zone))
        except (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders) as reason:
            reasons.append(reason)
    if not found:
        raise reasons[0] if reasons else EmptyPackage()
    return found


def notice_of_table(found: ItemTable, name: str) -> Notice:
    """Return the notice of an item schedule: what its title rows say, its lots and items, and the rows in doubt.

    Raises: NoItemsFound.
    """
    reading = items_of(found.table, found.columns) if found.has_items else SheetReading()
    if not reading.items:
        raise NoItemsFound
    told = titles_of(found.above)
    return notice_of_items(reading, {"title": shortened(Path(name).stem, _LONGEST_TITLE), **told})


def notice_of_items(reading: SheetReading, told: Mapping[str, str]) -> Notice:
    """Return the notice of items that were read; `told` may give title, reference and buyer."""
    repairs = Repairs()
    repairs.warn("no_deadline")
    if not told.get("buyer"):
        repairs.warn("no_buyer")
    _warn_of_rows(repairs, reading)
    return Notice(
        reference=told.get("reference", ""),
        title=told.get("title") or told.get("reference") or "?",
        buyer=NoticeBuyer(name=told.get("buyer") or None),
        lots=tuple(NoticeLot(lot.code, lot.title or None) for lot in reading.lots.values()),
        items=tuple(notice_item(item) for item in reading.items),
        warnings=repairs.warnings,
    )


def notice_item(item: SheetItem) -> NoticeItem:
    """Return an item of a sheet as one of a notice."""
    return NoticeItem(
        description=item.description,
        quantity=item.quantity,
        unit=item.unit or None,
        code=item.code or None,
        lot=item.lot or None,
        unit_code=unit_code(item.unit),
        unit_price=NoticeValue(item.price, None) if item.price is not None else None,
    )


def _warn_of_rows(repairs: Repairs, reading: SheetReading) -> None:
    for problem in reading.problems[:_MOST_PROBLEMS]:
        repairs.warn("row_unreadable", where=str(problem.row), original=shortened(problem.value, 120))
    if reading.left_out:
        rows = ", ".join(str(row) for row, _ in reading.left_out[:_MOST_PROBLEMS])
        repairs.warn("rows_left_out", where=rows)


def titles_of(above: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return title, buyer and reference from the rows above a table, by their labels; the first long words are the title."""
    told: dict[str, str] = {}
    free: list[str] = []
    for label, value in _labelled(above):
        name = _BY_LABEL.get(fold(label)) if label else None
        if name and value:
            told.setdefault(name, shortened(value, _LONGEST_TITLE))
        elif not label:
            free.append(value)
    if "reference" in told and not _CODE.fullmatch(told["reference"].replace(" ", "")):
        del told["reference"]
    if "title" not in told and free:
        told["title"] = shortened(max(free, key=len), _LONGEST_TITLE)
    return told


def _labelled(above: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, str]]:
    """Yield label and value, of one cell or of two beside each other; a text without a label has an empty one."""
    for row in above:
        filled = [text for text in dict.fromkeys(one_line(shown(cell)) for cell in row if cell is not None) if text]
        if not filled:
            continue
        parts = _LABELLED.fullmatch(filled[0])
        label = parts[1] if parts else filled[0]
        if fold(label.strip(" :")) in _BY_LABEL and (len(filled) > 1 or (parts and parts[2].strip())):
            yield label.strip(" :"), (parts[2].strip() if parts else "") or filled[1]
        elif parts and parts[2].strip():
            yield label, parts[2].strip()
        else:
            yield "", filled[0]

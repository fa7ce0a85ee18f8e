"""Totals of a filled schedule: what a sheet keeps as the results of its formulas was of the empty prices.

The formulas stay. Of those that depend on a price the kept result is replaced where it is a product of cells or a sum,
which is what schedules hold, and taken away elsewhere, so that no program shows an old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import TYPE_CHECKING, Final

from sse_desktop.exchange.price_schedule_book import namespace_of
from sse_desktop.exchange.price_schedule_cells import Place, column_of, place_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CELL: Final = r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})"
_RANGE: Final = re.compile(rf"(?<![A-Za-z0-9_.!'$]){_CELL}(?::{_CELL})?(?![A-Za-z0-9_(!])")
_PRODUCT: Final = re.compile(rf"(?:ROUND\()?\(?{_CELL}\*{_CELL}\)?(?:[,;]([0-4])\))?")
_SUM: Final = re.compile(rf"SUM\({_CELL}:{_CELL}\)")
Area = tuple[Place, Place]


def recalculate(root: Element, written: Sequence[str]) -> None:
    """Bring the kept results of a sheet's formulas up to date with the cells that were written."""
    space = namespace_of(root)
    cells = {place: cell for cell in root.iter(f"{space}c") if (place := place_of(cell.get("r") or ""))}
    formulas = {place: cell for place, cell in cells.items() if cell.find(f"{space}f") is not None}
    texts = {place: (cell.findtext(f"{space}f") or "").strip().replace(" ", "") for place, cell in formulas.items()}
    old = {place for name in written if (place := place_of(name))}
    stale: set[Place] = set()
    while more := {place for place in formulas.keys() - stale if _depends(texts[place], old | stale)}:
        stale |= more
    numbers = {
        place: number
        for place, cell in cells.items()
        if place not in stale and (number := _number(cell, space)) is not None
    }
    for place in sorted(stale, key=lambda each: (_SUM.fullmatch(texts[each]) is not None, each)):
        _replace(formulas[place], space, result := value_of(texts[place], numbers, stale - numbers.keys()))
        if result is not None:
            numbers[place] = result


def value_of(formula: str, numbers: Mapping[Place, Decimal], unknown: set[Place]) -> Decimal | None:
    """Return what a product of two cells or a sum of a range gives, None for any other formula."""
    if found := _PRODUCT.fullmatch(formula):
        left, right = (int(found[2]), column_of(found[1])), (int(found[4]), column_of(found[3]))
        if {left, right} & unknown:
            return None
        product = numbers.get(left, Decimal(0)) * numbers.get(right, Decimal(0))
        return product.quantize(Decimal(1).scaleb(-int(found[5])), ROUND_HALF_UP) if found[5] else product
    if found := _SUM.fullmatch(formula):
        area = ((int(found[2]), column_of(found[1])), (int(found[4]), column_of(found[3])))
        if any(_inside(place, area) for place in unknown):
            return None
        return sum((number for place, number in numbers.items() if _inside(place, area)), Decimal(0))
    return None


def _depends(formula: str, places: set[Place]) -> bool:
    # A formula shared with other cells has no text of its own: it counts as one that depends.
    if not formula:
        return True
    return any(
        area[0] in places if area[0] == area[1] else any(_inside(place, area) for place in places)
        for area in _areas(formula)
    )


def _areas(formula: str) -> Iterator[Area]:
    for found in _RANGE.finditer(formula):
        parts = [group for group in found.groups() if group is not None]
        begin = (int(parts[1]), column_of(parts[0]))
        yield begin, ((int(parts[3]), column_of(parts[2])) if len(parts) == 4 else begin)


def _inside(place: Place, area: Area) -> bool:
    (top, left), (bottom, right) = area
    return top <= place[0] <= bottom and left <= place[1] <= right


def _number(cell: Element, space: str) -> Decimal | None:
    if cell.get("t", "n") != "n":
        return None
    try:
        return Decimal(cell.findtext(f"{space}v") or "")
    except DecimalException:
        return None


def _replace(cell: Element, space: str, result: Decimal | None) -> None:
    for kept in cell.findall(f"{space}v"):
        cell.remove(kept)
    cell.attrib.pop("t", "")
    if result is not None:
        value = cell.makeelement(f"{space}v", {})
        value.text = format(result.normalize(), "f")
        cell.append(value)

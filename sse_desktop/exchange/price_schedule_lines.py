"""Which row of the buyer's schedule is which line of our bid: told by words, lot, quantity and place, never silently."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.item_sheet import SheetItem
from sse_desktop.exchange.item_sheet_columns import fields_of, is_for_our_offer
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind

_ALIKE = Decimal("0.5")
FILLING: Final = SheetKind(
    "schedule",
    (
        SheetField("description", N_("Lines of the buyer"), (), cells.text, required=True),
        SheetField("quantity", N_("Quantity of the buyer"), (), cells.text),
        SheetField("price", N_("Write our price into"), (), cells.text, required=True),
        SheetField("total", N_("Write our total into"), (), cells.text),
        SheetField("offered", N_("Write our quantity into"), (), cells.text),
    ),
)


def columns_to_fill(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return where lines stand and prices go: the columns left for the offer, else those of price and total."""
    found = {name: columns[name] for name in ("description", "quantity") if name in columns}
    for name in ("price", "total"):
        ours = (heading for heading in header if is_for_our_offer(heading) and name in fields_of(heading))
        heading = next(ours, columns.get(name))
        if heading is not None:
            found[name] = heading
    return found


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line of our bid: what is written of it into a schedule."""

    id: uuid.UUID
    description: str
    lot: str
    asked: Decimal | None
    quantity: Decimal
    price: Decimal | None
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A row of the schedule and the line of ours that it is; `sure` is False where words were only alike."""

    item: SheetItem
    line: OfferLine | None
    sure: bool = True


def match_rows(items: Sequence[SheetItem], lines: Sequence[OfferLine]) -> list[ScheduleRow]:
    """Return the rows in their order, each with its line; no line serves two rows.

    The same words in the same lot count first, then the same words, then the same place with the same quantity, then
    words that are mostly alike with the same quantity.
    """
    rows = [ScheduleRow(item, None) for item in items]
    left = list(lines)
    tests = (
        (lambda item, line: _words(item.description) == _words(line.description) and item.lot == line.lot, True),
        (lambda item, line: _words(item.description) == _words(line.description), True),
        (lambda item, line: item.code != "" and fold(item.description).startswith(fold(line.description)), True),
        (_alike, False),
    )
    for test, sure in tests:
        for at, row in enumerate(rows):
            found = next((line for line in left if row.line is None and test(row.item, line)), None)
            if found is not None:
                left.remove(found)
                rows[at] = ScheduleRow(row.item, found, sure)
    return _by_place(rows, lines, left)


def choose_line(rows: Sequence[ScheduleRow], at: int, line: OfferLine | None) -> list[ScheduleRow]:
    """Return the rows with one that a person decided; the row that had the line before loses it."""
    freed = [replace(row, line=None) if line is not None and row.line == line else row for row in rows]
    freed[at] = ScheduleRow(rows[at].item, line)
    return freed


def _by_place(rows: list[ScheduleRow], lines: Sequence[OfferLine], left: Sequence[OfferLine]) -> list[ScheduleRow]:
    """Give rows that found nothing the line at the same place, where both lists are equally long and the quantity agrees."""
    if len(rows) != len(lines):
        return rows
    return [
        ScheduleRow(row.item, line, sure=False)
        if row.line is None and line in left and row.item.quantity == line.asked
        else row
        for row, line in zip(rows, lines, strict=True)
    ]


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _alike(item: SheetItem, line: OfferLine) -> bool:
    ours, theirs = set(_words(line.description)), set(_words(item.description))
    if not ours or not theirs or item.quantity != line.asked:
        return False
    return Decimal(len(ours & theirs)) / len(ours | theirs) >= _ALIKE

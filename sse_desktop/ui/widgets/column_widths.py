"""How wide the columns of a table are: what they hold decides, within what the column proposes and what the person chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QFontMetrics

from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.table_model import RowsModel
from sse_desktop.ui.theme import Theme, font
from sse_desktop.ui.widgets.shapes import badge_width

SAMPLE_ROWS: Final = 24  # measured; the rest is cut with … if it is longer
PAD_PX: Final = 18
SORT_ARROW_PX: Final = 14
MOST: Final = 2  # times the proposal


@dataclass(frozen=True, slots=True)
class Plan:
    """The width of each column; 0 hides it."""

    widths: tuple[int, ...]


def measured(model: RowsModel[Any]) -> list[int]:
    """Return what each column needs for its header and its first rows, at most twice its proposal."""
    metrics = QFontMetrics(font("body"))
    rows = [
        row for row in (model.row_at(number) for number in range(min(SAMPLE_ROWS, model.rowCount()))) if row is not None
    ]
    result = []
    for number, column in enumerate(model.columns):
        needed = [metrics.horizontalAdvance(model.title(number)) + SORT_ARROW_PX]
        needed += [_cell(model, metrics, row, number) for row in rows]
        result.append(min(max(needed) + PAD_PX, MOST * scaled(column)))
    return result


def scaled(column: Column[Any]) -> int:
    """Return the proposal of a column at the size of the text."""
    return column.width * Theme.text_percent // 100


def plan(columns: Sequence[Column[Any]], needed: Sequence[int], chosen: Mapping[int, int], room: int) -> Plan:
    """Share `room`: proposals when all fit, else what is needed; then secondary columns give way, from the right.

    What is left goes to the stretching column. Widths that the person chose stay.
    """
    proposed = [chosen.get(at, max(scaled(column), needed[at])) for at, column in enumerate(columns)]
    tight = [
        chosen.get(at, min(scaled(column), needed[at]) if column.stretch else needed[at])
        for at, column in enumerate(columns)
    ]
    widths = proposed if sum(proposed) <= room else tight
    for at in range(len(columns) - 1, -1, -1):
        if sum(widths) > room and columns[at].secondary:
            widths[at] = 0
    stretching = next((at for at, column in enumerate(columns) if column.stretch and at not in chosen), None)
    if stretching is not None:
        widths[stretching] += max(0, room - sum(widths))
    return Plan(tuple(widths))


def _cell(model: RowsModel[Any], metrics: QFontMetrics, row: Any, number: int) -> int:
    value = model.columns[number].value(row)
    if isinstance(value, Mark):
        return badge_width(value.word)
    return metrics.horizontalAdvance(model.cell(row, number))

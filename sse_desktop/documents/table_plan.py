"""Where everything of a long table stands: widths of columns, lines of every cell, heights of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.paragraphs import plain, wrapped

GAP = 8.0
#: A row higher than this many lines is continued in a second row, so that it always finds room on a page.
LINES_IN_A_ROW = 14
_NARROWEST = 46.0
_SHORT_TITLE = 58.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Figures stand right with their decimals below each other and are never broken. A column with a `share` takes that
    part of the room left by the others; a column without one is as wide as what it holds. Both take at least `least`.
    An empty cell of a boxed column is a box to write in.
    """

    title: str
    share: float = 0
    figures: bool = False
    least: float = 0
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A sum carried from page to page: one value per row, shown below `column`."""

    column: int
    values: Sequence[int]
    show: Callable[[int], str]
    carried: str
    brought: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as laid out: the lines of every cell, its height, and which row of the table it ends (None: goes on)."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    ends: int | None


@dataclass(slots=True)
class Plan:
    """The whole table as laid out for one width; its pieces on the pages share it."""

    columns: Sequence[Column]
    lefts: list[float]
    widths: list[float]
    fractions: list[float]
    size: float
    mark: str
    header: Line
    lines: list[Line]
    totals: list[Line]
    running: Running | None
    least_height: float
    room: float
    element: int | None = field(default=None)

    @property
    def leading(self) -> float:
        """Distance between base lines in points."""
        return self.size * 1.32

    @property
    def pad(self) -> float:
        """Room above and below the text of a row."""
        return self.size * 0.36

    @property
    def wide(self) -> float:
        """Width of the table in points."""
        return self.lefts[-1] + self.widths[-1]

    def running_at(self, line: int) -> str | None:
        """The sum over all rows that ended before a line, as shown."""
        if self.running is None:
            return None
        ended = [row.ends for row in self.lines[:line] if row.ends is not None]
        return self.running.show(sum(self.running.values[: len(ended)]))

    def fraction(self, text: str, font: str) -> float:
        """Width of a figure from its decimal mark on."""
        head, found, tail = text.rpartition(self.mark)
        return width(found + tail, font, self.size) if found and head else 0.0


def plan(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    room: float,
    size: float,
    mark: str,
    totals: Sequence[Sequence[str]],
    running: Running | None,
    least_height: float,
) -> Plan:
    """Lay out a table in a room of so many points; `mark` is the decimal mark of the language."""
    rows = [tuple(map(plain, row)) for row in rows]
    totals = [tuple(map(plain, row)) for row in totals]
    widths = _widths(columns, rows, totals, room=room, size=size)
    lefts = [sum(widths[:index]) for index in range(len(widths))]
    empty = Line((), 0.0, None)
    made = Plan(columns, lefts, widths, [0.0] * len(columns), size, mark, empty, [], [], running, least_height, room)
    made.header = _rows(made, tuple(column.title for column in columns), BOLD, None)[0]
    made.lines = [line for index, row in enumerate(rows) for line in _rows(made, row, REGULAR, index)]
    made.totals = [line for row in totals for line in _rows(made, row, BOLD, None)]
    for index, column in enumerate(columns):
        if column.figures:
            shown = [(row[index], REGULAR) for row in rows] + [(row[index], BOLD) for row in totals]
            made.fractions[index] = max((made.fraction(text, font) for text, font in shown), default=0.0)
    return made


def _rows(made: Plan, cells: Sequence[str], font: str, ends: int | None) -> list[Line]:
    """The row, or the rows it is continued in where a cell has very many lines."""
    filled = [
        (text,) if column.figures and font != BOLD else wrapped(text, font, made.size, room - GAP)
        for column, text, room in zip(made.columns, cells, made.widths, strict=True)
    ]
    highest = max(map(len, filled), default=1)
    out = []
    for start in range(0, highest, LINES_IN_A_ROW):
        piece = tuple(lines[start : start + LINES_IN_A_ROW] for lines in filled)
        high = max(max(map(len, piece)) * made.leading + 2 * made.pad, made.least_height if font == REGULAR else 0)
        out.append(Line(piece, high, ends if start + LINES_IN_A_ROW >= highest else None))
    return out


def _widths(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    totals: Sequence[Sequence[str]],
    *,
    room: float,
    size: float,
) -> list[float]:
    natural = [_natural(index, column, rows, totals, size) for index, column in enumerate(columns)]
    shares = sum(column.share for column in columns)
    taken = sum(wide for wide, column in zip(natural, columns, strict=True) if not column.share)
    if shares:
        least = sum(max(_NARROWEST, column.least) for column in columns if column.share)
        natural = _squeezed(natural, columns, room - least)
        left = room - sum(wide for wide, column in zip(natural, columns, strict=True) if not column.share)
        given = iter(_shared(left, [column for column in columns if column.share]))
        return [next(given) if column.share else wide for wide, column in zip(natural, columns, strict=True)]
    return [wide * room / taken for wide in natural] if taken > room else natural


def _shared(room: float, columns: Sequence[Column]) -> list[float]:
    """Room by shares; a column that would get less than its least takes that, the others share the rest."""
    shares = sum(column.share for column in columns)
    for index, column in enumerate(columns):
        if column.least > room * column.share / shares and len(columns) > 1:
            others = _shared(room - column.least, [*columns[:index], *columns[index + 1 :]])
            return [*others[:index], column.least, *others[index:]]
    return [room * column.share / shares for column in columns]


def _squeezed(natural: list[float], columns: Sequence[Column], room: float) -> list[float]:
    """Narrow the text columns, never the figures, where the columns without a share leave no room for the others."""
    fixed = [not column.share for column in columns]
    over = sum(wide for wide, is_fixed in zip(natural, fixed, strict=True) if is_fixed) - room
    texts = [index for index, column in enumerate(columns) if fixed[index] and not column.figures]
    text_room = sum(natural[index] for index in texts)
    if over <= 0 or not text_room:
        return natural
    kept = max(0.2, 1 - over / text_room)
    return [wide * kept if index in texts else wide for index, wide in enumerate(natural)]


def _natural(
    index: int, column: Column, rows: Sequence[Sequence[str]], totals: Sequence[Sequence[str]], size: float
) -> float:
    """Width of the widest figure or text, and of the title: whole where it is short, else of its longest word."""
    title = width(column.title, BOLD, size)
    if title > _SHORT_TITLE:
        title = max(width(word, BOLD, size) for word in column.title.split())
    cells = {line for row in rows for line in row[index].split("\n")}
    body = max((width(text, REGULAR, size) for text in cells), default=0.0)
    foot = max((width(row[index], BOLD, size) for row in totals), default=0.0) if column.figures else 0.0
    return max(title + GAP, body + GAP, foot + GAP, column.least) + 0.5

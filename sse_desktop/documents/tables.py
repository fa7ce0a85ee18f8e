"""Long tables that break by themselves, written straight into the page: four times as fast as ReportLab's own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from reportlab.platypus import Flowable

from sse_desktop.documents.canvas import HAIR, INK, SOFT, TINT, Colour, Run, SheetCanvas, area, artifact, box, line
from sse_desktop.documents.drawn import Drawn
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.table_plan import GAP, Column, Line, Plan, Running, plan
from sse_desktop.locale import Locale

__all__ = ["GAP", "Column", "Rows", "Running", "table"]

_STRONG = 1.2
#: With this much room left on the page, a piece is placed even where it breaks the rule of two rows.
_ROOMY = 420.0


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    room: float,
    locale: Locale,
    size: float = 9,
    totals: Sequence[Sequence[str]] = (),
    running: Running | None = None,
    least_height: float = 0,
) -> Rows:
    """A table of texts already formatted, `room` points wide.

    It repeats its header on every page, carries the running sum, puts totals under a strong rule, wraps what does not
    fit and never leaves a single row alone on either side of a page break.
    """
    made = plan(
        columns,
        rows,
        room=room,
        size=size,
        mark=decimal_mark(locale),
        totals=totals,
        running=running,
        least_height=least_height,
    )
    return Rows(made, 0, len(made.lines), ())


def decimal_mark(locale: Locale) -> str:
    """What stands between a figure's whole and its fraction."""
    return locale.number(Decimal("0.5"))[1]


class Rows(Drawn):
    """The lines `first` to `last` of a table on one page; on its last page also totals and what closes the sheet."""

    def __init__(self, made: Plan, first: int, last: int, closing: Sequence[Flowable]) -> None:
        super().__init__()
        self._plan = made
        self._first = first
        self._last = last
        self._closing = tuple(closing)
        self.spaceBefore = 4
        self.spaceAfter = 8

    def closed_by(self, closing: Sequence[Flowable]) -> Rows:
        """The same table, with blocks that stay with its last rows."""
        return Rows(self._plan, self._first, self._last, closing)

    @property
    def _is_end(self) -> bool:
        return self._last == len(self._plan.lines)

    @property
    def _sum_line(self) -> float:
        return self._plan.leading + 2 * self._plan.pad if self._plan.running else 0.0

    def _above(self) -> float:
        return self._plan.header.height + (self._sum_line if self._first else 0.0)

    def _below(self) -> float:
        if not self._is_end:
            return self._sum_line
        return sum(row.height for row in self._plan.totals) + self._closing_height() + (4 if self._plan.totals else 0)

    def _closing_height(self) -> float:
        return sum(block.getSpaceBefore() + block.wrap(self._plan.room, 10_000)[1] for block in self._closing)

    # Names of ReportLab.

    def wrap(self, _room: float, _high: float) -> tuple[float, float]:
        """Measure this piece."""
        body = sum(row.height for row in self._plan.lines[self._first : self._last])
        self.width, self.height = self._plan.wide, self._above() + body + self._below()
        return self.width, self.height

    def split(self, _room: float, high: float) -> list[Flowable]:
        """Break after the last row that stays, or move the whole."""
        at = self._break(high)
        if not at:
            return []
        rest = Rows(self._plan, self._first + at, self._last, self._closing)
        return [Rows(self._plan, self._first, self._first + at, ()), rest]

    def _break(self, room: float) -> int:
        """Number of lines that stay on this page; 0 moves the whole table to the next."""
        count = self._last - self._first
        heights = accumulate(row.height for row in self._plan.lines[self._first : self._last])
        fitting = sum(1 for high in heights if high <= room - self._above() - self._sum_line)
        best = min(fitting, count - 2)
        if best >= 2:
            return best
        return min(fitting, count - 1) if room > _ROOMY and fitting else 0

    def draw(self) -> None:
        """Write this piece, then what closes the sheet."""
        _Pen(self.canv, self._plan, self.height).piece(self._first, self._last, is_end=self._is_end)
        y = self._closing_height()
        for block in self._closing:
            y -= block.getSpaceBefore() + block.wrapOn(self.canv, self._plan.room, 10_000)[1]
            block.drawOn(self.canv, 0, y)


class _Pen:
    """Draws one piece of a table from the top down."""

    def __init__(self, canvas: SheetCanvas, made: Plan, top: float) -> None:
        self._canvas = canvas
        self._plan = made
        self._y = top

    def piece(self, first: int, last: int, *, is_end: bool) -> None:
        made, canvas = self._plan, self._canvas
        if made.element is None:
            made.element = canvas.open_element("Table")
        else:
            canvas.continue_element(made.element)
        self._header(is_first=first == 0)
        if first:
            self._sum(first, made.running.brought if made.running else "")
        for row in made.lines[first:last]:
            self._boxes(row)
            self._row(row, REGULAR, "TD")
            if row.ends is not None:
                canvas.write(artifact(line(0, self._y, made.wide, self._y, thick=0.4)))
        if is_end:
            self._totals()
        else:
            self._sum(last, made.running.carried if made.running else "")
        canvas.close_element()

    def _header(self, *, is_first: bool) -> None:
        made = self._plan
        high = made.header.height
        self._canvas.write(artifact(area(0, self._y - high, made.wide, high, colour=TINT)))
        # Only the first header is read aloud; the others are repetitions for the eye.
        self._row(made.header, BOLD, "TH" if is_first else None, SOFT)

    def _totals(self) -> None:
        if not self._plan.totals:
            return
        self._y -= 2
        self._canvas.write(artifact(line(0, self._y, self._plan.wide, self._y, thick=_STRONG, colour=INK)))
        for row in self._plan.totals:
            self._row(row, BOLD, "TD")
        self._y -= 2

    def _boxes(self, row: Line) -> None:
        """Boxes to write in, where a boxed column says nothing."""
        made = self._plan
        for left, wide, column, lines in zip(made.lefts, made.widths, made.columns, row.cells, strict=True):
            if column.boxed and not any(lines):
                frame = box(left + 2, self._y - row.height + 3, wide - 4, row.height - 6, thick=0.5, colour=SOFT)
                self._canvas.write(artifact(frame))

    def _row(self, row: Line, font: str, role: str | None, colour: Colour = INK) -> None:
        canvas = self._canvas
        if role:
            canvas.open_element("TR")
        else:
            canvas.write("/Artifact BMC")
        for index, lines in enumerate(row.cells):
            shown = canvas.text_operators(self._cell(index, lines, font, colour))
            canvas.write(f"{canvas.leaf(role)}\n{shown}\nEMC" if role else shown)
        if role:
            canvas.close_element()
        else:
            canvas.write("EMC")
        self._y -= row.height

    def _cell(self, index: int, lines: Sequence[str], font: str, colour: Colour) -> list[Run]:
        made = self._plan
        base = self._y - made.pad - made.size * 0.96
        return [
            Run(self._left(index, text, font), base - made.leading * number, text, font, made.size, colour)
            for number, text in enumerate(lines)
        ]

    def _left(self, index: int, text: str, font: str) -> float:
        made = self._plan
        if not made.columns[index].figures:
            return made.lefts[index] + GAP / 2
        right = made.lefts[index] + made.widths[index] - GAP / 2
        is_title = text in made.header.cells[index]
        hanging = 0.0 if is_title else made.fractions[index] - made.fraction(text, font)
        return right - hanging - width(text, font, made.size)

    def _sum(self, at: int, label: str) -> None:
        """The running sum at a page break, a repetition for the eye."""
        made = self._plan
        shown = made.running_at(at)
        if made.running is None or shown is None:
            return
        base = self._y - made.pad - made.size * 0.96
        column = made.running.column
        x = self._left(column, shown, BOLD)
        label_x = max(GAP / 2, min(made.lefts[column], x) - GAP - width(label, REGULAR, made.size))
        runs = [
            Run(label_x, base, label, REGULAR, made.size, SOFT),
            Run(x, base, shown, BOLD, made.size),
        ]
        self._y -= made.leading + 2 * made.pad
        rule = line(0, self._y, made.wide, self._y, thick=0.4, colour=HAIR)
        self._canvas.write(artifact(f"{self._canvas.text_operators(runs)}\n{rule}"))

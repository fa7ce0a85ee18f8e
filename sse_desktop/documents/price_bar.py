"""The bar of a price on paper: where the money goes above, who pays it below, and every piece once more in words.

It is the picture of the window: letters, patterns and words carry it, so a cheap black and white printer is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.platypus import Flowable

from sse_desktop.documents.canvas import ACCENT, INK, SOFT, Colour, Run, area, box, line
from sse_desktop.documents.drawn import Drawn
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.paragraphs import wrapped
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.price_bar import BarPiece, Piece, PriceBar, as_shown, decimals_for
from sse_desktop.locale import Locale

_HIGH: Final = 26.0
_PAYERS: Final = 14.0
_LINE: Final = 14.5
_SIZE: Final = 9.5
_KEY: Final = 40.0
_GAP: Final = 20.0
_PAPER: Final[Colour] = (1.0, 1.0, 1.0)
_RED: Final[Colour] = (0.70, 0.15, 0.12)

_COLOURS: Final[dict[Piece, Colour]] = {
    Piece.FAMILY: (0.122, 0.478, 0.302),
    Piece.LABOUR: (0.47, 0.67, 0.34),
    Piece.LOSS: (0.72, 0.57, 0.10),
    Piece.PACKAGING: (0.75, 0.50, 0.24),
    Piece.TRANSPORT: (0.42, 0.51, 0.69),
    Piece.COOPERATIVE: (0.60, 0.37, 0.52),
    Piece.LEFT: (0.45, 0.50, 0.48),
    Piece.BUYER: INK,
    Piece.SUBSIDY: ACCENT,
    Piece.LACKING: _RED,
}


def price_bar_picture(bar: PriceBar, currency: str, locale: Locale) -> Flowable:
    """The two bars of a price with their key; amounts and shares add up as they are written."""
    return _Picture(bar, currency, locale)


class _Picture(Drawn):
    """Two bars of the same length, and a key in two columns."""

    def __init__(self, bar: PriceBar, currency: str, locale: Locale) -> None:
        super().__init__()
        self._bar, self._locale = bar, locale
        self._uses = self._rows(bar.uses, bar.whole, currency)
        self._payers = self._rows(bar.payers, bar.whole, currency)
        self.spaceBefore, self.spaceAfter = 4, 8

    def _rows(self, pieces: Sequence[BarPiece], whole: int, currency: str) -> list[tuple[Piece, str, str, str]]:
        decimals, locale = decimals_for(whole), self._locale
        shown = as_shown([piece.micros for piece in pieces], decimals)
        return [
            (
                piece.code,
                locale.text(piece.code.label),
                locale.number(UnitPrice(micros, currency).amount, decimals),
                locale.percent(piece.share_bp),
            )
            for piece, micros in zip(pieces, shown, strict=True)
        ]

    def _columns(self) -> int:
        """Two columns of words where the longest has room, else one."""
        wide = (self.width - _GAP) / 2
        longest = max((_KEY + width(row[1], REGULAR, _SIZE) + _figures(row) for row in self._both()), default=0.0)
        return 2 if longest <= wide else 1

    def _both(self) -> list[tuple[Piece, str, str, str]]:
        return [*self._uses, *self._payers]

    def _lines(self, rows: Sequence[object]) -> int:
        return -(-len(rows) // self._columns())

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        words = 2 + self._lines(self._uses) + self._lines(self._payers)
        self.height = _HIGH + 4 + _PAYERS + 6 + words * _LINE + 4
        return room, self.height

    def draw(self) -> None:
        top = self.height - _HIGH
        self._pieces(top, _HIGH, self._bar.uses)
        top -= 4 + _PAYERS
        self._pieces(top, _PAYERS, self._bar.payers)
        top -= 6
        top = self._words(top, self._locale.text("Where the money goes"), self._uses)
        self._words(top - 4, self._locale.text("Who pays it"), self._payers)

    def _pieces(self, bottom: float, high: float, pieces: Sequence[BarPiece]) -> None:
        done = 0
        for piece in pieces:
            left = self.width * done / self._bar.whole
            done += piece.micros
            wide = max(0.8, self.width * done / self._bar.whole - left - 1.2)
            self.decorate(*_piece(piece.code, left, bottom, wide, high))
            if wide > width(piece.code.letter, BOLD, 9) + 8:
                self._letter(piece.code.letter, left + wide / 2, bottom + high / 2)

    def _letter(self, letter: str, x: float, y: float) -> None:
        wide = width(letter, BOLD, 9)
        plate = area(x - wide / 2 - 2.5, y - 5.5, wide + 5, 11, colour=_PAPER)
        # The key below says the same aloud.
        self.decorate(plate, self.canv.text_operators([Run(x - wide / 2, y - 3.2, letter, BOLD, 9)]))

    def _words(self, top: float, title: str, rows: Sequence[tuple[Piece, str, str, str]]) -> float:
        self.say([Run(0, top - _LINE + 4, title, REGULAR, 8.5, SOFT)])
        lines, columns = self._lines(rows), self._columns()
        wide = (self.width - _GAP * (columns - 1)) / columns
        for place, row in enumerate(rows):
            column, number = divmod(place, lines)
            self._row(row, column * (wide + _GAP), top - _LINE * (number + 2) + 4, wide)
        return top - _LINE * (lines + 1)

    def _row(self, row: tuple[Piece, str, str, str], x: float, y: float, wide: float) -> None:
        code, title, amount, share = row
        self.decorate(*_piece(code, x + 13, y - 2, 20, 10))
        right = x + wide - width(share, REGULAR, _SIZE)
        figure = x + wide - _figures(row) + 6
        shown = wrapped(title, REGULAR, _SIZE, figure - x - _KEY)[0]
        self.say(
            [
                Run(x, y, code.letter, BOLD, _SIZE),
                Run(x + _KEY, y, shown, REGULAR, _SIZE),
                Run(figure, y, amount, BOLD, _SIZE),
                Run(right, y, share, REGULAR, _SIZE, SOFT),
            ]
        )


def _figures(row: tuple[Piece, str, str, str]) -> float:
    """Room for the amount and the share of a row, right of its words."""
    return 14 + width(row[2], BOLD, _SIZE) + width("100.0 %", REGULAR, _SIZE)


def _piece(code: Piece, x: float, y: float, wide: float, high: float) -> list[str]:
    """Operators of a piece: its ground, its pattern within its own box, and a frame where nobody of us pays it."""
    colour = _COLOURS[code]
    ground, ink = (_PAPER, colour) if code is Piece.LACKING else (colour, _PAPER)
    pattern = _PATTERNS.get(code)
    out = [area(x, y, wide, high, colour=ground)]
    if pattern is not None:
        strokes = [line(*ends, thick=1.1, colour=ink) for ends in pattern(x, y, wide, high)]
        out.append(f"q {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re W n {' '.join(strokes)} Q")
    if code in {Piece.LACKING, Piece.SUBSIDY}:
        out.append(f"q [3 2] 0 d {box(x + 0.5, y + 0.5, max(wide - 1, 0.1), high - 1, thick=1, colour=colour)} Q")
    return out


Ends = tuple[float, float, float, float]


def _rising(x: float, y: float, wide: float, high: float, step: float = 5.0) -> list[Ends]:
    count = int((wide + high) / step) + 1
    return [(x - high + step * n, y, x + step * n, y + high) for n in range(count + 1)]


def _falling(x: float, y: float, wide: float, high: float, step: float = 5.0) -> list[Ends]:
    return [(b, y0, a, y1) for a, y0, b, y1 in _rising(x, y, wide, high, step)]


def _crossed(x: float, y: float, wide: float, high: float) -> list[Ends]:
    return _rising(x, y, wide, high) + _falling(x, y, wide, high)


def _upright(x: float, y: float, wide: float, high: float) -> list[Ends]:
    return [(x + 4.0 * n, y, x + 4.0 * n, y + high) for n in range(1, int(wide / 4.0) + 1)]


def _lying(x: float, y: float, wide: float, high: float) -> list[Ends]:
    return [(x, y + 4.0 * n, x + wide, y + 4.0 * n) for n in range(1, int(high / 4.0) + 1)]


def _checked(x: float, y: float, wide: float, high: float) -> list[Ends]:
    return _upright(x, y, wide, high) + _lying(x, y, wide, high)


_PATTERNS: Final[dict[Piece, Callable[[float, float, float, float], list[Ends]]]] = {
    Piece.LABOUR: _rising,
    Piece.LOSS: _crossed,
    Piece.PACKAGING: _checked,
    Piece.TRANSPORT: _upright,
    Piece.COOPERATIVE: _lying,
    Piece.LEFT: _falling,
    Piece.SUBSIDY: _checked,
    Piece.LACKING: _rising,
}

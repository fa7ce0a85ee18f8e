"""The bar of a price: where the money goes above, who pays it below, and every piece once more in words under it.

A piece is told by its letter, its pattern and its line of words; colour only helps. Words never stand inside the bar, so
narrow pieces can't make them collide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.price_bar import BarPiece, Piece, PriceBar, as_shown, decimals_for
from sse_desktop.locale import Locale
from sse_desktop.ui.theme import Theme, font
from sse_desktop.ui.widgets.charts import CENTRE, LEFT, RIGHT, Chart

BAR_PX: Final = 30
PAYERS_PX: Final = 16
GAP_PX: Final = 2
SWATCH_PX: Final = 22
LETTER_PX: Final = 18
KEY_PX: Final = LETTER_PX + SWATCH_PX + 8
COLUMN_GAP_PX: Final = 28
NARROWEST_PX: Final = 240

Pattern = Qt.BrushStyle
PATTERNS: Final = {
    Piece.FAMILY: Pattern.NoBrush,
    Piece.LABOUR: Pattern.BDiagPattern,
    Piece.LOSS: Pattern.DiagCrossPattern,
    Piece.PACKAGING: Pattern.Dense6Pattern,
    Piece.TRANSPORT: Pattern.VerPattern,
    Piece.COOPERATIVE: Pattern.HorPattern,
    Piece.LEFT: Pattern.FDiagPattern,
    Piece.BUYER: Pattern.NoBrush,
    Piece.SUBSIDY: Pattern.Dense6Pattern,
    Piece.LACKING: Pattern.BDiagPattern,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A piece as its line of words says it."""

    piece: BarPiece
    title: str
    amount: str
    share: str


class PricePicture(Chart):
    """Two bars of the same length and a key in as many columns as there is room for."""

    def __init__(self, name: str, locale: Locale, parent: QWidget | None = None) -> None:
        super().__init__(name, BAR_PX, parent)
        self._locale = locale
        self._bar: PriceBar | None = None
        self._uses: Sequence[Said] = ()
        self._payers: Sequence[Said] = ()

    def show_bar(self, bar: PriceBar | None, currency: str) -> None:
        """Show a price; None shows nothing."""
        self._bar = bar
        self._uses = self._said(bar.uses, bar.whole, currency) if bar is not None else ()
        self._payers = self._said(bar.payers, bar.whole, currency) if bar is not None else ()
        self.say("; ".join(f"{said.title} {said.amount}, {said.share}" for said in self.lines))
        self._fit()
        self.update()

    @property
    def lines(self) -> Sequence[Said]:
        """The pieces in words, as they stand below the bar."""
        return (*self._uses, *self._payers)

    def _said(self, pieces: Sequence[BarPiece], whole: int, currency: str) -> Sequence[Said]:
        decimals = decimals_for(whole)
        shown = as_shown([piece.micros for piece in pieces], decimals)
        return [
            Said(
                piece,
                self._locale.text(piece.code.label),
                self._locale.number(UnitPrice(micros, currency).amount, decimals),
                self._locale.percent(piece.share_bp),
            )
            for piece, micros in zip(pieces, shown, strict=True)
        ]

    # How high it is.

    def sizeHint(self) -> QSize:
        return QSize(480, self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._tall())
        self.updateGeometry()

    def _line(self) -> float:
        return QFontMetricsF(font("body")).height() + 5

    def columns(self) -> int:
        """Return in how many columns the words stand: two where the longest line has room twice."""
        wanted = max((self._wide(said) for said in self.lines), default=0.0)
        return 2 if self.width() >= 2 * max(wanted, NARROWEST_PX) + COLUMN_GAP_PX else 1

    def _wide(self, said: Said) -> float:
        body, strong = QFontMetricsF(font("body")), QFontMetricsF(font("strong"))
        figures = strong.horizontalAdvance(said.amount) + body.horizontalAdvance("100.0 %")
        return KEY_PX + body.horizontalAdvance(said.title) + 12 + figures + 16

    def _rows(self, said: Sequence[Said]) -> int:
        return -(-len(said) // self.columns())

    def _tall(self) -> int:
        heads = 2 * self._line()
        rows = (self._rows(self._uses) + self._rows(self._payers)) * self._line()
        return round(BAR_PX + PAYERS_PX + 4 + heads + rows + 12) if self.lines else BAR_PX

    # How it is drawn.

    def draw(self, painter: QPainter) -> None:
        if self._bar is None or not self._bar.whole:
            return
        width = float(self.width())
        draw_pieces(painter, QRectF(0, 0, width, BAR_PX), self._bar.uses, self._bar.whole)
        draw_pieces(painter, QRectF(0, BAR_PX + 4, width, PAYERS_PX), self._bar.payers, self._bar.whole)
        top = BAR_PX + PAYERS_PX + 8.0
        top = self._draw_words(painter, top, self._locale.text(N_("Where the money goes")), self._uses)
        self._draw_words(painter, top + 4, self._locale.text(N_("Who pays it")), self._payers)

    def _draw_words(self, painter: QPainter, top: float, title: str, said: Sequence[Said]) -> float:
        line, columns = self._line(), self.columns()
        painter.setFont(font("body"))
        painter.setPen(QColor(Theme.tokens.soft))
        painter.drawText(QRectF(0, top, self.width(), line), LEFT, title)
        wide = (self.width() - COLUMN_GAP_PX * (columns - 1)) / columns
        rows = self._rows(said)
        for place, each in enumerate(said):
            column, row = divmod(place, rows)
            box = QRectF(column * (wide + COLUMN_GAP_PX), top + line * (row + 1), wide, line)
            _draw_line(painter, box, each)
        return top + line * (rows + 1)


def draw_pieces(painter: QPainter, box: QRectF, pieces: Sequence[BarPiece], whole: int) -> None:
    """Draw pieces side by side; each has its letter where it has the room for it."""
    done = 0
    for piece in pieces:
        left = box.left() + box.width() * done / whole
        done += piece.micros
        right = box.left() + box.width() * done / whole
        place = QRectF(left, box.top(), max(1.5, right - left - GAP_PX), box.height())
        draw_piece(painter, place, piece.code)
        _draw_letter(painter, place, piece.code.letter)


def draw_piece(painter: QPainter, box: QRectF, code: Piece) -> None:
    """Draw one piece: its colour and its pattern."""
    tokens = Theme.tokens
    colour = QColor(_colour(code))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, QColor(tokens.card) if code is Piece.LACKING else colour)
    pattern = PATTERNS[code]
    if pattern is not Pattern.NoBrush:
        painter.fillRect(box, QBrush(colour if code is Piece.LACKING else QColor(tokens.card), pattern))
    if code in {Piece.LACKING, Piece.SUBSIDY}:
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))


def _draw_letter(painter: QPainter, box: QRectF, letter: str) -> None:
    painter.setFont(font("strong"))
    metrics = QFontMetricsF(painter.font())
    wide, high = metrics.horizontalAdvance(letter) + 6, min(metrics.height() + 1, box.height() - 2)
    if wide + 2 > box.width():
        return
    plate = QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Theme.tokens.card))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(Theme.tokens.ink))
    painter.drawText(plate, CENTRE, letter)


def _draw_line(painter: QPainter, box: QRectF, said: Said) -> None:
    middle = box.center().y()
    painter.setFont(font("strong"))
    painter.setPen(QColor(Theme.tokens.ink))
    painter.drawText(QRectF(box.left(), box.top(), LETTER_PX, box.height()), LEFT, said.piece.code.letter)
    draw_piece(painter, QRectF(box.left() + LETTER_PX, middle - 7, SWATCH_PX, 14), said.piece.code)
    painter.setFont(font("body"))
    painter.setPen(QColor(Theme.tokens.soft))
    share = QFontMetricsF(painter.font()).horizontalAdvance("100.0 %") + 8
    painter.drawText(QRectF(box.right() - share, box.top(), share, box.height()), RIGHT, said.share)
    painter.setPen(QColor(Theme.tokens.ink))
    painter.setFont(font("strong"))
    amount = QFontMetricsF(painter.font()).horizontalAdvance(said.amount) + 8
    painter.drawText(QRectF(box.right() - share - amount, box.top(), amount, box.height()), RIGHT, said.amount)
    painter.setFont(font("body"))
    room = box.width() - KEY_PX - share - amount - 4
    title = QFontMetricsF(painter.font()).elidedText(said.title, Qt.TextElideMode.ElideRight, max(room, 0.0))
    painter.drawText(QRectF(box.left() + KEY_PX, box.top(), room, box.height()), LEFT, title)


def _colour(code: Piece) -> str:
    tokens = Theme.tokens
    own = {Piece.BUYER: tokens.ink, Piece.SUBSIDY: tokens.accent, Piece.LACKING: tokens.blocked}
    return own.get(code) or tokens.series[list(Piece).index(code) % len(tokens.series)]

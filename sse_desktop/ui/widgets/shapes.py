"""The three state shapes (disc, triangle, square) and the badge that holds one with its word."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygonF

from sse_desktop.ui.theme import State, Theme, font

SHAPE_PX = 9.0
PAD_PX = 9
FOLDED_PAD_PX = 6


def paint_shape(painter: QPainter, centre: QPointF, state: State, colour: str, size: float = SHAPE_PX) -> None:
    """Draw the shape of a state around `centre`."""
    half = size / 2
    box = QRectF(centre.x() - half, centre.y() - half, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    match state:
        case State.READY:
            painter.drawEllipse(box)
        case State.TO_DO:
            painter.drawPolygon(QPolygonF([QPointF(centre.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        case State.BLOCKED:
            painter.drawRoundedRect(box, 1.5, 1.5)
        case State.QUIET:
            painter.setPen(QColor(colour))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))


@lru_cache(maxsize=512)
def badge_width(word: str) -> int:
    """Return the width of a badge with this word."""
    return QFontMetrics(font("strong")).horizontalAdvance(word) + round(SHAPE_PX) + 2 * PAD_PX + 6


def paint_badge(painter: QPainter, box: QRectF, state: State, word: str) -> None:
    """Draw a badge, left in `box` and middle in its height; a word that is too long is cut."""
    ink, ground = Theme.tokens.state_colours(state)
    width = min(float(badge_width(word)), box.width())
    badge = QRectF(box.left(), box.center().y() - 11, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(badge, 4, 4)
    paint_shape(painter, QPointF(badge.left() + PAD_PX + SHAPE_PX / 2, badge.center().y()), state, ink)
    painter.setFont(font("strong"))
    painter.setPen(QColor(ink))
    words = badge.adjusted(PAD_PX + SHAPE_PX + 6, 0, -PAD_PX + 3, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


@lru_cache(maxsize=512)
def folded(word: str) -> tuple[str, ...]:
    """Return a badge's word on the two lines that are narrowest, or on one where it has no space."""
    parts = word.split(" ")
    if len(parts) == 1:
        return (word,)
    metrics = QFontMetrics(font("body"))
    pairs = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    return min(pairs, key=lambda pair: max(map(metrics.horizontalAdvance, pair)))


def folded_badge_width(word: str) -> int:
    """Return the width of a badge with this word on two lines."""
    metrics = QFontMetrics(font("body"))
    return max(map(metrics.horizontalAdvance, folded(word))) + round(SHAPE_PX) + 2 * FOLDED_PAD_PX + 5


def paint_folded_badge(painter: QPainter, box: QRectF, state: State, word: str) -> None:
    """Draw a badge that fills `box`, its word on up to two lines; a line that is too long is cut."""
    ink, ground = Theme.tokens.state_colours(state)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font("body"))
    metrics, lines = painter.fontMetrics(), folded(word)
    top = box.center().y() - metrics.height() * len(lines) / 2
    middle = top + metrics.height() / 2
    paint_shape(painter, QPointF(box.left() + FOLDED_PAD_PX + SHAPE_PX / 2, middle), state, ink)
    painter.setPen(QColor(ink))
    left = box.left() + FOLDED_PAD_PX + SHAPE_PX + 5
    for at, words in enumerate(lines):
        line = QRectF(left, top + at * metrics.height(), box.right() - left - 2, metrics.height())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()) + 1)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

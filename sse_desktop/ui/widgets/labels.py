"""Text on the screen, always plain: a name like `<img src=x>` is shown as it is written."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from sse_desktop.ui.theme import FontRole, State, Theme, font
from sse_desktop.ui.widgets.shapes import badge_width, paint_badge

Tone = Literal["", "soft", "ready", "to_do", "blocked"]


def label(
    text: str = "", role: FontRole = "body", *, tone: Tone = "", wrap: bool = False, selectable: bool = False
) -> QLabel:
    """Return a label that shows `text` as plain text."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setFont(font(role))
    result.setWordWrap(wrap)
    if tone:
        result.setProperty("tone", tone)
    if selectable:
        result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


class Headline(QLabel):
    """A title of one line; what has no room ends in … and is told by the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("title"))
        self.setMinimumWidth(120)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(Theme.tokens.ink))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def set_tone(widget: QLabel, tone: Tone) -> None:
    """Change the tone of a label and let the style sheet see it."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def own_page(markdown: str, name: str) -> QTextBrowser:
    """Return a reader for a page that we wrote ourselves; markup of others never comes here, and no link is followed."""
    result = QTextBrowser()
    result.setAccessibleName(name)
    result.setOpenLinks(False)
    result.setFrameShape(QFrame.Shape.NoFrame)
    result.document().setDefaultFont(font("lead"))
    result.document().setIndentWidth(20)
    result.document().setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    return result


def rule() -> QFrame:
    """Return a hairline between two parts of a card."""
    result = QFrame()
    result.setObjectName("rule")
    result.setFixedHeight(1)
    return result


class Card(QFrame):
    """A white sheet on the ground, with an optional section title; put things into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.title = label(title, "section")
        if not title:  # showing it before it has a parent would open a window of its own
            self.title.hide()
        self.body.addWidget(self.title)


class Badge(QWidget):
    """A state told by shape, word and colour."""

    def __init__(self, state: State = State.QUIET, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, word)

    @property
    def state(self) -> State:
        return self._state

    @property
    def word(self) -> str:
        return self._word

    def show_state(self, state: State, word: str) -> None:
        self._state, self._word = state, word
        self.setAccessibleName(f"{state.shape} {word}")
        self.setToolTip(word)
        if not word or self.parentWidget() is not None:
            self.setVisible(bool(word))
        else:
            # Shown with its parent: a badge without one would open a window of its own.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._word), 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, badge_width(self._word)), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QRectF(self.rect()), self._state, self._word)


class Dot(QWidget):
    """A square of a series' colour, for the key of a chart."""

    def __init__(self, colour_index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = colour_index
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Theme.tokens.series[self._index % len(Theme.tokens.series)]))
        painter.drawRoundedRect(QRectF(1, 1, 10, 10), 2, 2)

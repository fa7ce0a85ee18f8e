"""Places to sign: name, post and identity number below the line, date and place beside it, never alone on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from sse_desktop.documents.canvas import INK, SOFT, Run, line
from sse_desktop.documents.drawn import Drawn
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.paragraphs import plain, wrapped
from sse_desktop.documents.tables import Rows
from sse_desktop.locale import Locale

_GUTTER = 28.0
_LINES_KEPT = 3
_MANY_LINES = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs; what is empty is written by hand, on a line of its own with its label."""

    role: str = ""
    name: str = ""
    post: str = ""
    id_number: str = ""


def signatures(
    signers: Sequence[Signer], locale: Locale, *, size: float = 9.5, room: float = 44, with_place: bool = True
) -> Flowable:
    """Places to sign side by side, two in a row, each with `room` points above its line.

    With a place, "place and date" is asked beside a single signature and below the names of several.
    """
    return _Places([_entry(signer, locale) for signer in signers], locale, size=size, room=room, with_place=with_place)


def closed(story: Sequence[Flowable], *closing: Flowable) -> list[Flowable]:
    """The story followed by blocks that always have some of the text before on their page."""
    *before, last = story
    match last:
        case Rows():
            return [*before, last.closed_by(closing)]
        case Paragraph():
            return [*before, _ClosedText(last, closing)]
        case _:
            return [*before, KeepTogether([last, *closing])]


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    lines: tuple[tuple[str, str], ...]
    is_blank: bool


def _entry(signer: Signer, locale: Locale) -> _Entry:
    labels = (
        (locale.text("Name"), signer.name),
        (locale.text("Post"), signer.post),
        (locale.text("Identity number"), signer.id_number),
    )
    if not signer.name:
        return _Entry(signer.role, tuple((label, value) for label, value in labels), is_blank=True)
    post = " · ".join(filter(None, (signer.role, signer.post)))
    number = f"{labels[2][0]} {signer.id_number}" if signer.id_number else ""
    return _Entry(signer.name, tuple(("", text) for text in (post, number) if text), is_blank=False)


class _Places(Drawn):
    def __init__(
        self, entries: Sequence[_Entry], locale: Locale, *, size: float, room: float, with_place: bool
    ) -> None:
        super().__init__()
        self._entries = list(entries)
        if with_place and len(self._entries) % 2:
            self._entries.append(_Entry("", (("", locale.text("Place and date")),), is_blank=False))
            with_place = False
        self._place = locale.text("Place and date") if with_place else ""
        self._size = size
        self._room = room
        self.spaceBefore = 10

    @property
    def _leading(self) -> float:
        return self._size * 1.4

    def _column(self) -> float:
        return (self.width - _GUTTER) / 2

    def _below(self, entry: _Entry) -> float:
        """Height of what stands below the line of one signature."""
        if entry.is_blank:
            return self._leading * (1 + 1.75 * len(entry.lines)) if entry.title else self._leading * 5.4
        return 2 + self._leading * len(self._texts(entry))

    def _texts(self, entry: _Entry) -> list[tuple[str, str]]:
        """Lines of a signature whose signer is known, each with its font."""
        title = [(text, BOLD) for text in wrapped(entry.title, BOLD, self._size, self._column())] if entry.title else []
        return title + [
            (text, REGULAR)
            for _label, value in entry.lines
            for text in wrapped(value, REGULAR, self._size, self._column())
        ]

    def _pairs(self) -> list[Sequence[_Entry]]:
        return [self._entries[index : index + 2] for index in range(0, len(self._entries), 2)]

    # Names of ReportLab.

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        high = sum(self._room + max(map(self._below, pair)) + 8 for pair in self._pairs())
        self.height = high + (self._leading * 2.2 if self._place else 0)
        return self.width, self.height

    def draw(self) -> None:
        y = self.height
        for pair in self._pairs():
            y -= self._room
            for column, entry in enumerate(pair):
                self._one(column * (self._column() + _GUTTER), y, entry)
            y -= max(map(self._below, pair)) + 8
        if self._place:
            self._ruled(0, y - self._leading * 1.2, self._place, self.width)

    def _one(self, x: float, y: float, entry: _Entry) -> None:
        self.decorate(line(x, y, x + self._column(), y, thick=0.8, colour=INK))
        base = y - self._leading
        if entry.is_blank:
            self.say([Run(x, base, plain(entry.title), BOLD, self._size)])
            for number, (label, value) in enumerate(entry.lines):
                self._ruled(x, base - self._leading * 1.75 * (number + 1), label, self._column(), value)
            return
        self.say(
            [
                Run(x, base - self._leading * number, text, font, self._size, INK if font == BOLD else SOFT)
                for number, (text, font) in enumerate(self._texts(entry))
            ],
        )

    def _ruled(self, x: float, y: float, label: str, room: float, value: str = "") -> None:
        """A label with a line behind it to write on."""
        start = x + width(label, REGULAR, self._size) + 6
        self.decorate(line(start, y - 2, x + room, y - 2, thick=0.5, colour=SOFT))
        self.say([Run(x, y, label, REGULAR, self._size, SOFT), Run(start + 2, y, value, REGULAR, self._size)])


class _ClosedText(Flowable):
    """A paragraph with what must stay with its last lines."""

    def __init__(self, text: Paragraph, closing: Sequence[Flowable]) -> None:
        super().__init__()
        self._text = text
        self._closing = tuple(closing)
        self.spaceBefore = text.getSpaceBefore()

    def _below(self, room: float) -> float:
        return sum(block.getSpaceBefore() + block.wrap(room, 10_000)[1] for block in self._closing)

    # Names of ReportLab.

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        self.height = self._text.wrap(room, 10_000)[1] + self._below(room)
        return self.width, self.height

    def split(self, room: float, high_room: float) -> list[Flowable]:
        high = self._text.wrap(room, 10_000)[1]
        leading = self._text.style.leading
        if high < _MANY_LINES * leading:
            return []
        parts = self._text.split(room, min(high_room, high - _LINES_KEPT * leading))
        match parts:
            case [first, Paragraph() as rest]:
                return [first, _ClosedText(rest, self._closing)]
            case _:
                return []

    def draw(self) -> None:
        y = self.height
        for block in (self._text, *self._closing):
            before = 0 if block is self._text else block.getSpaceBefore()
            y -= before + block.wrapOn(self.canv, self.width, 10_000)[1]
            block.drawOn(self.canv, 0, y)

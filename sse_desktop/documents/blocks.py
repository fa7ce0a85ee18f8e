"""Smaller parts of sheets: labelled facts, key figures, steps of an account, boxes to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from sse_desktop.documents.canvas import ACCENT, HAIR, INK, SOFT, TINT, Colour, Run, area, box, line
from sse_desktop.documents.drawn import Drawn, stacked
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.paragraphs import wrapped

_SMALLEST = 9.0


def rule(*, thick: float = 0.6, colour: Colour = HAIR) -> Flowable:
    """A line over the width of the text."""
    return _Rule(thick, colour)


def steps(items: Sequence[Step], *, size: float = 13.5) -> list[Flowable]:
    """An account in large type, one step over a hair rule each; a result stands under a strong one."""
    return [_Step(item, size=size) for item in items]


def key_figures(figures: Sequence[tuple[str, str]]) -> Flowable:
    """A band of a few large figures with what each of them counts."""
    return _KeyFigures(figures)


def band(lines: Sequence[str]) -> Flowable:
    """Sentences on a tinted ground: what a sheet agrees with."""
    return _Band(lines)


def boxes(items: Sequence[tuple[str, str]], *, high: float = 40, size: float = 13.5) -> Flowable:
    """A row of boxes with a title each; an empty one is filled in by hand."""
    return _Boxes(items, high=high, size=size)


def space(points: float) -> Flowable:
    """Empty room."""
    return Spacer(0, points)


class _Rule(Drawn):
    """A line over the width of the text."""

    def __init__(self, thick: float, colour: Colour) -> None:
        super().__init__()
        self._thick, self._colour = thick, colour
        self.spaceBefore, self.spaceAfter = 2, 8

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width, self.height = room, self._thick
        return room, self._thick

    def draw(self) -> None:
        self.decorate(line(0, 0, self.width, 0, thick=self._thick, colour=self._colour))


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A fact with its label; an empty value leaves a line to write on."""

    label: str
    value: str
    strong: bool = False
    note: str = ""


def facts(items: Sequence[Labelled], *, size: float = 10.5, label_share: float = 0.3) -> list[Flowable]:
    """Labels left and values beside them, one fact below the other."""
    return [_Fact(item, size, label_share) for item in items]


class _Fact(Drawn):
    def __init__(self, item: Labelled, size: float, label_share: float) -> None:
        super().__init__()
        self._item, self._size, self._share = item, size, label_share
        self.spaceAfter = size * 0.62

    def _lines(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        left = self.width * self._share
        font = BOLD if self._item.strong else REGULAR
        value = wrapped(self._item.value, font, self._size, self.width - left)
        note = wrapped(self._item.note, REGULAR, self._size - 1.5, self.width - left) if self._item.note else ()
        return wrapped(self._item.label, REGULAR, self._size - 0.5, left - 12), value, note

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        label, value, note = self._lines()
        self.height = self._size * 1.38 * max(len(label), len(value)) + (self._size - 1.5) * 1.38 * len(note)
        return room, self.height

    def split(self, room: float, high: float) -> list[Flowable]:
        """A value longer than the page goes on below an empty label."""
        self.width = room
        _label, value, _note = self._lines()
        fitting = int(high // (self._size * 1.38))
        if fitting < 2 or len(value) - fitting < 1:
            return []
        item = self._item
        first = Labelled(label=item.label, value="\n".join(value[:fitting]), strong=item.strong)
        rest = Labelled(label="", value="\n".join(value[fitting:]), strong=item.strong, note=item.note)
        return [_Fact(first, self._size, self._share), _Fact(rest, self._size, self._share)]

    def draw(self) -> None:
        label, value, note = self._lines()
        left, size = self.width * self._share, self._size
        base = self.height - size
        font = BOLD if self._item.strong else REGULAR
        runs = [Run(0, base - size * 1.38 * n, text, REGULAR, size - 0.5, SOFT) for n, text in enumerate(label)]
        runs += [Run(left, base - size * 1.38 * n, text, font, size) for n, text in enumerate(value)]
        under = base - size * 1.38 * len(value)
        runs += [
            Run(left, under - (size - 1.5) * 1.38 * n, text, REGULAR, size - 1.5, SOFT) for n, text in enumerate(note)
        ]
        if not self._item.value:
            self.decorate(line(left, base - 3, self.width, base - 3, thick=0.5, colour=SOFT))
        self.say(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of an account read aloud: what it is, how it was worked out, how much it is."""

    label: str
    figure: str
    note: str = ""
    result: bool = False


class _Step(Drawn):
    """One step, in large type, over a hair rule; a result stands under a strong one."""

    def __init__(self, step: Step, *, size: float) -> None:
        super().__init__()
        self._step = step
        self._size = size + 2 if step.result else size
        self._note = size - 3

    def _lines(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = self.width - width(self._step.figure, BOLD, self._size + 1) - 16
        font = BOLD if self._step.result else REGULAR
        note = wrapped(self._step.note, REGULAR, self._note, self.width * 0.84) if self._step.note else ()
        return wrapped(self._step.label, font, self._size, max(room, 80)), note

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        label, note = self._lines()
        self.height = self._size * 1.3 * len(label) + self._note * 1.35 * len(note) + 9.5
        return room, self.height

    def draw(self) -> None:
        label, note = self._lines()
        step, size = self._step, self._size
        font = BOLD if step.result else REGULAR
        base = self.height - 4 - size
        colour = ACCENT if step.result else INK
        right = self.width - width(step.figure, BOLD, size + 1)
        runs = [Run(0, base - size * 1.3 * n, text, font, size) for n, text in enumerate(label)]
        runs.append(Run(right, base, step.figure, BOLD, size + 1, colour))
        under = base - size * 1.3 * (len(label) - 1) - self._note * 1.4
        runs += [Run(0, under - self._note * 1.35 * n, text, REGULAR, self._note, SOFT) for n, text in enumerate(note)]
        self.decorate(line(0, 0, self.width, 0))
        if step.result:
            self.decorate(line(0, self.height, self.width, self.height, thick=1.4, colour=INK))
        self.say(runs)


class _KeyFigures(Drawn):
    """A band of a few large figures with what each of them counts."""

    def __init__(self, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._figures = tuple(figures)
        self.spaceBefore = 10

    def _room(self) -> float:
        return (self.width - 44) / max(len(self._figures), 1)

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        deepest = max(len(wrapped(label, REGULAR, 9, self._room() - 10)) for _figure, label in self._figures)
        self.height = 62 + 12.4 * deepest
        return room, self.height

    def draw(self) -> None:
        self.decorate(area(0, 0, self.width, self.height, colour=TINT))
        for index, (figure, label) in enumerate(self._figures):
            x = 22 + index * self._room()
            size = 20 if width(figure, BOLD, 20) <= self._room() - 8 else 13
            runs = [Run(x, self.height - 40, figure, BOLD, size, ACCENT)]
            self.say(runs + stacked(label, x, self.height - 58, self._room() - 10, size=9, colour=SOFT))


class _Band(Drawn):
    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self.spaceBefore, self.spaceAfter = 8, 4

    def _runs(self, top: float) -> list[Run]:
        runs: list[Run] = []
        y = top - 18
        for text in self._lines:
            new = stacked(text, 12, y, self.width - 24, size=10)
            runs += new
            y = new[-1].y - 15
        return runs

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        self.height = 12 - self._runs(0)[-1].y if self._lines else 0
        return room, self.height

    def draw(self) -> None:
        self.decorate(area(0, 0, self.width, self.height, colour=TINT))
        self.say(self._runs(self.height))


class _Boxes(Drawn):
    """A row of boxes with a title each; an empty one is filled in by hand."""

    def __init__(self, items: Sequence[tuple[str, str]], *, high: float, size: float) -> None:
        super().__init__()
        self._items = tuple(items)
        self._high, self._size = high, size
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width, self.height = room, self._high
        return room, self._high

    def draw(self) -> None:
        gap = 8.0
        wide = (self.width - gap * (len(self._items) - 1)) / len(self._items)
        for index, (title, value) in enumerate(self._items):
            x = index * (wide + gap)
            self.decorate(box(x, 0, wide, self._high, colour=SOFT))
            runs = _fitted(title, x + 5, (self._high - 11, self._high - 9), wide - 10, REGULAR, 8.5, 7, SOFT)
            runs += _fitted(value, x + 5, (8, 16), wide - 10, BOLD, self._size, _SMALLEST, INK)
            self.say(runs)


def _fitted(
    text: str,
    x: float,
    bases: tuple[float, float],
    room: float,
    font: str,
    size: float,
    smallest: float,
    colour: Colour,
) -> list[Run]:
    """A text in one line on the first base line, smaller where it is long; or from the second down in several."""
    fitting = min(size, size * room / max(width(text, font, size), 1))
    if fitting >= smallest:
        return [Run(x, bases[0], text, font, fitting, colour)]
    return stacked(text, x, bases[1], room, font=font, size=smallest, colour=colour)

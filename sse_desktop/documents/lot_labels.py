"""Labels for lots and crates: on begun or whole sheets of A4, or one to a page for a label printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from sse_desktop.documents.canvas import SOFT, Run
from sse_desktop.documents.codes import code128_operators, qr_operators
from sse_desktop.documents.drawn import Drawn
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import wrapped
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.labels import LabelPaper
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale

_PAD = 2.6 * mm


class NoSuchPlace(DomainError):
    """The first label would stand beside the sheet."""

    sentence = N_("The sheet has {places} labels. Enter a number from 1 to {places} for the first free one.")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the labels of a page stand, in points from its left upper corner."""

    page: tuple[float, float]
    columns: int
    rows: int
    wide: float
    high: float
    left: float = 0
    top: float = 0
    gap: float = 0

    @property
    def places(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Left lower corner of the label at a place, counted from 0 by rows."""
        row, column = divmod(place, self.columns)
        x = self.left + column * (self.wide + self.gap)
        return x, self.page[1] - self.top - (row + 1) * self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class LotLabel:
    """What stands on one label. `number` and `count` make it the label of a crate: 3 of 12."""

    code: str
    product: str
    grade: str
    received_on: date
    best_before: date | None = None
    weight: Quantity | None = None
    units: Quantity | None = None
    number: int | None = None
    count: int | None = None

    @property
    def scanned(self) -> str:
        """Return what the scanner types: the lot's code, with /n for a crate."""
        return self.code if self.number is None else f"{self.code}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotLabels:
    """Labels in their order; `first` is the first free place of the first sheet, counted from 1."""

    cooperative: str
    labels: Sequence[LotLabel]
    paper: LabelPaper = LabelPaper.THREE_BY_EIGHT
    first: int = 1


def lot_labels(labels: LotLabels, locale: Locale) -> bytes:
    """The labels as PDF pages without margins; to be printed at 100 %.

    Raises: NoSuchPlace.
    """
    grid = _GRIDS[labels.paper]
    places = grid.places
    if not 1 <= labels.first <= places:
        raise NoSuchPlace(places=places)
    title = locale.text("Labels")
    sheet = Sheet(
        cooperative=labels.cooperative,
        part=title,
        reference="",
        title=title,
        page_size=grid.page,
        left=0,
        edge=0,
        bare=True,
    )
    at = labels.first - 1
    placed = [((at + number) // places, (at + number) % places, one) for number, one in enumerate(labels.labels)]
    pages = [
        _Page(grid, [(place, one) for page, place, one in placed if page == number], labels.cooperative, locale)
        for number in range((at + len(labels.labels) - 1) // places + 1)
    ]
    return build(sheet, pages, locale)


class _Page(Drawn):
    """One page of labels."""

    def __init__(self, grid: _Grid, labels: Sequence[tuple[int, LotLabel]], cooperative: str, locale: Locale) -> None:
        super().__init__()
        self._grid, self._labels, self._cooperative, self._locale = grid, labels, cooperative, locale

    def wrap(self, _room: float, _high: float) -> tuple[float, float]:
        # A hair less than the page, so that rounding never moves it to the next.
        self.width, self.height = self._grid.page[0], self._grid.page[1] - 0.01
        return self.width, self.height

    def draw(self) -> None:
        for place, one in self._labels:
            x, y = self._grid.corner(place)
            self._label(one, x, y)

    def _label(self, one: LotLabel, x: float, y: float) -> None:
        grid = self._grid
        scale = min(grid.high / (37 * mm), 1.5)
        pad = _PAD * scale
        bars = 8.5 * mm * scale
        qr = 17 * mm * scale
        top = y + grid.high - pad
        self.decorate(
            code128_operators(one.scanned, x + pad / 2, y + pad, grid.wide - pad, bars),
            qr_operators(one.scanned, x + grid.wide - pad / 2 - qr, top - qr + 4 * scale, qr),
        )
        room = grid.wide - 2 * pad - qr
        self.say(_texts(one, self._cooperative, self._locale, x + pad, top, room, scale))


def _texts(
    one: LotLabel, cooperative: str, locale: Locale, x: float, top: float, room: float, scale: float
) -> list[Run]:
    """The lines of a label from its upper edge down, each smaller where it is long."""
    produce = " ".join(part for part in (one.product, one.grade) if part)
    day = locale.text("Received {day}", day=one.received_on)
    best = locale.text("Best before {day}", day=one.best_before) if one.best_before is not None else ""
    amounts = [locale.quantity(amount) for amount in (one.units, one.weight) if amount is not None]
    crate = (
        locale.text("Crate {number} of {count}", number=one.number, count=one.count)
        if one.number is not None and one.count is not None
        else ""
    )
    lines = [
        (cooperative, REGULAR, 5.5),
        (one.code, BOLD, 11.0),
        (produce, BOLD, 8.5),
        (" · ".join(part for part in (*amounts, crate) if part), REGULAR, 7.5),
        (day, REGULAR, 6.5),
        (best, BOLD, 6.5),
    ]
    runs: list[Run] = []
    y = top
    for text, font, size in lines:
        if text:
            fitting = _fitting(text, font, size * scale, room)
            y -= fitting + 2.6 * scale
            shown = wrapped(text, font, fitting, room)[0]
            colour = SOFT if font == REGULAR and size < 6 else Run(0, 0, "").colour
            runs.append(Run(x, y + 2.6 * scale, shown, font, fitting, colour))
    return runs


def _fitting(text: str, font: str, size: float, room: float) -> float:
    """Return the size at which a text fits into one line, never below half of what was wished."""
    return max(size / 2, min(size, size * room / max(width(text, font, size), 1)))


_GRIDS = {
    LabelPaper.THREE_BY_EIGHT: _Grid(A4, 3, 8, 70 * mm, 37 * mm, top=0.5 * mm),
    LabelPaper.TWO_BY_SEVEN: _Grid(A4, 2, 7, 99.1 * mm, 38.1 * mm, left=4.65 * mm, top=15.15 * mm, gap=2.5 * mm),
    LabelPaper.ONE: _Grid((100 * mm, 60 * mm), 1, 1, 100 * mm, 60 * mm),
}

"""The folio on a bound page: framed, bold, upright in a visible corner, with a place for the initials beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from sse_desktop.documents.canvas import INK, SOFT, Run, SheetCanvas, line
from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.page_style import A4, EDGE

_SIZE = 9.5
_LABEL = 8.0
_PAD = 9.0
_LINE = 44.0
HEIGHT = 18.0
#: Room added below a page whose corners are all taken.
STRIP = 34.0
_NAME = "/SseFolio"
_ROUND = 4.0
_LARGE_PAGE = 720.0


@dataclass(frozen=True, slots=True)
class View:
    """A page as somebody sees it: its visible box in the file's own coordinates, and how far it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @classmethod
    def of(cls, page: pikepdf.Page) -> View:
        """The visible box of a page: what its crop box leaves of the sheet."""
        media, crop = (sorted_box(box) for box in (page.mediabox, page.cropbox))
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if right <= left or top <= bottom:
            left, bottom, right, top = media
        return cls(left, bottom, right, top, int(page.obj.get(Name.Rotate, 0)) % 360 // 90 * 90)

    @property
    def wide(self) -> float:
        """Width as seen."""
        return self.right - self.left if self.turn % 180 == 0 else self.top - self.bottom

    @property
    def high(self) -> float:
        """Height as seen."""
        return self.top - self.bottom if self.turn % 180 == 0 else self.right - self.left

    def matrix(self, x: float, y: float, scale: float) -> tuple[float, ...]:
        """Matrix that draws upright with its origin `x` from the visible left and `y` from the visible bottom."""
        match self.turn:
            case 90:
                return (0, scale, -scale, 0, self.right - y, self.bottom + x)
            case 180:
                return (-scale, 0, 0, -scale, self.right - x, self.top - y)
            case 270:
                return (0, -scale, scale, 0, self.left + y, self.top - x)
            case _:
                return (scale, 0, 0, scale, self.left + x, self.bottom + y)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a folio goes on a page as seen, in points from the visible left and bottom, and how much enlarged."""

    x: float
    y: float
    scale: float = 1.0


class FolioStamps:
    """Draws folios with one embedded font for all pages of a packet."""

    def __init__(self, pdf: pikepdf.Pdf, folios: Sequence[str], initials: str) -> None:
        self._pdf = pdf
        self._initials = initials
        canvas = SheetCanvas(BytesIO(), furniture=lambda *_: "", page_size=A4, language="en")
        self._drawn = {folio: self._operators(canvas, folio) for folio in dict.fromkeys(folios)}
        self._resources = self._fonts(canvas)

    def wide(self, folio: str) -> float:
        """Width of frame, line and label of a folio in points."""
        return self._frame_left() + self._frame(folio)

    def spots(self, view: View, folio: str) -> list[Spot]:
        """Places for a folio on a page, best first: our own footer's, nearer to the edge, the upper corner."""
        # A page that will be printed smaller gets a larger folio, a very small one a smaller.
        short = min(view.wide, view.high)
        scale = short / 595 if short > _LARGE_PAGE else min(1.0, (view.wide - 12) / self.wide(folio))
        wide = self.wide(folio) * scale
        edge, near = min(EDGE, max(6.0, view.wide - wide - 6)) * max(scale, 1), 18.0
        return [
            Spot(view.wide - edge - wide, edge - 1, scale),
            Spot(view.wide - max(near, 6) - wide, near - 4, scale)
            if view.wide > wide + 2 * near
            else Spot(6, 6, scale),
            Spot(view.wide - edge - wide, view.high - near - HEIGHT * scale, scale),
        ]

    def in_strip(self, view: View, folio: str) -> Spot:
        """The place for a folio in the strip added below a page."""
        scale = min(1.0, (view.wide - 12) / self.wide(folio))
        return Spot(max(6.0, view.wide - self.wide(folio) * scale - 18), (STRIP - HEIGHT) / 2, scale)

    def place(self, page: pikepdf.Page, view: View, spot: Spot, folio: str, *, visible: View | None = None) -> None:
        """Draw the folio over the page. Of a page from outside only what was `visible` stays, with a state of its own."""
        matrix = " ".join(f"{value:.4f}" for value in view.matrix(spot.x, spot.y, spot.scale))
        drawn = f"/Artifact BMC q {matrix} cm {_NAME} Do Q EMC".encode()
        resources, objects = _own_resources(page)
        objects[Name(_NAME)] = self._form(folio)
        if visible is not None:
            body = self._isolated(page, visible)
            page.obj.Resources = Dictionary(XObject=Dictionary({"/SsePage": body, _NAME: objects[Name(_NAME)]}))
            page.obj.Contents = self._pdf.make_stream(b"/Figure <</MCID 0>> BDC q /SsePage Do Q EMC\n" + drawn)
            return
        resources.XObject = objects
        page.obj.Resources = resources
        page.contents_add(b"\n" + drawn)

    def folio_box(self, view: View, spot: Spot, folio: str) -> tuple[float, float, float, float]:
        """The inside of the frame in the file's own coordinates: left, bottom, right, top."""
        inner = ((self._frame_left() + 1, 1.0), (self.wide(folio) - 1, HEIGHT - 1))
        a, b, c, d, e, f = view.matrix(spot.x, spot.y, spot.scale)
        xs = [a * x + c * y + e for x, y in inner]
        ys = [b * x + d * y + f for x, y in inner]
        return min(xs), min(ys), max(xs), max(ys)

    def _isolated(self, page: pikepdf.Page, visible: View) -> pikepdf.Object:
        """The page's content as a drawn object: what it leaves unbalanced ends there."""
        page.contents_coalesce()
        form = self._pdf.make_stream(page.obj.Contents.read_bytes() if Name.Contents in page.obj else b"")
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([visible.left, visible.bottom, visible.right, visible.top])
        form.Resources = page.resources
        if Name.Group in page.obj:
            form.Group = page.obj.Group
        return form

    def _frame(self, folio: str) -> float:
        return width(folio, BOLD, _SIZE) + 2 * _PAD

    def _frame_left(self) -> float:
        return width(self._initials, REGULAR, _LABEL) + 5 + _LINE + 9

    def _operators(self, canvas: SheetCanvas, folio: str) -> bytes:
        start, frame = self._frame_left(), self._frame(folio)
        label = width(self._initials, REGULAR, _LABEL)
        runs = [
            Run(0, 5.5, self._initials, REGULAR, _LABEL, SOFT),
            Run(start + _PAD, 5.6, folio, BOLD, _SIZE, INK),
        ]
        parts = [
            "q 1 1 1 rg",
            f"{start:.2f} 0 {frame:.2f} {HEIGHT:g} re f",
            rounded(start + 0.4, 0.4, frame - 0.8, HEIGHT - 0.8),
            line(label + 5, 4, label + 5 + _LINE, 4, thick=0.5, colour=SOFT),
            canvas.text_operators(runs),
            "Q",
        ]
        return "\n".join(parts).encode("latin-1")

    def _fonts(self, canvas: SheetCanvas) -> pikepdf.Object:
        """The fonts of all folios, taken from a page that shows them."""
        canvas.write(*(drawn.decode("latin-1") for drawn in self._drawn.values()))
        target = BytesIO(_bytes_of(canvas))
        source = pikepdf.open(target)
        fonts = self._pdf.copy_foreign(source.make_indirect(Dictionary(dict(source.pages[0].resources.Font.items()))))
        return self._pdf.make_indirect(Dictionary(Font=fonts))

    def _form(self, folio: str) -> pikepdf.Object:
        form = self._pdf.make_stream(self._drawn[folio])
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, round(self.wide(folio), 2), HEIGHT])
        form.Resources = self._resources
        return form


def add_strip(page: pikepdf.Page, view: View) -> View:
    """Make a page higher by a strip at its visible foot, so that a folio covers nothing; the page as seen then."""
    grown = {
        0: View(view.left, view.bottom - STRIP, view.right, view.top, 0),
        90: View(view.left, view.bottom, view.right + STRIP, view.top, 90),
        180: View(view.left, view.bottom, view.right, view.top + STRIP, 180),
        270: View(view.left - STRIP, view.bottom, view.right, view.top, 270),
    }[view.turn]
    visible = [grown.left, grown.bottom, grown.right, grown.top]
    media = sorted_box(page.mediabox)
    page.obj.CropBox = Array(visible)
    page.obj.MediaBox = Array(
        [min(media[0], visible[0]), min(media[1], visible[1]), max(media[2], visible[2]), max(media[3], visible[3])]
    )
    return grown


def sorted_box(box: pikepdf.Object) -> tuple[float, float, float, float]:
    """A box with its lower left corner first, as readers take it whatever the order in the file."""
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def rounded(x: float, y: float, wide: float, high: float) -> str:
    """Operators of a frame with rounded corners."""
    reach = _ROUND * 0.5523
    r = _ROUND
    corners = [
        f"{x + r:.2f} {y:.2f} m {x + wide - r:.2f} {y:.2f} l",
        f"{x + wide - r + reach:.2f} {y:.2f} {x + wide:.2f} {y + r - reach:.2f} {x + wide:.2f} {y + r:.2f} c",
        f"{x + wide:.2f} {y + high - r:.2f} l",
        f"{x + wide:.2f} {y + high - r + reach:.2f} {x + wide - r + reach:.2f} {y + high:.2f}",
        f"{x + wide - r:.2f} {y + high:.2f} c {x + r:.2f} {y + high:.2f} l",
        f"{x + r - reach:.2f} {y + high:.2f} {x:.2f} {y + high - r + reach:.2f} {x:.2f} {y + high - r:.2f} c",
        f"{x:.2f} {y + r:.2f} l {x:.2f} {y + r - reach:.2f} {x + r - reach:.2f} {y:.2f} {x + r:.2f} {y:.2f} c",
    ]
    return f"0.122 0.165 0.149 RG 0.8 w {' '.join(corners)} S"


def _own_resources(page: pikepdf.Page) -> tuple[Dictionary, Dictionary]:
    """Copies of the page's resources and drawn objects: pages often share them, and each has its own folio."""
    resources = dict(page.resources.items())
    drawn = resources.get("/XObject")
    return Dictionary(resources), Dictionary(dict(drawn.items()) if isinstance(drawn, pikepdf.Object) else {})


def _bytes_of(canvas: SheetCanvas) -> bytes:
    data: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]  # the stubs leave it out
    return data

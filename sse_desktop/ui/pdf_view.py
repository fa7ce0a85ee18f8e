"""Shows a PDF page by page: what is seen is the very file that is saved, and its pages are what is printed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from sse_desktop.documents.preview import PagePicture

ZOOMS: Final = (("fit", N_("Whole width")), ("75", "75 %"), ("100", "100 %"), ("150", "150 %"), ("200", "200 %"))
POINTS_PER_INCH: Final = 72
SCREEN_DPI: Final = 96
PRINT_DPI: Final = 300
GAP_PX: Final = 12
LARGEST_FIT: Final = 1.25  # of the paper's own size
PREFETCH_PX: Final = 600


class PageImage(QLabel):
    """One page as an image; empty paper until it was drawn."""

    def __init__(self, number: int, spoken: str) -> None:
        super().__init__()
        self.number = number
        self.drawn_at = 0
        self.setAccessibleName(spoken)
        self.setStyleSheet("background: white; border: 1px solid #B8B4A8;")

    def show_image(self, image: QImage, dpi: int, ratio: float) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
        self.drawn_at = dpi


class PdfView(QWidget):
    """Pages below each other, drawn when they come into view."""

    def __init__(self, context: Context, data: bytes, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data = data
        self._file_name = file_name
        self._sizes: Sequence[tuple[float, float]] = ()
        self.pages: list[PageImage] = []
        self._asked: set[tuple[int, int]] = set()
        self._zoom = QComboBox()
        self._zoom.setAccessibleName(context.text(N_("Size")))
        for key, title in ZOOMS:
            self._zoom.addItem(context.text(title), key)
        self._where = label("", tone="soft")
        save = button(context.text(N_("Save a copy")), icon_name="save")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(context.text(N_("Pages")))
        self._paper = QWidget()
        self._paper.setObjectName("clear")
        self._column = QVBoxLayout(self._paper)
        self._column.setSpacing(GAP_PX)
        self._scroll.setWidget(self._paper)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(60)

        bar = QHBoxLayout()
        bar.addWidget(self._where, 1)
        bar.addWidget(self._zoom)
        bar.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)

        self._zoom.currentIndexChanged.connect(self._lay_out)
        self._scroll.verticalScrollBar().valueChanged.connect(self._moved)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._moved)
        self._settle.timeout.connect(self._draw_seen)
        save.clicked.connect(self.save_copy)
        self._measure()

    def actions_offered(self) -> Sequence[Action]:
        return (Action(N_("Print"), self.print, key="Ctrl+P", primary=True, icon="print"),)

    def save_copy(self) -> None:
        """Ask for a file and write the same bytes into it."""
        ask_for_file(self, self._context.text(N_("Save a copy")), self._file_name, "pdf", self._save)

    def print(self) -> None:
        """Let the person choose a printer (or a file) and print every page as an image at its resolution."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        printer.setResolution(PRINT_DPI)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.print_to, printer))
        dialog.setModal(True)
        dialog.show()

    def print_to(self, printer: QPrinter) -> None:
        """Draw page after page at the printer's resolution; only one is in memory at a time."""
        self._job = PrintJob(printer)
        self._print_page(self._job, 0)

    def _print_page(self, job: "PrintJob", number: int) -> None:
        from sse_desktop.documents.preview import page_picture

        if number == len(self._sizes):
            job.end()
            self._context.shell.tell(self._context.text(N_("Sent to the printer: {file}"), file=self._file_name))
            return
        done = partial(self._page_printed, job, number)
        self._context.worker.compute(page_picture, self._data, number, dots_per_inch=job.dpi, owner=self, done=done)

    def _page_printed(self, job: "PrintJob", number: int, picture: "PagePicture") -> None:
        job.add(as_image(picture), self._sizes[number])
        self._print_page(job, number + 1)

    def _save(self, name: str) -> None:
        write_atomically(Path(name), self._data)
        self._context.shell.tell(self._context.text(N_("Saved as {path}"), path=name))

    def _measure(self) -> None:
        from sse_desktop.documents.preview import page_sizes

        self._context.worker.compute(page_sizes, self._data, owner=self, done=self._measured)

    def _measured(self, sizes: Sequence[tuple[float, float]]) -> None:
        self._sizes = sizes
        for number in range(len(sizes)):
            spoken = self._context.text(N_("Page {page} of {pages}"), page=number + 1, pages=len(sizes))
            page = PageImage(number, spoken)
            self.pages.append(page)
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._lay_out()

    def _scale(self, width_pt: float) -> float:
        """Return pixels for each point of the paper."""
        key = str(self._zoom.currentData())
        if key == "fit":
            room = self._scroll.viewport().width() - 2 * GAP_PX - 16
            return min(room / width_pt, LARGEST_FIT * SCREEN_DPI / POINTS_PER_INCH)
        return int(key) / 100 * SCREEN_DPI / POINTS_PER_INCH

    def _lay_out(self) -> None:
        for page, (width, height) in zip(self.pages, self._sizes, strict=True):
            scale = self._scale(width)
            page.setFixedSize(round(width * scale), round(height * scale))
        self._settle.start()

    def _moved(self, *_where: int) -> None:
        self._settle.start()

    def _draw_seen(self) -> None:
        top = self._scroll.verticalScrollBar().value() - PREFETCH_PX
        bottom = top + self._scroll.viewport().height() + 2 * PREFETCH_PX
        seen = [page for page in self.pages if page.y() + page.height() >= top and page.y() <= bottom]
        for page in seen:
            self._draw(page)
        first = next((page for page in seen if page.y() + page.height() > top + PREFETCH_PX), None)
        if first is not None:
            self._where.setText(first.accessibleName())

    def _draw(self, page: PageImage) -> None:
        from sse_desktop.documents.preview import page_picture

        dpi = round(self._scale(self._sizes[page.number][0]) * self.devicePixelRatioF() * POINTS_PER_INCH)
        if page.drawn_at != dpi and (page.number, dpi) not in self._asked:
            self._asked.add((page.number, dpi))
            done = partial(self._drawn, page, dpi)
            self._context.worker.compute(
                page_picture, self._data, page.number, dots_per_inch=dpi, owner=page, done=done
            )

    def _drawn(self, page: PageImage, dpi: int, picture: "PagePicture") -> None:
        self._asked.discard((page.number, dpi))
        page.show_image(as_image(picture), dpi, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom.currentData() == "fit":
            self._lay_out()


def as_image(picture: "PagePicture") -> QImage:
    """Return the picture of a page as Qt's image."""
    return QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888).copy()


class PrintJob:
    """Sheets on their way to a printer: each page fills a sheet of its own size."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        printer.setFullPage(True)
        self.dpi = min(printer.resolution(), PRINT_DPI)

    def add(self, image: QImage, size: tuple[float, float]) -> None:
        """Print one page over a whole sheet; `size` in points."""
        width, height = size
        flat = width > height
        self._printer.setPageSize(
            QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        )
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if flat else QPageLayout.Orientation.Portrait
        )
        if self._painter.isActive():
            self._printer.newPage()
        else:
            self._painter.begin(self._printer)
        self._painter.drawImage(QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution())), image)

    def end(self) -> None:
        """Send the sheets."""
        self._painter.end()

"""The pages that are seen are those of the very file that is saved and printed."""

import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from sse_desktop.documents.preview import count_pages, page_sizes
from sse_desktop.ui.context import Context
from sse_desktop.ui.pdf_view import PdfView
from tests.ui.conftest import MakeHouse, Settle, spec_of
from tests.ui.test_office import Bench

A4, A5_FLAT = (595.0, 842.0), (595.0, 420.0)


def a_pdf(*sizes: tuple[float, float]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.setFillColorRGB(0.9, 0.1, 0.1)
        canvas.rect(0, 0, size[0], size[1] / 2, stroke=0, fill=1)
        canvas.drawString(40, size[1] - 40, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(qtbot: QtBot, context: Context, make_house: MakeHouse, settle: Settle) -> PdfView:
    house = make_house(spec_of(Bench, key="today", place="today", title="Today"))
    house.show_pdf("Packet", a_pdf(A4, A5_FLAT, *[A4] * 8), "packet.pdf")
    settle()
    found = house.findChild(PdfView)
    assert isinstance(found, PdfView)
    assert house.header.title.text() == "Packet"
    qtbot.waitUntil(lambda: bool(found.pages) and found.pages[0].drawn_at > 0)
    qtbot.waitUntil(lambda: not found._settle.isActive())
    settle()
    assert context is not None
    return found


def test_every_page_has_its_place_and_only_those_seen_are_drawn(view: PdfView) -> None:
    drawn = [page.number for page in view.pages if page.drawn_at]

    assert len(view.pages) == 10
    assert drawn[0] == 0
    assert len(drawn) < 6
    assert view.pages[0].height() > view.pages[0].width()
    assert view.pages[1].height() < view.pages[1].width()


def test_a_page_is_drawn_as_it_is(view: PdfView) -> None:
    image = view.pages[0].pixmap().toImage()

    assert image.pixelColor(image.width() // 2, image.height() * 3 // 4).red() > 200
    assert image.pixelColor(image.width() // 2, image.height() * 3 // 4).green() < 60
    assert image.pixelColor(image.width() // 2, image.height() // 4).name() == "#ffffff"


def test_scrolling_draws_the_pages_that_come_into_view(qtbot: QtBot, view: PdfView) -> None:
    bar = view._scroll.verticalScrollBar()

    qtbot.waitUntil(lambda: bar.maximum() > 5000)
    bar.setValue(bar.maximum())

    qtbot.waitUntil(lambda: bool(view.pages[9].drawn_at))


def test_another_size_draws_the_pages_anew(qtbot: QtBot, view: PdfView) -> None:
    width = view.pages[0].width()
    zoom = view.findChild(QComboBox)
    assert isinstance(zoom, QComboBox)

    zoom.setCurrentIndex(zoom.findData("200"))

    qtbot.waitUntil(lambda: view.pages[0].drawn_at == 192)
    assert view.pages[0].width() > width


def test_the_copy_is_the_same_file(view: PdfView, tmp_path: Path) -> None:
    view._save(str(tmp_path / "copy.pdf"))

    assert (tmp_path / "copy.pdf").read_bytes() == view._data


def test_all_pages_are_printed_in_their_own_size(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)

    view.print_to(printer)
    qtbot.waitUntil(lambda: (tmp_path / "printed.pdf").exists() and not view._context.worker.is_busy, timeout=20_000)

    printed = (tmp_path / "printed.pdf").read_bytes()
    sizes = page_sizes(printed)
    assert count_pages(printed) == 10
    assert sizes[0][0] < sizes[0][1]
    assert sizes[1][0] > sizes[1][1]


def test_the_way_back_leads_to_the_page(view: PdfView) -> None:
    window = view.window()

    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert view._context.shell is not None
    assert not view.isVisible()

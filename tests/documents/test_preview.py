"""The preview is the very file: its pages as dots."""

from __future__ import annotations

from sse_desktop.documents.preview import count_pages, page_picture
from tests.documents.papers import a_pdf


def test_pages_are_counted() -> None:
    assert count_pages(a_pdf(pages=3)) == 3


def test_a_page_has_three_bytes_a_dot_and_the_size_asked_for() -> None:
    picture = page_picture(a_pdf(size=(72, 144)), 0, dots_per_inch=100)

    assert (picture.width, picture.height) == (100, 200)
    assert len(picture.rgb) == 100 * 200 * 3
    assert picture.rgb[:3] == b"\xff\xff\xff"


def test_what_is_turned_is_seen_turned() -> None:
    picture = page_picture(a_pdf(size=(72, 144), rotate=90), 0, dots_per_inch=72)

    assert (picture.width, picture.height) == (144, 72)

"""A signature without the text that is signed proves nothing: it never stands alone."""

from __future__ import annotations

import pytest

from sse_desktop.documents.blocks import band
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.tables import Column, table
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import pages_of

ENGLISH = Locale("en")
SHEET = a_cooperative().sheet("Test")
SIGNER = Signer(name="Demo Representative", post="Administrator", id_number="1700000001")


@pytest.mark.parametrize("rows", range(28, 46))
def test_rows_of_the_table_stay_with_the_signature(rows: int) -> None:
    made = table(
        (Column(title="Row"), Column(title="Product", share=1)),
        [(f"r{row}", "Mandarin") for row in range(rows)],
        room=SHEET.text_width,
        locale=ENGLISH,
        totals=[("", "Sum")],
    )

    pages = pages_of(build(SHEET, closed([made], signatures([SIGNER], ENGLISH)), ENGLISH))

    assert "Demo Representative" in pages[-1]
    assert f"r{rows - 2}" in pages[-1]
    assert f"r{rows - 1}" in pages[-1]


@pytest.mark.parametrize("words", [10, 500, 780, 800, 820, 840, 860, 1000, 2500])
def test_lines_of_the_text_stay_with_the_signature(words: int) -> None:
    text = " ".join(f"w{word}" for word in range(words))

    pages = pages_of(build(SHEET, closed([paragraph(text)], signatures([SIGNER], ENGLISH)), ENGLISH))

    assert "Demo Representative" in pages[-1]
    assert f"w{words - 1}" in pages[-1]
    assert f"w{max(0, words - 20)}" in pages[-1]


@pytest.mark.parametrize("lines", range(34, 46))
def test_a_block_stays_with_the_signature(lines: int) -> None:
    story = [*(paragraph(f"line {line}", Text.TEXT) for line in range(lines)), band(["It agrees."])]

    pages = pages_of(build(SHEET, closed(story, signatures([SIGNER], ENGLISH)), ENGLISH))

    assert ("It agrees." in pages[-1]) == ("Demo Representative" in pages[-1])


def test_below_the_line_stand_name_post_and_number_and_beside_it_place_and_date() -> None:
    made = build(SHEET, closed([paragraph("Text")], signatures([SIGNER], ENGLISH)), ENGLISH)

    shown = pages_of(made)[0]
    assert all(part in shown for part in ("Demo Representative", "Administrator", "1700000001", "Place and date"))


def test_an_unknown_signer_gets_lines_to_write_on() -> None:
    page = pages_of(build(SHEET, closed([paragraph("T")], signatures([Signer(role="Received by")], ENGLISH)), ENGLISH))[
        0
    ]

    assert all(label in page for label in ("Received by", "Name", "Post", "Identity number"))

"""Long tables: what is repeated, carried and kept together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, Running, table
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import pages_of, squeezed, text_of

ENGLISH = Locale("en")
SHEET = a_cooperative().sheet("Test")


def a_table(rows: int, text: str = "Mandarin") -> bytes:
    values = [100 + row for row in range(rows)]
    running = Running(column=2, values=values, show=str, carried="Carried forward", brought="Brought forward")
    made = table(
        (Column(title="Row"), Column(title="Product", share=1), Column(title="Amount", figures=True)),
        [(f"r{row}", text, str(values[row])) for row in range(rows)],
        room=SHEET.text_width,
        locale=ENGLISH,
        totals=[("", "Sum", str(sum(values)))],
        running=running,
    )
    return build(SHEET, [paragraph("A table", Text.TITLE), made], ENGLISH)


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    pages = pages_of(a_table(500))

    assert len(pages) > 5
    assert all("Row Product Amount" in page for page in pages)


def test_the_running_sum_goes_over_the_page_and_ends_in_the_total() -> None:
    pages = pages_of(a_table(500))

    for before, after in pairwise(pages):
        rows = [int(word[1:]) for word in before.split() if word[:1] == "r" and word[1:].isdigit()]
        carried = sum(100 + row for row in range(rows[-1] + 1))
        assert f"Carried forward {carried}" in before
        assert f"Brought forward {carried}" in after
    assert f"Sum {sum(100 + row for row in range(500))}" in pages[-1]


@pytest.mark.parametrize("rows", [*range(36, 46), 80, 81, 82, 83])
def test_no_row_stands_alone_on_a_side_of_a_page_break(rows: int) -> None:
    pages = pages_of(a_table(rows))

    counts = [sum(1 for word in page.split() if word[:1] == "r" and word[1:].isdigit()) for page in pages]
    assert sum(counts) == rows
    assert min(counts) >= 2


def test_a_cell_of_five_thousand_characters_is_printed_in_full() -> None:
    long = "wonderful mandarins " * 250

    assert squeezed(text_of(a_table(3, long))).count("wonderfulmandarins") == 750


def test_one_row_and_no_row_make_a_page() -> None:
    assert "r0" in text_of(a_table(1))
    assert "Sum 0" in text_of(a_table(0))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_text_can_stand_in_a_table(texts: list[str]) -> None:
    made = table(
        (Column(title="A", share=1), Column(title="B")),
        [(text, "x") for text in texts],
        room=SHEET.text_width,
        locale=ENGLISH,
    )

    assert build(SHEET, [made], ENGLISH).startswith(b"%PDF")

"""The delivery note: one stop, what was sent, what was accepted, who received it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sse_desktop.documents.delivery_note import DeliveredLine, delivery_note
from sse_desktop.domain.quantity import containers_and_loose
from sse_desktop.locale import Locale
from tests.documents.papers import a_note, kg, units
from tests.documents.reading import is_golden, is_sound, pages_of, text_of, unembedded_fonts

ENGLISH = Locale("en")


@pytest.mark.parametrize("is_received", [True, False])
@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_a_note_is_one_page_and_always_the_same(is_received: bool, language: str, tmp_path: Path) -> None:
    made = delivery_note(a_note(is_received=is_received), Locale(language))

    assert made == delivery_note(a_note(is_received=is_received), Locale(language))
    assert len(pages_of(made)) == 1
    assert is_sound(made, tmp_path)
    assert not unembedded_fonts(made)


def test_the_school_reads_its_code_pupils_and_what_it_counts_at_the_door() -> None:
    shown = text_of(delivery_note(a_note(), ENGLISH))

    for part in (
        "Demo School by the River",
        "AMIE",
        "09H02926",
        "312",
        "936",
        "8 × crate of 75",
        "+ 74 loose",
        "53.91",
    ):
        assert part in shown


def test_before_the_reception_there_are_places_to_write_in() -> None:
    shown = text_of(delivery_note(a_note(), ENGLISH))

    for label in ("Reason of a rejection", "Received by", "Name", "Post", "Identity number", "Temperature"):
        assert label in shown
    assert "560" not in shown


def test_after_the_reception_the_rejection_says_why_and_until_when_it_is_replaced() -> None:
    shown = text_of(delivery_note(a_note(is_received=True), ENGLISH))

    assert "Mandarin · MAN-20260714-C03-01 · 40 u · bruised · to be replaced by 20/07/2026" in shown
    for part in ("560 u", "18.5 °C", "15/07/2026 09:05", "Demo Head", "Delegate", "1700000003"):
        assert part in shown


def test_a_note_that_replaces_another_names_it() -> None:
    assert "rejected under note 001-001-000000399" in text_of(
        delivery_note(a_note(replaces_number="001-001-000000399"), ENGLISH)
    )


def test_a_voided_note_says_so_and_why() -> None:
    assert "VOID: wrong school" in text_of(delivery_note(a_note(void_reason="wrong school"), ENGLISH))


def test_forty_lines_flow_and_the_signatures_keep_company() -> None:
    note = a_note()
    pages = pages_of(delivery_note(a_note(lines=note.lines * 20), ENGLISH))

    assert len(pages) > 1
    assert "Received by" in pages[-1]
    assert "Crates left here" in pages[-1]


def test_the_note_is_the_golden_one() -> None:
    assert is_golden("delivery_note", delivery_note(a_note(is_received=True), ENGLISH))


def test_golden_row_two_stands_on_the_note_in_units_containers_loose_and_kilos() -> None:
    full, loose = containers_and_loose(1_002_536, 75)
    line = DeliveredLine(
        product="Orange",
        lot_code="NAR-20260713-C03-01",
        sent=units(1_002_536),
        weight=kg(120_304_320),
        full_containers=full,
        loose_units=loose,
        container="crate of 75",
    )

    shown = " ".join(text_of(delivery_note(a_note(lines=(line,)), ENGLISH)).split())

    assert (full, loose) == (13_367, 11)
    assert "1,002,536 u 13,367 × crate of 75 + 11 loose 120,304.32" in shown.replace("\xa0", " ")

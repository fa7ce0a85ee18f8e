"""The weigh ticket: from gross to accepted, on three papers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from sse_desktop.documents.weigh_ticket import TicketPaper, weigh_ticket
from sse_desktop.domain.farm_price import PaidByUnit
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from tests.documents.papers import a_ticket, kg
from tests.documents.reading import is_golden, is_sound, pages_of, text_of, unembedded_fonts

ENGLISH = Locale("en")


@pytest.mark.parametrize("paper", TicketPaper)
@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_a_ticket_is_one_page_and_always_the_same(paper: TicketPaper, language: str, tmp_path: Path) -> None:
    made = weigh_ticket(a_ticket(), Locale(language), paper)

    assert made == weigh_ticket(a_ticket(), Locale(language), paper)
    assert len(pages_of(made)) == 1
    assert is_sound(made, tmp_path)
    assert not unembedded_fonts(made)


def test_the_account_goes_from_gross_to_accepted_and_to_the_value() -> None:
    shown = text_of(weigh_ticket(a_ticket(), ENGLISH))

    for part in ("152.400 kg", "− 10.800 kg", "141.600 kg", "− 2.400 kg", "139.200 kg", "6 × crate of 75", "86.30"):
        assert part in shown


def test_the_hour_is_that_of_the_place() -> None:
    assert "14/07/2026 08:05" in text_of(weigh_ticket(a_ticket(), ENGLISH))


def test_a_price_that_is_not_known_is_said_to_come_later() -> None:
    shown = text_of(weigh_ticket(a_ticket(price=None), ENGLISH))

    assert "decided later" in shown
    assert "Value" not in shown


def test_nothing_damaged_is_not_mentioned() -> None:
    assert "Damaged" not in text_of(weigh_ticket(a_ticket(damaged=kg(0), accepted=kg(141_600)), ENGLISH))


def test_a_voided_ticket_says_so_and_why() -> None:
    assert "VOID: read wrongly" in text_of(weigh_ticket(a_ticket(void_reason="read wrongly"), ENGLISH))


def test_a4_holds_the_copies_of_both() -> None:
    shown = text_of(weigh_ticket(a_ticket(), ENGLISH, TicketPaper.A4_TWO_COPIES))

    assert shown.count("001-001-000001412") == 2
    assert "Copy for the family" in shown
    assert "Copy for the cooperative" in shown


@pytest.mark.parametrize("note", ["", "a long note " * 40])
def test_the_roll_is_as_long_as_the_ticket(note: str) -> None:
    made = weigh_ticket(a_ticket(note=note), ENGLISH, TicketPaper.ROLL_80_MM)

    with pypdfium2.PdfDocument(made) as document:
        page = document[0]
        bitmap = page.render(scale=0.5).to_pil().convert("L").point(lambda shade: 255 if shade < 200 else 0)
        wide = page.get_size()[0]
    assert wide == pytest.approx(80 * 72 / 25.4, abs=0.1)
    lowest = bitmap.getbbox()[3]
    assert 0 < bitmap.height - lowest < 24


def test_long_names_still_make_one_page() -> None:
    ticket = a_ticket(member_name="A < B & Hijos " * 8, plot="<b>Loma</b> " * 6)

    assert "A < B & Hijos" in text_of(weigh_ticket(ticket, ENGLISH))


def test_the_ticket_is_the_golden_one() -> None:
    assert is_golden("weigh_ticket", weigh_ticket(a_ticket(), ENGLISH))


def test_a_price_by_the_unit_is_reckoned_from_the_units() -> None:
    paid = PaidByUnit(Quantity.of("11.6", "hundred"), UnitPrice.of("10", "USD"))

    shown = " ".join(text_of(weigh_ticket(a_ticket(paid=paid), ENGLISH)).split())

    assert "139.2 kg = 11.6 hundreds × $10.00 for one" in shown
    assert "$116.00" in shown


def test_a_price_that_was_decided_later_says_when() -> None:
    decided = datetime(2026, 7, 20, 15, 5, tzinfo=UTC)

    shown = " ".join(text_of(weigh_ticket(a_ticket(decided_at=decided), ENGLISH)).split())

    assert "Price decided" in shown
    assert "Price decided" not in text_of(weigh_ticket(a_ticket(), ENGLISH))
    assert ENGLISH.instant(decided, a_ticket().zone).replace("\u202f", " ") in shown.replace("\u202f", " ")

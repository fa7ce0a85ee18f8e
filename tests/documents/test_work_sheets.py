"""The blank sheet has room for hands; the pay sheet adds up or is not made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.documents.work_pay_sheet import (
    PaySheetLine,
    PaySheetPayment,
    WorkPaySheet,
    work_pay_sheet,
    work_pay_sheets,
)
from sse_desktop.documents.work_sheet import LEAST_ROWS, WorkSheet, work_sheet
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative, usd
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH = Locale("en")


def a_pay_sheet(**changes: Any) -> WorkPaySheet:
    by_hour = PaySheetLine(
        worked_on=date(2026, 7, 13),
        task="packing",
        lot_code="MAN-20260714-C03-01-A",
        hours=Quantity.of("7.5", "h"),
        pieces=None,
        rate=UnitPrice.of("1.875", "USD"),
        pay=usd(1406),
    )
    by_piece = PaySheetLine(
        worked_on=date(2026, 7, 14),
        task="grading",
        lot_code="",
        hours=None,
        pieces=41,
        rate=UnitPrice.of("0.12", "USD"),
        pay=usd(492),
    )
    sheet = WorkPaySheet(
        cooperative=a_cooperative(),
        worker="Demo Worker 7",
        id_number="1700000007",
        community="Demo Valley",
        from_on=date(2026, 7, 1),
        to_on=date(2026, 7, 31),
        lines=(by_hour, by_piece),
        payments=(PaySheetPayment(paid_on=date(2026, 7, 14), method="cash", amount=usd(1000)),),
        owed_before=usd(375),
        earned=usd(1898),
        paid=usd(1000),
        owed=usd(1273),
        treasurer="Demo Treasurer",
    )
    return replace(sheet, **changes)


def test_a_pay_sheet_says_what_is_owed_and_how_it_came_about() -> None:
    shown = text_of(work_pay_sheet(a_pay_sheet(), ENGLISH))

    assert all(words in shown for words in ("7.5", "1.875", "14.06", "41", "4.92", "18.98", "− $10.00", "$12.73"))


@pytest.mark.parametrize("field", ["earned", "paid", "owed", "owed_before"])
def test_a_pay_sheet_one_cent_off_is_not_made(field: str) -> None:
    sheet = a_pay_sheet()
    with pytest.raises(SumsDisagree):
        work_pay_sheet(replace(sheet, **{field: getattr(sheet, field) + usd(1)}), ENGLISH)


def test_a_period_without_work_tells_what_is_still_owed() -> None:
    sheet = a_pay_sheet(lines=(), payments=(), earned=usd(0), paid=usd(0), owed=usd(375))
    assert "$3.75" in text_of(work_pay_sheet(sheet, ENGLISH))


def test_everybody_has_a_page_of_their_own() -> None:
    begun: list[int] = []
    sheets = [a_pay_sheet(), a_pay_sheet(worker="Demo Worker 8")]

    pages = pages_of(work_pay_sheets(sheets, ENGLISH, begun.append))

    assert begun == [0, 1]
    assert ["Demo Worker 7" in pages[0], "Demo Worker 8" in pages[1], len(pages)] == [True, True, 2]


def test_the_blank_sheet_fits_one_page_and_grows_with_the_names() -> None:
    blank = pages_of(work_sheet(WorkSheet(cooperative=a_cooperative()), ENGLISH))
    named = pages_of(
        work_sheet(WorkSheet(cooperative=a_cooperative(), names=tuple(f"Demo {n}" for n in range(30))), ENGLISH)
    )

    assert len(blank) == 1
    assert f" {LEAST_ROWS} " in blank[0]
    assert "Demo 29" in "".join(named)
    assert "Who led the work" in named[0]


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_the_sheets_are_made_in_every_language(language: str) -> None:
    locale = Locale(language)
    assert work_pay_sheet(a_pay_sheet(), locale) == work_pay_sheet(a_pay_sheet(), locale)
    assert work_sheet(WorkSheet(cooperative=a_cooperative(), task="packing", worked_on=date(2026, 7, 14)), locale)


def test_the_sheets_are_the_golden_ones() -> None:
    names = ("Demo Worker 7", "Demo Worker 8")
    assert is_golden("work_pay_sheet", work_pay_sheet(a_pay_sheet(), ENGLISH))
    assert is_golden("work_sheet", work_sheet(WorkSheet(cooperative=a_cooperative(), names=names), ENGLISH))

"""A notice becomes a tender: exact where it can be, rounded once where it must, never refused for what the buyer left out."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sse_desktop.domain.money import Money
from sse_desktop.exchange.notice import Notice, NoticeItem, NoticeLot, NoticeValue
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from tests.exchange.ocds_files import a_release, notice_of


def test_a_notice_becomes_the_input_of_the_import(tmp_path: Path) -> None:
    notice = notice_of(
        a_release(value={"amount": 12.345, "currency": "USD"}, contractPeriod={"startDate": "2027-01-04"}), tmp_path
    )

    found = tender_import(notice, source="ocds", original_sha="ab", original_name="a.json")

    assert (found.data.reference, found.data.ocid, found.data.title) == ("MCFI-7", "ocds-5wno2w-MCFI-7", "Mango")
    assert found.data.value == Money(1235, "USD")
    assert found.data.deadline == notice.deadline
    assert found.data.deadline_stated
    assert (found.data.published_on, found.data.delivery_from) == (date(2026, 11, 1), date(2027, 1, 4))
    assert [(item.description, item.quantity, item.unit) for item in found.items] == [("Mango", Decimal(100), "kg")]
    assert Notice.from_json(json.loads(found.notice)) == notice


def test_what_the_buyer_left_blank_gets_the_name_of_its_lot() -> None:
    notice = Notice(
        "A", "Fruta", lots=(NoticeLot("1", "Norte"),), items=(NoticeItem(None, lot="1"), NoticeItem(None, Decimal(0)))
    )

    items = tender_import(notice, source="ocds").items

    assert [(item.description, item.quantity, item.lot_code) for item in items] == [
        ("Norte", None, "1"),
        ("Fruta", None, ""),
    ]


@pytest.mark.parametrize("value", [None, NoticeValue(Decimal(5), None), NoticeValue(Decimal(10) ** 20, "USD")])
def test_a_value_that_is_no_money_stays_in_the_notice(value: NoticeValue | None) -> None:
    found = tender_import(Notice("A", "B", value=value), source="ocds")

    assert found.data.value is None
    assert Notice.from_json(json.loads(found.notice)).value == value


def test_a_period_that_ends_before_it_begins_is_left_out() -> None:
    notice = Notice(
        "A",
        "B",
        contract_from=date(2027, 2, 1),
        contract_to=date(2027, 1, 1),
        published=datetime(2026, 1, 1, tzinfo=UTC),
    )

    data = tender_import(notice, source="ocds").data

    assert (data.delivery_from, data.delivery_to) == (None, None)


def test_every_real_notice_can_be_taken_over(shared: Path) -> None:
    for file in (shared / "samples/ocds").iterdir():
        for notice in read_notices(file).notices:
            found = tender_import(notice, source="ocds")

            assert len(found.items) == len(notice.items)
            assert all(item.description for item in found.items)

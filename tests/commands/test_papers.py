"""Papers keep what they are; a file that is signed is marked as signed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sse_desktop.commands.bid_papers import choose_paper
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.papers import (
    NotAHolder,
    PaperData,
    PaperWentOut,
    ValidityReversed,
    add_paper,
    archive_paper,
    change_paper,
    replace_file,
)
from sse_desktop.domain.validity import PaperState
from sse_desktop.queries.papers import PaperRow, paper, papers
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid
from tests.bidding import A_FILE, a_bid, a_paper, a_requirement, a_tender, an_item, put
from tests.builders import TODAY, Office

RUC = PaperData(kind="ruc", title="RUC", number="1790000000001", issuer="SRI", issued_on=date(2026, 1, 1))


def row(office: Office, key: Any) -> PaperRow:
    found: PaperRow = office.read(paper, key, TODAY)
    return found


def test_a_paper_keeps_its_dates_and_its_file(database: Database) -> None:
    office = Office(database)

    made = row(office, office.write(add_paper, replace(RUC, valid_to=date(2026, 12, 31)), A_FILE))

    assert (made.number, made.issued_on, made.valid_to) == ("1790000000001", date(2026, 1, 1), date(2026, 12, 31))
    assert (made.file_sha, made.pages, made.state) == (A_FILE.sha, 1, PaperState.VALID)
    assert verify(database) == []


def test_a_signed_file_marks_the_paper_whatever_was_typed(database: Database) -> None:
    office = Office(database)
    signed = replace(A_FILE, is_signed=True)

    by_file = office.write(add_paper, RUC, signed)
    by_hand = office.write(add_paper, replace(RUC, third_party_signed=True), A_FILE)
    neither = office.write(add_paper, RUC, A_FILE)

    assert [row(office, key).third_party_signed for key in (by_file, by_hand, neither)] == [True, True, False]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (replace(RUC, title=" "), NameMissing),
        (replace(RUC, kind=""), NameMissing),
        (replace(RUC, holder_kind="buyer"), NotAHolder),
        (replace(RUC, valid_to=date(2025, 12, 31)), ValidityReversed),
        (replace(RUC, valid_from=date(2027, 1, 1), valid_to=date(2026, 12, 31)), ValidityReversed),
    ],
)
def test_a_paper_that_contradicts_itself_is_refused(
    database: Database, data: PaperData, failure: type[Exception]
) -> None:
    office = Office(database)
    with pytest.raises(failure):
        office.write(add_paper, data)
    assert office.read(papers, TODAY) == []


def test_papers_are_found_by_words_in_any_order_without_accents(database: Database) -> None:
    office = Office(database)
    found = office.write(add_paper, replace(RUC, title="Certificación bancaria", holder_name="Asociación"))
    office.write(add_paper, RUC)

    assert [one.id for one in office.read(papers, TODAY, search="bancaria asociacion")] == [found]


def test_an_archived_paper_is_out_of_the_vault_but_not_lost(database: Database) -> None:
    office = Office(database)
    made = office.write(add_paper, RUC)

    office.write(archive_paper, made)

    assert office.read(papers, TODAY) == []
    assert [one.id for one in office.read(papers, TODAY, archived=True)] == [made]


def test_a_paper_is_corrected_and_its_file_replaced(database: Database) -> None:
    office = Office(database)
    made = office.write(add_paper, RUC, A_FILE)

    office.write(change_paper, made, replace(RUC, valid_to=date(2027, 1, 1)))
    office.write(replace_file, made, replace(A_FILE, sha="1" * 64, pages=2))

    assert (row(office, made).valid_to, row(office, made).file_sha, row(office, made).pages) == (
        date(2027, 1, 1),
        "1" * 64,
        2,
    )


def test_the_file_of_a_paper_that_went_out_with_a_bid_stays(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    asked, held = a_requirement(office, made), a_paper(office)
    offer = a_bid(office, made)
    office.write(choose_paper, offer, asked, held)
    office.write(replace_file, held, replace(A_FILE, pages=3))
    put(office, Bid, offer, state="submitted")

    with pytest.raises(PaperWentOut):
        office.write(replace_file, held, replace(A_FILE, pages=4))
    assert row(office, held).pages == 3

"""What is remembered around tenders: columns of sheets, words for units, documents, and what became of inbox files."""

from decimal import Decimal

import pytest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.inbox import IMPORTED, LEFT, settle_inbox_file
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.sheet_mappings import remember_mapping
from sse_desktop.commands.tender_documents import DocumentFile, add_document, archive_document, rename_document
from sse_desktop.commands.tender_items import paste_items
from sse_desktop.commands.tenders import ItemData
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.unit_words import WordMissing, explain_unit
from sse_desktop.domain.roles import Role
from sse_desktop.queries.inbox import settled_files
from sse_desktop.queries.sheet_mappings import known_mapping
from sse_desktop.queries.tender_documents import tender_documents
from sse_desktop.queries.tenders import tender_items
from sse_desktop.queries.unit_words import explained_units, unit_words
from sse_desktop.store.database import Database
from tests.bidding import a_bid, a_tender, an_item, lines_of
from tests.builders import Office

HEADER = ("Ítem", "Detalle", "Cant.", "U.M.")
COLUMNS = {"description": "Detalle", "quantity": "Cant.", "unit": "U.M."}
A_PDF = DocumentFile(sha="1" * 64, name="pliego.pdf", media_type="application/pdf")


@pytest.fixture
def office(database: Database) -> Office:
    """An office on every kind of database."""
    return Office(database)


def test_columns_are_remembered_for_a_buyer_and_known_again(office: Office) -> None:
    buyer, other = office.write(add_buyer, BuyerData(name="GAD")), office.write(add_buyer, BuyerData(name="Otro"))
    office.write(remember_mapping, buyer, HEADER, COLUMNS)

    assert office.read(known_mapping, HEADER, buyer) == COLUMNS
    assert office.read(known_mapping, ("Detalle", "cant.", "U.M.", "Marca"), buyer) == COLUMNS | {"quantity": "cant."}
    assert office.read(known_mapping, HEADER, other) == COLUMNS
    assert office.read(known_mapping, ("Detalle", "Cant."), buyer) is None
    assert office.read(known_mapping, (*HEADER, "Marca"), other) is None


def test_what_is_said_later_of_the_same_headings_counts(office: Office) -> None:
    first = office.write(remember_mapping, None, HEADER, COLUMNS)
    second = office.write(remember_mapping, None, HEADER, {"description": "Ítem", "quantity": "Cant."})

    assert first == second
    assert office.read(known_mapping, HEADER) == {"description": "Ítem", "quantity": "Cant."}


def test_columns_without_headings_are_only_taken_for_the_same_buyer(plain_office: Office) -> None:
    buyer = plain_office.write(add_buyer, BuyerData(name="GAD"))
    plain_office.write(remember_mapping, buyer, ("A", "B"), {"description": "A", "quantity": "B"})

    assert plain_office.read(known_mapping, ("A", "B"), None) is None
    assert plain_office.read(known_mapping, ("A", "B"), buyer) == {"description": "A", "quantity": "B"}


def test_a_word_for_a_unit_is_said_once_and_taken_for_every_line(office: Office) -> None:
    made = a_tender(office)
    an_item(office, made, 12, description="Queso", unit="Quintal")
    assert [(row.word, row.unit, row.lines) for row in office.read(unit_words)] == [("Quintal", "", 1)]

    assert office.write(explain_unit, "quintal", "kg") == 1
    office.write(paste_items, made, [ItemData(description="Papa", quantity=Decimal(3), unit="QUINTAL")])

    assert [item.unit for item in office.read(tender_items, made)] == ["kg", "kg"]
    assert office.read(explained_units) == {"quintal": "kg"}
    assert [(row.word, row.unit) for row in office.read(unit_words)] == [("quintal", "kg")]


def test_a_draft_follows_a_word_that_is_explained(office: Office) -> None:
    made = a_tender(office)
    an_item(office, made, 12, unit="atado")
    offer = a_bid(office, made)

    office.write(explain_unit, "Atado", "unit")

    assert [line.quantity.unit for line in lines_of(office, offer)] == ["unit"]


def test_a_unit_of_its_own_is_not_asked_for_again(plain_office: Office) -> None:
    made = a_tender(plain_office)
    an_item(plain_office, made, 12, unit="Funda")
    plain_office.write(explain_unit, "Funda", "funda")

    assert [(row.word, row.unit) for row in plain_office.read(unit_words)] == [("funda", "funda")]
    plain_office.write(explain_unit, "funda", "")
    assert plain_office.read(explained_units) == {}


def test_a_word_must_be_given(plain_office: Office) -> None:
    with pytest.raises(WordMissing):
        plain_office.write(explain_unit, "  ", "kg")


def test_a_file_is_kept_once_and_taken_out_and_back(office: Office) -> None:
    made = a_tender(office)
    first = office.write(add_document, made, "", A_PDF)
    assert office.write(add_document, made, "again", A_PDF) == first
    office.write(add_document, made, "Bases", None, "https://example.org/bases")
    office.write(rename_document, first, "Pliego")

    rows = office.read(tender_documents, made)
    assert [(row.title, row.file_name, row.address) for row in rows] == [
        ("Pliego", "pliego.pdf", ""),
        ("Bases", "", "https://example.org/bases"),
    ]
    office.write(archive_document, first)
    assert [row.title for row in office.read(tender_documents, made)] == ["Bases"]
    office.write(undo_last)
    assert len(office.read(tender_documents, made)) == 2


def test_a_document_needs_something(plain_office: Office) -> None:
    made = a_tender(plain_office)
    with pytest.raises(NameMissing):
        plain_office.write(add_document, made)
    document = plain_office.write(add_document, made, "x")
    with pytest.raises(NameMissing):
        plain_office.write(rename_document, document, " ")


def test_an_inbox_file_is_known_by_its_content(office: Office) -> None:
    office.write(settle_inbox_file, "a" * 64, "one.json", LEFT)
    office.write(settle_inbox_file, "a" * 64, "two.json", IMPORTED)

    assert office.read(settled_files) == {"a" * 64: IMPORTED}


def test_a_weigher_keeps_no_documents(plain_office: Office) -> None:
    made = a_tender(plain_office)
    plain_office.role = Role.WEIGHER
    with pytest.raises(NotAllowed):
        plain_office.write(add_document, made, "x")

"""Documents of a tender are kept, shown, saved and taken out; the inbox offers each file once; words for units are changed later."""

import json
import zipfile
from pathlib import Path

import pytest

from sse_desktop import clock
from sse_desktop.commands.tender_import import TenderImport, import_tender
from sse_desktop.commands.tenders import TenderData
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.unit_words import explain_unit
from sse_desktop.queries.inbox import settled_files
from sse_desktop.queries.tender_documents import tender_documents
from sse_desktop.queries.tenders import tender_items, tenders
from sse_desktop.queries.unit_words import explained_units
from sse_desktop.ui.bid_desk import BidDeskPage
from sse_desktop.ui.context import Services
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.inbox import InboxSheet, inbox_of
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.tender_documents import DocumentsSheet
from sse_desktop.ui.tender_import_sheet import NoticeImport
from sse_desktop.ui.tenders import TendersPage
from sse_desktop.ui.today import TodayPage
from sse_desktop.ui.unit_words import UnitWordsPage
from sse_desktop.workspace import Workspace
from tests.bidding import an_item
from tests.documents.papers import a_pdf
from tests.exchange.ocds_files import a_release
from tests.exchange.schedules import SPANISH, xlsx
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec
from tests.ui.tender_hands import PLACE, a_coming_tender, drop, pressed, seen_words


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    made = make_house(spec("today"), *PLACE, spec("unit_words"), first="tenders")
    made.context.services = Services(undo=undo_last)
    settle()
    return made


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "Pliego.pdf"
    file.write_bytes(a_pdf())
    return file


def the_documents(house: House, settle: Settle, tender: object) -> DocumentsSheet:
    house.go("tenders.desk", tender)
    settle()
    assert isinstance(house.page, BidDeskPage)
    pressed(house.page, "Documents …")
    settle()
    [sheet] = house.findChildren(DocumentsSheet)
    return sheet


def test_a_document_is_kept_shown_saved_and_taken_out(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path, pdf: Path
) -> None:
    made = a_coming_tender(workspace)
    sheet = the_documents(house, settle, made)
    assert "No documents yet" in seen_words(sheet)

    sheet.take_files([pdf, xlsx(tmp_path / "precios.xlsx", SPANISH)])
    settle()
    assert [row.media_type.partition("/")[0] for row in sheet.table.rows] == ["application", "application"]
    sheet.save_copy(sheet.table.rows[1], str(tmp_path / "copy.xlsx"))
    settle()
    assert (tmp_path / "copy.xlsx").read_bytes() == (tmp_path / "precios.xlsx").read_bytes()

    sheet.table.choose(0)
    assert sheet.show_it.isEnabled()
    sheet.name.line.selectAll()
    sheet.name.line.insert("Pliego del proceso")
    sheet.rename()
    settle()
    assert workspace.read(tender_documents, made)[0].title == "Pliego del proceso"
    sheet.table.choose(1)
    assert not sheet.show_it.isEnabled()
    pressed(sheet, "Take out")
    settle()
    assert len(sheet.table.rows) == 1
    house.undo()
    settle()
    assert len(sheet.table.rows) == 2

    sheet.table.choose(0)
    pressed(sheet, "Show")
    settle()
    assert house.findChildren(PdfView)


def test_an_office_file_dropped_on_the_desk_becomes_a_document(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    made = a_coming_tender(workspace)
    house.go("tenders.desk", made)
    settle()

    drop(house.window(), [xlsx(tmp_path / "precios.xlsx", SPANISH)])
    settle()

    assert [row.file_name for row in workspace.read(tender_documents, made)] == ["precios.xlsx"]
    assert house.findChildren(DocumentsSheet)


def test_a_program_is_refused_and_the_rest_is_kept(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path, pdf: Path
) -> None:
    made = a_coming_tender(workspace)
    evil = tmp_path / "bases.pdf"
    evil.write_bytes(b"MZ\x90\x00program")
    sheet = the_documents(house, settle, made)

    sheet.take_files([evil, pdf])
    settle()

    assert "neither a PDF, a picture" in house.message.sentence.text()
    assert [row.file_name for row in workspace.read(tender_documents, made)] == ["Pliego.pdf"]


def test_addresses_of_the_notice_are_listed_and_never_fetched(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    notice = {"documents": [{"title": "Bases", "url": "https://example.org/bases.pdf"}]}
    data = TenderImport(data=TenderData(title="Fruit", reference="F-1"), notice=json.dumps(notice))
    made = workspace.write(import_tender, data).tender_id

    sheet = the_documents(house, settle, made)

    assert "https://example.org/bases.pdf" in seen_words(sheet)
    for each in (sheet.show_it, sheet.save, sheet.take_out):
        assert not each.isEnabled()


def test_a_zip_gives_its_notice_and_keeps_the_rest(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notice.json", json.dumps({"releases": [a_release()]}))
        archive.writestr("../../Pliego.pdf", a_pdf())
        archive.writestr("setup.exe", b"MZ\x90")
    drop(house.window(), [packed])
    settle()
    [sheet] = house.findChildren(NoticeImport)
    pressed(sheet, "Take this tender over")
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert [each.file_name for each in workspace.read(tender_documents, row.id)] == ["Pliego.pdf"]


def put_into_inbox(house: House, settle: Settle, workspace: Workspace, *names: str) -> None:
    settle()
    for name in names:
        release = a_release(f"ocds-5wno2w-{name}", id=name, title=f"Mango {name}")
        (workspace.folder / "inbox" / f"{name}.json").write_text(json.dumps({"releases": [release]}), encoding="utf-8")
    inbox_of(house.context).look()
    settle()


def test_a_new_file_in_the_inbox_is_offered_once_and_imported(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    put_into_inbox(house, settle, workspace, "one", "two")
    house.go("today")
    settle()
    assert isinstance(house.page, TodayPage)
    model = house.page.due.model
    assert "New files in the inbox: 2, the first is one.json." in model.cell(model.rows[0], 1)

    house.page._open(model.rows[0])
    [sheet] = house.findChildren(InboxSheet)
    sheet.table.choose(1)
    pressed(sheet, "Leave it")
    settle()
    assert [entry.name for entry in sheet.table.rows] == ["one.json"]
    pressed(sheet, "Read it …")
    settle()
    [reading] = house.findChildren(NoticeImport)
    pressed(reading, "Take this tender over")
    settle()

    assert [row.title for row in workspace.read(tenders, clock.now())] == ["Mango one"]
    assert sorted(workspace.read(settled_files).values()) == ["imported", "left"]
    assert inbox_of(house.context).waiting == []
    assert sorted(file.name for file in (workspace.folder / "inbox").iterdir()) == ["one.json", "two.json"]


def test_the_tenders_offer_the_inbox_while_something_waits(house: House, settle: Settle, workspace: Workspace) -> None:
    assert isinstance(house.page, TendersPage)
    assert "New in the inbox …" not in [action.title for action in house.page.offered()]

    put_into_inbox(house, settle, workspace, "one")

    assert "New in the inbox …" in [action.title for action in house.page.offered()]


def test_a_word_for_a_unit_is_changed_in_the_settings(house: House, settle: Settle, workspace: Workspace) -> None:
    made = a_coming_tender(workspace)
    an_item(workspace, made, 12, unit="Quintal")
    workspace.write(explain_unit, "arroba", "lb")
    house.go("unit_words")
    settle()
    page = house.page
    assert isinstance(page, UnitWordsPage)
    rows = [row for at in range(page.model.rowCount()) if (row := page.model.row_at(at))]
    assert [(row.word, row.unit) for row in rows] == [("Quintal", ""), ("arroba", "lb")]

    page.opened(rows[0])
    [panel] = page.inspector.findChildren(FormPanel)
    panel.form.fields["unit"].set_value("kg")
    pressed(page.inspector, "Save what it means")
    settle()

    assert workspace.read(explained_units) == {"quintal": "kg", "arroba": "lb"}
    assert [item.unit for item in workspace.read(tender_items, made)] == ["kg"]
    page.forget(rows[1])
    settle()
    assert workspace.read(explained_units) == {"quintal": "kg"}

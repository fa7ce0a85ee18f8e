"""Spreadsheets of items are dropped, their columns chosen, their words for units explained, and become lines; large files are searched."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from benchmarks.bulk import fill
from sse_desktop import clock
from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.undo import undo_last
from sse_desktop.queries.tender_documents import tender_documents
from sse_desktop.queries.tenders import tender, tender_items, tenders
from sse_desktop.queries.unit_words import explained_units
from sse_desktop.ui.context import Services
from sse_desktop.ui.house import House
from sse_desktop.ui.tender_import_sheet import NoticeImport
from sse_desktop.ui.tender_items_sheet import SheetLines, open_schedule
from sse_desktop.ui.tender_paste import PasteLines, open_paste
from sse_desktop.workspace import Workspace
from tests.exchange.ocds_files import a_release
from tests.exchange.schedules import SPANISH, xlsx
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, a_coming_tender, drop, pressed, seen_words


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    made = make_house(*PLACE, first="tenders")
    made.context.services = Services(undo=undo_last)
    settle()
    return made


def the_lines(house: House) -> SheetLines:
    [sheet] = house.findChildren(SheetLines)
    return sheet


def dropped(house: House, settle: Settle, file: Path) -> SheetLines:
    drop(house.window(), [file])
    settle()
    [found] = house.findChildren(NoticeImport)
    assert "Mango Tommy" in seen_words(found)
    pressed(found, "Look at its lines …")
    settle()
    return the_lines(house)


def test_a_schedule_becomes_a_tender_in_one_step_that_is_taken_back(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    sheet = dropped(house, settle, xlsx(tmp_path / "tabla.xlsx", SPANISH))
    assert [field.read() for field in sheet.told.values()] == [
        "Frutas y hortalizas para 26 escuelas",
        "MCS-GADC-2026-014",
        None,
    ]
    assert workspace.read(tenders, clock.now()) == []

    sheet.told["buyer"].set_value("GAD Cañar")
    pressed(sheet, "Add 3 lines")
    settle()

    [row] = workspace.read(tenders, clock.now())
    found = workspace.read(tender, row.id, clock.now())
    assert (row.reference, row.buyer, found.source) == ("MCS-GADC-2026-014", "GAD Cañar", "spreadsheet")
    assert [(item.description, item.lot_code, item.unit) for item in found.items] == [
        ("Mango Tommy", "1", "kg"),
        ("Naranja", "1", "unit"),
        ("Papa chola", "2", "quintal"),
    ]
    assert house.here == "tenders"


def test_a_word_for_a_unit_is_explained_once(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    sheet = dropped(house, settle, xlsx(tmp_path / "tabla.xlsx", SPANISH))
    question = sheet.preview.units
    assert "What is “quintal”?" in seen_words(question)

    question.choice.setCurrentIndex(question.choice.findData("lb"))
    pressed(question, "That is it")
    settle()

    assert workspace.read(explained_units) == {"quintal": "lb"}
    assert not question.isVisible()
    assert sheet.reading.items[2].unit == "lb"
    house.close_sheet()
    settle()
    again = dropped(house, settle, xlsx(tmp_path / "otra.xlsx", SPANISH))
    assert again.reading.items[2].unit == "lb"
    assert not again.preview.units.isVisible()


def test_columns_are_corrected_by_hand_and_known_for_the_next_sheet(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    buyer = workspace.write(add_buyer, BuyerData(name="GAD"))
    made = a_coming_tender(workspace, buyer_id=buyer)
    rows = [("Uno", "Dos", "Tres"), ("Mango", 12, "kg"), ("Piña", 5, "kg")]
    sheet = open_schedule(house.context, xlsx(tmp_path / "a.xlsx", rows), made, "Fruit", buyer)
    settle()
    sheet.mapping.choose("description", "Uno")
    sheet.mapping.choose("quantity", "Dos")
    sheet.mapping.choose("unit", "Tres")
    settle()

    pressed(sheet, "Add 2 lines")
    settle()

    assert [item.description for item in workspace.read(tender_items, made)] == ["Mango", "Piña"]
    assert [row.file_name for row in workspace.read(tender_documents, made)] == ["a.xlsx"]
    again = open_schedule(house.context, xlsx(tmp_path / "b.xlsx", [*rows, ("Uva", 1, "kg")]), made, "Fruit", buyer)
    settle()
    assert again.mapping.chosen() == {"description": "Uno", "quantity": "Dos", "unit": "Tres"}
    assert len(again.reading.items) == 3


def test_lines_of_a_sheet_are_taken_back_as_one(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    made = a_coming_tender(workspace)
    sheet = open_schedule(house.context, xlsx(tmp_path / "a.xlsx", SPANISH), made, "Fruit")
    settle()
    pressed(sheet, "Add 3 lines")
    settle()

    house.undo()
    settle()

    assert all(item.archived for item in workspace.read(tender_items, made))
    assert workspace.read(tender_documents, made) == []


def test_another_sheet_of_the_workbook_can_be_chosen(house: House, settle: Settle, tmp_path: Path) -> None:
    def more(book: object, _sheet: object) -> None:
        other = book.create_sheet("Lote 2")  # type: ignore[attr-defined]  # openpyxl's workbook
        for row in (("Producto", "Cantidad", "Unidad"), ("Col", 4, "u")):
            other.append(list(row))

    sheet = open_schedule(house.context, xlsx(tmp_path / "a.xlsx", SPANISH, more))
    settle()
    assert [sheet.sheets.itemText(at) for at in range(2)] == ["Sheet", "Lote 2"]

    sheet.sheets.setCurrentIndex(1)
    settle()

    assert [item.description for item in sheet.reading.items] == ["Col"]


def test_a_file_that_is_no_sheet_says_so(house: House, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")

    sheet = open_schedule(house.context, file)
    settle()

    assert "Nothing was read from this file." in seen_words(sheet)
    assert house.message.isVisible()


def test_pasted_columns_can_be_chosen_too(house: House, settle: Settle, workspace: Workspace, qtbot: QtBot) -> None:
    made = a_coming_tender(workspace)
    sheet = open_paste(house.context, made, "Fruit")
    sheet.area.setPlainText("Uno\tDos\nMango\t12\nPiña\t5")
    qtbot.waitUntil(sheet.mapping.isVisible)
    settle()
    assert sheet.mapping.chosen() == {"description": "Uno", "quantity": "Dos"}
    sheet.mapping.choose("quantity", "")
    sheet.mapping.choose("price", "Dos")
    settle()
    assert [(item.quantity, item.price) for item in sheet.reading.items] == [(None, Decimal(12)), (None, Decimal(5))]

    sheet.area.setPlainText("Uno\tDos\nMango\t12\nPiña\t5\nUva\t7")
    qtbot.waitUntil(lambda: len(sheet.reading.items) == 3)
    assert sheet.reading.items[2].price == 7
    assert isinstance(sheet, PasteLines)


def test_a_list_of_many_calls_is_searched(house: House, settle: Settle, workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    releases = [
        a_release(f"ocds-5wno2w-{number}", id=f"MCFI-{number}", title=f"Mango {number}") for number in range(120)
    ]
    file.write_text(json.dumps({"releases": releases}), encoding="utf-8")
    drop(house.window(), [file])
    settle()
    [sheet] = house.findChildren(NoticeImport)
    assert sheet.list_card.search.isVisible()

    sheet.list_card.search.setText("mango 11")
    sheet.list_card.filter()
    assert sheet.model.rowCount() == 11
    sheet.list_card.search.setText("MCFI-117")
    sheet.list_card.filter()
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert row.title == "Mango 117"


def test_one_call_of_a_large_file_is_read_whole_and_taken_over(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "large.json"
    fill(file, 22_000_000)
    drop(house.window(), [file])
    settle()
    [sheet] = house.findChildren(NoticeImport)
    assert sheet.model.rowCount() > 2000
    assert "not read yet" in sheet.model.cell(sheet.rows[0], 3)

    sheet.list_card.search.setText("adquisicion 777 frutas")
    sheet.list_card.filter()
    assert sheet.model.rowCount() == 3
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    settle()
    assert "Fruta de temporada número 3" in seen_words(sheet)
    pressed(sheet, "Take this tender over")
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert row.title.startswith("Adquisición 777 ")
    assert len(workspace.read(tender_items, row.id)) == 16


def test_reading_is_stopped_by_a_button(house: House, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    fill(file, 22_000_000)
    drop(house.window(), [file])
    [sheet] = house.findChildren(NoticeImport)
    assert sheet.give_up.isVisible()

    sheet.give_up.click()
    settle()

    assert "Reading was stopped. Nothing was changed." in seen_words(sheet)
    assert not sheet.give_up.isVisible()

"""The buyer's price schedule is filled from the Price step: what is found is seen, and only then written into a new file."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from sse_desktop.queries.tender_documents import tender_documents
from sse_desktop.ui.bid_schedule import ScheduleFill
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.bidding import a_bid, an_item
from tests.exchange.schedules import ods
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, pressed, seen_words

ROWS: tuple[tuple[Any, ...], ...] = (
    ("Descripción", "Cantidad", "Unidad", "Precio ofertado", "Total"),
    ("Granadilla", 4000, "u", None, None),
    ("Mango de mesa tipo Tommy", 120, "kg", None, None),
    ("Transporte", 1, "global", None, None),
)


@pytest.fixture
def desk(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> Desk:
    made = a_coming_tender(workspace)
    an_item(workspace, made, 4000)
    an_item(workspace, made, 120, description="Mango tipo Tommy, de mesa y primera", unit="kg")
    a_bid(workspace, made, "0.15")
    house = make_house(*PLACE, first="tenders")
    settle()
    return Desk(house, workspace, made, settle)


def a_schedule(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Precios")
        sheet.write(0, 0, "FORMULARIO DE OFERTA")
        for at, row in enumerate(ROWS, 1):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, place, cell)
        sheet.write_formula("E3", "=B3*D3", None, 0)
    return path


def the_fill(desk: Desk, file: Path) -> ScheduleFill:
    desk.page.go_to("price")
    desk.press("Fill the buyer's price schedule …")
    [sheet] = desk.house.findChildren(ScheduleFill)
    sheet.open(file)
    desk.settle()
    return sheet


def test_prices_are_written_into_a_new_file(desk: Desk, tmp_path: Path) -> None:
    original = a_schedule(tmp_path / "oferta.xlsx")
    before = original.read_bytes()

    sheet = the_fill(desk, original)
    assert sheet.mapping.chosen() == {
        "description": "Descripción",
        "quantity": "Cantidad",
        "price": "Precio ofertado",
        "total": "Total",
    }
    assert [(row.line is not None, row.sure) for row in sheet.rows.rows] == [(True, True), (True, False), (False, True)]
    assert sheet.rows.badge.state is State.TO_DO
    sheet.save(str(tmp_path / "filled.xlsx"))
    desk.settle()

    made = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Precios"]
    assert [made[name].value for name in ("D3", "D4", "D5")] == [0.15, 0.15, None]
    assert [made[name].value for name in ("E3", "E4", "A1")] == ["=B3*D3", 18, "FORMULARIO DE OFERTA"]
    assert original.read_bytes() == before
    assert [row.file_name for row in desk.workspace.read(tender_documents, desk.tender)] == ["oferta.xlsx"]
    assert "3 cells were written" in desk.house.message.sentence.text()


def test_a_line_that_was_only_alike_can_be_chosen_or_left(desk: Desk, tmp_path: Path) -> None:
    sheet = the_fill(desk, a_schedule(tmp_path / "oferta.xlsx"))

    sheet.rows.table.choose(1)
    pressed(sheet.rows, "None of ours")
    assert "Not found in this file: Mango tipo Tommy" in seen_words(sheet.rows)
    prices, extras = sheet.cells()
    assert (prices, extras) == ({(3, 4): Decimal("0.15")}, {(3, 5): Decimal("600.00")})

    sheet.rows.table.choose(2)
    sheet.rows.ours.set_value(sheet.rows.lines[1].id)
    sheet.rows._choose()
    assert sheet.rows.rows[2].line == sheet.rows.lines[1]
    assert sheet.rows.rows[2].sure


def test_without_a_column_for_prices_nothing_can_be_written(desk: Desk, tmp_path: Path) -> None:
    sheet = the_fill(desk, a_schedule(tmp_path / "oferta.xlsx"))

    sheet.mapping.choose("price", "")

    assert not sheet.rows.save.isEnabled()
    assert sheet.rows.badge.word == "choose the column for our prices"


def test_a_kept_document_is_taken_at_once(desk: Desk, tmp_path: Path) -> None:
    the_fill(desk, a_schedule(tmp_path / "oferta.xlsx"))
    desk.house.close_sheet()
    desk.settle()

    desk.press("Fill the buyer's price schedule …")
    desk.press("Take “oferta.xlsx”")

    [sheet] = desk.house.findChildren(ScheduleFill)
    assert len(sheet.rows.rows) == 3


def test_an_open_document_sheet_is_refused_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    sheet = the_fill(desk, ods(tmp_path / "oferta.ods", ROWS))

    assert sheet.opened is None
    assert "save it as XLSX" in desk.house.message.sentence.text()

"""An import shows every wrong row before anything is written, takes the right ones, and gives the wrong ones back as a file."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget

from sse_desktop.commands.undo import undo_last
from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.queries.members import members
from sse_desktop.ui.context import Services
from sse_desktop.ui.house import House
from sse_desktop.ui.members import MembersPage
from sse_desktop.ui.sheet_import import SheetImport
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.builders import a_member
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec

HEADER = ["Nº", "Nombres y apellidos", "Cédula", "Comunidad", "Aportes", "Fecha de ingreso"]


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> House:
    a_member(workspace, "Familia Quishpe", number=7, id_number="1714307103")
    built = make_house(spec("members"))
    built.context.services = Services(undo=undo_last)
    settle()
    return built


def sheet_of(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Lista de socios"])
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def opened(house: House, settle: Settle, file: Path) -> SheetImport:
    page = house.page
    assert isinstance(page, MembersPage)
    page.take_files([file])
    settle()
    found = house.findChild(SheetImport)
    assert found is not None
    return found


def problems(sheet: SheetImport) -> list[tuple[str, str, str]]:
    model = sheet.result.model
    return [tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]  # type: ignore[misc]  # three columns


def test_a_right_list_is_imported_in_one_step_that_is_taken_back_as_one(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = sheet_of(
        tmp_path / "socios.xlsx",
        [1, "Familia Uno", "", "La Loma", 40, "2024-01-05"],
        [2, "Familia Dos", "", "La Loma", "40,50", ""],
    )
    sheet = opened(house, settle, file)
    assert sheet.result.badge.state is State.READY
    assert len(workspace.read(members)) == 1

    sheet.result.store.click()
    settle()

    assert [row.name for row in workspace.read(members)] == ["Familia Uno", "Familia Dos", "Familia Quishpe"]
    assert "2 new" in house.message.sentence.text()
    house.undo()
    settle()
    assert [row.name for row in workspace.read(members)] == ["Familia Quishpe"]


def test_every_wrong_row_is_shown_before_anything_is_written(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = sheet_of(
        tmp_path / "socios.xlsx",
        [1, "Familia Uno", "", "", 40, ""],
        [0, "Familia Cero", "", "", "muchos", ""],
        [3, None, "", "", "", "31/31/2024"],
        [4, "Familia Cuatro", "1714307103", "", "", ""],
        [1, "Familia Otra", "", "", "", ""],
    )
    sheet = opened(house, settle, file)

    assert problems(sheet) == [
        ("4", "Nº", "0"),
        ("4", "Aportes", "muchos"),
        ("5", "Nombres y apellidos", ""),
        ("5", "Fecha de ingreso", "31/31/2024"),
        ("6", "Cédula", "1714307103"),
        ("7", "Nº", "1"),
    ]
    assert sheet.result.badge.word == "4 rows are wrong"
    assert sheet.result.store.text() == "Import the 1 right row"
    assert len(workspace.read(members)) == 1


def test_the_right_rows_are_stored_and_the_wrong_ones_come_back_as_a_file(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = sheet_of(
        tmp_path / "socios.xlsx",
        [1, "Familia Uno", "", "", 40, ""],
        [0, "Familia Cero", "", "", "muchos", ""],
    )
    sheet = opened(house, settle, file)
    back = tmp_path / "to correct.xlsx"
    sheet.save_wrong_rows(str(back))

    table = read_table(back)
    assert table.header == (*HEADER, "What is wrong")
    (row,) = table.rows
    assert row.cells[:2] == (0, "Familia Cero")
    assert "muchos" in str(row.cells[-1])

    sheet.result.store.click()
    settle()
    assert [row.name for row in workspace.read(members)] == ["Familia Uno", "Familia Quishpe"]


def test_a_column_can_be_chosen_by_hand(house: House, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("a;b\nFamilia Uno;La Loma\nFamilia Dos;San Isidro\n", encoding="utf-8")
    sheet = opened(house, settle, file)
    assert sheet.result.badge.word == "not yet"
    assert not sheet.result.store.isEnabled()

    sheet.mapping.choose("name", "a")
    sheet.mapping.choose("community", "b")
    settle()

    assert sheet.result.badge.word == "all rows are right"
    assert sheet.result.store.text() == "Import 2 rows"


def test_a_file_that_is_no_table_is_refused_and_another_can_be_chosen(
    house: House, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"%PDF-1.7 not a sheet")
    sheet = opened(house, settle, file)

    assert house.message.isVisible()
    assert sheet.start_card.isVisible()
    assert not sheet.work.isVisible()
    assert isinstance(sheet.focusProxy(), QWidget)

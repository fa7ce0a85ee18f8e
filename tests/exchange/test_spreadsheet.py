"""A table is found in any kind of sheet by its content, and written so that nothing in it is code."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sse_desktop.exchange.refusals import ImportRefused
from sse_desktop.exchange.spreadsheet import Table, read_table, write_sheet


def table_of(data: bytes, folder: Path, headings: tuple[str, ...] = ()) -> Table:
    file = folder / "sheet"
    file.write_bytes(data)
    return read_table(file, headings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_is_read_in_any_encoding_and_with_any_separator(encoding: str, separator: str, tmp_path: Path) -> None:
    lines = [["Nº", "Nombre", "Sector"], ["1", "Íñigo Núñez", "Ñuble"], ["2", "María, la de «Las Peñas»", ""]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    table = table_of(text.encode(encoding), tmp_path)

    assert table.header == ("Nº", "Nombre", "Sector")
    assert [row.cells for row in table.rows] == [("1", "Íñigo Núñez", "Ñuble"), ("2", "María, la de «Las Peñas»", None)]


def test_korean_csv_is_read_in_its_code_page(tmp_path: Path) -> None:
    table = table_of("번호,성명\n1,김철수\n".encode("cp949"), tmp_path)

    assert table.rows[0].cells == ("1", "김철수")


def test_a_spanish_capital_before_a_letter_is_not_taken_for_korean(tmp_path: Path) -> None:
    assert table_of("CÓDIGO;ÁREA\n1;NIÑA\n".encode("cp1252"), tmp_path).header == ("CÓDIGO", "ÁREA")


def test_title_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "Cooperativa Las Peñas;;\nSocios al 31;;\n;;\nNº;Nombre;Cédula\n1;Ana;13\n"

    by_look = table_of(text.encode(), tmp_path)
    by_words = table_of(text.encode(), tmp_path, ("nombre", "cedula"))

    assert by_look.header == by_words.header == ("Nº", "Nombre", "Cédula")
    assert by_look.rows[0].number == 5


def test_headings_are_never_empty_and_never_twice_the_same(tmp_path: Path) -> None:
    assert table_of(b"Nombre;;Nombre\na;b;c\n", tmp_path).header == ("Nombre", "B", "Nombre (2)")


def test_a_workbook_gives_exact_numbers_dates_and_texts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["Lista", None, None],
        ["Nº", "Aporte", "Ingreso"],
        [1, 0.1, dt.datetime(2020, 7, 31)],
        [2, "12,50", "31/07/2020"],
    ]
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)

    table = table_of(data.getvalue(), tmp_path, ("aporte", "ingreso"))

    assert [row.cells for row in table.rows] == [(1, Decimal("0.1"), dt.date(2020, 7, 31)), (2, "12,50", "31/07/2020")]


def test_real_sheets_are_read(shared: Path) -> None:
    for file in (shared / "samples/spreadsheets").iterdir():
        assert "ocid" in read_table(file).header


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2.5", "@SUM(A1)", "\t=1", '=HYPERLINK("x")', "http://example.org", "<b>"]
)
def test_what_looks_like_a_formula_is_written_as_text(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_sheet([text], [[text]]))).active
    assert sheet is not None

    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.data_type, cell.value) == ("s", text)


def test_numbers_are_numbers_only_where_the_sheet_keeps_them_exactly() -> None:
    exact, long = Decimal("1250.50"), Decimal("0.12345678901234567890")

    sheet = openpyxl.load_workbook(
        io.BytesIO(write_sheet(["a"], [[exact], [long], [3], [True], [dt.date(2026, 1, 2)], [None]]))
    ).active
    assert sheet is not None

    values: list[Any] = [sheet.cell(row, 1).value for row in range(2, 8)]
    assert values == [1250.5, str(long), 3, True, dt.datetime(2026, 1, 2), None]


def test_equal_rows_give_equal_bytes() -> None:
    assert write_sheet(["a"], [[1], ["b"]]) == write_sheet(["a"], [[1], ["b"]])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rows = [("=x", 1, Decimal("2.5")), ("ñ 한", 2, None)]

    table = table_of(write_sheet(["Texto", "Número", "Valor"], rows, "Socios [1]"), tmp_path)

    assert [row.cells for row in table.rows] == rows


def workbook_bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (450 << 20))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.4", "pdf_document"),
        (b"<html><table>", "web_page"),
        (b"PK\x03\x04 no zip", "broken_file"),
        (b"\xd0\xcf\x11\xe0 no workbook", "broken_file"),
        (b"a;b\n1;\x002", "not_a_table"),
    ],
)
def test_other_files_are_refused_with_their_reason(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        table_of(data, tmp_path)
    assert refused.value.code == code


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        table_of(workbook_bomb(), tmp_path)
    assert refused.value.code == "too_large"

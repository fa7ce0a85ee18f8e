"""The buyer's schedule is filled in place: the price cells change, and nothing else does."""

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.price_schedule import FilledSchedule, fill_schedule
from sse_desktop.exchange.price_schedule_cells import Place, cell_name, place_of
from sse_desktop.exchange.price_schedule_totals import value_of
from tests.exchange.schedules import SPANISH, ods

SHEET = "Tabla de precios"
PRICES = {(6, 4): Decimal("0.35"), (7, 4): Decimal("0.0525")}


def a_schedule() -> bytes:
    """A schedule with all that a careless program drops: picture, rules, protection, comment, formats, merged cells."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        unlocked = book.add_format({"locked": False, "num_format": "0.0000", "bg_color": "#FFFF00", "border": 1})
        sheet.merge_range("A1:E1", "TABLA DE CANTIDADES Y PRECIOS", book.add_format({"bold": True}))
        sheet.insert_image("G1", "logo.png", {"image_data": picture})
        sheet.write_row("A5", ["Descripción", "Cantidad", "Unidad", "Precio unitario", "Total"])
        for row, (words, quantity, unit) in enumerate(
            (("Mango", 1200, "kg"), ("Naranja", 15000, "u"), ("Papa", 30, "qq")), 5
        ):
            sheet.write_row(row, 0, [words, quantity, unit])
            sheet.write_blank(row, 3, None, unlocked)
            sheet.write_formula(row, 4, f"=ROUND(B{row + 1}*D{row + 1},2)", None, 0)
        sheet.write(8, 0, "TOTAL")
        sheet.write_formula(8, 4, "=SUM(E6:E8)", None, 0)
        sheet.write_formula(9, 4, '=IF(E9>0,"OK","FALTA")', None, "FALTA")
        sheet.write_formula(10, 4, "=B6*2", None, 2400)
        sheet.data_validation("D6:D8", {"validate": "decimal", "criteria": ">=", "value": 0})
        sheet.conditional_format("D6:D8", {"type": "blanks", "format": book.add_format({"bg_color": "red"})})
        sheet.write_comment("D6", "Sin IVA")
        sheet.protect("secreto")
        book.add_worksheet("Instrucciones").write("A1", "Llene la columna D")
        book.define_name("Precios", f"='{SHEET}'!$D$6:$D$8")
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(data: bytes, *, values: bool) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.number_format, cell.protection.locked, cell.fill.fgColor.rgb)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    }


def differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> set[Any]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@pytest.fixture(scope="module")
def filled() -> tuple[bytes, FilledSchedule]:
    data = a_schedule()
    return data, fill_schedule(data, SHEET, PRICES)


def test_only_the_sheet_and_the_mark_to_calculate_are_written_anew(filled: tuple[bytes, FilledSchedule]) -> None:
    data, done = filled
    before, after = parts(data), parts(done.data)

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_only_the_price_cells_hold_something_else(filled: tuple[bytes, FilledSchedule]) -> None:
    data, done = filled

    changed = differing(cells(data, values=False), cells(done.data, values=False))

    assert changed == {(SHEET, "D6"), (SHEET, "D7")}
    assert done.written == ("D6", "D7")
    book = openpyxl.load_workbook(io.BytesIO(done.data))
    sheet = book[SHEET]
    assert (sheet["D6"].value, sheet["D7"].value) == (0.35, 0.0525)
    assert sheet["D6"].number_format == "0.0000"
    assert not sheet["D6"].protection.locked
    assert sheet.protection.sheet
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:E1"]
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet["D6"].comment is not None


def test_kept_results_follow_the_prices(filled: tuple[bytes, FilledSchedule]) -> None:
    _, done = filled
    found = {name: value[0] for (sheet, name), value in cells(done.data, values=True).items() if sheet == SHEET}

    assert [found[name] for name in ("E6", "E7", "E8", "E9")] == [420, 787.5, 0, 1207.5]
    # Not a product or a sum: no program may show what it was before.
    assert found["E10"] is None
    # It does not depend on a price.
    assert found["E11"] == 2400


def test_the_rest_of_the_sheet_is_the_same_text(filled: tuple[bytes, FilledSchedule]) -> None:
    data, done = filled
    name = "xl/worksheets/sheet1.xml"
    before, after = parts(data)[name].decode(), parts(done.data)[name].decode()

    # Pictures, rules and protection stand behind the cells.
    assert before.partition("</sheetData>")[2] == after.partition("</sheetData>")[2]


def a_plain_book(**cells_of: Any) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    for name, value in cells_of.items():
        sheet[name] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_and_rows_that_are_not_there_are_made_in_their_place() -> None:
    data = a_plain_book(A1="Mango", E1="fin", A9="Papa")

    done = fill_schedule(data, SHEET, {(1, 3): Decimal("1.50"), (4, 2): Decimal(2), (12, 1): Decimal(3)})

    sheet = openpyxl.load_workbook(io.BytesIO(done.data))[SHEET]
    assert [sheet[name].value for name in ("A1", "C1", "E1", "B4", "A9", "A12")] == ["Mango", 1.5, "fin", 2, "Papa", 3]


def test_a_total_is_written_only_where_the_cell_is_empty() -> None:
    data = a_plain_book(A1="Mango", C1=7, C2="=A1")

    done = fill_schedule(data, SHEET, {}, {(1, 3): Decimal(1), (2, 3): Decimal(2), (3, 3): Decimal(4)})

    sheet = openpyxl.load_workbook(io.BytesIO(done.data))[SHEET]
    assert [sheet[name].value for name in ("C1", "C2", "C3")] == [7, "=A1", 4]
    assert (done.written, done.formulas) == (("C3",), ("C2",))


def test_a_merged_range_is_written_at_its_first_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_plain_book(A1="Mango")))
    book[SHEET].merge_cells("B1:C2")
    out = io.BytesIO()
    book.save(out)

    done = fill_schedule(out.getvalue(), SHEET, {(2, 3): Decimal(5)})

    assert openpyxl.load_workbook(io.BytesIO(done.data))[SHEET]["B1"].value == 5


def test_a_text_in_a_price_cell_becomes_the_number() -> None:
    done = fill_schedule(a_plain_book(A1="por llenar"), SHEET, {(1, 1): Decimal("0.123456")})

    assert openpyxl.load_workbook(io.BytesIO(done.data))[SHEET]["A1"].value == 0.123456


def signed() -> bytes:
    out = io.BytesIO(a_plain_book(A1=1))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    return out.getvalue()


def with_doctype() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_plain_book(A1=1))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0", "not_a_workbook"),
        (b"a;b\n1;2\n", "not_a_workbook"),
        (signed(), "workbook_signed"),
        (with_doctype(), "broken_file"),
        (a_schedule()[:-100], "broken_file"),
        (a_plain_book(A1="=1+1"), "cell_has_formula"),
    ],
)
def test_what_can_not_be_filled_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        fill_schedule(data, SHEET, {(1, 1): Decimal(1)})

    assert refused.value.code == code


def test_another_office_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        fill_schedule(ods(tmp_path / "a.ods", SPANISH).read_bytes(), SHEET, {})
    assert refused.value.code == "not_a_workbook"


def test_a_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(DomainError, match="no sheet “Otra”"):
        fill_schedule(a_plain_book(A1=1), "Otra", {})


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("A1*B1", "6"),
        ("$A$1*B1", "6"),
        ("ROUND(A1*C1,2)", "0.67"),
        ("SUM(A1:C1)", "5.333"),
        ("A1+B1", None),
        ("A1*Z9", "0"),
    ],
)
def test_products_and_sums_are_reckoned(formula: str, result: str | None) -> None:
    numbers = {(1, 1): Decimal(2), (1, 2): Decimal(3), (1, 3): Decimal("0.333")}

    found = value_of(formula, numbers, set())

    assert (str(found) if found is not None else None) == result


@given(st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)))
def test_a_place_has_one_name(place: Place) -> None:
    assert place_of(cell_name(place)) == place

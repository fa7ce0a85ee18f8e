"""Spreadsheets made to break readers are refused with one sentence, quickly and in little memory, or read as what they are."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.item_sheet_apart import read_tables_apart
from sse_desktop.exchange.reading import read_apart, read_notices
from sse_desktop.exchange.spreadsheet import write_sheet
from sse_desktop.exchange.worker_process import Limits
from tests.exchange.schedules import SPANISH, xlsx

MEGA = 1 << 20
SMALL = Limits(memory_bytes=700 * MEGA, processor_s=20, elapsed_s=30)


def a_book() -> dict[str, bytes]:
    """The parts of a small schedule."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in SPANISH:
        sheet.append(list(row))
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + b" " * (
        200 * MEGA
    )
    return packed({**a_book(), "xl/worksheets/sheet1.xml": sheet})


def many_rows() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(30_000):
            sheet.write_row(number, 0, ["Mango", number + 1, "kg"])
    return out.getvalue()


def a_million_empty_rows() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Producto", "Cantidad", "Unidad"])
        sheet.write_row(1, 0, ["Mango", 5, "kg"])
        sheet.write(1_048_575, 2, "fin")
    return out.getvalue()


def far_corner() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Producto", "Cantidad", "Unidad"])
        sheet.write(19_000, 16_000, "fin")
    return out.getvalue()


def repeated() -> bytes:
    """An OpenDocument sheet of two cells that says it has sixteen thousand million."""
    out = io.BytesIO()
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet><table:table>{row}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def entities() -> bytes:
    text = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    return packed({**a_book(), "xl/sharedStrings.xml": text})


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a zip bomb": (bomb, {"too_large"}),
    "more rows than any schedule": (many_rows, {"too_many_rows"}),
    "a million empty rows": (a_million_empty_rows, {"too_many_rows"}),
    "a cell in a far corner": (far_corner, {"too_many_rows"}),
    "a cell repeated without end": (repeated, {"reader_stopped", "too_many_rows", "broken_file", "not_a_table"}),
    "entities": (entities, {"broken_file", "no_items_found", ""}),
    "no sheet": (
        lambda: packed({name: data for name, data in a_book().items() if "sheet1" not in name}),
        {"broken_file", "not_a_table"},
    ),
    "cut off": (lambda: packed(a_book())[:-200], {"broken_file"}),
    "an old container of nothing": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), {"office_document"}),
    "a table of one long line": (lambda: b"a;" * (4 * MEGA), {"unknown_content", "not_a_table", "no_items_found"}),
    "thirty million empty lines": (lambda: b"Producto;Cantidad\nMango;5\n" + b"\n" * (30 * MEGA), {"too_many_rows"}),
    "quotes that never close": (lambda: b'a;b\n"' + b"x;" * MEGA, {"broken_file", "no_items_found", "not_a_table"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_refused_quickly(name: str, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    file = tmp_path / "tender.xlsx"
    file.write_bytes(make())

    began = time.monotonic()
    reading = read_apart(file, limits=SMALL)

    assert time.monotonic() - began < 10  # a child is started, on a computer that may be busy
    assert (reading.refused.code if reading.refused else "") in codes


def test_empty_rows_at_the_end_are_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Producto;Cantidad;Unidad\nMango;5;kg\n;;\nPapa;6;kg\n" + ";;\n" * 1_000_000)

    assert [item.description for item in read_notices(file).notices[0].items] == ["Mango", "Papa"]


def test_a_separator_that_can_part_nothing_is_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('sep="\nProducto,Cantidad\nMango,5\n')

    assert len(read_notices(file).notices[0].items) == 1


def test_a_hostile_sheet_does_not_stop_the_program_that_asked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(bomb())

    with pytest.raises(DomainError):
        read_tables_apart(bad, limits=SMALL)
    assert read_tables_apart(xlsx(tmp_path / "good.xlsx", SPANISH), limits=SMALL)[0].has_items


def test_a_macro_book_is_read_as_any_other_and_its_program_never_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "schedule.xlsm"
    file.write_bytes(packed({**a_book(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"}))

    assert len(read_notices(file).notices[0].items) == 3


def test_formulas_are_words_or_results_and_never_run(tmp_path: Path) -> None:
    rows = [
        ("Producto", "Cantidad", "Unidad"),
        ('=HYPERLINK("http://example.org")', 5, "kg"),
        ("=cmd|' /C calc'!A0", 6, "kg"),
    ]
    text = tmp_path / "a.csv"
    text.write_text("\n".join(";".join(str(cell) for cell in row) for row in rows), encoding="utf-8")

    items = read_notices(text).notices[0].items
    assert [item.description for item in items] == [rows[1][0], rows[2][0]]
    # What is taken out again as a sheet is text, not a formula.
    made = openpyxl.load_workbook(io.BytesIO(write_sheet(["Producto"], [[item.description] for item in items]))).active
    assert made is not None
    assert [made.cell(row, 1).data_type for row in (2, 3)] == ["s", "s"]

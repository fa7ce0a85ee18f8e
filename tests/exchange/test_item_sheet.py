"""Schedules of items, in whatever form a buyer sends them, become items; what is in doubt is named."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.exchange.item_sheet import SheetReading, items_of
from sse_desktop.exchange.item_sheet_columns import fields_of, guess_columns, is_for_our_offer
from sse_desktop.exchange.item_sheet_grids import item_tables, read_grids
from sse_desktop.exchange.numbers import read_decimal
from sse_desktop.exchange.reading import read_notices
from sse_desktop.exchange.sheet_cells import decimal_mark, exact_number
from sse_desktop.exchange.spreadsheet import Row, Table
from tests.exchange.ocds_files import a_release
from tests.exchange.schedules import EXPECTED, SPANISH, csv, ods, with_formulas, xlsx


def reading_of(path: Path, **more: Any) -> SheetReading:
    found = item_tables(read_grids(path))[0]
    return items_of(found.table, found.columns, **more)


def rows_of(reading: SheetReading) -> list[tuple[str, str, str, str]]:
    return [(item.description, f"{item.quantity:f}", item.unit, item.lot) for item in reading.items]


def written(folder: Path, form: str) -> Path:
    path = folder / "schedule"
    match form.split():
        case ["xlsx"]:
            return xlsx(path, SPANISH)
        case ["ods"]:
            return ods(path, SPANISH)
        case ["csv", separator, encoding]:
            path.write_bytes(csv(SPANISH, "\t" if separator == "tab" else separator).encode(encoding))
    return path


@pytest.mark.parametrize(
    "form", ["xlsx", "ods", "csv ; utf-8", "csv , utf-8-sig", "csv tab utf-16", "csv ; cp1252", "csv | utf-8"]
)
def test_a_schedule_gives_its_items_whatever_file_it_comes_in(tmp_path: Path, form: str) -> None:
    reading = reading_of(written(tmp_path, form))

    assert rows_of(reading) == EXPECTED
    assert [(lot.code, lot.title) for lot in reading.lots.values()] == [("1", "Frutas"), ("2", "Hortalizas")]
    assert [item.code for item in reading.items] == ["013100111", "013230011", "012190011"]
    assert reading.problems == []
    assert [words for _, words in reading.left_out] == ["Nota: los precios no incluyen IVA"]
    assert reading.unknown_units == ["quintal"]


def test_what_stands_above_the_table_names_the_tender(tmp_path: Path) -> None:
    reading = read_notices(xlsx(tmp_path / "x.bin", SPANISH))

    (notice,) = reading.notices
    assert (reading.kind, reading.refused) == ("spreadsheet", None)
    assert notice.reference == "MCS-GADC-2026-014"
    assert notice.title == "Frutas y hortalizas para 26 escuelas"
    assert [lot.title for lot in notice.lots] == ["Frutas", "Hortalizas"]
    assert {warning.code for warning in notice.warnings} == {"no_deadline", "no_buyer", "rows_left_out"}


def test_merged_headings_and_formulas_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "bordereau.xlsx"
    path.write_bytes(with_formulas())

    found = item_tables(read_grids(path))[0]
    reading = items_of(found.table, found.columns)

    assert found.columns == {
        "description": "Désignation",
        "quantity": "Quantité",
        "unit": "Unité",
        "price": "Prix Unitaire HT",
        "total": "Prix Total HT",
    }
    assert rows_of(reading) == [("Pommes", "1250.5", "kg", ""), ("Œufs", "3600", "unit", "")]
    assert reading.problems == []


def test_a_korean_schedule_keeps_name_and_specification(tmp_path: Path) -> None:
    rows = [
        ("2026년 학교급식 식재료 단가표",),
        ("연번", "품명", "규격", "단위", "예정수량", "단가(원)", "금액(원)"),
        (1, "사과", "10kg 상자, 특", "상자", 120, "35,000", "4,200,000"),
        (2, "감자", "국내산", "kg", "1,500", "2,300", "3,450,000"),
        ("합계", None, None, None, None, None, "7,650,000"),
    ]
    reading = reading_of(xlsx(tmp_path / "a.xlsx", rows))

    assert [(item.description, item.quantity, item.unit, item.price) for item in reading.items] == [
        ("사과, 10kg 상자, 특", Decimal(120), "상자", Decimal(35000)),
        ("감자, 국내산", Decimal(1500), "kg", Decimal(2300)),
    ]


def test_the_sheet_with_the_items_is_chosen_of_several(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.title = "Instrucciones"
        other = book.create_sheet("Ítems")
        for row in SPANISH:
            other.append(list(row))
        hidden = book.create_sheet("Listas")
        hidden.sheet_state = "hidden"
        for row in (*SPANISH, *SPANISH[6:], *SPANISH[6:]):
            hidden.append(list(row))

    path = xlsx(tmp_path / "a.xlsx", [("Paso", "Qué hacer"), ("1", "Llene los precios")], more)

    tables = item_tables(read_grids(path))
    assert tables[0].table.sheet == "Ítems"
    assert "Listas" not in [each.table.sheet for each in tables]


def test_decimal_commas_and_points_between_thousands(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Producto;Cantidad;Unidad;Precio unitario\nMango;1.200;kg;0,35\nPiña;12 000,5;kg;1.234,56\n", encoding="utf-8"
    )

    items = reading_of(path).items
    assert [(item.quantity, item.price) for item in items] == [
        (Decimal(1200), Decimal("0.35")),
        (Decimal("12000.5"), Decimal("1234.56")),
    ]


def test_a_row_that_can_not_be_read_is_named_by_its_row_in_the_sheet(tmp_path: Path) -> None:
    rows = [
        *SPANISH[:7],
        (9, "x", "Uva", "mucho", "kg", None, None),
        (10, "x", "Pera", None, "kg", None, None),
        *SPANISH[7:],
    ]
    reading = reading_of(xlsx(tmp_path / "a.xlsx", rows))

    assert [(problem.row, problem.failure.code) for problem in reading.problems] == [
        (8, "number_unreadable"),
        (9, "no_quantity"),
    ]
    assert len(reading.items) == 3


def test_the_noise_of_binary_numbers_is_no_decimal(tmp_path: Path) -> None:
    rows = [("Producto", "Cantidad", "Unidad", "P.U."), ("Mango", 0.1 + 0.2, "kg", 1.1 * 3), ("Pera", 2 / 3, "kg", 1)]
    reading = reading_of(xlsx(tmp_path / "a.xlsx", rows))

    assert [(item.quantity, item.price) for item in reading.items] == [(Decimal("0.3"), Decimal("3.3"))]
    assert [problem.failure.code for problem in reading.problems] == ["too_many_decimals"]


def test_a_lot_column_with_merged_cells_counts_for_all_its_rows(tmp_path: Path) -> None:
    rows = [
        ("Lote", "Descripción", "Cantidad", "Unidad"),
        ("Lote 1", "Mango", 1, "kg"),
        (None, "Pera", 2, "kg"),
        ("Lote 2", "Uva", 3, "kg"),
    ]
    path = xlsx(tmp_path / "a.xlsx", rows, lambda _book, sheet: sheet.merge_cells("A2:A3"))

    assert [(item.description, item.lot) for item in reading_of(path).items] == [
        ("Mango", "1"),
        ("Pera", "1"),
        ("Uva", "2"),
    ]


def test_a_unit_that_a_person_explained_is_known(tmp_path: Path) -> None:
    reading = reading_of(xlsx(tmp_path / "a.xlsx", SPANISH), units={"quintal": "qq of 100 lb"})

    assert reading.items[2].unit == "qq of 100 lb"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("P.U.", "price"), ("P. U.", "price"), ("Precio unitario", "price"), ("V. Unitario", "price"), ("Prix unitaire HTVA", "price"),
        ("Precio referencial", "price"), ("단가", "price"), ("예정단가(원)", "price"), ("Precio total", "total"), ("V/Total", "total"),
        ("Subtotal", "total"), ("Montant", "total"), ("금액", "total"), ("Cantidad total", "quantity"), ("Cant.", "quantity"),
        ("Quantité estimée", "quantity"), ("예정수량", "quantity"), ("Unidad de medida", "unit"), ("U.M.", "unit"), ("Unité", "unit"),
        ("단위", "unit"), ("Désignation", "description"), ("품명", "description"), ("규격", "details"), ("Código CPC", "code"), ("Lote", "lot"),
    ],
)  # fmt: skip
def test_headings_in_four_languages_tell_their_field(heading: str, field: str) -> None:
    known = fields_of(heading)

    assert min(known, key=lambda name: (known[name], name != field)) == field


def test_the_column_left_for_our_offer_is_not_the_price_of_the_buyer() -> None:
    header = ("Descripción", "Cantidad", "Precio ofertado", "Precio referencial")
    columns = guess_columns(header, [("Mango", 5, None, Decimal("0.4"))])

    assert columns["price"] == "Precio referencial"
    assert is_for_our_offer("Precio ofertado")


def test_a_table_without_headings_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1;Mango Tommy;1200;kg;0,35\n2;Naranja de jugo;15000;unidades;0,05\n", encoding="utf-8")

    items = reading_of(path).items
    assert [(item.description, item.quantity, item.unit) for item in items] == [
        ("Mango Tommy", Decimal(1200), "kg"),
        ("Naranja de jugo", Decimal(15000), "unit"),
    ]


# ---------------------------------------------------------------- numbers

WHOLE = st.integers(min_value=0, max_value=999_999_999)
CENTS = st.integers(min_value=0, max_value=99)


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@given(
    WHOLE,
    CENTS,
    st.sampled_from([(".", ","), (",", "."), (" ", ","), ("\u00a0", ","), ("\u202f", ","), ("'", "."), ("’", ".")]),
)
def test_a_number_means_the_same_however_it_is_written(whole: int, cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    text = f"{grouped(whole, thousands)}{decimal}{cents:02}"

    assert exact_number(text, decimal_mark([text])) == Decimal(f"{whole}.{cents:02}")


@given(st.integers(min_value=1000, max_value=999_999), st.sampled_from(".,"))
def test_a_lone_mark_before_three_digits_is_never_guessed(whole: int, mark: str) -> None:
    text = grouped(whole, mark)
    other = "," if mark == "." else "."

    with pytest.raises(Exception, match="two ways"):
        read_decimal(text)
    assert read_decimal(text, other) == whole


def test_blanks_between_thousands_need_no_mark() -> None:
    assert read_decimal("12 000") == 12000
    assert read_decimal("1.234,56") == read_decimal("1,234.56") == Decimal("1234.56")


CELLS = st.one_of(
    st.none(), st.integers(-5, 10**6), st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9, max_value=10**6),
    st.text(alphabet="aLote 12.,kg$-=\x00ñ한\n", max_size=12), st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12))
def test_any_rows_give_items_or_problems(rows: list[list[Any]]) -> None:
    table = Table(("A", "B", "C", "D"), tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2)))
    reading = items_of(table, {"description": "A", "quantity": "B", "unit": "C", "price": "D"})

    assert len(reading.items) + len(reading.problems) + len(reading.left_out) <= len(rows)
    assert all(item.description and item.quantity is not None and item.quantity > 0 for item in reading.items)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no lines": (lambda path: xlsx(path, [("Paso", "Qué hacer"), ("1", "Llene")]), "no_items_found"),
    "an empty workbook": (lambda path: xlsx(path, []), "not_a_table"),
    "a text document": (lambda path: office(path, "word/document.xml"), "office_document"),
    "prose with commas": (
        lambda path: path.write_text("Estimados señores,\nles escribo,\nsaludos\n"),
        "no_items_found",
    ),
}


def office(path: Path, member: str) -> None:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, "<x/>")


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_items_is_refused_with_its_sentence(tmp_path: Path, name: str) -> None:
    make, code = REFUSED[name]
    path = tmp_path / "file"
    make(path)

    reading = read_notices(path)
    assert reading.refused is not None
    assert reading.refused.code == code


def packed(path: Path, **members: bytes) -> Path:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_sheet_in_a_zip_or_gz_is_read_alike(tmp_path: Path) -> None:
    import gzip

    sheet = xlsx(tmp_path / "a.xlsx", SPANISH).read_bytes()
    (tmp_path / "a.gz").write_bytes(gzip.compress(sheet))

    for path in (packed(tmp_path / "a.zip", leeme=b"hola", tabla=sheet), tmp_path / "a.gz"):
        reading = read_notices(path)
        assert reading.kind == "spreadsheet"
        assert [item.description for item in reading.notices[0].items] == ["Mango Tommy", "Naranja", "Papa chola"]
        assert item_tables(read_grids(path))[0].has_items


def test_a_sheet_beside_a_notice_is_a_document_of_it(tmp_path: Path) -> None:
    sheet = xlsx(tmp_path / "a.xlsx", SPANISH).read_bytes()

    reading = read_notices(packed(tmp_path / "a.zip", tabla=sheet, notice=json.dumps(a_release()).encode()))

    assert (reading.kind, [notice.title for notice in reading.notices]) == ("ocds", ["Mango"])


def test_a_unit_beside_the_quantity_is_read_unless_the_columns_contradict(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = (
        "Mango;1.200,5 kg;;0,35",
        "Papa;30 quintales;;1",
        "Yuca;5 cajas;kg;2",
        "Col;7 kg;Kilogramos;3",
        "Ají;6;kg;1",
    )
    file.write_text("Producto;Cantidad;Unidad;P. Unitario\n" + "\n".join(rows), encoding="utf-8")

    (notice,) = read_notices(file).notices

    assert [(item.description, str(item.quantity), item.unit) for item in notice.items] == [
        ("Mango", "1200.5", "kg"),
        ("Papa", "30", "quintales"),
        ("Col", "7", "kg"),
        ("Ají", "6", "kg"),
    ]
    assert [
        "Yuca" in str(warning.facts["original"]) for warning in notice.warnings if warning.code == "row_unreadable"
    ] == [True]

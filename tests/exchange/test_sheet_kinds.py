"""Members and schools come from any sheet: columns are guessed, and all errors are known before anything is stored."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.exchange.delivery_points_sheet import DELIVERY_POINTS
from sse_desktop.exchange.members_sheet import check_members, guess_member_columns, members
from sse_desktop.exchange.products_sheet import PRODUCTS
from sse_desktop.exchange.sheet_kinds import ColumnMissing, NoSuchColumn, NoSuchField, check, failed_rows, guess_mapping
from sse_desktop.exchange.spreadsheet import Cell, Row, Table, read_table


def a_table(header: str, *rows: list[Cell]) -> Table:
    return Table(tuple(header.split(";")), tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)))


SPANISH = (
    "Nº;Apellidos;Nombres;Cédula;Comunidad;Sexo;Año de nacimiento;Celular;Fecha de ingreso;Aporte;Banco;Nº de cuenta"
)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (SPANISH, "number surname name id_number community sex birth_year phone joined_on share_capital_minor bank_name bank_account"),
        ("Numéro;Nom;Prénom;Sexe;Village;Téléphone;Banque;IBAN", "number name given_name sex community phone bank_name bank_account"),
        ("번호;성명;성별;출생연도;마을;전화번호;가입일;출자금;은행;계좌번호", "number name sex birth_year community phone joined_on share_capital_minor bank_name bank_account"),
        ("No;Full name;ID number;Gender;Phone;Share capital", "number name id_number sex phone share_capital_minor"),
        ("NOMBRE Y APELLIDO (socio/a);CI;TELÉFONO FIJO", "name id_number phone"),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_headings_of_four_languages(header: str, fields: str) -> None:
    mapping = guess_member_columns(header.split(";"))

    assert mapping == dict(zip(fields.split(), header.split(";"), strict=True))


def test_good_rows_are_ready_for_the_import() -> None:
    table = a_table(
        SPANISH, [7, "Ñahui", "María", "1312345678", "San José", "M", 1980, "099", "31/07/2020", "1.250,50", "-", 22]
    )
    table = Table(table.header, (*table.rows, Row(3, (None, "Vera", "José", None, None, "H", *[None] * 6))))

    right, problems = check_members(table, guess_member_columns(table.header), "USD")

    assert problems == []
    assert right[0].values == {
        "number": 7,
        "name": "Ñahui María",
        "id_number": "1312345678",
        "community": "San José",
        "sex": "f",
        "birth_year": 1980,
        "phone": "099",
        "joined_on": dt.date(2020, 7, 31),
        "share_capital_minor": 125050,
        "bank_account": "22",
    }
    assert right[1].values == {"name": "Vera José", "sex": "m"}


def test_every_problem_of_every_row_is_found() -> None:
    table = a_table(
        "Nº;Nombre;Cédula;Sexo;Año de nacimiento;Ingreso;Aporte",
        [1, "Ana", "1", "F", 1980, None, None],
        [1, None, "1", "?", "mil", "2020-13-01", "1,234"],
        [0, "Eva", "2", "M", 1850, True, "12.345"],
        ["1.5", "x" * 501, "3", None, None, None, "-5 USD"],
    )

    right, problems = check_members(table, guess_member_columns(table.header), "USD")

    assert [row.number for row in right] == [2]
    assert [(problem.row, problem.column, problem.failure.code) for problem in problems] == [
        (3, "Nombre", "cell_missing"),
        (3, "Sexo", "not_a_sex"),
        (3, "Año de nacimiento", "number_unreadable"),
        (3, "Ingreso", "day_unreadable"),
        (3, "Aporte", "number_unclear"),
        (3, "Cédula", "value_twice"),
        (3, "Nº", "value_twice"),
        (4, "Nº", "not_in_range"),
        (4, "Año de nacimiento", "not_in_range"),
        (4, "Ingreso", "day_unreadable"),
        (4, "Aporte", "number_unclear"),
        (5, "Nombre", "too_long"),
        (5, "Nº", "not_whole"),
    ]
    assert problems[1].as_json() == {
        "row": 3,
        "column": "Sexo",
        "value": "?",
        "sentence": "“?” is not understood here. Write woman, man or other, or leave the cell empty.",
    }


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["1.250", "3,5"], [125000, 350]),
        (["1,250", "3.5"], [125000, 350]),
        (["$ 1.250,50", "USD 3"], [125050, 300]),
        (["1.000.000", "1.500"], [100000000, 150000]),
    ],
)
def test_a_column_shows_by_its_clear_numbers_how_the_others_are_meant(column: list[Cell], read: list[int]) -> None:
    table = a_table("Nombre;Aporte", *[["Ana", cell] for cell in column])

    right, _ = check_members(table, guess_member_columns(table.header), "USD")

    assert [row.values["share_capital_minor"] for row in right] == read


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["03/04/2020", "31/12/2020"], [dt.date(2020, 4, 3), dt.date(2020, 12, 31)]),
        (["03/04/2020", "12/31/2020"], [dt.date(2020, 3, 4), dt.date(2020, 12, 31)]),
        (["2020.3.4", "2020년 3월 4일"], [dt.date(2020, 3, 4)] * 2),
        (["3-4-20", dt.date(2020, 5, 6)], [dt.date(2020, 4, 3), dt.date(2020, 5, 6)]),
    ],
)
def test_days_are_read_in_the_order_the_column_shows(column: list[Cell], read: list[dt.date]) -> None:
    table = a_table("Nombre;Ingreso", *[["Ana", cell] for cell in column])

    right, problems = check_members(table, guess_member_columns(table.header), "USD")

    assert problems == []
    assert [row.values["joined_on"] for row in right] == read


@pytest.mark.parametrize(
    ("mapping", "refusal"),
    [({"name": "Nada"}, NoSuchColumn), ({"nombre": "Nombre", "name": "Nombre"}, NoSuchField), ({}, ColumnMissing)],
)
def test_a_mapping_that_does_not_fit_is_refused(mapping: dict[str, str], refusal: Any) -> None:
    with pytest.raises(refusal):
        check_members(a_table("Nombre", ["Ana"]), mapping, "USD")


def test_failed_rows_come_back_as_a_sheet_that_can_be_corrected(tmp_path: Path) -> None:
    table = a_table("Nombre;Aporte", ["=1+1", "x"], ["Ana", "5"], [None, "-2"])
    mapping = guess_member_columns(table.header)
    _, problems = check_members(table, mapping, "USD")

    file = tmp_path / "failed.xlsx"
    file.write_bytes(failed_rows(table, problems, "Por qué", lambda failure: failure.code))
    back = read_table(file, members("USD").headings)

    assert back.header == ("Nombre", "Aporte", "Por qué")
    assert [row.cells for row in back.rows] == [
        ("=1+1", "x", "Aporte: number_unreadable"),
        (None, "-2", "Nombre: cell_missing"),
    ]


def test_schools_are_read_by_the_same_rules() -> None:
    table = a_table(
        "Código AMIE;Institución Educativa;Cantón;Estudiantes;Ruta",
        ["13H00421", "U.E. Las Peñas", "Rocafuerte", "215", "R1"],
    )

    right, problems = check(table, DELIVERY_POINTS, guess_mapping(table.header, DELIVERY_POINTS))

    assert problems == []
    assert right[0].values == {
        "code": "13H00421",
        "name": "U.E. Las Peñas",
        "canton": "Rocafuerte",
        "pupils": 215,
        "route": "R1",
    }


def test_products_get_our_units_where_the_word_leaves_no_doubt() -> None:
    table = a_table(
        "Código;Producto;Unidad;CPC", ["MAN", "Mango", "Kilogramos", "01316"], ["QUE", "Queso", "quintal", None]
    )

    right, _ = check(table, PRODUCTS, guess_mapping(table.header, PRODUCTS))

    assert [row.values["sale_unit"] for row in right] == ["kg", "quintal"]

import json
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.queries.buyers import delivery_points
from sse_desktop.queries.members import members
from sse_desktop.workspace import Workspace
from tests.command_line import CommandLine, new_cooperative


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


def a_sheet(folder: Path, *rows: str, name: str = "members.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def known(cli: CommandLine) -> list[str]:
    workspace = Workspace.open(cli.folder, read_only=True)
    names = [row.name for row in workspace.read(members)]
    workspace.close()
    return names


def test_members_are_imported(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Nombre,Cédula,Comunidad", "Ana Núñez,1710034065,Arriba", "Luis,,Abajo")

    first = cli("import", "members", sheet)
    second = cli("import", "members", sheet)

    nothing_failed: dict[str, Any] = {"failed": [], "failed_file": None}
    assert first == (0, {"created": 2, "updated": 0, "skipped": 0, **nothing_failed})
    assert second == (0, {"created": 0, "updated": 0, "skipped": 2, **nothing_failed})
    assert known(cli) == ["Ana Núñez", "Luis"]


def test_a_dry_run_stores_nothing(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Nombre,Número", "Ana,1", "Luis,0")

    status, said = cli("import", "members", sheet, "--dry-run")

    assert (status, said["created"], [each["row"] for each in said["failed"]]) == (0, 1, [3])
    assert known(cli) == []


def test_one_wrong_row_refuses_all_and_gives_the_wrong_ones_back(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Nombre,Número", "Ana,1", ",2", "Luis,zero", "Eva,1")

    status, said = cli("import", "members", sheet)

    assert (status, said["refused"]["code"], said["created"]) == (2, "rows_refused", 0)
    assert [(each["row"], each["column"], each["value"]) for each in said["failed"]] == [
        (3, "Nombre", ""),
        (4, "Número", "zero"),
        (5, "Número", "1"),
    ]
    assert all(each["sentence"] for each in said["failed"])
    wrong = read_table(Path(said["failed_file"]))
    assert [row.cells[0] for row in wrong.rows] == [None, "Luis", "Eva"]
    assert known(cli) == []


def test_a_partial_import_keeps_the_good_rows(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Nombre,Cédula", "Ana,17", ",18", "Luis,19")

    status, said = cli("import", "members", sheet, "--partial")

    assert (status, said["created"], len(said["failed"])) == (0, 2, 1)
    assert known(cli) == ["Ana", "Luis"]


def test_what_is_wrong_only_beside_the_stored_is_named_too(cli: CommandLine, tmp_path: Path) -> None:
    cli("import", "members", a_sheet(tmp_path, "Nombre,Número,Cédula", "Ana,1,17"))
    sheet = a_sheet(tmp_path, "Nombre,Número,Cédula", "Luis,2,17", name="more.csv")

    status, said = cli("import", "members", sheet)

    assert (status, [(each["row"], each["column"], each["value"]) for each in said["failed"]]) == (
        2,
        [(2, "Cédula", "17")],
    )


def test_a_mapping_says_which_column_is_what(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Quien,Donde", "Ana,Arriba")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"name": "Quien", "community": "Donde"}), encoding="utf-8")

    assert cli("import", "members", sheet)[1]["refused"]["code"] == "column_missing"
    assert cli("import", "members", sheet, "--mapping", mapping)[1]["created"] == 1
    for wrong in ("[1]", "{", '{"name": 1}'):
        mapping.write_text(wrong, encoding="utf-8")
        assert cli("import", "members", sheet, "--mapping", mapping)[1]["refused"]["code"] == "mapping_unreadable"


def test_products_are_imported(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Código,Producto", "MAN,Mandarina", "N-A,Naranja", name="products.csv")

    status, said = cli("import", "products", sheet)

    assert (status, [(each["row"], each["column"]) for each in said["failed"]]) == (2, [(3, "Código")])
    assert cli("import", "products", sheet, "--partial")[1]["created"] == 1


def test_delivery_points_belong_to_a_buyer(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "AMIE,Escuela,Estudiantes", "17H00001,Escuela Uno,120", name="schools.csv")
    assert cli("import", "delivery-points", sheet)[1]["refused"]["code"] == "buyer_unclear"
    workspace = Workspace.open(cli.folder)
    for name in ("Instituto Nacional", "Municipio"):
        workspace.write(add_buyer, BuyerData(name=name))
    workspace.close()

    assert cli("import", "delivery-points", sheet)[1]["refused"]["code"] == "buyer_unclear"
    first = cli("import", "delivery-points", sheet, "--buyer", "instituto")
    second = cli("import", "delivery-points", sheet, "--buyer", "instituto")

    assert (first[1]["created"], second[1]["skipped"]) == (1, 1)
    same_code = a_sheet(tmp_path, "AMIE,Escuela", "17H00001,Escuela Uno", "17H00001,Escuela Dos", name="twice.csv")
    assert cli("import", "delivery-points", same_code, "--buyer", "instituto")[1]["failed"][0]["row"] == 3
    workspace = Workspace.open(cli.folder, read_only=True)
    assert [(row.code, row.pupils) for row in workspace.read(delivery_points)] == [("17H00001", 120)]
    workspace.close()


def test_people_read_what_was_imported_and_what_was_wrong(cli: CommandLine, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Nombre,Cédula", "Ana,17", ",18")

    status, out, _ = cli.says("import", "members", sheet, "--partial")

    first, second, third = out.splitlines()
    assert (status, first) == (0, "Imported: 1 new, 0 changed, 0 as they were.")
    assert second.startswith("3 · Nombre · : ")
    assert third == str(tmp_path / "members-failed.xlsx")

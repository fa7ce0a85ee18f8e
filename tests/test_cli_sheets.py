"""A buyer's spreadsheet on the command line: read by the columns that were said for this buyer before."""

from pathlib import Path

import pytest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.sheet_mappings import remember_mapping
from sse_desktop.workspace import Workspace
from tests.command_line import CommandLine, new_cooperative

SHEET = """\
Entidad contratante: {buyer};;
Objeto: Fruta para escuelas;;
Producto;Variedad;Cantidad
Fruta;Naranja Valencia;120
Fruta;Mandarina criolla;80
"""
SAID = {"description": "Variedad", "quantity": "Cantidad"}


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


def remember(folder: Path) -> None:
    workspace = Workspace.open(folder)
    try:
        buyer = workspace.write(add_buyer, BuyerData(name="Instituto Demo"))
        workspace.write(remember_mapping, buyer, ("Otra", "Variedad", "Cantidad"), SAID)
    finally:
        workspace.close()


def lines(cli: CommandLine, file: Path) -> list[str]:
    [read] = cli("tender", "import", file)[1]["files"]
    return [item["description"] for item in read["notices"][0]["items"]]


def test_the_columns_said_for_a_buyer_are_taken_for_its_next_sheet(cli: CommandLine, tmp_path: Path) -> None:
    remember(cli.folder)
    file = tmp_path / "fruta.csv"
    file.write_text(SHEET.format(buyer="instituto demo"), encoding="utf-8")

    assert lines(cli, file) == ["Naranja Valencia", "Mandarina criolla"]


def test_the_sheet_of_another_buyer_is_read_by_its_own_headings(cli: CommandLine, tmp_path: Path) -> None:
    remember(cli.folder)
    file = tmp_path / "fruta.csv"
    file.write_text(SHEET.format(buyer="Otro instituto"), encoding="utf-8")

    assert lines(cli, file) == ["Fruta", "Fruta"]

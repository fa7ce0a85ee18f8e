"""`bid price` tells the build-up exactly, as the window does."""

from contextlib import closing
from pathlib import Path

import pytest

from sse_desktop.commands.scenario_choice import choose_scenario
from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.workspace import Workspace
from tests.command_line import CommandLine, new_cooperative
from tests.pricing import a_scenario, oranges, the_example


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


def test_the_worked_example_is_told_exactly(cli: CommandLine) -> None:
    with closing(Workspace.open(cli.folder)) as office:
        the_example(office)

    status, said = cli("bid", "price", "FI-01-2026")

    [line] = said["lines"]
    assert (status, said["scenario"], said["currency"]) == (0, None, "USD")
    assert (line["item"], line["unit"], line["per"], line["quantity"]) == ("Orange", "unit", "100", "1002536")
    assert {part["part"]: part["amount"] for part in line["build_up"]} == {
        "farm_gate": "2.000000",
        "collection": "0.600000",
        "cleaning": "0.300000",
        "loss": "0.322222",
        "packaging": "0.200000",
        "transport": "1.500000",
        "distribution": "0.500000",
        "certification": "0.000000",
        "finance": "0.000000",
        "fines": "0.000000",
        "administration": "0.433778",
        "social_fund": "0.000000",
        "subsidy": "-1.000000",
    }
    assert (line["net_cost"], line["price"], line["left"]) == ("4.856000", "0.080000", "3.144000")
    assert (line["accept"], line["farmer_most"], line["floor"]) == (True, "4.620000", None)
    assert (line["farmer_share"], line["subsidised_share"]) == ("27.78", "24.69")
    assert line["build_up"][1]["source"] == "Receipt 7"
    assert (line["missing"], line["trouble"]) == ([], None)


def test_what_nobody_told_is_null_and_named(cli: CommandLine) -> None:
    with closing(Workspace.open(cli.folder)) as office:
        oranges(office)

    [line] = cli("bid", "price", "FI-01-2026")[1]["lines"]

    assert line["net_cost"] is line["left"] is line["accept"] is line["farmer_share"] is None
    assert line["missing"] == [part["part"] for part in line["build_up"] if part["part"] != "subsidy"]


def test_a_chosen_way_to_price_is_told_without_asking(cli: CommandLine) -> None:
    with closing(Workspace.open(cli.folder)) as office:
        bid_id = the_example(office)
        office.write(choose_scenario, a_scenario(office, bid_id, "Like last year"))
        a_scenario(office, bid_id, "Dearer")

    assert cli("bid", "price", "FI-01-2026")[1]["scenario"] == "Like last year"
    assert cli("bid", "price", "FI-01-2026", "--scenario", "dearer")[1]["scenario"] == "Dearer"
    assert cli("bid", "price", "FI-01-2026", "--scenario", "x")[1]["refused"]["code"] == "no_such_scenario"


def test_people_read_the_parts_and_the_share(cli: CommandLine) -> None:
    with closing(Workspace.open(cli.folder)) as office:
        the_example(office)

    status, out, _ = cli.says("bid", "price", "FI-01-2026")

    assert status == 0
    assert "Farm gate: " in out
    assert "Family's share of the price: 27.78" in out


def test_without_a_bid_there_is_no_price(cli: CommandLine) -> None:
    assert cli("bid", "price", "nothing")[0] == 2


def test_the_sheet_and_the_spreadsheet_are_written_beside_each_other(cli: CommandLine, tmp_path: Path) -> None:
    with closing(Workspace.open(cli.folder)) as office:
        the_example(office)

    status, said = cli("bid", "price", "FI-01-2026", "--out", str(tmp_path))

    names = ["fair-price-FI-01-2026.pdf", "fair-price-FI-01-2026.xlsx"]
    assert (status, said["files"]) == (0, [str(tmp_path / name) for name in names])
    assert (tmp_path / names[0]).read_bytes().startswith(b"%PDF")
    rows = read_table(tmp_path / names[1]).rows
    assert [row.cells[6] for row in rows if "1.5" in map(str, row.cells)] != []

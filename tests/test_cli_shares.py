"""`bid shares` tells what every family supplies, exactly, with the reason and the sums."""

from pathlib import Path

import pytest

from sse_desktop.workspace import Workspace
from tests.bidding import WEEKS
from tests.command_line import CommandLine, new_cooperative
from tests.sharing import a_sharing_ground, except_for, kept


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


def prepared(cli: CommandLine, *, keep: bool = False) -> None:
    """Three families pledge for a bid, and its sharing is kept where asked for."""
    workspace = Workspace.open(cli.folder)
    bid, _, _ = a_sharing_ground(workspace, [10, 100, 80])
    if keep:
        kept(workspace, bid)
    workspace.close()


def test_shares_are_told_line_by_line(cli: CommandLine) -> None:
    prepared(cli)
    status, said = cli("bid", "shares", "FI-01-2026")
    assert status == 0
    assert said["measure"] == "equal"
    assert said["total"] == {"amount": "600.00", "currency": "USD"}
    assert said["version"] is None
    first = said["shares"][0]
    assert {key: first[key] for key in ("member", "product", "week", "quantity", "unit")} == {
        "member": 1,
        "product": "Granadilla",
        "week": "2026-W36",
        "quantity": "100",
        "unit": "unit",
    }
    assert first["reason"].startswith("All that the family can bring is taken: $60.00")
    assert sum(int(line["quantity"]) for line in said["shares"]) == 4000
    assert [each["value"]["amount"] for each in said["families"]] == ["60.00", "270.00", "270.00"]


def test_a_kept_version_is_told_as_it_was(cli: CommandLine) -> None:
    prepared(cli, keep=True)
    status, said = cli("bid", "shares", "FI-01-2026", "--version", "1")
    assert status == 0
    assert said["version"] == 1
    status, said = cli("bid", "shares", "FI-01-2026", "--version", "2")
    assert status == 2
    assert said["refused"]["code"] == "no_such_sharing"


def test_people_read_a_line_for_each_family(cli: CommandLine) -> None:
    prepared(cli)
    status, said, _ = cli.says("bid", "shares", "FI-01-2026")
    assert status == 0
    assert said.splitlines()[0] == "1 · Family 1 · $60.00 · Own harvest"


def test_people_read_what_nobody_brings_who_is_left_out_and_the_sums(cli: CommandLine) -> None:
    workspace = Workspace.open(cli.folder)
    bid, members, _ = a_sharing_ground(workspace, [dict.fromkeys(WEEKS, 90) | {WEEKS[3]: 50}, 100])
    except_for(workspace, bid, members[1], "out")
    workspace.close()
    status, said, _ = cli.says("bid", "shares", "FI-01-2026")
    assert status == 0
    lines = said.splitlines()
    assert [line.split(": ")[0] for line in lines[1:5]] == ["Nobody can bring"] * 4
    assert lines[4].endswith("500\N{NO-BREAK SPACE}u · $75.00")
    assert lines[5].startswith("2 · Family 2: It was taken out by")
    assert lines[6] == "1 families together $480.00 + nobody brings $120.00 = the award $600.00"

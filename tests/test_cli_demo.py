"""The verbs that need a season behind them, on the demo cooperative."""

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from sse_desktop import clock
from sse_desktop.demo.build import build_demo
from sse_desktop.queries.bids import current_bid
from sse_desktop.queries.criteria import answered_criteria
from sse_desktop.queries.staff_counts import staff_counts
from sse_desktop.queries.tender_decisions import decisions
from sse_desktop.queries.tender_questions import tender_talk
from sse_desktop.queries.tenders import find_tender
from sse_desktop.workspace import Workspace
from tests.command_line import CommandLine, in_its_own_process


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo's folder; built once."""
    folder = tmp_path_factory.mktemp("demo") / "coop"
    build_demo(folder).close()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cli(season: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(season, capsys)


def pages(file: str) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_the_demo_is_not_built_where_something_is(cli: CommandLine) -> None:
    assert cli("demo")[1]["refused"]["code"] == "folder_not_empty"


def test_the_demo_of_a_country_without_one_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = CommandLine(tmp_path / "seoul", capsys)

    assert elsewhere("demo", "--profile", "kr-seoul")[1]["refused"]["code"] == "no_demo_there"
    assert not (tmp_path / "seoul").exists()


def test_nothing_is_wrong_with_the_demo(cli: CommandLine) -> None:
    status, said = cli("verify")

    assert (status, said["ok"], said["findings"]) == (0, True, [])
    assert said["counts"]["weigh_in"] > 1_000
    assert len(said["heads"]["A"]["hash"]) == 64


def test_one_paper_alone_stops_the_open_tender(cli: CommandLine) -> None:
    lines = {line["rule"]: line["state"] for line in cli("tender", "eligibility", "FI-IDPA-007")[1]["lines"]}

    assert [rule for rule, state in lines.items() if state == "blocked"] == ["paper:social_security"]
    assert {lines[rule] for rule in ("locality", "local_since", "proof:rueps", "penalty", "channel")} == {"ready"}


def test_every_page_of_the_open_tender_has_something_to_show(season: Path) -> None:
    workspace = Workspace.open(season, read_only=True)
    try:
        tender_id = workspace.read(find_tender, "FI-IDPA-007")
        bid_id = workspace.read(current_bid, tender_id)
        answered = workspace.read(answered_criteria, tender_id, bid_id, None)
        counts = workspace.read(staff_counts)
        questions = workspace.read(tender_talk, tender_id, clock.now()).questions
        won = workspace.read(decisions, workspace.read(find_tender, "FI-IDPA-002"))
    finally:
        workspace.close()

    assert [row.points for row in answered] == [Decimal(30), Decimal(15), Decimal(10)]
    assert len(counts) == 2
    assert len(questions) == 3
    assert [row.goes_on for row in won] == [True]


def test_deliveries_are_listed_and_their_notes_written(cli: CommandLine, tmp_path: Path) -> None:
    status, said = cli("delivery", "list")
    newest = said["deliveries"][0]

    written = cli("delivery", "note", newest["number"], "--out", tmp_path / "out")

    assert (status, written[0]) == (0, 0)
    assert set(newest) >= {"number", "date", "school", "code", "contract", "buyer", "weight", "state"}
    assert newest["weight"]["unit"] == "kg"
    assert pages(written[1]["file"]) >= 1


def test_settlements_are_listed_and_their_statements_written(cli: CommandLine, tmp_path: Path) -> None:
    [settlement] = cli("settlement", "list")[1]["settlements"]
    number = settlement["number"]

    one = cli("settlement", "statement", number, "--member", "3", "--out", tmp_path)
    nobody = cli("settlement", "statement", number, "--member", "999", "--out", tmp_path)

    assert settlement["received"]["currency"] == "USD"
    assert (one[0], len(one[1]["files"])) == (0, 1)
    assert pages(one[1]["files"][0]) >= 1
    assert nobody[1]["refused"]["code"] == "not_in_settlement"


def test_a_statement_is_written_for_every_family(cli: CommandLine, tmp_path: Path) -> None:
    [settlement] = cli("settlement", "list")[1]["settlements"]

    _, said = cli("settlement", "statement", settlement["number"], "--out", tmp_path)

    assert len(said["files"]) == settlement["families"] == len(list(tmp_path.glob("*.pdf")))


def test_goods_are_traced_both_ways(cli: CommandLine) -> None:
    newest = cli("delivery", "list")[1]["deliveries"][0]["number"]

    status, said = cli("trace", newest)
    lot = cli("trace", said["lots"][0]["code"])[1]

    # A ticket and a note may have one number; the note goes first.
    assert (status, said["kind"], lot["kind"]) == (0, "delivery_note", "lot")
    assert newest in {there["note"] for there in lot["destinations"]}
    assert set(said["sources"][0]) == {
        "ticket", "member", "name", "community", "plot", "harvested", "lot", "weighed_into", "weight",
    }  # fmt: skip
    assert cli("trace", "nothing")[1]["refused"]["code"] == "nothing_to_trace"


def test_a_backup_is_restored_elsewhere(cli: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = cli("backup", "--out", tmp_path)
    into = tmp_path / "again"

    restored = cli("restore", made["file"], "--into", into)
    again = cli("restore", made["file"], "--into", into)

    assert (status, restored[0]) == (0, 0)
    assert restored[1] == {"data": str(into), **{name: made[name] for name in ("made", "counts", "heads")}}
    assert again[1]["refused"]["code"] == "not_empty"
    assert CommandLine(into, capsys)("verify")[1]["heads"] == cli("verify")[1]["heads"]


def test_the_packet_of_the_open_tender_is_written(cli: CommandLine, tmp_path: Path) -> None:
    reference = next(row["reference"] for row in cli("tender", "list")[1]["tenders"] if row["state"] == "preparing")

    status, said = cli("bid", "packet", reference, "--out", tmp_path)

    assert status == 0
    assert set(said) == {"packet", "sha256", "pages", "folios", "parts", "beside", "checks"}
    assert pages(said["packet"]) == said["pages"]
    assert all(check["ok"] for check in said["checks"])
    assert all(Path(file).is_file() for file in said["beside"])


def test_damage_is_found_and_refused(season: Path, tmp_path: Path) -> None:
    import sqlcipher3.dbapi2 as sqlite

    broken = tmp_path / "broken"
    shutil.copytree(season, broken)
    connection = sqlite.connect(str(broken / "cooperative.db"))
    connection.execute("UPDATE member SET name = 'Somebody else' WHERE number = 1")
    connection.commit()
    connection.close()

    status, said = in_its_own_process("--data", broken, "--json", "verify")

    assert (status, said["ok"], said["refused"]["code"]) == (2, False, "damage_found")
    assert [finding["check"] for finding in said["findings"]] == ["drift"]


def test_people_read_lines(cli: CommandLine, tmp_path: Path) -> None:
    for verb in (
        ("tender", "list"),
        ("tender", "show", "FI-IDPA-007"),
        ("delivery", "list"),
        ("settlement", "list"),
        ("trace", "001-001-000000001"),
        ("backup", "--out", str(tmp_path)),
        ("verify",),
    ):
        status, out, _ = cli.says(*verb)
        assert status == 0
        assert out.strip()
        with pytest.raises(json.JSONDecodeError):
            json.loads(out)

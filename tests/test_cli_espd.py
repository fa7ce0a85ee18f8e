"""`espd respond` writes the answer of the cooperative beside its checks, and says why not in a sentence."""

from pathlib import Path

import pytest

from sse_desktop.exchange.espd_request import parse_declaration
from tests.command_line import CommandLine, new_cooperative
from tests.exchange.espd_files import a_request, a_yes_or_no


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    file = tmp_path / "request.xml"
    file.write_bytes(a_request(a_yes_or_no("crime-org", name="Crime"), a_yes_or_no("subco-ent", name="Subcontractors")))
    return file


def test_the_answer_is_written_with_its_checks(cli: CommandLine, request_file: Path, tmp_path: Path) -> None:
    assert cli("tender", "import", request_file)[0] == 0

    status, said = cli("espd", "respond", request_file, "--bid", "2026-042", "--out", tmp_path / "out")

    assert status == 0
    assert [check["check"] for check in said["checks"] if not check["ok"]] == []
    assert said["open"] == ["Crime", "Subcontractors"]
    assert dict(parse_declaration(Path(said["file"]).read_bytes()).answers) == {"subco-ent/first": "false"}


def test_why_nothing_was_written_is_said(cli: CommandLine, request_file: Path, tmp_path: Path) -> None:
    assert cli("tender", "import", request_file)[0] == 0
    request_file.write_bytes(b"<a/>")

    status, said = cli("espd", "respond", request_file, "--bid", "2026-042", "--out", tmp_path / "out")

    assert (status, said["refused"]["code"]) == (2, "not_a_declaration")
    assert not (tmp_path / "out").exists()

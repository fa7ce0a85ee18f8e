"""`calendar` writes the deadlines into a file, all of them or those of one tender."""

from pathlib import Path

import pytest

from sse_desktop.workspace import Workspace
from tests.bidding import a_tender
from tests.command_line import new_cooperative


def test_the_calendar_is_written_whole_or_for_one_tender(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli = new_cooperative(tmp_path / "coop", capsys)
    workspace = Workspace.open(tmp_path / "coop")
    tender = a_tender(workspace, reference="R-1")
    workspace.close()
    file = tmp_path / "deadlines.ics"

    status, said = cli("calendar", file, "--tender", "R-1")

    assert (status, said["file"], said["entries"]) == (0, str(file), 2)
    assert f"UID:submission-{tender}@sse-desktop" in file.read_text(encoding="utf-8")
    assert cli.says("calendar", file)[1].strip() == str(file)
    assert cli("calendar", file, "--tender", "unknown")[1]["refused"]["code"] == "no_tender_found"

"""`tender import` takes spreadsheets and zips with documents, and of a large file only the processes that are named."""

import json
import zipfile
from pathlib import Path

import pytest

from benchmarks.bulk import fill
from tests.command_line import CommandLine, new_cooperative
from tests.documents.papers import a_pdf
from tests.exchange.ocds_files import a_release
from tests.exchange.schedules import SPANISH, xlsx


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


def test_a_spreadsheet_becomes_a_tender(cli: CommandLine, tmp_path: Path) -> None:
    status, said = cli("tender", "import", xlsx(tmp_path / "tabla.xlsx", SPANISH))

    assert (status, said["files"][0]["kind"]) == (0, "spreadsheet")
    shown = cli("tender", "show", "MCS-GADC-2026-014")[1]
    assert [item["description"] for item in shown["items"]] == ["Mango Tommy", "Naranja", "Papa chola"]


def test_a_zip_keeps_its_documents(cli: CommandLine, tmp_path: Path) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notice.json", json.dumps(a_release()))
        archive.writestr("Pliego.pdf", a_pdf())

    assert cli("tender", "import", packed)[0] == 0

    # The zip and the PDF out of it.
    assert len(list((tmp_path / "coop" / "attachments").iterdir())) == 2


def test_of_a_large_file_only_named_processes_are_taken(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    fill(file, 22_000_000)

    status, said = cli("tender", "import", file)
    assert status != 0
    assert said["files"][0]["refused"]["code"] == "choose_processes"
    assert said["files"][0]["calls"][776]["process"] == "ocds-5wno2w-0000777"

    status, said = cli("tender", "import", "--process", "ocds-5wno2w-0000777", "--process", "778-TENDER", file)
    assert status == 0
    assert [notice["title"][:15] for notice in said["files"][0]["notices"]] == ["Adquisición 777", "Adquisición 778"]
    assert len(cli("tender", "list")[1]["tenders"]) == 2
    assert cli("tender", "import", "--process", "none", file)[1]["files"][0]["refused"]["code"] == "no_such_process"

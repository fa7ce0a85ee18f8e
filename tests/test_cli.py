import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group

from sse_desktop.cli.verbs import app
from sse_desktop.commands.members import archive_member
from sse_desktop.queries.harvests import weigh_in_block
from sse_desktop.queries.members import members
from sse_desktop.store.attachments import Attachments
from sse_desktop.store.backup import list_backups
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_price, a_product
from tests.command_line import CommandLine, at_a_terminal, in_its_own_process, new_cooperative
from tests.conftest import ROOT


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


# ---------------------------------------------------------------- the program


def test_a_cooperative_is_created_in_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli = CommandLine(tmp_path / "coop", capsys)

    first = cli("new", "Asociación Demo", "--profile", "ec")
    second = cli("new", "Another", "--profile", "ec")

    folder = str(tmp_path / "coop")
    assert first == (0, {"data": folder, "cooperative": "Asociación Demo", "profile": "ec"})
    assert second[0] == 2
    assert second[1]["refused"]["code"] == "already_there"
    assert folder in second[1]["refused"]["sentence"]


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize(
    "wrong",
    [
        ("nonsense",),
        (),
        ("new", "X"),
        ("weigh-in", "add", "--member", "1"),
        ("--language", "xx", "tender", "list"),
        ("--database", "mysql://here", "tender", "list"),
        ("tender", "list", "--bad"),
        ("weigh-in", "add", "--member", "1", "--product", "M", "--gross", "1", "--harvested", "yesterday"),
    ],
)
def test_wrong_usage_is_64_and_prints_nothing_to_standard_output(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    from sse_desktop.cli import main

    status = main(["--json", *wrong])

    said = capsys.readouterr()
    assert (status, said.out) == (64, "")
    assert "Usage" in said.err


@pytest.mark.parametrize(
    "arguments", [("import", "members", b"Jos\xe9.csv"), (b"\xff",), ("new", b"Jos\xe9", "--profile", "ec")]
)
def test_an_argument_of_another_encoding_is_refused_with_a_sentence(
    tmp_path: Path, arguments: tuple[str | bytes, ...]
) -> None:
    started = [sys.executable, "-m", "sse_desktop", "--language", "en", "--data", tmp_path / "coop", *arguments]

    ended = subprocess.run(started, cwd=ROOT, capture_output=True, check=False, env={**os.environ, "LANG": "C.UTF-8"})

    assert (ended.returncode, ended.stdout) == (64, b"")
    assert b"udc" in ended.stderr or b"udff" in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert not (tmp_path / "coop").exists()


def test_a_refusal_is_a_sentence_for_people_and_a_code_for_scripts(cli: CommandLine) -> None:
    status, out, err = cli.says("delivery", "note", "7", "--out", ".")
    refused = cli("delivery", "note", "7", "--out", ".")

    assert (status, out, err) == (2, "", "There is no delivery note 7. Check the number.\n")
    assert refused == (2, {"refused": {"code": "no_such_delivery", "sentence": err.strip()}})


def test_a_bug_is_1_with_its_report_and_no_object(
    cli: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sse_desktop.cli import main

    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sse_desktop.queries.tenders.tenders", fault)

    status = main(["--data", str(cli.folder), "--json", "tender", "list"])

    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert "ZeroDivisionError" in said.err


def test_the_sentence_speaks_the_language_asked_for(cli: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    from sse_desktop.cli import main

    main(["--data", str(cli.folder), "--language", "en", "tender", "show", "X"])
    english = capsys.readouterr().err

    assert english == "There is no tender X. Look at the list of tenders for its reference.\n"


def commands(group: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the path of every verb below a group."""
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += commands(command, (*path, name)) if hasattr(command, "commands") else [(*path, name)]
    return found


VERBS = commands(get_group(app))


def test_the_verbs_are_those_of_the_design() -> None:
    assert {
        ("new",),
        ("demo",),
        ("import", "members"),
        ("import", "products"),
        ("import", "delivery-points"),
        ("weigh-in", "add"),
        ("tender", "import"),
        ("tender", "list"),
        ("tender", "show"),
        ("bid", "packet"),
        ("delivery", "list"),
        ("delivery", "note"),
        ("settlement", "list"),
        ("settlement", "statement"),
        ("trace",),
        ("backup",),
        ("restore",),
        ("verify",),
        ("shots",),
    } <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_explains_itself(capsys: pytest.CaptureFixture[str], verb: tuple[str, ...]) -> None:
    from sse_desktop.cli import main

    assert main([*verb, "--help"]) == 0
    assert f"sse-desktop {' '.join(verb)}" in capsys.readouterr().out


def test_the_command_line_starts_light() -> None:
    heavy = ["sqlalchemy", "reportlab", "PySide6", "babel", "pikepdf", "openpyxl", "lxml", "alembic", "rich"]
    code = f"import sse_desktop.cli.verbs, sys; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    from sse_desktop import __version__
    from sse_desktop.cli import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__


# ---------------------------------------------------------------- beside an open window


def test_reading_works_beside_an_open_window_and_writing_is_refused(cli: CommandLine) -> None:
    window = Workspace.open(cli.folder)
    try:
        listed = in_its_own_process("--data", cli.folder, "--json", "tender", "list")
        refused = in_its_own_process("--data", cli.folder, "--json", "weigh-in", "add", *LOAD)
    finally:
        window.close()

    assert listed == (0, {"tenders": []})
    assert refused[0] == 2
    assert refused[1]["refused"]["code"] == "in_use"


def test_a_passphrase_is_read_from_the_environment(tmp_path: Path) -> None:
    folder, secret = tmp_path / "coop", {"SSE_PASSPHRASE": "correct horse"}

    made = in_its_own_process("--data", folder, "--json", "new", "Demo", "--profile", "ec", more=secret)
    with_it = in_its_own_process("--data", folder, "--json", "verify", more=secret)
    without = in_its_own_process("--data", folder, "--json", "verify")

    assert (made[0], with_it[0], with_it[1]["ok"]) == (0, 0, True)
    assert (without[0], without[1]["refused"]["code"]) == (2, "wrong_passphrase")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_a_passphrase_is_asked_for_at_a_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "coop"
    in_its_own_process("--data", folder, "--json", "new", "Demo", "--profile", "ec", more={"SSE_PASSPHRASE": "horse"})

    status, out, err = at_a_terminal(["--data", str(folder), "--json", "verify"], ["wrong", "horse"])

    assert (status, json.loads(out)["ok"]) == (0, True)
    assert err.count(":") >= 2


def test_without_a_folder_the_last_one_opened_is_meant(cli: CommandLine, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "APPDATA": str(tmp_path / "config")}
    code = "from sse_desktop.preferences import *; save_preferences(Preferences(last_folder=sys.argv[1]), preferences_file())"
    subprocess.run(
        [sys.executable, "-c", f"import sys; {code}", str(cli.folder)], cwd=ROOT, env={**os.environ, **home}, check=True
    )

    assert in_its_own_process("--json", "tender", "list", more=home) == (0, {"tenders": []})


def test_an_unknown_user_is_refused(cli: CommandLine) -> None:
    assert cli("--user", "Nobody", "weigh-in", "add", *LOAD)[1]["refused"]["code"] == "no_such_user"


# ---------------------------------------------------------------- weigh-ins

LOAD = ("--member", "1", "--product", "MAN", "--gross", "100")


@pytest.fixture
def scale(cli: CommandLine) -> CommandLine:
    """A cooperative with a member, a product with a price, and a crate."""
    workspace = Workspace.open(cli.folder)
    a_member(workspace, "Ana Núñez")
    product = a_product(workspace, "MAN", "Mandarina", "1", "2")
    a_price(workspace, product, 300_000)
    a_container(workspace, "Gaveta plástica", 2_100)
    workspace.close()
    return cli


def test_a_load_is_weighed_in(scale: CommandLine) -> None:
    status, said = scale(
        "weigh-in", "add", "--member", "nunez", "--product", "mandarina", "--gross", "102.5", "--containers",
        "4:gaveta", "--damaged", "0.5", "--grade", "2", "--place", "C03",
    )  # fmt: skip

    assert (status, set(said)) == (0, {"ticket", "net", "lot"})
    assert (said["ticket"], said["net"]) == ("001-001-000000001", "94.1")
    assert said["lot"].startswith("MAN-")
    workspace = Workspace.open(scale.folder, read_only=True)
    [row] = workspace.read(weigh_in_block)
    workspace.close()
    assert (row.grade, str(row.accepted), row.place) == ("2", "93.600 kg", "C03")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--gross", "abc"), "not_a_plain_number"),
        (("--gross", "1.0001"), "too_many_decimals"),
        (("--gross", "0"), "nothing_weighed"),
        (("--member", "99"), "no_such_member"),
        (("--member", "luis"), "no_member_found"),
        (("--product", "XXX"), "no_product_found"),
        (("--grade", "9"), "no_grade_found"),
        (("--containers", "4"), "containers_unclear"),
        (("--containers", "4:saco"), "no_container_found"),
        (("--harvested", "2999-01-01"), "in_the_future"),
        (("--price", "-1"), "price_below_zero"),
        (("--member", "9" * 30), "number_too_large"),
        (("--containers", f"{'9' * 30}:gaveta"), "number_too_large"),
        (("--containers", "99999999999999:gaveta"), "tare_exceeds_gross"),
    ],
)
def test_a_wrong_load_is_refused(scale: CommandLine, more: tuple[str, ...], code: str) -> None:
    status, said = scale("weigh-in", "add", *LOAD, *more)

    assert (status, said["refused"]["code"]) == (2, code)


@pytest.mark.parametrize("name", ["a file", "n" * 300])
def test_where_no_folder_can_be_is_said(cli: CommandLine, tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").write_text("not a folder")
    there = tmp_path / name
    backup = cli("backup")[1]["file"]

    for verb in (("new", "X", "--profile", "ec"), ("demo",), ("verify",), ("weigh-in", "add", *LOAD)):
        answer = cli("--data", there, *verb)
        assert (answer[0], answer[1]["refused"]["code"]) == (2, "cannot_write_file"), verb
    assert cli("restore", backup, "--into", there)[1]["refused"]["code"] == "cannot_write_file"


@pytest.mark.parametrize("verb", [("trace",), ("delivery", "note", "--out", "here")])
def test_a_number_beyond_all_documents_is_none_of_them(cli: CommandLine, verb: tuple[str, ...]) -> None:
    status, said = cli(*verb, "9" * 30)

    assert (status, "refused" in said) == (2, True)


def test_an_entry_stays_saved_when_no_backup_can_be_made_on_closing(scale: CommandLine) -> None:
    shutil.rmtree(scale.folder / "backups")
    (scale.folder / "backups").write_text("a file where the folder should be")

    status, out, err = scale.says("weigh-in", "add", *LOAD)
    again = scale("weigh-in", "add", *LOAD)

    assert (status, "001-001-000000001" in out) == (0, True)
    assert err.startswith("Everything entered is saved, but no backup was made on closing. The file")
    assert (again[0], again[1]["ticket"]) == (0, "001-001-000000002")


def test_an_entry_stays_saved_beside_a_kept_file_that_was_damaged(scale: CommandLine) -> None:
    shutil.rmtree(scale.folder / "backups")
    sha = Attachments(scale.folder / "attachments").put(b"a paper")
    (scale.folder / "attachments" / sha).write_bytes(b"another paper")

    status, out, err = scale.says("weigh-in", "add", *LOAD)

    assert (status, "001-001-000000001" in out, err) == (0, True, "")
    [backup] = list_backups(scale.folder / "backups")
    assert backup.left_out == (sha,)
    assert scale("verify")[1]["findings"] == [{"check": "attachment", "detail": sha}]


def test_an_archived_member_is_named(scale: CommandLine) -> None:
    workspace = Workspace.open(scale.folder)
    workspace.write(archive_member, workspace.read(members)[0].id)
    workspace.close()

    assert scale("weigh-in", "add", *LOAD)[1]["refused"]["code"] == "member_archived"

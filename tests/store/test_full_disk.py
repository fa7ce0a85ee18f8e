"""On a full disk what was entered can still be read, and nothing is promised that could not be kept."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.store.failures import DiskFailed, DiskFull
from sse_desktop.store.integrity import verify
from sse_desktop.store.lock import InUse
from sse_desktop.store.tables.members import Member
from sse_desktop.workspace import ReadOnly, Workspace
from tests.builders import a_member
from tests.command_line import CommandLine
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limit below is one of POSIX systems")


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    return None if request.param is None else str(request.param)


@pytest.fixture
def folder(tmp_path: Path, passphrase: str | None) -> Path:
    workspace = Workspace.create(tmp_path / "coop", "Demo", "ec", passphrase=passphrase)
    a_member(workspace, "Rosa Quishpe")
    workspace.close()
    return workspace.folder


@contextmanager
def without_room() -> Iterator[None]:
    """Let not a byte be written into any file, as on a disk without room."""
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def names(session: Any) -> set[str]:
    return set(session.scalars(sa.select(Member.name)))


def test_everything_can_be_read_without_room_and_written_after_that(folder: Path, passphrase: str | None) -> None:
    for _ in range(2):  # the first time leaves empty files behind
        with without_room():
            opened = Workspace.open(folder, passphrase=passphrase, read_only=True)
            found = opened.read(names), verify(opened.database), opened.attachments.damaged()
            opened.close()
        assert found == ({"Rosa Quishpe"}, [], [])

    opened = Workspace.open(folder, passphrase=passphrase)
    a_member(opened, "José Anangonó")
    assert opened.read(names) == {"Rosa Quishpe", "José Anangonó"}
    opened.close()


def test_the_verbs_that_read_do_so_without_room(
    folder: Path, passphrase: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSE_PASSPHRASE", passphrase or "")
    cli = CommandLine(folder, capsys)

    with without_room():
        answers = [cli(*verb) for verb in (("verify",), ("tender", "list"), ("delivery", "list"))]

    assert [status for status, _ in answers] == [0, 0, 0]
    assert answers[0][1]["counts"]["member"] == 1


def test_what_stands_only_in_the_log_is_not_left_out_silently(folder: Path, passphrase: str | None) -> None:
    """While a window is open the newest rows are in the log; a copy of the files is what a crash leaves."""
    opened = Workspace.open(folder, passphrase=passphrase)
    a_member(opened, "José Anangonó")
    left = folder.with_name("left")
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm"))
    opened.close()

    with without_room(), pytest.raises(DiskFailed):
        Workspace.open(left, passphrase=passphrase, read_only=True)

    again = Workspace.open(left, passphrase=passphrase, read_only=True)
    assert again.read(names) == {"Rosa Quishpe", "José Anangonó"}
    again.close()


def test_opening_for_entries_without_room_says_so_and_leaves_the_folder_free(
    folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=20_000))

    with without_room(), pytest.raises(DiskFull):
        Workspace.open(folder, passphrase=passphrase)

    Workspace.open(folder, passphrase=passphrase).close()


def test_who_reads_without_room_keeps_everybody_from_writing_meanwhile(folder: Path, passphrase: str | None) -> None:
    with without_room():
        still = Workspace.open(folder, passphrase=passphrase, read_only=True)

    with pytest.raises(InUse):
        Workspace.open(folder, passphrase=passphrase)
    with pytest.raises(ReadOnly):
        a_member(still, "Another")
    still.close()


def test_where_not_even_the_lock_can_be_taken_the_data_are_read_all_the_same(
    folder: Path, passphrase: str | None
) -> None:
    """A folder in the place of the lock stands for a medium that can only be read."""
    (folder / "cooperative.lock").unlink()
    (folder / "cooperative.lock").mkdir()

    with without_room():
        still = Workspace.open(folder, passphrase=passphrase, read_only=True)
        found = still.read(names)

    assert found == {"Rosa Quishpe"}
    with pytest.raises(ReadOnly):
        a_member(still, "Another")
    still.close()

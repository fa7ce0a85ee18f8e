"""One writer per folder, freed by the system however a program ends."""

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sse_desktop.store.failures import CannotWriteFile
from sse_desktop.store.lock import FolderLock, InUse

HOLD = """
import sys
from pathlib import Path
from sse_desktop.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the lock of a folder in another process."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with another_process(tmp_path) as process, pytest.raises(InUse) as refused:
        FolderLock(tmp_path)

    assert refused.value.facts == {"computer": platform.node(), "process": str(process.pid)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_folder_free(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()

        FolderLock(tmp_path).release()


def test_a_second_window_of_the_same_program_is_refused(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)

    with pytest.raises(InUse, match=str(os.getpid())):
        FolderLock(tmp_path)

    lock.release()
    lock.release()
    FolderLock(tmp_path).release()


@pytest.mark.parametrize("text", ["", "[1]", "\udcff", "no json"])
def test_a_holder_that_left_no_name_is_told_as_unknown(text: str, tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.path.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(InUse) as refused:
        FolderLock(tmp_path)

    assert refused.value.facts == {"computer": "?", "process": "?"}
    lock.release()


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "cooperative.lock").mkdir()

    with pytest.raises(CannotWriteFile):
        FolderLock(tmp_path)

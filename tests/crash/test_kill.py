"""An application that is killed loses nothing that it said was saved."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")


def crash(kind: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one of the crash tests in a process of its own; it forks, which a process with threads should not."""
    command = [sys.executable, "-m", f"tests.crash.{kind}", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_a_kill() -> None:
    done = crash("kill", "--rounds", "30", "--seed", "7")

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_acknowledged_is_lost_by_a_kill_of_encrypted_data() -> None:
    done = crash("kill", "--rounds", "10", "--seed", "8", "--encrypted")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_kills_find_what_is_acknowledged_too_early() -> None:
    done = crash("kill", "--rounds", "10", "--early", "--expect-loss")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("options", [(), ("--encrypted",)], ids=["plain", "encrypted"])
def test_a_kill_during_an_update_leaves_the_old_or_the_new_file(options: tuple[str, ...]) -> None:
    done = crash("update", "--rounds", "6", *options)

    assert done.returncode == 0, done.stdout + done.stderr

"""How the chores speak and start programs."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent


def say(sentence: str) -> None:
    """Print a line at once, so that it stands before the output of what is started next."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """End the whole run with this last line."""
    sys.stdout.flush()
    raise SystemExit(sentence)


def run(command: Sequence[str | Path], *, more: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder and return its exit status; `more` is added to the environment.

    A program ended by a signal has the status a shell would show (134 for an abort).
    """
    sys.stdout.flush()
    status = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **(more or {})}, check=False)
    return status.returncode if status.returncode >= 0 else 128 - status.returncode


def must(command: Sequence[str | Path], what: str, *, more: Mapping[str, str] | None = None) -> None:
    """Run a program and end the whole run, saying `what` failed, unless it succeeds."""
    status = run(command, more=more)
    if status:
        stop(f"\nFailed: {what} (exit status {status}).")

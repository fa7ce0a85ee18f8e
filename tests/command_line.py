"""Runs the command line as a person or a script does: in this process, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.cli import main
from tests.conftest import ROOT

Answer = tuple[int, dict[str, Any]]


class CommandLine:
    """The verbs on one data folder, with --json and English sentences."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        """Return the exit status and the one object on standard output."""
        status = main(["--data", str(self.folder), "--language", "en", "--json", *map(str, arguments)])
        said = self._capsys.readouterr().out
        return status, json.loads(said) if said else {}

    def says(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Return exit status, standard output and standard error without --json."""
        status = main(["--data", str(self.folder), "--language", "en", *map(str, arguments)])
        said = self._capsys.readouterr()
        return status, said.out, said.err


def new_cooperative(folder: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Return the command line on a new cooperative."""
    run = CommandLine(folder, capsys)
    assert run("new", "Asociación Demo", "--profile", "ec")[0] == 0
    return run


def in_its_own_process(*arguments: str | Path, more: Mapping[str, str] | None = None) -> Answer:
    """Start the program anew and return its exit status and the one object on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "sse_desktop", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(more or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert done.stdout.count("\n") <= 1, "more than one object was printed"
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def at_a_terminal(arguments: Sequence[str], typed: Sequence[str]) -> tuple[int, str, str]:
    """Start the program at a terminal of its own, type the lines, and return exit status, output and what was asked."""
    import pty

    keyboard, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SSE_PASS")}
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "sse_desktop", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
        encoding="utf-8",
        start_new_session=True,
    )
    os.close(terminal)
    with child:
        asked = [_typed(child, keyboard, line) for line in typed]
        out, err = child.communicate(timeout=60)
    os.close(keyboard)
    return child.returncode, out, "".join([*asked, err])


def _typed(child: subprocess.Popen[str], keyboard: int, line: str) -> str:
    """Wait for a question, which ends in a colon, and type the line: what is typed before a question is thrown away."""
    assert child.stderr is not None
    asked = ""
    while not asked.endswith(": "):
        letter = child.stderr.read(1)
        assert letter, f"nothing was asked: {asked}"
        asked += letter
    os.write(keyboard, f"{line}\n".encode())
    return asked

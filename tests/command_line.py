"""Runs the command line as a person or a script does: in this process, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
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

"""Writes requirements.lock: every version pinned, with the hashes of its files for every system, without any address."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from chores.environment import LOCK
from chores.terminal import ROOT, must

HEAD: Final = """\
# Every library of the application and of its development, pinned, for Linux, Windows and macOS. Made by `python3 dev.py lock`.
"""

OPTIONS: Final = (
    *("--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--no-emit-index-url", "--no-header", "--group", "dev"),
)


def write() -> None:
    """Resolve pyproject.toml again, keeping the versions of the present lock where they still fit.

    Delete a line of the lock first to let that library move to its newest version.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        must([sys.executable, "-m", "venv", place / "venv"], "python -m venv")
        python = place / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        must([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"], "pip install uv")
        made = place / "requirements.lock"
        if LOCK.exists():
            made.write_text(LOCK.read_text("utf-8"), "utf-8")
        must(
            [python, "-m", "uv", "pip", "compile", *OPTIONS, ROOT / "pyproject.toml", "--output-file", made],
            "uv pip compile",
        )
        LOCK.write_text(HEAD + made.read_text("utf-8").removeprefix(HEAD), "utf-8")

"""The environment beside the checkout, made from requirements.lock."""

import hashlib
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from chores import system
from chores.terminal import ROOT, must, say, stop

FLOOR: Final = (3, 11)
FOLDER: Final = ROOT / ".venv"
LOCK: Final = ROOT / "requirements.lock"
STAMP: Final = FOLDER / "made-from"
# One library has no wheel; it is built in an environment of its own, by whatever pip the system came with.
PIP: Final = ("--quiet", "--quiet", "--disable-pip-version-check", "--no-input", "--use-pep517")


def python() -> Path:
    """Return the interpreter of the environment."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp() -> str:
    """Return what the environment has to be made from: this lock, this Python, this place."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock} {sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def provide() -> None:
    """Make the environment, unless it is there and made from the same lock; then compile the catalogues."""
    if sys.version_info < FLOOR:
        stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    if not (STAMP.is_file() and STAMP.read_text("utf-8") == wanted_stamp()):
        _make()
    must([python(), "-m", "chores.catalogue", "compile"], "compiling the catalogues")


def _make() -> None:
    if find_spec("ensurepip") is None:
        system.provide(("python3-venv",), "the environment")
    say(f"Making {FOLDER.name} from {LOCK.name}; this takes a minute or two …")
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    must([sys.executable, "-m", "venv", FOLDER], "python -m venv (on Debian it needs the package python3-venv)")
    must(
        [python(), "-m", "pip", "install", *PIP, "--require-hashes", "--requirement", LOCK],
        "pip install",
    )
    # Written last: an environment that was left half made is made again.
    STAMP.write_text(wanted_stamp(), "utf-8")

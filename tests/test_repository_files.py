"""What the tracked files must not hold, and how long they may be."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
MOST_LINES: Final = 400
# Written so that this file does not hold what it looks for.
ADDRESS: Final = re.compile(rb"py[p]i\.org|pythonho[s]ted|registry\.np[m]js|deb\.deb[i]an\.org")
MACHINE_PATH: Final = re.compile(rb"(^|[^A-Za-z0-9_.])/(work|root|farm)/", re.MULTILINE)
BINARY: Final = {".ttf", ".pdf", ".png", ".xlsx", ".xls", ".ods", ".db", ".svgz", ".zip", ".jpg"}


def tracked() -> list[Path]:
    """Return the files under version control; where there is no history, or no git, those that could be."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        made = {".venv", ".git", "out", "build", "dist", "__pycache__"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts)]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def found(pattern: re.Pattern[bytes], text: bytes) -> bool:
    return pattern.search(text) is not None


@pytest.mark.parametrize("pattern", [ADDRESS, MACHINE_PATH], ids=["registry address", "machine path"])
def test_no_tracked_file_holds_it(pattern: re.Pattern[bytes]) -> None:
    broken = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in BINARY and found(pattern, path.read_bytes())
    ]

    assert not broken


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (ADDRESS, "--index-url https://" + "pypi" + ".org/simple"),
        (MACHINE_PATH, "see /" + "work/main/x.py"),
        (MACHINE_PATH, "/" + "root/.venv/"),
    ],
)
def test_what_is_looked_for_would_be_found(pattern: re.Pattern[bytes], text: str) -> None:
    assert found(pattern, text.encode())


def test_files_are_short_enough_to_read() -> None:
    sources = [path for path in tracked() if path.suffix == ".py" and "versions" not in path.parts]
    long = [
        f"{path.relative_to(ROOT)}: {n}" for path in sources if (n := path.read_text("utf-8").count("\n")) > MOST_LINES
    ]

    assert not long, f"above {MOST_LINES} lines, to be split by idea: {', '.join(long)}"


def test_the_lock_pins_and_hashes_every_library_and_names_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^(?!#)(\S.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)

    assert len(entries) > 70
    assert all(re.match(r"[A-Za-z0-9._-]+(\[\w+\])?==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text

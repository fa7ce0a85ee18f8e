"""Imports point down only."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
LINT: Final = "from importlinter.cli import lint_imports_command as run; run()"


def lint(place: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--config", str(place / "pyproject.toml"), "--no-cache"]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def test_every_import_keeps_the_contracts() -> None:
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout


BREAKS: Final = (
    ("domain/money.py", "import sse_desktop.store.record", "Imports point down"),
    ("queries/members.py", "import sse_desktop.commands", "Imports point down"),
    ("domain/season.py", "import sqlalchemy", "The domain is plain Python"),
    ("documents/fonts.py", "import PySide6.QtGui", "Only the window knows Qt"),
    ("store/record.py", "import PySide6.QtCore", "Only the window knows Qt"),
    ("ui/theme.py", "import sse_desktop.store.tables.members", "Window, documents and exchange see rows, never tables"),
    ("ui/theme.py", "import sse_desktop.ui.pages", "No cycles"),
    ("ui/theme.py", "import sqlalchemy", "No Session outside store, queries, commands and workspace"),
)


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS, ids=[f"{file}: {line}" for file, line, _ in BREAKS])
def test_an_import_that_breaks_a_contract_is_found(file: str, line: str, contract: str, tmp_path: Path) -> None:
    copy_sources(tmp_path)
    broken = tmp_path / "sse_desktop" / file
    broken.write_text(f"{broken.read_text('utf-8')}\n{line}\n", "utf-8")

    done = lint(tmp_path)

    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def copy_sources(place: Path) -> None:
    for source in [ROOT / "pyproject.toml", *(ROOT / "sse_desktop").rglob("*.py")]:
        target = place / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())


def test_a_new_part_without_a_place_among_the_layers_is_found(tmp_path: Path) -> None:
    copy_sources(tmp_path)
    (tmp_path / "sse_desktop" / "newcomer.py").write_text('"""New."""\n', "utf-8")

    done = lint(tmp_path)

    assert done.returncode == 1
    assert "Imports point down BROKEN" in done.stdout

"""The files beside the code are found wherever the code runs from."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop import resources as resources_module
from sse_desktop.resources import resource, resources


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    resources.cache_clear()
    yield
    resources.cache_clear()


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package lie in a folder of its own."""
    monkeypatch.setattr(resources_module, "__file__", str(folder / "sse_desktop" / "resources.py"))


def test_from_source_they_lie_beside_the_package() -> None:
    assert resource("fonts", "OFL.txt").is_file()


def test_a_wheel_installs_them_under_their_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sse_desktop_resources").mkdir()
    install(tmp_path, monkeypatch)

    assert resources() == tmp_path / "sse_desktop_resources"


def test_a_frozen_build_unpacks_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources() == tmp_path / "resources"


def test_a_missing_folder_is_named_where_it_should_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)

    assert resources() == tmp_path / "resources"

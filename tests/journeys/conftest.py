"""A person at the window, for the stories that go through the whole application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sse_desktop.ui.theme import apply_theme, load_fonts
from tests.journeys.window import Person


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """Somebody at a computer on which there is no cooperative yet."""
    load_fonts()
    apply_theme(qapp, "light")
    made = Person(qtbot, tmp_path)
    yield made
    made.leave()

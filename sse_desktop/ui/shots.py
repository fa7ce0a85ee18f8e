"""Pictures of every page with a cooperative's data, light and dark, at 1366×768: what is looked at before a change is done."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from sse_desktop.preferences import Preferences
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.house import House
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.office import Office
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES, PageSpec
from sse_desktop.ui.pixels import as_png
from sse_desktop.ui.register import Register
from sse_desktop.ui.theme import apply_theme, as_scheme, load_fonts

SIZE: Final = (1366, 768)
THEMES: Final = ("light", "dark")
QUIET_MS: Final = 250  # how long nothing must be under way before a picture is taken
LONGEST_MS: Final = 60_000


class NeverQuiet(Exception):
    """A page kept working; the picture would show half of it."""


def take_shots(folder: Path, out: Path, *, themes: Sequence[str] = THEMES, language: str = "",
               pages: tuple[PageSpec, ...] = PAGES) -> list[Path]:  # fmt: skip
    """Take a picture of every page, step and theme, and return the files in order.

    Raises:
        NeverQuiet: a page did not come to rest within a minute. And what opening the folder raises.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["shots"])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    load_fonts()
    taken: list[Path] = []
    for theme in themes:
        apply_theme(app, as_scheme(theme))
        taken += _of_theme(app, folder, out, theme, language, pages)
    return taken


def _of_theme(
    app: QApplication, folder: Path, out: Path, theme: str, language: str, pages: tuple[PageSpec, ...]
) -> list[Path]:
    preferences = Preferences(language=language, width=SIZE[0], height=SIZE[1])
    window = MainWindow(preferences)
    office = Office(window, preferences, out / "problems.log", pages=pages)
    window.show()
    try:
        office.open_folder(folder)
        settle = partial(_settle, app, office)
        settle()
        if window.house is None:
            raise office.trouble or NeverQuiet
        taken = [_save(window, out / f"{name}-{theme}.png") for name in _walk(window.house, pages, settle)]
    finally:
        window.close()
        office.close()
        window.deleteLater()
    return taken


def _walk(house: House, pages: tuple[PageSpec, ...], settle: "partial[None]") -> Iterator[str]:
    """Open one page after the other, and give the name of its picture when it has come to rest."""
    for number, spec in enumerate(pages):
        house.go(spec.key)
        settle()
        page = house.page
        name = f"{number + 1:02d}-{re.sub(r'[^a-z0-9]+', '-', spec.key.lower())}"
        if isinstance(page, Desk) and page.step_keys:
            for key in page.step_keys:
                page.go_to(key)
                settle()
                yield f"{name}-{key}"
        else:
            _choose_first(page)
            settle()
            yield name


def _choose_first(page: Page | None) -> None:
    """Show a row in the inspector, so that the picture shows it too."""
    if isinstance(page, Register) and page.model.rowCount():
        page.table.choose(0)


def _save(window: MainWindow, file: Path) -> Path:
    write_atomically(file, as_png(window.grab()))
    return file


def _settle(app: QApplication, office: Office) -> None:
    """Let the window work until nothing has been under way for a while."""
    longest, quiet = QDeadlineTimer(LONGEST_MS), QDeadlineTimer(QUIET_MS)
    while not quiet.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if office.worker.is_busy:
            quiet.setRemainingTime(QUIET_MS)
        if longest.hasExpired():
            raise NeverQuiet

"""A real workspace, a context and a house for window tests; everything is drawn in memory and closed in order."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sse_desktop.domain.errors import DomainError
from sse_desktop.locale import Locale
from sse_desktop.preferences import Preferences
from sse_desktop.ui.change_feed import ChangeFeed
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PageSpec
from sse_desktop.ui.theme import apply_theme, load_fonts
from sse_desktop.ui.worker import DatabaseWorker
from sse_desktop.workspace import Workspace

TODAY = date(2026, 7, 14)


class Settle(Protocol):
    """Waits until the worker has answered everything and the pages have read again."""

    def __call__(self) -> None: ...


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    """Fonts and light theme as in the application."""
    load_fonts()
    apply_theme(qapp, "light")


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cooperative's folder, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "cooperative"
    Workspace.create(folder, "Asociación Frutas de la Sierra", "ec").close()
    return folder


@pytest.fixture
def folder(template_folder: Path, tmp_path: Path) -> Path:
    """A folder with an empty cooperative in it, closed."""
    return Path(shutil.copytree(template_folder, tmp_path / "cooperative"))


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """An open, empty cooperative; the worker closes it."""
    opened = Workspace.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def worker(qapp: QApplication, workspace: Workspace) -> Iterator[DatabaseWorker]:
    """A worker over the workspace; a bug in a query or command fails the test."""
    made = DatabaseWorker(qapp)
    troubles: list[Exception] = []
    made.problem.connect(lambda error: None if isinstance(error, DomainError) else troubles.append(error))
    made.open(lambda: workspace, owner=made, done=lambda _: None, failed=troubles.append)
    yield made
    assert made.close()
    made.deleteLater()
    assert not troubles, troubles


@pytest.fixture
def context(worker: DatabaseWorker, workspace: Workspace) -> Context:
    """What pages are given: English words, a fixed day."""
    return Context(
        worker=worker,
        feed=ChangeFeed(worker, worker),
        locale=Locale("en"),
        preferences=Preferences(),
        today=lambda: TODAY,
        workspace=workspace,
        services=Services(),
    )


@pytest.fixture
def settle(qtbot: QtBot, worker: DatabaseWorker) -> Settle:
    """Wait until nothing is under way any more."""

    def wait() -> None:
        worker.drain()  # what a test wrote past the worker is news too
        for _ in range(3):  # an answer may ask again
            QApplication.processEvents()
            qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # outside a running loop nothing else does

    return wait


MakeHouse = Callable[..., House]


@pytest.fixture
def make_house(qtbot: QtBot, context: Context, tmp_path: Path) -> MakeHouse:
    """Build a window with a house of the given pages, shown at 1366×768."""

    windows: list[MainWindow] = []  # qtbot holds them weakly

    def build(*pages: PageSpec, first: str = "") -> House:
        window = MainWindow(context.preferences)
        windows.append(window)
        qtbot.addWidget(window)
        house = House(context, pages, tmp_path / "problems.log")
        window.show_house(house, "Test")
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        house.open_first(first)
        return house

    return build


def spec_of(page: type[Page], *, key: str, place: str, title: str = "Title", **more: Any) -> PageSpec:
    """Return the spec of a page that a test module defines."""
    return PageSpec(key, place, title, f"{page.__module__}:{page.__qualname__}", **more)

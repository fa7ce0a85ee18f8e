"""From the welcome to the open cooperative and back: nothing is half made, and what is missing is asked for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sse_desktop.preferences import Preferences
from sse_desktop.store.engines import sqlite_engine
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.office import Office
from sse_desktop.ui.page import Page
from sse_desktop.ui.welcome import SignInPlace, Welcome
from sse_desktop.workspace import Workspace
from tests.ui.conftest import spec_of

PASSPHRASE = "correct horse"


class Bench(Page):
    """A page with nothing on it."""


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(Preferences())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def office(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[Office]:
    pages = (
        spec_of(Bench, key="today", place="today", title="Today"),
        spec_of(Bench, key="members", place="members", title="Members"),
    )
    preferences = Preferences(language="en")
    made = Office(
        window,
        preferences,
        tmp_path / "problems.log",
        demo=lambda: Workspace.create(tmp_path / "demo", "Demo", "ec"),
        pages=pages,
    )
    yield made
    assert made.close()
    assert qtbot is not None


def inside(office: Office) -> QWidget:
    widget = office.window.centralWidget()
    assert widget is not None
    return widget


def wait_for_house(qtbot: QtBot, office: Office) -> None:
    qtbot.waitUntil(lambda: office.window.house is not None, timeout=20_000)


def words_in(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(QLabel) if not text.isHidden())


def test_a_cooperative_is_started_with_a_name_alone(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    office.show_welcome()
    welcome = inside(office)
    assert isinstance(welcome, Welcome)
    welcome.form.fill({"folder": str(tmp_path / "new")})

    QTest.keyClicks(welcome.form.fields["name"].editor, "Frutas")
    QTest.keyClick(welcome.form.fields["name"].editor, Qt.Key.Key_Return)
    wait_for_house(qtbot, office)

    assert (tmp_path / "new" / "cooperative.db").exists()
    assert office.window.windowTitle().startswith("Frutas")
    assert office.preferences.last_folder == str(tmp_path / "new")


@pytest.mark.parametrize(("language", "name"), [("es", "Administrador"), ("ko", "관리자"), ("en", "Administrator")])
def test_the_first_user_is_named_in_the_founders_language(
    qtbot: QtBot, office: Office, tmp_path: Path, language: str, name: str
) -> None:
    office.speak(language)
    qtbot.waitUntil(lambda: isinstance(inside(office), Welcome))
    welcome = inside(office)
    assert isinstance(welcome, Welcome)
    welcome.form.fill({"folder": str(tmp_path / "new"), "name": "Frutas"})

    welcome.start.click()
    wait_for_house(qtbot, office)

    assert office.context is not None
    assert office.context.workspace is not None
    assert office.context.workspace.actor.name == name
    assert office.window.house is not None
    assert office.window.house.strip.user.text() == name


def test_a_name_is_needed(office: Office) -> None:
    office.show_welcome()
    welcome = inside(office)
    assert isinstance(welcome, Welcome)

    QTest.mouseClick(welcome.start, Qt.MouseButton.LeftButton)

    assert "Fill in this field." in welcome.form.fields["name"].message.text()


def test_a_passphrase_is_typed_twice(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    office.show_welcome()
    welcome = inside(office)
    assert isinstance(welcome, Welcome)
    welcome.form.fill({"folder": str(tmp_path / "new"), "name": "Frutas", "passphrase": PASSPHRASE, "again": "other"})

    welcome.start.click()
    assert "not the same" in welcome.form.fields["again"].message.text()
    assert not (tmp_path / "new").exists()
    welcome.form.fields["again"].set_value(PASSPHRASE)
    welcome.start.click()
    wait_for_house(qtbot, office)

    assert office.context is not None
    assert office.context.workspace is not None
    assert office.context.workspace.passphrase == PASSPHRASE


def test_an_encrypted_folder_asks_for_its_passphrase(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "secret", "Secret", "ec", passphrase=PASSPHRASE).close()
    office.open_folder(tmp_path / "secret")
    qtbot.waitUntil(lambda: isinstance(inside(office), SignInPlace), timeout=20_000)

    assert "These data are encrypted. Type their passphrase." in words_in(inside(office))
    for attempt in ("wrong", PASSPHRASE):
        qtbot.waitUntil(lambda: isinstance(inside(office), SignInPlace), timeout=20_000)
        place = inside(office)
        assert isinstance(place, SignInPlace)
        QTest.keyClicks(place.form.fields["passphrase"].editor, attempt)
        QTest.keyClick(place.form.fields["passphrase"].editor, Qt.Key.Key_Return)

    wait_for_house(qtbot, office)


def test_a_folder_that_cannot_be_opened_says_why_on_the_welcome(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    office.open_folder(tmp_path / "other")

    qtbot.waitUntil(lambda: isinstance(inside(office), Welcome), timeout=20_000)
    assert "other" in words_in(inside(office))


def test_a_folder_that_is_open_already_is_refused(qtbot: QtBot, office: Office, folder: Path) -> None:
    holder = Workspace.open(folder)

    office.open_folder(folder)

    qtbot.waitUntil(lambda: isinstance(inside(office), Welcome), timeout=20_000)
    holder.close()


def test_the_demo_is_one_click_away(qtbot: QtBot, office: Office) -> None:
    office.show_welcome()
    welcome = inside(office)
    assert isinstance(welcome, Welcome)

    QTest.mouseClick(welcome.demo, Qt.MouseButton.LeftButton)
    wait_for_house(qtbot, office)

    assert office.window.windowTitle().startswith("Demo")


def test_another_folder_replaces_the_open_one_and_frees_it(
    qtbot: QtBot, office: Office, folder: Path, tmp_path: Path
) -> None:
    second = Path(shutil.copytree(folder, tmp_path / "second"))
    office.open_folder(folder)
    wait_for_house(qtbot, office)

    office.open_folder(second)
    wait_for_house(qtbot, office)

    assert office.context is not None
    assert office.context.workspace is not None
    assert office.context.workspace.folder == second
    Workspace.open(folder).close()


def test_the_language_is_changed_and_the_page_stays(qtbot: QtBot, office: Office, folder: Path) -> None:
    office.open_folder(folder)
    wait_for_house(qtbot, office)
    first = office.window.house
    assert first is not None
    first.go("members")

    office.speak("ko")

    qtbot.waitUntil(lambda: office.window.house is not first)
    assert office.window.house is not None
    assert office.window.house.here == "members"
    assert office.window.house.context.locale.language == "ko"
    assert office.preferences.language == "ko"


def test_the_page_seen_last_is_opened_the_next_day(qtbot: QtBot, office: Office, folder: Path) -> None:
    office.preferences.last_page = "members"

    office.open_folder(folder)
    wait_for_house(qtbot, office)

    assert office.window.house is not None
    assert office.window.house.here == "members"


def test_the_strip_names_the_file_the_copy_and_the_user(qtbot: QtBot, office: Office, folder: Path) -> None:
    office.open_folder(folder)
    wait_for_house(qtbot, office)
    house = office.window.house
    assert house is not None

    qtbot.waitUntil(lambda: "copy" in house.strip.backup.text().lower())

    assert house.strip.file.text() == "cooperative · on this computer"
    assert house.strip.user.text() == "Administrator"


def test_data_that_were_changed_by_another_program_are_named_after_opening(
    qtbot: QtBot, office: Office, folder: Path
) -> None:
    engine = sqlite_engine(folder / "cooperative.db", guarded=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_change")
        connection.exec_driver_sql("UPDATE journal SET actor = 'Eva' WHERE seq = 2")
    engine.dispose()

    office.open_folder(folder)
    wait_for_house(qtbot, office)
    house = office.window.house
    assert house is not None

    qtbot.waitUntil(house.message.isVisible, timeout=10_000)
    assert "the record of all changes (A 2)" in house.message.sentence.text()


def test_sound_data_are_opened_without_a_word(qtbot: QtBot, office: Office, folder: Path) -> None:
    office.open_folder(folder)
    wait_for_house(qtbot, office)
    qtbot.waitUntil(lambda: not office.worker.is_busy, timeout=10_000)

    assert office.window.house is not None
    assert not office.window.house.message.isVisible()

"""Start-up: language and scheme of the computer, the guard of the pin, and bugs that are shown instead of lost."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sse_desktop import app as application
from sse_desktop.preferences import Preferences
from sse_desktop.ui.context import Sheet
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.office import Office
from sse_desktop.ui.theme import DARK, LIGHT, Theme, apply_theme
from tests.ui.conftest import MakeHouse, spec_of
from tests.ui.test_office import Bench


def test_the_window_speaks_the_wanted_language_else_the_computers_else_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("fr_BE")))
    assert application.spoken_language("ko") == "ko"
    assert application.spoken_language("") == "fr"
    assert application.spoken_language("xx") == "fr"

    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_DE")))
    assert application.spoken_language("") == "es"


def test_a_folder_and_a_language_can_be_named_at_the_start() -> None:
    wanted = application.parse(["--data", "folder", "--language", "ko", "--unknown"])

    assert (wanted.data, wanted.language) == (Path("folder"), "ko")


def test_this_pyside_keeps_its_references() -> None:
    application.check_references()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal from Python 3.12 on")
def test_a_pyside_that_loses_references_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([1000, 950])
    monkeypatch.setattr(sys, "getrefcount", lambda _: next(counts))

    with pytest.raises(application.LosesReferences):
        application.check_references()


def test_the_window_follows_the_desktop_unless_a_look_was_chosen(
    qapp: QApplication, make_house: MakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_house(spec_of(Bench, key="today", place="today")).window()
    assert isinstance(window, MainWindow)
    monkeypatch.setattr("sse_desktop.ui.theme.wanted_tokens", lambda scheme: DARK if scheme == "system" else LIGHT)

    application.follow_desktop(qapp, window, Preferences(scheme="light"))
    kept = Theme.tokens
    application.follow_desktop(qapp, window, Preferences(scheme="system"))
    followed = Theme.tokens
    apply_theme(qapp, "light")

    assert (kept, followed) == (LIGHT, DARK)


def test_qts_own_words_follow_the_language(qapp: QApplication) -> None:
    from PySide6.QtCore import QCoreApplication

    application.translate_qt(qapp, "es")
    words = QCoreApplication.translate("QPlatformTheme", "Cancel")
    application.translate_qt(qapp, "en")

    assert words == "Cancelar"


def test_a_bug_without_a_house_is_written_down(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    office = Office(window, Preferences(language="en"), tmp_path / "problems.log")

    application.show_bug(office, tmp_path / "problems.log", ValueError("x"))

    assert "ValueError" in (tmp_path / "problems.log").read_text(encoding="utf-8")
    assert "ValueError" in capsys.readouterr().err
    assert office.close()


def test_what_the_window_offers_is_there() -> None:
    offered = application.services()

    assert offered.find is not None
    assert offered.undo is not None
    assert offered.write_sheet is not None


def test_a_table_is_written_as_a_workbook(tmp_path: Path) -> None:
    from sse_desktop.exchange.spreadsheet import read_table

    application.save_sheet(tmp_path / "members.xlsx", Sheet("Members", ("No.", "Name"), [(1, "Ana"), (2, "Ñusta")]))

    table = read_table(tmp_path / "members.xlsx")
    assert table.header == ("No.", "Name")
    assert [row.cells for row in table.rows] == [(1, "Ana"), (2, "Ñusta")]

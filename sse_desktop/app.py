"""The window's composition root: style, preferences, window, office; what is heavy is loaded after the first paint."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from sse_desktop import APPLICATION_NAME, __version__
from sse_desktop.locale import LANGUAGES
from sse_desktop.preferences import Preferences, load_preferences, preferences_file, save_preferences
from sse_desktop.ui.context import Services
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.office import Office
from sse_desktop.ui.problems import keep_report, report_of, watch_for_bugs
from sse_desktop.ui.theme import Scheme, apply_theme, load_fonts

PROBES: Final = 50


class LosesReferences(Exception):
    """This PySide6 loses a reference at every signal and would end the program after some hundred."""


class Probe(QObject):
    """Emits a signal that nobody hears, to count references around it."""

    said = Signal(bool)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window and return the exit status when it was closed."""
    wanted = parse(arguments)
    check_references()
    app = start_qt()
    path = preferences_file()
    preferences = load_preferences(path)
    preferences.language = wanted.language or preferences.language or system_language()
    load_fonts()
    follow_scheme(app, preferences)
    translate_qt(app, preferences.language)
    window = MainWindow(preferences)
    log = path.with_name("problems.log")
    office = Office(window, preferences, log, demo=demo_opener(), services=services)
    watch_for_bugs(lambda error: show_bug(office, log, error))
    app.aboutToQuit.connect(office.close)
    folder = wanted.data or (Path(preferences.last_folder) if preferences.last_folder else None)
    QTimer.singleShot(0, office, lambda: begin(office, folder))
    window.showMaximized() if preferences.maximized else window.show()
    status = app.exec()
    save_preferences(preferences, path)
    return status


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the command line asks of the window: a folder, a language."""
    parser = argparse.ArgumentParser(prog="sse-desktop", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--language", choices=LANGUAGES)
    return parser.parse_known_args(list(arguments))[0]


def start_qt() -> QApplication:
    """Return the application with its names."""
    app = QApplication([APPLICATION_NAME])
    app.setApplicationName("sse-desktop")
    app.setApplicationDisplayName(APPLICATION_NAME)
    app.setApplicationVersion(__version__)
    return app


def begin(office: Office, folder: Path | None) -> None:
    """Open the folder of last time, or show the welcome when there is none."""
    if folder is not None and folder.is_dir():
        office.open_folder(folder)
    else:
        office.show_welcome()


def check_references() -> None:
    """Refuse a PySide6 that loses a reference of True at every emit; only Python before 3.12 counts them.

    Raises:
        LosesReferences: the pin of PySide6 was not kept.
    """
    if sys.version_info >= (3, 12):
        return
    probe = Probe()
    probe.said.emit(True)
    before = sys.getrefcount(True)
    for _ in range(PROBES):
        probe.said.emit(True)
    if before - sys.getrefcount(True) > PROBES // 2:
        raise LosesReferences


def follow_scheme(app: QApplication, preferences: Preferences) -> None:
    """Put on light or dark, and change with the desktop while the preference says so."""
    scheme: Scheme = "dark" if preferences.scheme == "dark" else "light" if preferences.scheme == "light" else "system"
    apply_theme(app, scheme)

    def changed() -> None:
        if preferences.scheme == "system":
            repaint(app, "system")

    app.styleHints().colorSchemeChanged.connect(changed)


def repaint(app: QApplication, scheme: Scheme) -> None:
    """Put on a scheme and colour what was drawn in the other one."""
    apply_theme(app, scheme)
    for widget in app.topLevelWidgets():
        if isinstance(widget, MainWindow) and widget.house is not None:
            widget.house.retint()


def translate_qt(app: QApplication, language: str) -> None:
    """Give Qt's own words (file picker, print dialog) the language of the window."""
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def system_language() -> str:
    """Return the language the computer speaks, if we do, else Spanish."""
    spoken = QLocale.system().name().split("_")[0]
    return spoken if spoken in LANGUAGES else "es"


def services() -> Services:
    """Return what the layers below do for the window itself."""
    from sse_desktop.commands.undo import undo_last

    return Services(undo=undo_last)


def demo_opener() -> Callable[[], Any] | None:
    """Return what builds and opens the demo, when this installation carries one."""
    return None


def show_bug(office: Office, log: Path, error: BaseException) -> None:
    """Show a bug of ours in the window, or write it down where there is none."""
    house = office.window.house
    if house is not None and isinstance(error, Exception):
        house.problem(error)
    else:
        report = report_of(error)
        keep_report(report, log)
        sys.stderr.write(report + "\n")

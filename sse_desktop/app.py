"""The window's composition root: style, preferences, window, office; what is heavy is loaded after the first paint."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from sse_desktop import APPLICATION_NAME, __version__
from sse_desktop.preferences import Preferences, load_preferences, preferences_file, save_preferences
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.theme import apply_theme, as_scheme, load_fonts

if TYPE_CHECKING:
    from sse_desktop.ui.context import Services, Sheet
    from sse_desktop.ui.office import Office
    from sse_desktop.workspace import Workspace

PROBES: Final = 50


class LosesReferences(Exception):
    """This PySide6 loses a reference at every signal and would end the program after some hundred."""


class Probe(QObject):
    """Emits a signal that nobody hears, to count references around it."""

    said = Signal(bool)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window and return the exit status when it was closed."""
    check_references()
    app = start_qt()
    path = preferences_file()
    preferences = load_preferences(path)
    load_fonts()
    apply_theme(app, as_scheme(preferences.scheme), preferences.text_percent)
    window = MainWindow(preferences)
    wanted = parse(arguments)
    if wanted.until_painted:
        window.painted.connect(app.quit)
    else:
        window.painted.connect(partial(begin, app, window, preferences, path, wanted))
    window.showMaximized() if preferences.maximized else window.show()
    status = app.exec()
    save_preferences(preferences, path)
    return status


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the command line asks of the window: a folder, a language."""
    parser = argparse.ArgumentParser(prog="sse-desktop", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--language", default="")
    parser.add_argument("--until-painted", action="store_true")  # for measuring the start, also of a build
    return parser.parse_known_args(list(arguments))[0]


def start_qt() -> QApplication:
    """Return the application with its names."""
    app = QApplication([APPLICATION_NAME])
    app.setApplicationName("sse-desktop")
    app.setApplicationDisplayName(APPLICATION_NAME)
    app.setApplicationVersion(__version__)
    return app


def begin(
    app: QApplication, window: MainWindow, preferences: Preferences, path: Path, wanted: argparse.Namespace
) -> None:
    """Called when the window was painted for the first time: open the folder of last time, or show the welcome."""
    from sse_desktop.ui.office import Office
    from sse_desktop.ui.problems import watch_for_bugs

    preferences.language = spoken_language(wanted.language or preferences.language)
    translate_qt(app, preferences.language)
    app.styleHints().colorSchemeChanged.connect(partial(follow_desktop, app, window, preferences))
    log = path.with_name("problems.log")
    office = Office(window, preferences, log, demo=open_demo, services=services)
    office.opened.connect(partial(save_preferences, preferences, path))  # a power cut must not forget the folder
    watch_for_bugs(partial(show_bug, office, log))
    app.aboutToQuit.connect(office.close)
    folder = wanted.data or (Path(preferences.last_folder) if preferences.last_folder else None)
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


def follow_desktop(app: QApplication, window: MainWindow, preferences: Preferences, *_scheme: object) -> None:
    """Change to light or dark with the desktop, unless the person chose one."""
    if as_scheme(preferences.scheme) == "system":
        apply_theme(app, "system")
        if window.house is not None:
            window.house.retint()


def translate_qt(app: QApplication, language: str) -> None:
    """Give Qt's own words (file picker, print dialog) the language of the window."""
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def spoken_language(wanted: str) -> str:
    """Return the language to speak: the wanted one, else the computer's, else Spanish."""
    from sse_desktop.locale import LANGUAGES

    system = QLocale.system().name().split("_")[0]
    return next((language for language in (wanted, system) if language in LANGUAGES), "es")


def services() -> "Services":
    """Return what the layers below do for the window itself."""
    from sse_desktop.commands.undo import undo_last
    from sse_desktop.queries.search import search
    from sse_desktop.ui.context import Services

    return Services(find=search, undo=undo_last, write_sheet=save_sheet)


def save_sheet(path: Path, sheet: "Sheet") -> None:
    """Write a table as a spreadsheet; called beside the interface."""
    from sse_desktop.exchange.spreadsheet import write_sheet
    from sse_desktop.store.atomic import write_atomically

    write_atomically(path, write_sheet(sheet.headers, sheet.rows, sheet.title))


def open_demo() -> "Workspace":
    """Open the demo cooperative of this user, and build it before if it is not there; called in the data thread."""
    from sse_desktop.demo.build import build_demo
    from sse_desktop.workspace import DATABASE_NAME, Workspace, default_folder

    folder = default_folder().with_name("demo")
    return Workspace.open(folder) if (folder / DATABASE_NAME).exists() else build_demo(folder)


def show_bug(office: "Office", log: Path, error: BaseException) -> None:
    """Show a bug of ours in the window, or write it down where there is none."""
    from sse_desktop.ui.problems import keep_report, report_of

    house = office.window.house
    if house is not None and isinstance(error, Exception):
        house.problem(error)
    else:
        report = report_of(error)
        keep_report(report, log)
        sys.stderr.write(report + "\n")

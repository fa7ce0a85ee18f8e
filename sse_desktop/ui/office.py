"""What happens between starting the program and closing it: open a folder, sign in, build the house, put it away in order."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from sse_desktop import clock
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.locale import LANGUAGES, Locale
from sse_desktop.preferences import Preferences
from sse_desktop.ui.backup_watch import BackupWatch
from sse_desktop.ui.change_feed import ChangeFeed
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.opening_check import at_a_glance, trouble_in
from sse_desktop.ui.pages import PAGES, PageSpec
from sse_desktop.ui.problems import sentence_of
from sse_desktop.ui.welcome import Founding, SignIn, SignInPlace, Welcome
from sse_desktop.ui.worker import DatabaseWorker

if TYPE_CHECKING:
    from sse_desktop.store.integrity import Finding
    from sse_desktop.workspace import Workspace

ASKS_PASSPHRASE = frozenset({"wrong_passphrase"})
ASKS_USER = frozenset({"who_acts", "wrong_password", "no_such_user"})


class Office(QObject):
    """Leads from the welcome to the house and back. `opened` is said when a house stands."""

    opened = Signal()

    def __init__(self, window: MainWindow, preferences: Preferences, log: Path, *, demo: Callable[[], Any] | None = None,
                 services: Callable[[], Services] = Services, pages: tuple[PageSpec, ...] = PAGES) -> None:  # fmt: skip
        super().__init__(window)
        self.window = window
        self.preferences = preferences
        self._log = log
        self._demo = demo
        self._services = services
        self._pages = pages
        self._words = Locale(preferences.language or "en")
        self._folder = Path()
        self._secrets = SignIn()
        self.worker = DatabaseWorker(self)
        self.context: Context | None = None
        self.trouble: Exception | None = None  # why the last folder could not be opened

    # Opening.

    def open_folder(self, folder: Path, sign_in: SignIn | None = None) -> None:
        """Open a cooperative beside the interface, then show its house, or ask for what is missing."""
        self._folder = folder
        self._put_away()
        self.window.show_opening(self._words.text(N_("Opening {folder} …"), folder=folder.name))
        self._start(partial(open_workspace, folder, sign_in or SignIn()))

    def show_welcome(self, trouble: str = "") -> None:
        """Show the page for a computer that has no cooperative yet."""
        welcome = Welcome(
            self._bare_context(), profiles(self._words), proposed_folder(), has_demo=self._demo is not None
        )
        welcome.found.connect(self._found)
        welcome.open_folder.connect(self.open_folder)
        welcome.open_demo.connect(self._open_demo)
        welcome.language_chosen.connect(self.speak)
        self.window.show_inside(welcome)
        if trouble:
            welcome.say(trouble)
        welcome.form.first().setFocus()

    def speak(self, language: str) -> None:
        """Change the language of the window and build its inside anew."""
        if language in LANGUAGES:
            self.preferences.language = language
            self._words = Locale(language)
        QTimer.singleShot(0, self, self._rebuild)

    def close(self) -> bool:
        """Finish what is under way and close the data; tell whether all ended in time."""
        if self.window.house is not None:
            self.preferences.last_page = self.window.house.here
        return self.worker.close()

    # Private.

    def _put_away(self) -> None:
        """Close the folder that is open, if one is; the next one gets a worker of its own."""
        if self.context is not None:
            self.window.show_opening("")
            self.worker.close()
            self.context = None
            self.worker = DatabaseWorker(self)

    def _start(self, opener: Callable[[], "Workspace"]) -> None:
        self.worker.open(opener, owner=self, done=self._opened, failed=self._failed)

    def _found(self, founding: Founding) -> None:
        self._folder = Path(founding.folder)
        self._put_away()
        self.window.show_opening(self._words.text(N_("Making {folder} …"), folder=founding.name))
        self._start(partial(create_workspace, founding, self._words.language))

    def _open_demo(self) -> None:
        if self._demo is not None:
            self._put_away()
            self.window.show_opening(self._words.text(N_("Building the demo cooperative …")))
            self._start(self._demo)

    def _opened(self, workspace: Any) -> None:
        self.trouble = None
        self._folder, self._secrets = workspace.folder, SignIn()
        self.preferences.last_folder = str(workspace.folder)
        self.context = Context(
            worker=self.worker,
            feed=ChangeFeed(self.worker, self.worker),
            locale=workspace.locale(self.preferences.language or None),
            preferences=self.preferences,
            today=partial(today_in, workspace.cooperative.time_zone),
            workspace=workspace,
            services=self._services(),
        )
        self._build_house(self.preferences.last_page)
        self.worker.long(at_a_glance, owner=self, done=self._looked)
        self.opened.emit()

    def _looked(self, findings: "Sequence[Finding]") -> None:
        trouble = trouble_in(findings)
        if trouble is not None and self.window.house is not None:
            self.window.house.problem(trouble)

    def _build_house(self, page: str) -> None:
        context, workspace = self.context, self.context.workspace if self.context is not None else None
        if context is None or workspace is None:
            return
        house = House(context, self._pages, self._log)
        house.strip.show_file(workspace.folder.name)
        house.strip.show_user(who(context, workspace.actor.name, Role(workspace.actor.role)))
        house.restart_asked.connect(self._rebuild)
        house.folder_asked.connect(self._leave_for)
        self._backups = BackupWatch(context, house.strip)
        self.window.show_house(house, workspace.cooperative.legal_name)
        house.open_first(page)

    def _failed(self, error: Exception) -> None:
        self.trouble = error
        code = error.code if isinstance(error, DomainError) else ""
        sentence = sentence_of(error, self._words)
        if code in ASKS_PASSPHRASE and self._secrets.passphrase is None:
            sentence = self._words.text(N_("These data are encrypted. Type their passphrase."))
        if code in ASKS_PASSPHRASE | ASKS_USER:
            self._ask_who(sentence, asks_passphrase=code in ASKS_PASSPHRASE)
        else:
            self.show_welcome(sentence)

    def _ask_who(self, sentence: str, *, asks_passphrase: bool) -> None:
        place = SignInPlace(self._bare_context(), self._folder, sentence, asks_passphrase=asks_passphrase)
        place.signed_in.connect(partial(self._sign_in, self._folder))
        place.given_up.connect(self.show_welcome)
        self.window.show_inside(place)
        place.form.first().setFocus()

    def _sign_in(self, folder: Path, sign_in: SignIn) -> None:
        self._secrets = replace(
            self._secrets, **{name: value for name, value in asdict(sign_in).items() if value is not None}
        )
        self.open_folder(folder, self._secrets)

    def _leave_for(self, folder: Path) -> None:
        QTimer.singleShot(0, self, partial(self.open_folder, folder))

    def _rebuild(self) -> None:
        """Build the inside anew: another language, same place."""
        house = self.window.house
        if self.context is None or house is None:
            self.show_welcome()
            return
        workspace = self.context.workspace
        if workspace is not None:
            self.context = replace(self.context, locale=workspace.locale(self.preferences.language or None))
        self._build_house(house.here)

    def _bare_context(self) -> Context:
        """Return what a page needs before a cooperative is open: words."""
        return Context(self.worker, ChangeFeed(self.worker, self.worker), self._words, self.preferences, clock_day)


def open_workspace(folder: Path, sign_in: SignIn) -> "Workspace":
    """Open a folder; called in the data thread, so that the libraries of the store load beside the interface."""
    from sse_desktop.workspace import Workspace

    return Workspace.open(folder, passphrase=sign_in.passphrase, user=sign_in.user, password=sign_in.password)


def create_workspace(founding: Founding, language: str) -> "Workspace":
    """Make a folder with a cooperative in it, whose founder speaks this language; called in the data thread."""
    from sse_desktop.workspace import Workspace

    return Workspace.create(
        Path(founding.folder), founding.name, founding.profile, passphrase=founding.passphrase, language=language
    )


def who(context: Context, name: str, role: Role) -> str:
    """Return who acts, in words; the first administrator has no name of their own yet."""
    spoken = context.text(role.label)
    if name.casefold() in {Locale(language).text(role.label).casefold() for language in LANGUAGES}:
        return spoken.capitalize()
    return f"{name} · {spoken}"


def profiles(words: Locale) -> list[tuple[str, str]]:
    """Return (id, name) of the profiles we carry."""
    from sse_desktop.store.profiles import profile_names

    return [(each, words.text(name)) for each, name in profile_names().items()]


def proposed_folder() -> Path:
    """Return where a first cooperative is proposed: this user's own data, which no cloud program copies."""
    import platformdirs

    return Path(platformdirs.user_data_dir("sse-desktop", appauthor=False, roaming=False)) / "cooperative"


def clock_day() -> date:
    """Return today where the computer stands."""
    return clock.now().astimezone().date()


def today_in(zone: str) -> date:
    """Return today where the cooperative is."""
    return clock.now().astimezone(ZoneInfo(zone)).date()

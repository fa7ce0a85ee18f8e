"""What every page is given: the worker, the news, the words, and the window as far as a page may use it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from sse_desktop.ui.change_feed import ChangeFeed
from sse_desktop.ui.worker import DatabaseWorker

if TYPE_CHECKING:
    from sse_desktop.locale import Locale
    from sse_desktop.preferences import Preferences
    from sse_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do here: in the header, the menu of a row or the palette. Title and hint are msgids."""

    title: str
    run: Callable[[], object]
    key: str = ""
    primary: bool = False
    danger: bool = False
    icon: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Something to confirm at the top of the page, never in a box of its own. The texts are ready to be shown."""

    sentence: str
    confirm: str
    confirmed: Callable[[str], object]
    reason: str = ""  # label of the reason to type; empty: no reason is asked
    danger: bool = False


class Hit(Protocol):
    """A record found by the search field: where it is shown and what it is called."""

    @property
    def page(self) -> str: ...
    @property
    def record(self) -> object: ...
    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is seen: the titles and the values (str, int, Decimal, date …) of what is taken out to a file."""

    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


@dataclass(slots=True)
class Services:
    """What the layers below offer to the window itself. What is missing is not shown."""

    find: Callable[..., Sequence[Hit]] | None = None  # query: find(session, text) -> hits
    undo: Callable[..., object] | None = None  # command: undo(session) -> what was taken back
    write_sheet: Callable[[Path, Sheet], object] | None = None


class Shell(Protocol):
    """The window, as far as pages know it."""

    def go(self, page: str, record: object = None) -> None: ...
    def tell(self, sentence: str, *, state: str = "ready") -> None: ...
    def problem(self, error: Exception) -> None: ...
    def ask(self, question: Question) -> None: ...
    def open_sheet(self, title: str, content: QWidget, *, actions: Sequence[Action] = ()) -> None: ...
    def close_sheet(self) -> None: ...
    def show_pdf(self, title: str, data: bytes, file_name: str) -> None: ...
    def relabel(self) -> None: ...
    def restart(self) -> None: ...
    def open_folder(self, folder: Path) -> None: ...


@dataclass(slots=True)
class Context:
    """Handed to every page and every widget that reads, writes or speaks."""

    worker: DatabaseWorker
    feed: ChangeFeed
    locale: "Locale"
    preferences: "Preferences"
    today: Callable[[], date]
    workspace: "Workspace | None" = None
    services: Services = field(default_factory=Services)
    shell: Shell = field(init=False)  # the house enters itself when it is built

    def text(self, message: str, **facts: Any) -> str:
        """Translate a message marked with N_ and fill its places."""
        return self.locale.text(message, **facts)

"""The inbox folder: new files in it are noticed, offered on Today and at the tenders, and never opened by themselves."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.commands.inbox import IMPORTED, LEFT, settle_inbox_file
from sse_desktop.domain.errors import N_
from sse_desktop.domain.roles import Role
from sse_desktop.exchange.inbox import InboxEntry, Mark, entries_of, marks_of
from sse_desktop.queries.inbox import settled_files
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

FOLDER: Final = "inbox"
LOOK_MS: Final = 20_000
MAY_IMPORT: Final = frozenset({Role.ADMINISTRATOR.value, Role.SECRETARY.value, Role.PRESIDENT.value})
NOTHING: Final = Empty(
    N_("Nothing new in the inbox"),
    N_(
        "Put files of portals and buyers into the folder “inbox” of your data, by hand or with another program. New ones are offered here once."
    ),
)


class Inbox(QObject):
    """Looks at the folder from time to time; `changed` tells when other files wait than before."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.waiting: Sequence[InboxEntry] = ()
        self._known: dict[Mark, str] = {}
        self._marks: frozenset[Mark] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.feed.changed.connect(self._touched)
        self.look()

    @property
    def folder(self) -> Path | None:
        """The folder, when data are open and whoever acts may import."""
        workspace = self.context.workspace
        if workspace is None or workspace.actor.role not in MAY_IMPORT:
            return None
        return workspace.folder / FOLDER

    def look(self) -> None:
        """List the names; only when they changed the new files are read, beside the interface."""
        folder = self.folder
        marks = frozenset(marks_of(folder)) if folder is not None else frozenset()
        if folder is not None and marks != self._marks:
            self._marks = marks
            self.read_again()

    def read_again(self) -> None:
        """Find out which files nobody decided about."""
        if self.folder is not None:
            self.context.worker.long(find_waiting, self.folder, dict(self._known), owner=self, done=self._found)

    def settle(self, path: Path, outcome: str) -> None:
        """Say what became of a file, so that it is not offered again."""
        entry = next((each for each in self.waiting if each.path == path), None)
        if entry is not None:
            self.context.worker.write(
                settle_inbox_file, entry.sha256, entry.name, outcome, owner=self, done=lambda _done: None
            )

    def _touched(self, tables: frozenset[str]) -> None:
        if "inbox_file" in tables:
            self.read_again()

    def _found(self, found: tuple[Mapping[Mark, str], Sequence[InboxEntry]]) -> None:
        self._known, waiting = dict(found[0]), found[1]
        if waiting != self.waiting:
            self.waiting = waiting
            self.changed.emit()


def find_waiting(
    workspace: "Workspace", folder: Path, known: Mapping[Mark, str], *, progress: Progress
) -> tuple[dict[Mark, str], list[InboxEntry]]:
    """Return the hashes of the files and those that wait; the folder is made when it is missing."""
    progress.step(0, 1)
    folder.mkdir(exist_ok=True)
    entries = entries_of(folder, known)
    settled = workspace.read(settled_files)
    waiting = {entry.sha256: entry for entry in entries.values() if entry.sha256 not in settled}
    return {mark: entry.sha256 for mark, entry in entries.items()}, list(waiting.values())


class InboxSheet(QWidget):
    """The files that wait: each is imported or left."""

    def __init__(self, inbox: Inbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inbox, self.context = inbox, inbox.context
        context = self.context
        self.table = RowTable(
            context,
            N_("New in the inbox"),
            (Column(N_("File"), lambda entry: entry.name, 400, stretch=True),),
            key=lambda entry: entry.sha256,
        )
        self.take = button(context.text(N_("Read it …")), "primary")
        self.take_all = button(context.text(N_("Read all …")))
        self.leave = button(context.text(N_("Leave it")))
        self.open_folder = button(context.text(N_("Open the folder")), icon_name="folder")
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.wanted.connect(lambda entry: self.read([entry]))
        self.take.clicked.connect(lambda: self.read([self.table.current] if self.table.current else []))
        self.take_all.clicked.connect(lambda: self.read(self.inbox.waiting))
        self.leave.clicked.connect(self.leave_it)
        self.open_folder.clicked.connect(self._open_folder)
        inbox.changed.connect(self.show_files)
        self.show_files()

    def _lay_out(self) -> None:
        card = Card()
        words = N_("Files are read in a process apart, and nothing is stored before you have seen it.")
        card.body.addWidget(label(self.context.text(words), tone="soft", wrap=True))
        self.places = QStackedWidget()
        for place in (self.table, EmptyPlace(self.context, NOTHING)):
            self.places.addWidget(place)
        card.body.addWidget(self.places, 1)
        buttons = QHBoxLayout()
        for each in (self.take, self.take_all, self.leave, self.open_folder):
            buttons.addWidget(each)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_files(self) -> None:
        """Show what waits now."""
        self.table.show_rows(self.inbox.waiting)
        self.places.setCurrentIndex(0 if self.inbox.waiting else 1)
        for each in (self.take, self.take_all, self.leave):
            each.setEnabled(bool(self.inbox.waiting))

    def read(self, entries: Sequence[InboxEntry]) -> None:
        """Go on with files as with dropped ones; what is taken over is not offered again."""
        from sse_desktop.ui.tender_import_sheet import NoticeImport

        if entries:
            taken = partial(self.inbox.settle, outcome=IMPORTED)
            sheet = NoticeImport(self.context, [entry.path for entry in entries], taken=taken)
            self.context.shell.open_sheet(self.context.text(N_("Import a notice")), sheet)

    def leave_it(self) -> None:
        """Not offer the chosen file again; it stays in its folder, and Ctrl+Z offers it again."""
        entry = self.table.current
        if entry is not None:
            self.inbox.settle(entry.path, LEFT)

    def _open_folder(self) -> None:
        if self.inbox.folder is not None:
            self.context.shell.open_folder(self.inbox.folder)


def inbox_of(context: Context) -> Inbox:
    """Return the one inbox of a window."""
    found: Inbox | None = context.worker.findChild(Inbox)
    return found if found is not None else Inbox(context, context.worker)


def open_inbox(context: Context) -> InboxSheet:
    """Open the files that wait over the page."""
    sheet = InboxSheet(inbox_of(context))
    context.shell.open_sheet(context.text(N_("Inbox")), sheet)
    return sheet

"""Backups: when the last one was made, make one now, copy it to a stick, and bring one back into a new folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.ui.backup_watch import MADE, OLD_DAYS
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.opening_check import finding_word
from sse_desktop.ui.page import Page
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label
from sse_desktop.ui.widgets.table import TableView
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.store.backup import Backup
    from sse_desktop.store.integrity import Finding
    from sse_desktop.workspace import Workspace

MEGABYTE = 1024 * 1024
SHOWN = 40  # characters of what a check says


class BackupsPage(Page):
    """Every backup is read back and checked right after it was written; a restore never overwrites anything."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.badge = Badge()
        self.last = label("", "section", wrap=True)
        self.model = ListModel(self._backup_columns(), context.locale, self)
        self.table = TableView(self.text(N_("Backups")))
        self.table.show_model(self.model)
        self.now = button(self.text(N_("Back up now")), "primary", icon_name="save")
        self.copy = button(self.text(N_("Copy to a stick or folder …")), icon_name="folder")
        self.check = button(self.text(N_("Check the data")))
        self.restore = button(self.text(N_("Restore the chosen one …")))
        self.other = button(self.text(N_("Restore from a file …")))
        self.restore.setEnabled(False)
        self._lay_out()
        self.now.clicked.connect(self.make)
        self.copy.clicked.connect(self.ask_for_stick)
        self.check.clicked.connect(self.check_data)
        self.restore.clicked.connect(self.ask_where_to_restore)
        self.other.clicked.connect(self.ask_for_file)
        self.table.row_chosen.connect(lambda _: self.restore.setEnabled(True))
        self.table.row_opened.connect(lambda _: self.ask_where_to_restore())

    def _backup_columns(self) -> tuple[Column[Any], ...]:
        rows: tuple[Column[Backup], ...] = (
            Column(N_("Made"), lambda backup: backup.made_at, 160),
            Column(N_("File"), lambda backup: backup.path.name, 300, stretch=True),
            Column(N_("Size"), lambda backup: _size(backup.path), 110, unit="MB", decimals=1),
            Column(N_("Weigh-ins"), lambda backup: backup.counts.get("weigh_in"), 110),
            Column(N_("Members"), lambda backup: backup.counts.get("member"), 110),
        )
        return rows

    def _lay_out(self) -> None:
        top = Card()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.last)
        advice = N_("A backup is made on closing. Once a week, copy one to a stick that is kept in another house.")
        words.addWidget(label(self.text(advice), tone="soft", wrap=True))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        for each in (self.check, self.copy, self.now):
            line.addWidget(each)
        top.body.addLayout(line)
        below = Card(self.text(N_("Backups of this folder")))
        below.body.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        below.body.addLayout(buttons)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(top)
        column.addWidget(below, 1)
        self.set_body(body)

    def first_focus(self) -> QWidget | None:
        return self.now

    def refresh(self) -> None:
        self.context.worker.long(known_backups, owner=self, done=self._show)

    # What can be done.

    def make(self) -> None:
        """Write a backup into the own folder."""
        self._back_up(None)

    def ask_for_stick(self) -> None:
        """Ask for the folder that takes a copy."""
        self._ask_folder(N_("Copy to a stick or folder …"), self._back_up)

    def check_data(self) -> None:
        """Check the file, the journal and the tables."""
        self._wait(N_("Checking …"))
        self.context.worker.long(findings, owner=self, done=self._checked, failed=self._failed)

    def ask_where_to_restore(self) -> None:
        """Ask for the empty folder that takes the chosen backup."""
        backup = self._chosen()
        if backup is not None:
            self._ask_folder(N_("Choose an empty folder"), partial(self.restore_into, backup.path))

    def ask_for_file(self) -> None:
        """Ask for a backup that lies elsewhere."""
        from sse_desktop.store.backup import SUFFIX

        dialog = QFileDialog(self, self.text(N_("Restore from a file …")), "", f"*{SUFFIX}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = N_("Choose an empty folder")
        dialog.fileSelected.connect(lambda name: self._ask_folder(title, partial(self.restore_into, Path(name))))
        dialog.open()

    def restore_into(self, backup: Path, folder: Path) -> None:
        """Put a checked backup into an empty folder."""
        self._wait(N_("Restoring …"))
        self.context.worker.long(
            restored, backup, folder, owner=self, done=partial(self._restored, folder), failed=self._failed
        )

    # Private.

    def _back_up(self, folder: Path | None) -> None:
        self._wait(N_("Backing up …"))
        self.context.worker.long(made, folder, owner=self, done=self._made, failed=self._failed)

    def _made(self, backup: "Backup") -> None:
        if backup.left_out:
            words = N_("Backed up, but for {count} kept files that are damaged: {path}. Attach those files again.")
            told = self.text(words, count=len(backup.left_out), path=str(backup.path))
            self.context.shell.tell(told, state="to_do")
        else:
            self.context.shell.tell(self.text(N_("Backed up and read back: {path}"), path=str(backup.path)))
        self.refresh()
        self.context.feed.changed.emit(MADE)

    def _restored(self, folder: Path, backup: "Backup") -> None:
        self.refresh()
        sentence = self.text(
            N_("The backup of {instant} is in {path} now. Open that folder? What is open here stays as it is."),
            instant=backup.made_at,
            path=str(folder),
        )
        shell = self.context.shell
        shell.ask(Question(sentence, self.text(N_("Open it")), lambda _: shell.open_folder(folder)))

    def _checked(self, found: Sequence["Finding"]) -> None:
        self.refresh()
        if found:
            words = self.context.locale.plural(
                N_("The check found something that is wrong: {first}. Keep this folder and restore a backup."),
                N_("The check found {n} things that are wrong: {first}. Keep this folder and restore a backup."),
                len(found),
                first=f"{self.text(finding_word(found[0]))} ({found[0].detail[:SHOWN]})",
            )
            self.context.shell.tell(words, state="blocked")
        else:
            self.context.shell.tell(self.text(N_("Everything is as it was written.")))

    def _failed(self, error: Exception) -> None:
        self.refresh()
        self.context.shell.problem(error)

    def _wait(self, word: str) -> None:
        self.badge.show_state(State.QUIET, self.text(word))
        for each in (self.now, self.copy, self.check):
            each.setEnabled(False)

    def _show(self, backups: Sequence["Backup"]) -> None:
        for each in (self.now, self.copy, self.check):
            each.setEnabled(True)
        self.model.set_rows(backups)
        self.restore.setEnabled(self._chosen() is not None)
        if not backups:
            self.badge.show_state(State.TO_DO, self.text(N_("no backup yet")))
            self.last.setText(self.text(N_("Nothing was backed up yet.")))
            return
        newest = backups[0].made_at
        days = (clock.now() - newest).days
        self.last.setText(self.text(N_("Last backup: {instant}"), instant=newest))
        age = self.context.locale.plural(N_("{n} day old"), N_("{n} days old"), days)
        self.badge.show_state(
            State.TO_DO if days >= OLD_DAYS else State.READY, age if days else self.text(N_("of today"))
        )

    def _chosen(self) -> "Backup | None":
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _ask_folder(self, title: str, chosen: Any) -> None:
        dialog = QFileDialog(self, self.text(title))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def offered(self) -> Sequence[Action]:
        return ()


def _size(path: Path) -> Any:
    from decimal import Decimal

    return Decimal(path.stat().st_size) / MEGABYTE if path.exists() else None


def known_backups(workspace: "Workspace", *, progress: Progress) -> Sequence["Backup"]:
    """Return the backups of the own folder, newest first; runs beside the interface."""
    from sse_desktop.store.backup import list_backups

    progress.step(0)
    return list_backups(workspace.backup_folder)


def made(workspace: "Workspace", folder: Path | None, *, progress: Progress) -> "Backup":
    """Write a backup and read it back; runs beside the interface."""
    progress.step(0)
    return workspace.backup(folder)


def restored(workspace: "Workspace", backup: Path, folder: Path, *, progress: Progress) -> "Backup":
    """Put a backup into an empty folder; the passphrase is that of the open folder. Runs beside the interface."""
    from sse_desktop.store.backup import restore_backup

    progress.step(0)
    return restore_backup(backup, folder, workspace.passphrase)


def findings(workspace: "Workspace", *, progress: Progress) -> Sequence["Finding"]:
    """Return what is wrong with the data and the attached files; runs beside the interface."""
    from sse_desktop.store.integrity import Finding, verify

    progress.step(0)
    damaged = [Finding("attachment", name) for name in workspace.attachments.damaged()]
    return [*verify(workspace.database), *damaged]

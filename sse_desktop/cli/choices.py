"""What stands before the verb: whose data, in which language, and who acts; and the opening of the data folder."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.locale import LANGUAGES, Locale

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

TRIES = 3
NO_BACKUP = N_("Everything entered is saved, but no backup was made on closing. {reason}")


@dataclass(slots=True)
class Choices:
    """The options of the whole program. `locale` says sentences; it becomes the cooperative's once it is open."""

    data: Path | None = None
    json: bool = False
    language: str | None = None
    user: str | None = None
    database: str | None = None
    _opened: Locale | None = field(default=None, repr=False)

    @property
    def locale(self) -> Locale:
        """Return the words to speak: the language asked for, else the cooperative's, else the computer's."""
        if self._opened is not None:
            return self._opened
        system = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
        spoken = self.language or system[:2]
        return Locale(spoken if spoken in LANGUAGES else "es")

    @property
    def folder(self) -> Path:
        """Return the cooperative's folder: the one given, else the one opened last, else the usual one."""
        if self.data is not None:
            return self.data
        from sse_desktop.preferences import load_preferences, preferences_file
        from sse_desktop.workspace import default_folder

        last = load_preferences(preferences_file()).last_folder
        return Path(last) if last else default_folder()

    @property
    def passphrase(self) -> str | None:
        """Return the passphrase of the environment, if there is one."""
        return os.environ.get("SSE_PASSPHRASE") or None

    @contextmanager
    def reading(self) -> "Iterator[Workspace]":
        """Open the data for reading; this works while a window is open."""
        yield from self._opening(read_only=True)

    @contextmanager
    def writing(self) -> "Iterator[Workspace]":
        """Open the data for writing.

        Raises:
            InUse: a window or another command writes.
        """
        yield from self._opening(read_only=False)

    def _opening(self, *, read_only: bool) -> "Iterator[Workspace]":
        workspace = self._open(read_only=read_only)
        try:
            self._opened = workspace.locale(self.language)
            yield workspace
        finally:
            self.close(workspace)

    def close(self, workspace: "Workspace") -> None:
        """Close the data; what was done stays done when no backup can be made, so that is only said on standard error."""
        workspace.close()
        if workspace.backup_failure is not None:
            why = self.locale.explain(workspace.backup_failure)
            print(self.locale.text(NO_BACKUP, reason=why), file=sys.stderr)

    def _open(self, *, read_only: bool) -> "Workspace":
        from sse_desktop.queries.acting import WrongPassword
        from sse_desktop.store.database import WrongPassphrase
        from sse_desktop.workspace import Workspace

        passphrase, password = self.passphrase, os.environ.get("SSE_PASSWORD")
        for tries_left in reversed(range(TRIES)):
            try:
                if self.database is not None:
                    return Workspace.open_server(self.database, self.folder, user=self.user, password=password)
                return Workspace.open(
                    self.folder, passphrase=passphrase, user=self.user, password=password, read_only=read_only
                )
            except WrongPassphrase:
                if not tries_left or not sys.stdin.isatty():
                    raise
                passphrase = self._ask(N_("Passphrase of the data:"))
            except WrongPassword:
                if not tries_left or not sys.stdin.isatty():
                    raise
                password = self._ask(N_("Your password:"))
        raise AssertionError

    def _ask(self, question: str) -> str:
        from getpass import getpass

        return getpass(f"{self.locale.text(question)} ")

"""One cooperative's folder: database, attachments, lock, backups and profile. The window and the command line open it here."""

import contextlib
import platform
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from sse_desktop import clock
from sse_desktop.commands.cooperative import found_cooperative
from sse_desktop.commands.permission import check_role
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.locale import Locale
from sse_desktop.queries import cooperative as cooperatives
from sse_desktop.queries.acting import acting_user
from sse_desktop.store import backup as backups
from sse_desktop.store.database import Actor, Database, Writing
from sse_desktop.store.failures import CannotWriteFile, DiskFailed, DiskFull, DiskTrouble
from sse_desktop.store.kept_files import give_key, kept_files
from sse_desktop.store.location import check_location, make_folder
from sse_desktop.store.lock import FolderLock
from sse_desktop.store.migrate import AlreadyThere, create_sqlite, open_postgres, open_sqlite
from sse_desktop.store.profiles import Profile, load_profile
from sse_desktop.store.still import open_still

P = ParamSpec("P")
R = TypeVar("R")

DATABASE_NAME = backups.DATABASE_NAME
# What SQLite needs beside the file to begin with: 32 KiB of notes that all who read and write share.
ROOM_FOR_NOTES = 40_000
# A backup on closing is made only when the last one is older.
BACKUP_AGE = timedelta(minutes=30)


class ReadOnly(DomainError):
    """The workspace was opened for reading."""

    sentence = N_("The data were opened for reading only. Nothing was changed. Close the other window and open again.")


class Workspace:
    """An open cooperative. `read` and `write` may be called from any thread; each call has a session of its own."""

    def __init__(
        self, folder: Path, database: Database, lock: FolderLock | None, *, passphrase: str | None = None
    ) -> None:
        self.folder = folder
        self.database = database
        self.attachments = kept_files(folder, database)
        self.passphrase = passphrase
        self._lock = lock
        self._changed = False
        self.backup_failure: DomainError | None = None
        self.cooperative = self._settle_in()
        self.profile: Profile = load_profile(self.cooperative.profile_id).latest()
        self.actor = Actor("", "")
        self.listeners = database.listeners
        self.listeners.append(self._note_change)

    # ------------------------------------------------------------------ opening

    @classmethod
    def create(
        cls, folder: Path, name: str, profile_id: str, *, passphrase: str | None = None, language: str | None = None
    ) -> "Workspace":
        """Create a data folder with a cooperative in it and return it open.

        The first user is called the administrator, in the founder's `language`; by default that of the profile.

        Raises:
            AlreadyThere, NetworkFolder, SynchronisedFolder, NoSuchProfile, NameMissing: no folder is left half made.
        """
        profile = load_profile(profile_id)
        check_location(folder)
        make_folder(folder)
        if (folder / DATABASE_NAME).exists():
            raise AlreadyThere(path=str(folder))
        lock = FolderLock(folder)
        try:
            database = create_sqlite(folder / DATABASE_NAME, passphrase)
            word = Locale(language or profile.language).text(Role.ADMINISTRATOR.label)
            founder = Actor(word[:1].upper() + word[1:], Role.ADMINISTRATOR)
            with database.writing(founder, "founded", clock.now()) as session:
                found_cooperative(session, name, profile, platform.node(), founder.name)
                if passphrase:
                    give_key(session)
        except BaseException:
            lock.release()
            for left in folder.glob(f"{DATABASE_NAME}*"):
                left.unlink()
            raise
        workspace = cls(folder, database, lock, passphrase=passphrase)
        workspace.act_as(None)
        return workspace

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        passphrase: str | None = None,
        user: str | None = None,
        password: str | None = None,
        read_only: bool = False,
    ) -> "Workspace":
        """Open a data folder: location, lock, library, schema and key are checked in this order.

        Raises:
            NoSuchData, InUse, NetworkFolder, SynchronisedFolder, WrongPassphrase, NotOurFile, NewerFile, DiskFull, NoSuchUser,
            WrongPassword, WhoActs.
        """
        check_location(folder)
        lock = FolderLock(folder) if folder.exists() and not read_only else None
        try:
            database = open_sqlite(
                folder / DATABASE_NAME,
                passphrase,
                before_update=partial(_back_up_before_update, folder, passphrase),
                may_update=not read_only,
            )
            workspace = cls._settled(folder, database, lock, passphrase)
            if not read_only:
                workspace.act_as(user, password)
                workspace.seal_attachments()
        except (DiskTrouble, DiskFailed):
            _release(lock)
            still = cls._open_still(folder, passphrase) if read_only else None
            if still is not None:
                return still
            if shutil.disk_usage(folder).free < ROOM_FOR_NOTES:
                raise DiskFull from None
            raise
        except BaseException:
            _release(lock)
            raise
        return workspace

    @classmethod
    def _settled(cls, folder: Path, database: Database, lock: FolderLock | None, passphrase: str | None) -> "Workspace":
        try:
            return cls(folder, database, lock, passphrase=passphrase)
        except BaseException:
            database.close()
            raise

    @classmethod
    def _open_still(cls, folder: Path, passphrase: str | None) -> "Workspace | None":
        """Open for reading without room, with the lock, since nobody may write meanwhile; None where that does not help."""
        try:
            lock: FolderLock | None = FolderLock(folder)
        except CannotWriteFile:  # a medium that can only be read: then nobody writes
            lock = None
        try:
            database = open_still(folder / DATABASE_NAME, passphrase)
            workspace = None if database is None else cls._settled(folder, database, lock, passphrase)
        except BaseException:
            _release(lock)
            raise
        if workspace is None:
            _release(lock)
        return workspace

    @classmethod
    def open_server(
        cls, url: str, folder: Path, *, user: str | None = None, password: str | None = None
    ) -> "Workspace":
        """Open a PostgreSQL database; `folder` holds the attachments."""
        workspace = cls(folder, open_postgres(url), None)
        workspace.act_as(user, password)
        return workspace

    def seal_attachments(self) -> None:
        """Seal what was attached before attachments were encrypted with the database."""
        if self.passphrase and not self.attachments.has_key:
            with self.database.writing(self.actor, "encrypt attachments", clock.now()) as session:
                give_key(session)
            self.attachments = kept_files(self.folder, self.database)
        with contextlib.suppress(CannotWriteFile):  # as long as the disk is full they stay as they were
            self.attachments.seal()

    def _settle_in(self) -> cooperatives.CooperativeRow:
        row = self.read(cooperatives.cooperative)
        self.database.time_zone = row.time_zone
        return row

    # ------------------------------------------------------------------ who acts

    def act_as(self, user: str | None, password: str | None = None) -> None:
        """Let a user act from now on; None is the administrator of data without passwords.

        Raises:
            WhoActs: somebody must be named. NoSuchUser. WrongPassword.
        """
        self.actor = self.read(acting_user, user, password)

    # ------------------------------------------------------------------ reading and writing

    def read(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query in a session of its own and return its rows."""
        with self.database.reading() as session:
            return query(session, *args, **kwargs)

    def write(self, command: Callable[Concatenate[Writing, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a command in one transaction: all of it is stored, with its journal lines, or nothing.

        Raises:
            ReadOnly, NotAllowed, DiskTrouble, and what the command raises.
        """
        if self.actor.name == "" or (self._lock is None and self.database.engine.dialect.name == "sqlite"):
            raise ReadOnly
        reason = getattr(command, "__name__", "change").replace("_", " ")
        with self.database.writing(self.actor, reason, clock.now()) as session:
            check_role(command, session)
            return command(session, *args, **kwargs)

    def _note_change(self, touched: frozenset[str]) -> None:
        self._changed = True
        if "cooperative" in touched:
            self.cooperative = self._settle_in()

    def locale(self, language: str | None = None) -> Locale:
        """Return the words of a language; the documents' own when none is named."""
        return Locale(language or self.cooperative.language, self.cooperative.country, self.cooperative.time_zone)

    # ------------------------------------------------------------------ backups

    @property
    def backup_folder(self) -> Path:
        """Where the backups of this folder lie."""
        return self.folder / "backups"

    def backup(self, out: Path | None = None) -> backups.Backup:
        """Write a verified backup into `out` (a folder; the own backups by default) and thin out the older ones there.

        Raises:
            CannotWriteFile, BackupDamaged.
        """
        now = clock.now()
        target = (out or self.backup_folder) / f"{self.cooperative.country}-{now:%Y%m%dT%H%M%SZ}{backups.SUFFIX}"
        made = backups.make_backup(self.database, self.attachments, target, now, passphrase=self.passphrase)
        if out is None:
            self._thin_out(now)
        return made

    def _thin_out(self, now: datetime) -> None:
        known = {backup.made_at: backup.path for backup in backups.list_backups(self.backup_folder)}
        for moment in backups.to_thin_out(list(known), now):
            # One that another program holds, or that may not be removed, goes the next time.
            with contextlib.suppress(OSError):
                known[moment].unlink()

    def last_backup(self) -> backups.Backup | None:
        """Return the newest backup in the own folder, if there is one."""
        found = backups.list_backups(self.backup_folder)
        return found[0] if found else None

    def close(self) -> None:
        """Back up if something changed since the last backup, close the database and free the folder.

        Everything entered is stored by then, so a backup that can't be made refuses nothing: it stays in `backup_failure`.
        """
        try:
            if self._changed and self._lock is not None:
                self._back_up_on_closing()
        finally:
            self.database.close()
            if self._lock is not None:
                self._lock.release()

    def _back_up_on_closing(self) -> None:
        try:
            last = self.last_backup()
            if last is None or clock.now() - last.made_at > BACKUP_AGE:
                self.backup()
        except DomainError as failure:
            self.backup_failure = failure


def _release(lock: FolderLock | None) -> None:
    if lock is not None:
        lock.release()


def _back_up_before_update(folder: Path, passphrase: str | None, database: Database) -> None:
    now = clock.now()
    target = folder / "backups" / f"before-update-{now:%Y%m%dT%H%M%SZ}{backups.SUFFIX}"
    backups.make_backup(database, kept_files(folder, database), target, now, passphrase=passphrase)


def default_folder() -> Path:
    """Return where a first cooperative is created: the user's own application data, which no cloud program copies."""
    import platformdirs

    return Path(platformdirs.user_data_dir("sse-desktop", appauthor=False, roaming=False)) / "cooperative"

"""Brings a file to the newest schema: on a verified copy, in one transaction, after a verified backup. A newer file is refused."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sse_desktop.domain.errors import DomainError, N_
from sse_desktop.store.atomic import flush_folder
from sse_desktop.store.database import (
    Database,
    WrongPassphrase,
    postgres_engine,
    refuse_second_sqlite,
    sqlite_engine,
    start_chain,
)

MIGRATIONS = Path(__file__).parent / "migrations"
# Foreign keys are off: a batch migration drops the old table, and with them on its children would go too.
MIGRATING = ("foreign_keys=OFF", "journal_mode=DELETE", "synchronous=FULL", "fullfsync=ON", "trusted_schema=OFF")
ROOM = 2.2  # of the file's size must be free, for the copy and its journal


class NewerFile(DomainError):
    """The file was written by a newer application."""

    sentence = N_(
        "These data were saved by a newer version of the application. Nothing was changed. Update the application on this computer."
    )


class NotOurFile(DomainError):
    """There is a file, but not one of ours."""

    sentence = N_(
        "The file {path} is not a data file of this application. Nothing was changed. Choose another folder or restore a backup."
    )


class NoSuchData(DomainError):
    """There is no database in the folder."""

    sentence = N_("There are no data in the folder {path}. Choose another folder, or create a cooperative.")


class AlreadyThere(DomainError):
    """A new database would overwrite one."""

    sentence = N_("There are already data in the folder {path}. Nothing was changed. Choose an empty folder.")


class NoRoomToUpdate(DomainError):
    """The disk is too full for the copy a migration works on."""

    sentence = N_(
        "The data must be brought to the new version, which needs {megabytes} MB free on the disk. Nothing was changed. Free some space and open again."
    )


class UpdateFailed(DomainError):
    """The migrated copy is not what it should be."""

    sentence = N_(
        "The data could not be brought to the new version ({reason}). The old data are untouched. Send the report to your support."
    )


def versions() -> list[str]:
    """Return the names of all schema versions this application knows, oldest first."""
    return sorted(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def create_sqlite(path: Path, passphrase: str | None = None, *, device: str = "A") -> Database:
    """Create a new file with the newest schema and return it open.

    Raises:
        AlreadyThere: a file lies there already; it is never overwritten.
    """
    refuse_second_sqlite()
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise AlreadyThere(path=str(path.parent)) from error
    engine = sqlite_engine(path, passphrase, pragmas=MIGRATING, guarded=False)
    upgrade(engine, device)
    engine.dispose()
    flush_folder(path.parent)
    return Database(sqlite_engine(path, passphrase), device=device)


def create_postgres(url: str, *, device: str = "A") -> Database:
    """Bring an empty PostgreSQL database to the newest schema and return it open."""
    engine = sa.create_engine(url)
    upgrade(engine, device)
    engine.dispose()
    return Database(postgres_engine(url), device=device)


def open_sqlite(
    path: Path,
    passphrase: str | None = None,
    *,
    device: str = "A",
    before_update: Callable[[Database], Any] | None = None,
) -> Database:
    """Open a file, brought to the newest schema if it is older.

    Args:
        before_update: called with the old database before a migration; it makes the verified backup.

    Raises:
        NoSuchData, NotOurFile, WrongPassphrase, NewerFile, NoRoomToUpdate, UpdateFailed: the file is untouched.
    """
    refuse_second_sqlite()
    if not path.exists():
        raise NoSuchData(path=str(path.parent))
    database = Database(sqlite_engine(path, passphrase), device=device)
    try:
        version = version_of(database.engine, path, encrypted=bool(passphrase))
    except DomainError:
        database.close()
        raise
    if version == versions()[-1]:
        return database
    if before_update is not None:
        before_update(database)
    database.close()
    update_file(path, passphrase, device)
    return Database(sqlite_engine(path, passphrase), device=device)


def open_postgres(url: str, *, device: str = "A") -> Database:
    """Open a PostgreSQL database of the newest schema; it is never migrated by the first client that comes along.

    Raises:
        NewerFile: another schema than this application's.
    """
    database = Database(postgres_engine(url), device=device)
    with database.engine.connect() as connection:
        if connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() != versions()[-1]:
            raise NewerFile
    return database


def version_of(engine: sa.Engine, path: Path, *, encrypted: bool) -> str:
    """Return the schema version of a file.

    Raises:
        WrongPassphrase: it can't be read with this key. NotOurFile: it is something else. NewerFile: unknown version.
    """
    try:
        with engine.connect() as connection:
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except sa.exc.DatabaseError as error:
        if "not a database" in str(error.orig) and (encrypted or path.stat().st_size % 512 == 0):
            raise WrongPassphrase from error
        raise NotOurFile(path=str(path)) from error
    if version not in versions():
        raise NewerFile
    return str(version)


def upgrade(engine: sa.Engine, device: str | None = None) -> None:
    """Run all missing migrations in one transaction, and begin the chain of a device."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if device is not None:
            start_chain(connection, device)


def update_file(path: Path, passphrase: str | None, device: str) -> None:
    """Migrate a copy of a closed file, check it, and put it in the place of the old one, which is kept beside it.

    Raises:
        NoRoomToUpdate, UpdateFailed: the old file is untouched.
    """
    needed = int(path.stat().st_size * ROOM)
    if shutil.disk_usage(path.parent).free < needed:
        raise NoRoomToUpdate(megabytes=needed // 1_000_000 + 1)
    copy = path.with_suffix(".updating")
    shutil.copy2(path, copy)
    try:
        _migrate_copy(copy, passphrase, device)
    except Exception as error:
        copy.unlink(missing_ok=True)
        if isinstance(error, DomainError):
            raise
        raise UpdateFailed(reason=str(error).splitlines()[0]) from error
    old = path.parent / "before-update"
    old.mkdir(exist_ok=True)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    shutil.copy2(path, old / path.name)
    os.replace(copy, path)
    flush_folder(path.parent)


def _migrate_copy(copy: Path, passphrase: str | None, device: str) -> None:
    from sse_desktop.store.integrity import broken_chains

    engine = sqlite_engine(copy, passphrase, pragmas=MIGRATING, guarded=False)
    try:
        upgrade(engine)
        database = Database(engine, device=device)
        with database.reading() as session:
            bad = session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            found = broken_chains(session)
        if bad or found:
            raise UpdateFailed(reason=f"{bad[:1] or found[:1]}")
    finally:
        engine.dispose()

"""Creates and opens databases, and brings an older file to the newest schema: on a checked copy, in one transaction."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

import sqlalchemy as sa

from sse_desktop.domain.errors import DomainError
from sse_desktop.store.atomic import flush_folder, take_place
from sse_desktop.store.database import Database, failure, start_chain
from sse_desktop.store.engines import (
    LOOKING,
    MIGRATING,
    SETTLING,
    postgres_engine,
    reading_engine,
    refuse_second_sqlite,
    sqlite_driver,
    sqlite_engine,
)
from sse_desktop.store.failures import (
    AlreadyThere,
    CannotWriteFile,
    NewerFile,
    NoRoomToUpdate,
    NoSuchData,
    NotOurFile,
    OlderData,
    UpdateFailed,
    WrongPassphrase,
)

__all__ = [
    "MIGRATING",
    "AlreadyThere",
    "NewerFile",
    "NoRoomToUpdate",
    "NoSuchData",
    "NotOurFile",
    "OlderData",
    "UpdateFailed",
    "create_postgres",
    "create_sqlite",
    "lies_still",
    "open_postgres",
    "open_sqlite",
    "upgrade",
    "version_of",
    "versions",
]

MIGRATIONS: Final = Path(__file__).parent / "migrations"
ROOM: Final = 2.2  # of the file's size must be free, for the copy and its journal
APPLICATION_ID: Final = int.from_bytes(b"SSED", "big")  # in the header of every file of ours
SIDE_FILES: Final = ("-wal", "-shm", "-journal")
NOTHING_IN_IT: Final = 31  # bytes: less than the header of a write-ahead log, or of a journal
NOT_A_DATABASE: Final = 26  # SQLITE_NOTADB, also what a wrong key gives


def versions() -> list[str]:
    """Return the names of all schema versions this application knows, oldest first."""
    return sorted(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def create_sqlite(path: Path, passphrase: str | None = None, *, device: str = "A") -> Database:
    """Create a new file with the newest schema and return it open.

    Raises:
        AlreadyThere: a file lies there already; it is never overwritten.
        CannotWriteFile, DiskTrouble: no file is left.
    """
    refuse_second_sqlite()
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise AlreadyThere(path=str(path.parent)) from error
    except OSError as error:
        raise CannotWriteFile(path=str(path), reason=error.strerror or str(error)) from error
    try:
        _fill(path, passphrase, device)
    except BaseException:
        _remove(path)
        raise
    flush_folder(path.parent)
    return Database(sqlite_engine(path, passphrase), device=device)


def _fill(path: Path, passphrase: str | None, device: str) -> None:
    engine = sqlite_engine(path, passphrase, pragmas=MIGRATING, guarded=False)
    try:
        upgrade(engine, device)
    except sa.exc.DBAPIError as error:
        known = failure(error)
        if known is None:
            raise
        raise known from error
    finally:
        engine.dispose()


def create_postgres(url: str, *, device: str = "A") -> Database:
    """Bring an empty or older PostgreSQL database to the newest schema and return it open: the administrator's part."""
    engine = postgres_engine(url, guarded=False)
    try:
        upgrade(engine, device)
    finally:
        engine.dispose()
    return Database(postgres_engine(url), device=device)


def open_sqlite(
    path: Path,
    passphrase: str | None = None,
    *,
    device: str = "A",
    before_update: Callable[[Database], Any] | None = None,
    may_update: bool = True,
) -> Database:
    """Open a file, brought to the newest schema if it is older.

    Args:
        path: the file.
        passphrase: of an encrypted file.
        device: the code of this computer; its journal lines carry it.
        before_update: called with the old database before a migration; it makes the verified backup.
        may_update: False for who does not hold the folder's lock.

    Raises:
        NoSuchData, NotOurFile, WrongPassphrase, NewerFile, OlderData, NoRoomToUpdate, UpdateFailed: the file is untouched.
    """
    refuse_second_sqlite()
    if not path.exists():
        raise NoSuchData(path=str(path.parent))
    if version_of(path, passphrase) != versions()[-1]:
        if not may_update:
            raise OlderData
        _update(path, passphrase, device, before_update)
    return Database(sqlite_engine(path, passphrase), device=device)


def open_postgres(url: str, *, device: str = "A") -> Database:
    """Open a PostgreSQL database of the newest schema; it is never migrated by the first client that comes along.

    Raises:
        NoSuchData, NewerFile, OlderData, ServerTrouble.
    """
    engine = postgres_engine(url)
    try:
        version = _read_version(engine)
    except sa.exc.DBAPIError as error:
        engine.dispose()
        raise failure(error) or NoSuchData(path=engine.url.render_as_string()) from error
    if version != versions()[-1]:
        engine.dispose()
        raise OlderData if version in versions() else NewerFile
    return Database(engine, device=device)


def _read_version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return version if version is None else str(version)


def version_of(path: Path, passphrase: str | None) -> str:
    """Return the schema version of a file, opened so that not a byte of it changes.

    Raises:
        WrongPassphrase: it can't be read with this key. NotOurFile: it is something else. NewerFile: unknown version.
    """
    # Where nobody has it open, the file is taken as it is: then no other file comes into being beside it either.
    mode: Literal["immutable", "ro"] = "immutable" if lies_still(path) else "ro"
    engine = reading_engine(sqlite_engine(path, passphrase, pragmas=LOOKING, mode=mode))
    try:
        with engine.connect() as connection:
            ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        version = _read_version(engine) if ours else None
    except sa.exc.DBAPIError as error:
        raise _not_readable(error, path, encrypted=bool(passphrase)) from error
    finally:
        engine.dispose()
    if version is None:
        raise NotOurFile(path=str(path))
    if version not in versions():
        raise NewerFile
    return version


def lies_still(path: Path) -> bool:
    """Tell whether the file holds all that was written and nobody has it open: there is nothing in its side files.

    Who finds no room for them on a full disk leaves them behind with next to nothing in them.
    """
    sides = (path.with_name(path.name + suffix) for suffix in SIDE_FILES)
    return not any(side.exists() and side.stat().st_size > NOTHING_IN_IT for side in sides)


def _not_readable(error: sa.exc.DBAPIError, path: Path, *, encrypted: bool) -> DomainError:
    """Tell a wrong passphrase from a foreign file and from a damaged one; an encrypted file looks like noise in whole pages."""
    known = failure(error)
    if getattr(error.orig, "sqlite_errorcode", None) == NOT_A_DATABASE:
        return WrongPassphrase() if encrypted or path.stat().st_size % 512 == 0 else NotOurFile(path=str(path))
    return known or NotOurFile(path=str(path))


def upgrade(engine: sa.Engine, device: str | None = None) -> None:
    """Run all missing migrations in one transaction, and begin the chain of a device."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        if device is not None:
            start_chain(connection, device)


def _update(path: Path, passphrase: str | None, device: str, before_update: Callable[[Database], Any] | None) -> None:
    if before_update is not None:
        old = Database(sqlite_engine(path, passphrase), device=device)
        try:
            before_update(old)
        finally:
            old.close()
    update_file(path, passphrase)


def update_file(path: Path, passphrase: str | None) -> None:
    """Migrate a copy of a closed file, check it, and put it in the place of the old one, which is kept beside it.

    Raises:
        NoRoomToUpdate, StoreBusy, UpdateFailed: the old file is untouched.
    """
    needed = int(path.stat().st_size * ROOM)
    if shutil.disk_usage(path.parent).free < needed:
        raise NoRoomToUpdate(megabytes=needed // 1_000_000 + 1)
    _settle(path, passphrase)
    copy = path.with_suffix(".updating")
    try:
        # What a killed attempt left behind would be applied to the new copy.
        _remove(copy)
        shutil.copyfile(path, copy)
        _migrate_copy(copy, passphrase)
        _keep_old(path)
        take_place(copy, path)
    except (OSError, sa.exc.SQLAlchemyError) as error:
        raise UpdateFailed(reason=str(error).splitlines()[0]) from error
    finally:
        _remove(copy)


def _settle(path: Path, passphrase: str | None) -> None:
    """Fold the write-ahead log into the file: a copy of the file alone would lack the newest rows.

    Raises:
        StoreBusy: another program has it open.
    """
    engine = sqlite_engine(path, passphrase, pragmas=SETTLING, guarded=False)
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite_driver().Error as error:
        raise failure(error) or UpdateFailed(reason=str(error)) from error
    finally:
        engine.dispose()


def _remove(path: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _keep_old(path: Path) -> None:
    kept = path.parent / "before-update"
    kept.mkdir(exist_ok=True)
    shutil.copyfile(path, kept / path.name)


def _migrate_copy(copy: Path, passphrase: str | None) -> None:
    from sse_desktop.store.integrity import broken_chains, damage

    engine = sqlite_engine(copy, passphrase, pragmas=MIGRATING, guarded=False)
    try:
        upgrade(engine)
        with Database(engine).reading() as session:
            found = [*damage(session), *broken_chains(session)]
    finally:
        engine.dispose()
    if found:
        raise UpdateFailed(reason=f"{found[0].check}: {found[0].detail}")
    with copy.open("rb+") as file:
        os.fsync(file.fileno())

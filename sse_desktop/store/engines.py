"""The engines under a database: one SQLite driver with our settings, and PostgreSQL."""

import functools
import hashlib
import os
import sys
from pathlib import Path
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy import event

from sse_desktop.store.failures import UnsafeSqlite
from sse_desktop.store.writing import guard

# Versions before it can damage a file when two connections write and checkpoint at once (sqlite.org/wal.html#walresetbug).
SAFE_SQLITE: Final = (3, 51, 3)
PRAGMAS: Final = (
    "cipher_log_level=NONE",
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "busy_timeout=15000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-8192",
    "journal_size_limit=67108864",
)
# A page that is read again must be decrypted again: without this much in memory a scan is fifteen times slower (KiB).
ENCRYPTED_CACHE: Final = "cache_size=-65536"
# Foreign keys are off: a batch migration drops the old table, and with them on its children would go too.
MIGRATING: Final = (
    "cipher_log_level=NONE",
    "foreign_keys=OFF",
    "journal_mode=DELETE",
    "synchronous=FULL",
    "fullfsync=ON",
    "busy_timeout=2000",
    "trusted_schema=OFF",
)
# For closing a file for good before it is copied.
SETTLING: Final = ("cipher_log_level=NONE", "synchronous=FULL", "fullfsync=ON", "busy_timeout=2000")
# For a first look at a file that may not be ours: nothing that would change it.
LOOKING: Final = ("cipher_log_level=NONE", "busy_timeout=15000", "trusted_schema=OFF", "cell_size_check=ON")
# SQLCipher's own way from a passphrase to a key (version 4): PBKDF2 with SHA-512, the file's first 16 bytes as salt.
SALT_BYTES: Final = 16
ROUNDS: Final = 256_000


def sqlite_driver() -> Any:
    """Return the one SQLite driver of the application.

    Raises:
        UnsafeSqlite: its library is older than the fix of the WAL-reset bug.
    """
    import sqlcipher3.dbapi2 as driver

    if driver.sqlite_version_info < SAFE_SQLITE:
        raise UnsafeSqlite(version=driver.sqlite_version)
    return driver


def refuse_second_sqlite() -> None:
    """Two SQLite libraries on one file lose committed rows, so the standard library's must not be loaded.

    Raises:
        UnsafeSqlite: it is.
    """
    if "_sqlite3" in sys.modules:
        raise UnsafeSqlite(version=f"{sys.modules['_sqlite3'].sqlite_version} (2)")


def sqlite_engine(
    path: Path,
    passphrase: str | None = None,
    *,
    pragmas: tuple[str, ...] = PRAGMAS,
    guarded: bool = True,
    mode: Literal["rwc", "ro", "immutable"] = "rwc",
) -> sa.Engine:
    """Return an engine on a SQLite file whose transactions we begin ourselves.

    Args:
        path: the file; it comes into being with the first statement.
        passphrase: of an encrypted file.
        pragmas: sent on every new connection, since most of them do nothing inside a transaction.
        guarded: migrations and restores write past the journal, everything else must not.
        mode: "ro" lets not a byte of the file change; "immutable" also takes no notice of other programs.
    """
    url = sa.URL.create("sqlite", database=str(path))
    if mode != "rwc":
        only = {"mode": "ro", "immutable": "1"} if mode == "immutable" else {"mode": "ro"}
        url = url.set(database=path.absolute().as_uri()).update_query_dict({"uri": "true", **only})
    if passphrase:
        url = url.set(drivername="sqlite+pysqlcipher", username="", password=raw_key(passphrase, _salt_of(path)))
    engine = sa.create_engine(
        url,
        module=sqlite_driver(),
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        max_overflow=4,
        connect_args={"check_same_thread": False},
    )
    _listen(engine, (*pragmas, ENCRYPTED_CACHE) if passphrase else pragmas)
    if guarded:
        event.listen(engine, "before_cursor_execute", guard)
    return engine


def _salt_of(path: Path) -> bytes:
    """Return the salt an encrypted file begins with, or a new one for a new file."""
    if not path.exists() or path.stat().st_size < SALT_BYTES:
        return os.urandom(SALT_BYTES)
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


@functools.lru_cache(maxsize=8)
def raw_key(passphrase: str, salt: bytes) -> str:
    """Return the key of a file in SQLCipher's own notation, derived as SQLCipher would, but once for all connections.

    Any program with SQLCipher 4 opens the file with `key_text(passphrase)` as its passphrase.
    """
    key = hashlib.pbkdf2_hmac("sha512", key_text(passphrase).encode(), salt, ROUNDS, 32)
    return f"x'{key.hex()}{salt.hex()}'"


def key_text(passphrase: str) -> str:
    """Return what SQLCipher derives its key from: a digest, so that no character of a passphrase can end the PRAGMA."""
    return hashlib.sha256(b"sse-desktop/1\0" + passphrase.encode()).hexdigest()


def _listen(engine: sa.Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin or commit on its own
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes its lock at once: raising a read lock later fails with "database is locked". A reader never queues.
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def postgres_engine(url: str, *, guarded: bool = True) -> sa.Engine:
    """Return an engine on a PostgreSQL server for a union of cooperatives."""
    # Asked before each use whether it is still there: a server may be restarted while the window is open.
    engine = sa.create_engine(url, pool_pre_ping=True)
    if guarded:
        event.listen(engine, "before_cursor_execute", guard)
    return engine


def reading_engine(engine: sa.Engine) -> sa.Engine:
    """Return the same engine for sessions that see one moment and never queue behind a writer."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
    return engine.execution_options(reading=True)

"""One database: reading sessions, writing sessions with their journal, and the news of what a commit touched."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError, N_
from sse_desktop.store.journal import GENESIS, HEAD, JOURNAL_COLUMNS, Recorder
from sse_desktop.store.writing import Actor, Writing, guard

__all__ = ["Actor", "Database", "Writing"]

# Versions before it can damage a file when two connections write and checkpoint at once (sqlite.org/wal.html#walresetbug).
SAFE_SQLITE = (3, 51, 3)
PRAGMAS = (
    "cipher_log_level=NONE",
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "busy_timeout=15000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-65536",
)
READ_HEAD = sa.select(HEAD.c.seq, HEAD.c.hlc, HEAD.c.hash).where(HEAD.c.dev == sa.bindparam("dev")).with_for_update()
MOVE_HEAD = (
    HEAD.update()
    .where(HEAD.c.dev == sa.bindparam("which"))
    .values(seq=sa.bindparam("to_seq"), hlc=sa.bindparam("to_hlc"), hash=sa.bindparam("to_hash"))
)


class UnsafeSqlite(DomainError):
    """The SQLite library at hand can damage files."""

    sentence = N_(
        "This installation carries SQLite {version}, which can damage data. Nothing was opened. Install the application again."
    )


class WrongPassphrase(DomainError):
    """The file is encrypted with another passphrase, or is no database of ours."""

    sentence = N_(
        "The data could not be opened with this passphrase. Nothing was changed. Check the passphrase and try again."
    )


class DiskTrouble(DomainError):
    """The disk refused to store a change."""

    sentence = N_(
        "The disk did not store the last entry ({reason}). What was saved before is safe. Free some space and enter it again."
    )


class Database:
    """A SQLite file (plain or encrypted) or a PostgreSQL server. Thread-safe; sessions are not shared between threads."""

    def __init__(self, engine: sa.Engine, *, device: str = "A") -> None:
        self.engine = engine
        self.device = device
        self.time_zone = "UTC"
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self._reader = engine.execution_options(reading=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment and cannot write."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self, actor: Actor, reason: str, now: datetime) -> Iterator[Writing]:
        """Give a session that stores rows and journal lines together at the end of the block, or nothing if it raises.

        Raises:
            DiskTrouble: the disk is full or failed; nothing of the block was stored.
        """
        with Writing(self.engine, expire_on_commit=False) as session:
            session.actor, session.now = actor, now
            session.device, session.time_zone = self.device, self.time_zone
            try:
                with session.begin():
                    recorder = self._begin(session, reason)
                    yield session
                    session.flush()
                    _append(session, recorder)
            except sa.exc.OperationalError as error:
                raise DiskTrouble(reason=str(error.orig)) from error
        self._tell(recorder.touched)

    def _begin(self, session: Writing, reason: str) -> Recorder:
        connection = session.connection()
        dev = self.device
        seq, hlc, prev = connection.execute(READ_HEAD, {"dev": dev}).one()
        recorder = Recorder(dev, session.actor.name, reason, at=session.now, seq=seq, hlc=hlc, prev=bytes(prev))
        connection.execution_options(recorder=recorder)
        session.recorder = recorder
        return recorder

    def _tell(self, touched: set[str]) -> None:
        if touched:
            for listener in tuple(self.listeners):
                listener(frozenset(touched))

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file by the last one."""
        self.engine.dispose()


def _append(session: Writing, recorder: Recorder) -> None:
    """Write the collected lines and move the head of the device's chain."""
    lines = list(recorder.lines())
    if lines:
        connection = session.connection()
        recorder.trusted = True
        connection.exec_driver_sql(_append_statement(connection.dialect.name), lines)
        last = lines[-1]
        connection.execute(
            MOVE_HEAD, {"which": recorder.dev, "to_seq": last[1], "to_hlc": recorder.hlc, "to_hash": last[7]}
        )
        recorder.trusted = False
    recorder.complete = True


def _append_statement(dialect: str) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    return f"INSERT INTO journal ({', '.join(JOURNAL_COLUMNS)}) VALUES ({', '.join([mark] * len(JOURNAL_COLUMNS))})"  # noqa: S608 - constants only


def start_chain(connection: sa.Connection, device: str) -> None:
    """Begin the journal of a device, unless it has one."""
    if connection.execute(sa.select(HEAD.c.dev).where(HEAD.c.dev == device)).first() is None:
        connection.execute(HEAD.insert(), {"dev": device, "seq": 0, "hlc": 0, "hash": GENESIS})


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
    path: Path, passphrase: str | None = None, *, pragmas: tuple[str, ...] = PRAGMAS, guarded: bool = True
) -> sa.Engine:
    """Return an engine on a SQLite file whose transactions we begin ourselves.

    Args:
        pragmas: a migration needs foreign keys off, and the pragma does nothing inside a transaction.
        guarded: migrations and restores write past the journal, everything else must not.
    """
    driver = sqlite_driver()
    if passphrase:
        url = sa.URL.create("sqlite+pysqlcipher", username="", password=key_text(passphrase), database=str(path))
    else:
        url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(
        url,
        module=driver,
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        max_overflow=4,
        connect_args={"check_same_thread": False},
    )
    _listen(engine, pragmas)
    if guarded:
        event.listen(engine, "before_cursor_execute", guard)
    return engine


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


def postgres_engine(url: str) -> sa.Engine:
    """Return an engine on a PostgreSQL server for a union of cooperatives."""
    engine = sa.create_engine(url)
    event.listen(engine, "before_cursor_execute", guard)
    return engine

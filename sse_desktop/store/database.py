"""One database: reading sessions, writing sessions with their journal, and the news of what a commit touched."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError
from sse_desktop.store.engines import postgres_engine, reading_engine, refuse_second_sqlite, sqlite_engine
from sse_desktop.store.failures import (
    DataDamaged,
    DiskFailed,
    DiskTrouble,
    ServerTrouble,
    StoreBusy,
    UnsafeSqlite,
    WrongPassphrase,
)
from sse_desktop.store.journal import GENESIS, HEAD, JOURNAL_COLUMNS, Recorder
from sse_desktop.store.writing import Actor, Writing

__all__ = [
    "Actor",
    "Database",
    "DiskTrouble",
    "UnsafeSqlite",
    "Writing",
    "WrongPassphrase",
    "failure",
    "postgres_engine",
    "refuse_second_sqlite",
    "sqlite_engine",
    "start_chain",
]

# Sent by the driver itself, since every entry waits for these: SQLAlchemy would add a tenth of a millisecond.
READ_HEAD: Final = "SELECT seq, hlc, hash, (SELECT max(hlc) FROM head) FROM head WHERE dev = ?"
MOVE_HEAD: Final = "UPDATE head SET seq = ?, hlc = ?, hash = ? WHERE dev = ?"
APPEND: Final = f"INSERT INTO journal ({', '.join(JOURNAL_COLUMNS)}) VALUES ({', '.join('?' * len(JOURNAL_COLUMNS))})"  # noqa: S608 - constants only
STATEMENTS: Final = {
    "sqlite": (READ_HEAD, MOVE_HEAD, APPEND),
    "postgresql": tuple(text.replace("?", "%s") for text in (f"{READ_HEAD} FOR UPDATE", MOVE_HEAD, APPEND)),
}
# What SQLite's primary result codes mean for a person (sqlite.org/rescode.html): PERM, BUSY, LOCKED, READONLY, IOERR,
# CORRUPT, FULL, CANTOPEN, NOTADB.
SQLITE_FAILURES: Final[dict[int, type[DomainError]]] = {
    3: DiskTrouble,
    5: StoreBusy,
    6: StoreBusy,
    8: DiskTrouble,
    10: DiskFailed,
    11: DataDamaged,
    13: DiskTrouble,
    14: DiskTrouble,
    26: DataDamaged,
}
MANY: Final = 5000  # lines that are written at once
# Serialisation failure, deadlock, lock not available (PostgreSQL, appendix A).
BUSY_STATES: Final = frozenset({"40001", "40P01", "55P03"})


class Database:
    """A SQLite file (plain or encrypted) or a PostgreSQL server. Thread-safe; sessions are not shared between threads."""

    def __init__(self, engine: sa.Engine, *, device: str = "A") -> None:
        self.engine = engine
        self.device = device
        self.time_zone = "UTC"
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self._reader = reading_engine(engine)
        self._failed: DomainError | None = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment and cannot write.

        Raises:
            DataDamaged, DiskFailed, ServerTrouble: it could not be read.
        """
        with self._explaining(), Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self, actor: Actor, reason: str, now: datetime) -> Iterator[Writing]:
        """Give a session that stores rows and journal lines together at the end of the block, or nothing if it raises.

        Raises:
            DiskTrouble, StoreBusy, ServerTrouble: nothing of the block was stored; it may be tried again.
            DiskFailed, DataDamaged: nothing was stored, and nothing will be until the database is opened anew.
        """
        if self._failed is not None:
            raise type(self._failed)(**self._failed.facts)
        with self._explaining(), Writing(self.engine) as session, session.begin():
            session.actor, session.now = actor, now
            session.device, session.time_zone = self.device, self.time_zone
            recorder = _start(session, reason)
            yield session
            session.flush()
            _append(session, recorder)
        self._tell(recorder.touched)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DBAPIError, self.engine.dialect.loaded_dbapi.Error) as error:
            known = failure(error)
            if known is None:
                raise
            if isinstance(known, DiskFailed | DataDamaged):
                self._failed = known
            raise known from error

    def _tell(self, touched: set[str]) -> None:
        if touched:
            for listener in tuple(self.listeners):
                listener(frozenset(touched))

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file by the last one."""
        self.engine.dispose()


def failure(error: Exception) -> DomainError | None:
    """Return what an error of a driver, as SQLAlchemy wraps it or bare, means for a person.

    None stands for a bug: a broken constraint, a wrong statement.
    """
    bare = getattr(error, "orig", None) or error
    code = getattr(bare, "sqlite_errorcode", None)
    if code is not None:
        kind: type[DomainError] | None = SQLITE_FAILURES.get(code & 0xFF)
    elif any(cls.__name__ == "OperationalError" for cls in type(bare).__mro__):  # psycopg's; it may not be installed
        kind = StoreBusy if getattr(bare, "sqlstate", None) in BUSY_STATES else ServerTrouble
    else:
        kind = None
    return None if kind is None else kind(reason=(str(bare).splitlines() or [""])[0])


def _start(session: Writing, reason: str) -> Recorder:
    """Lock the head of the device's chain and return a recorder that continues it; a new device begins its own."""
    connection, dev = session.connection(), session.device
    cursor = connection.connection.cursor()
    cursor.execute(STATEMENTS[connection.dialect.name][0], (dev,))
    head = cursor.fetchone()
    cursor.close()
    seq, hlc, prev, latest = head or (0, 0, GENESIS, connection.scalar(sa.select(sa.func.max(HEAD.c.hlc))) or 0)
    # Above that of every device here, whatever their clocks show; the own one may be younger than `latest`, which
    # PostgreSQL reads before it waits for the lock.
    hlc = max(hlc, latest)
    recorder = Recorder(dev, session.actor.name, reason, at=session.now, seq=seq, hlc=hlc, prev=bytes(prev))
    session.recorder = recorder
    connection.execution_options(recorder=recorder)
    if head is None:
        with session.trusted():
            start_chain(connection, dev)
    return recorder


def _append(session: Writing, recorder: Recorder) -> None:
    """Write the collected lines and move the head of the device's chain."""
    if recorder.operations:
        connection = session.connection()
        _, move_head, append = STATEMENTS[connection.dialect.name]
        cursor, lines = connection.connection.cursor(), recorder.lines()
        while part := list(itertools.islice(lines, MANY)):
            cursor.executemany(append, part)
        cursor.execute(move_head, (recorder.seq, recorder.hlc, recorder.prev, recorder.dev))
        cursor.close()
    recorder.complete = True


def start_chain(connection: sa.Connection, device: str) -> None:
    """Begin the journal of a device, unless it has one."""
    if connection.execute(sa.select(HEAD.c.dev).where(HEAD.c.dev == device)).first() is None:
        connection.execute(HEAD.insert(), {"dev": device, "seq": 0, "hlc": 0, "hash": GENESIS})

"""Checks that the data are what was written: SQLite's own, the chain of every device, and tables against journal."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.columns import UtcInstant
from sse_desktop.store.database import Database
from sse_desktop.store.drift import differing_rows, journaled_tables
from sse_desktop.store.journal import GENESIS, HEAD, JOURNAL, JOURNAL_COLUMNS, link
from sse_desktop.store.record import Base

__all__ = [
    "Finding",
    "broken_chains",
    "counts",
    "damage",
    "decode",
    "drift",
    "glance",
    "heads",
    "journaled_tables",
    "verify",
    "version",
]

MANY = 1000
LINKED = tuple(JOURNAL.c[name] for name in JOURNAL_COLUMNS if name != "dev")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: what was looked at, and what was found there."""

    check: str
    detail: str


def verify(database: Database) -> list[Finding]:
    """Return all findings of every check; an empty list means that nothing is wrong.

    The tables are compared with the journal only when the journal itself is whole.
    """
    with database.reading() as session:
        return [*damage(session), *broken_chains(session)] or drift(session)


def glance(database: Database) -> list[Finding]:
    """Return what a quick look at opening finds: the structure of the file, and the newest lines of every chain."""
    with database.reading() as session:
        return [*damage(session, "quick_check"), *broken_chains(session, newest=MANY)]


def damage(session: Session, check: str = "integrity_check") -> list[Finding]:
    """Return what the database engine itself finds (pages, indexes, references)."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return []
    texts = connection.exec_driver_sql(f"PRAGMA {check}").scalars()
    found = [Finding("integrity", str(text)) for text in texts if text != "ok"]
    if check == "integrity_check":
        rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
        found += [Finding("reference", f"{row[0]} {row[1]}") for row in rows]
    # Only an encrypted file answers: its pages carry a sum of their own.
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    return found + ([Finding("page", str(text)) for text in pages.scalars()] if pages.returns_rows else [])


def broken_chains(session: Session, newest: int | None = None) -> list[Finding]:
    """Return for each device the first line whose hash, number or predecessor is wrong, and a head that disagrees.

    With `newest`, only that many lines of each device are read.
    """
    heads_here = session.execute(sa.select(HEAD.c.dev, HEAD.c.seq, HEAD.c.hash)).all()
    found = (_first_break(session, dev, last, bytes(digest), newest or last) for dev, last, digest in heads_here)
    return [finding for finding in found if finding is not None]


def _first_break(session: Session, dev: str, last: int, digest: bytes, newest: int) -> Finding | None:
    number = max(0, last - newest)
    before = GENESIS if number == 0 else None  # unknown when the walk begins in the middle
    lines = sa.select(*LINKED).where(JOURNAL.c.dev == dev, JOURNAL.c.seq > number).order_by(JOURNAL.c.seq)
    with session.execute(lines.execution_options(yield_per=MANY)) as rows:
        for seq, hlc, actor, op, body, prev, found in rows:
            number += 1
            if seq != number or prev != (before or prev) or found != link(dev, seq, hlc, actor, op, body, prev):
                return Finding("chain", f"{dev} {number}")
            before = found
    return None if (number, before) == (last, digest) else Finding("head", f"{dev} {last}")


def drift(session: Session) -> list[Finding]:
    """Return the rows that the journal alone would not give back: something was changed past it."""
    return [Finding("drift", f"{table} {row_id}") for table, row_id in differing_rows(session)]


def heads(session: Session) -> dict[str, tuple[int, str]]:
    """Return the last number and hash of every device's chain."""
    return {row.dev: (row.seq, bytes(row.hash).hex()) for row in session.execute(sa.select(HEAD).order_by(HEAD.c.dev))}


def counts(session: Session) -> dict[str, int]:
    """Return the number of rows of every table the database has, also of another schema version."""
    names = sa.inspect(session.connection()).get_table_names()
    return {
        name: session.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
        for name in sorted(names)
        if name != "alembic_version"
    }


def version(session: Session) -> str:
    """Return the schema version of the database."""
    return str(session.scalar(sa.text("SELECT version_num FROM alembic_version")))


def decode(cls: type[Base], field: str, value: Any) -> Any:
    """Return the value of one field from its form in the journal's JSON."""
    table: Any = cls.__table__
    column = table.c[field]
    if value is None:
        return None
    if isinstance(column.type, UtcInstant):
        return datetime.fromisoformat(value)
    if isinstance(column.type, sa.Uuid):
        return uuid.UUID(value)
    if isinstance(column.type, sa.Date):
        return datetime.fromisoformat(value).date()
    return value

"""Checks that the data are what was written: SQLite's own, the chain of every device, and tables against journal."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.columns import UtcInstant
from sse_desktop.store.database import Database
from sse_desktop.store.journal import GENESIS, HEAD, JOURNAL, canonical, encode, journaled_fields, link
from sse_desktop.store.record import Base, Fact, Record

MANY = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: what was looked at, and what was found there."""

    check: str
    detail: str


def journaled_tables() -> dict[str, type[Base]]:
    """Return every class whose rows are in the journal, by table name."""
    classes: Iterator[type[Base]] = (mapper.class_ for mapper in Base.registry.mappers)
    return {cls.__tablename__: cls for cls in classes if issubclass(cls, (Record, Fact))}


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
    prev = GENESIS if number == 0 else None  # unknown when the walk begins in the middle
    lines = sa.select(JOURNAL).where(JOURNAL.c.dev == dev, JOURNAL.c.seq > number).order_by(JOURNAL.c.seq)
    with session.execute(lines.execution_options(yield_per=MANY)) as rows:
        for line in rows:
            number += 1
            if not _is_whole(line) or line.seq != number or (prev is not None and bytes(line.prev) != prev):
                return Finding("chain", f"{dev} {number}")
            prev = bytes(line.hash)
    return None if (number, prev) == (last, digest) else Finding("head", f"{dev} {last}")


def _is_whole(line: sa.Row[Any]) -> bool:
    digest = link(line.dev, line.seq, line.hlc, line.actor, line.op, bytes(line.body), bytes(line.prev))
    return digest == bytes(line.hash)


def drift(session: Session) -> list[Finding]:
    """Return the rows that the journal alone would not give back: something was changed past it."""
    wanted = _replayed(session)
    found = []
    for name, cls in journaled_tables().items():
        for row_id, values in _stored(session, cls):
            if wanted.pop((name, row_id), None) != values:
                found.append(Finding("drift", f"{name} {row_id}"))
    return found + [Finding("missing", f"{name} {row_id}") for name, row_id in wanted]


def _replayed(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row as the journal gives it; values of one field by the highest clock."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    order = sa.select(JOURNAL.c.op, JOURNAL.c.body).order_by(JOURNAL.c.hlc, JOURNAL.c.dev, JOURNAL.c.seq)
    for op, body in session.execute(order.execution_options(yield_per=MANY)):
        line = orjson.loads(bytes(body))
        row = rows.setdefault((line["t"], line["id"]), {})
        row.update({"voided": line["v"]["why"]} if op == "void/1" else line["v"])
    return rows


def _stored(session: Session, cls: type[Base]) -> Iterator[tuple[str, dict[str, Any]]]:
    table: Any = cls.__table__
    names = journaled_fields(cls).names
    for row in session.execute(sa.select(table).execution_options(yield_per=MANY)).mappings():
        values = orjson.loads(canonical(encode(cls, {name: row[name] for name in names})))
        if issubclass(cls, Fact) and row["voided"]:
            values["voided"] = row["voided"]
        yield str(row["id"]), values


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

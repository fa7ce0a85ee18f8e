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
from sse_desktop.store.journal import GENESIS, HEAD, JOURNAL, encode, link
from sse_desktop.store.record import Base, Fact, Record

MANY = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: what was looked at, and what was found there."""

    check: str
    detail: str


def journaled_tables() -> dict[str, type[Base]]:
    """Return every class whose rows are in the journal, by table name."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return {cls.__tablename__: cls for cls in classes if issubclass(cls, Record | Fact)}


def verify(database: Database) -> list[Finding]:
    """Return all findings of every check; an empty list means that nothing is wrong."""
    with database.reading() as session:
        return [*damage(session), *broken_chains(session), *drift(session)]


def damage(session: Session) -> list[Finding]:
    """Return what the database engine itself finds (pages, indexes, references)."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    connection = session.connection()
    rows = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    found = [Finding("integrity", str(text)) for text in rows if text != "ok"]
    found += [
        Finding("reference", f"{row[0]} {row[1]}") for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found


def broken_chains(session: Session) -> list[Finding]:
    """Return for each device the first line whose hash, number or predecessor is wrong, and a head that disagrees."""
    found = []
    for dev, seq, _hlc, digest in session.execute(sa.select(HEAD)).all():
        end = (0, GENESIS)
        for line in session.execute(
            sa.select(JOURNAL).where(JOURNAL.c.dev == dev).order_by(JOURNAL.c.seq).execution_options(yield_per=MANY)
        ):
            whole = link(dev, line.seq, line.hlc, line.actor, line.op, bytes(line.body), bytes(line.prev)) == bytes(
                line.hash
            )
            if not whole or line.seq != end[0] + 1 or bytes(line.prev) != end[1]:
                found.append(Finding("chain", f"{dev} {line.seq}"))
                break
            end = (line.seq, bytes(line.hash))
        else:
            if end != (seq, bytes(digest)):
                found.append(Finding("head", f"{dev} {seq}"))
    return found


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
    for row in session.execute(sa.select(table).execution_options(yield_per=MANY)).mappings():
        values = encode(cls, row.__getitem__)
        if issubclass(cls, Fact) and row["voided"]:
            values["voided"] = row["voided"]
        yield str(row["id"]), values


def heads(session: Session) -> dict[str, tuple[int, str]]:
    """Return the last number and hash of every device's chain."""
    return {row.dev: (row.seq, bytes(row.hash).hex()) for row in session.execute(sa.select(HEAD).order_by(HEAD.c.dev))}


def counts(session: Session) -> dict[str, int]:
    """Return the number of rows of every table."""
    return {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def decode(cls: type[Base], field: str, value: Any) -> Any:
    """Return a value from its journal form: the inverse of `journal.plain` for one field."""
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

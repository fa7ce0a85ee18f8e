"""The one door for many rows at once: rows and journal lines in the same transaction, by plain tuples."""

import operator
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from sse_desktop.store.journal import encode
from sse_desktop.store.record import Base, Fact, Record
from sse_desktop.store.writing import Writing


def record_many(session: Writing, cls: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert complete rows of one journaled class and note each in the journal.

    Every row names all its columns except `stamps` and `voided`, ids included. Much faster than `session.add`,
    with the same journal lines (65-journal-lab: 0.8 s instead of 4 s for 50,000 rows).
    """
    if not rows:
        return
    session.flush()
    recorder, connection = session.recorder, session.connection()
    table: Any = cls.__table__
    own = {"stamps": {"*": recorder.hlc}} if issubclass(cls, Record) else {"voided": None}
    columns = list(table.c)
    recorder.trusted = True
    connection.exec_driver_sql(
        _insert(table, connection.dialect.name), list(_tuples(columns, rows, own, connection.dialect))
    )
    recorder.trusted = False
    recorder.touched.add(table.name)
    for row in rows:
        get = row.get
        if issubclass(cls, Fact):
            recorder.fact(cls, row["id"], get)
        else:
            recorder.fields(cls, row["id"], encode(cls, get), {})


def _tuples(
    columns: list[sa.Column[Any]], rows: Sequence[dict[str, Any]], own: dict[str, Any], dialect: sa.Dialect
) -> Iterator[tuple[Any, ...]]:
    names = [column.name for column in columns]
    binders = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    pick = operator.itemgetter(*names)
    convert = [(at, binder) for at, binder in enumerate(binders) if binder is not None]
    for row in rows:
        values = list(pick(row | own))
        for at, binder in convert:
            values[at] = binder(values[at])
        yield tuple(values)


def _insert(table: sa.Table, dialect: str) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    names = ", ".join(column.name for column in table.c)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(table.c))})"  # noqa: S608 - names of our own tables

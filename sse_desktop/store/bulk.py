"""The door for rows that need no objects: rows and journal lines in the same transaction, by plain tuples."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sse_desktop.store.columns import UtcInstant, Whole, sqlite_instant
from sse_desktop.store.journal import encode, picker
from sse_desktop.store.record import Base, Record
from sse_desktop.store.writing import Writing

Binder = Callable[[Any], Any]
MANY: Final = 5000  # rows that are inserted at once


def record_many(session: Writing, cls: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert complete rows of one journaled class and note each in the journal.

    Every row names all its columns except `stamps` and `voided`, ids included, and nothing else. Much faster than `session.add`, with the
    same journal lines.

    Raises:
        KeyError: a row lacks a column. JournalRefusal: a value is not of its column's exact type.
    """
    if not rows:
        return
    session.flush()
    connection = session.connection()
    plan = _plan(cls, connection.dialect)
    for start in range(0, len(rows), MANY):
        part = rows[start : start + MANY]
        for row in part:
            values = row.copy()
            session.recorder.new(cls, values.pop("id"), encode(cls, values))
        with session.trusted():
            connection.exec_driver_sql(plan.statement, plan.tuples(part, session.recorder.hlc))
    session.touch(cls.__tablename__)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of one class are inserted by one driver, worked out once."""

    statement: str
    columns: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    binders: tuple[tuple[int, Binder], ...]
    stamps: Binder | None

    def tuples(self, rows: Sequence[dict[str, Any]], hlc: int) -> list[tuple[Any, ...]]:
        """Return what the driver takes; the last column is `stamps` of a record, `voided` of a fact."""
        last = self.stamps({"*": hlc}) if self.stamps else None
        columns: list[Iterable[Any]] = list(zip(*map(self.columns, rows), strict=True))
        for at, binder in self.binders:
            columns[at] = _bound(binder, columns[at])
        return list(zip(*columns, itertools.repeat(last, len(rows)), strict=True))


def _bound(binder: Binder, values: Iterable[Any]) -> Iterator[Any]:
    """Bind the values of a column; in many rows in a row it holds the very same one: the product, the lot, the day."""
    last = bound = None
    for value in values:
        if value is not last:
            last, bound = value, binder(value)
        yield bound


_PLANS: Final[dict[tuple[type[Base], str], _Plan]] = {}


def _plan(cls: type[Base], dialect: sa.Dialect) -> _Plan:
    key = cls, dialect.name
    if key not in _PLANS:
        _PLANS[key] = _planned(cls, dialect)
    return _PLANS[key]


def _planned(cls: type[Base], dialect: sa.Dialect) -> _Plan:
    table: Any = cls.__table__
    own = "stamps" if issubclass(cls, Record) else "voided"
    names = [column.name for column in table.c if column.name != own]
    marks = ", ".join(["%s" if dialect.name == "postgresql" else "?"] * len(table.c))
    binders = ((at, _binder(table.c[name], dialect)) for at, name in enumerate(names))
    return _Plan(
        statement=f"INSERT INTO {table.name} ({', '.join(names)}, {own}) VALUES ({marks})",  # noqa: S608 - names of our own tables
        columns=picker(names),
        binders=tuple((at, binder) for at, binder in binders if binder is not None),
        stamps=_binder(table.c.stamps, dialect) if own == "stamps" else None,
    )


def _binder(column: sa.Column[Any], dialect: sa.Dialect) -> Binder | None:
    """Return what turns a value of the column into what the driver takes, or None where it takes it as it is."""
    if isinstance(column.type, Whole):
        return None  # `encode` has seen that it is one
    if isinstance(column.type, UtcInstant) and dialect.name == "sqlite":
        return sqlite_instant
    return column.type.dialect_impl(dialect).bind_processor(dialect)

"""The journal: what every write leaves behind, derived from the flush, chained by hash per device.

One line is (dev, seq, hlc, actor, op, body, prev, hash) with hash = SHA-256(prev + header + body); the chain of a device
is broken by any later change. hlc is a hybrid clock: milliseconds shifted by 16 bits, never going back; all lines of one
transaction share it. Design: audit trail, undo and exchange between computers at once.
"""

import functools
import hashlib
import operator
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.record import Base, Fact

JOURNAL = sa.Table(
    "journal",
    Base.metadata,
    sa.Column("dev", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("hlc", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("op", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("prev", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
# Partial: an undo looks for older field values only, and weigh-ins do not pay for it.
sa.Index(
    "ix_journal_set",
    JOURNAL.c.hlc,
    sqlite_where=JOURNAL.c.op == "set/1",
    postgresql_where=JOURNAL.c.op == "set/1",
)
HEAD = sa.Table(
    "head",
    Base.metadata,
    sa.Column("dev", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hlc", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
JOURNAL_COLUMNS = tuple(column.name for column in JOURNAL.c)
GENESIS = bytes(32)


class JournalRefusal(Exception):
    """A write that the journal could not repeat: a bug of the calling command, not a failure of a person."""


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys; the form that is hashed. Instants read 2026-07-14T13:05:00Z."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def link(dev: str, seq: int, hlc: int, actor: str, op: str, body: bytes, prev: bytes) -> bytes:
    """Return the hash of one line."""
    return hashlib.sha256(prev + canonical([dev, seq, hlc, actor, op]) + body).digest()


# The types with an exact form in JSON; float has none.
EXACT: Final = frozenset({bool, int, str, uuid.UUID, datetime, date})
NOTHING: Final = type(None)


@dataclass(frozen=True, slots=True)
class Fields:
    """The journaled fields of a class: their names, and the exact Python type the journal accepts for each."""

    names: tuple[str, ...]
    kinds: tuple[type, ...]
    instants: tuple[str, ...]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    # The combinations of types that were found right: looking one up is much faster than comparing field by field.
    right: set[tuple[type, ...]]


@functools.cache
def journaled_fields(cls: type[Base]) -> Fields:
    """Return the journaled fields of a mapped class.

    Raises:
        JournalRefusal: a column without an exact form, such as a float.
    """
    kinds = {
        attr.key: _kind(attr.key, attr.columns[0].type)
        for attr in sa.inspect(cls).column_attrs
        if attr.key not in {"id", "stamps", "voided"}
    }
    instants = tuple(key for key, kind in kinds.items() if kind is datetime)
    return Fields(tuple(kinds), tuple(kinds.values()), instants, picker(tuple(kinds)), set())


def picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return a function that gives the named values of a mapping as a tuple."""
    first, *rest = names
    return operator.itemgetter(first, *rest) if rest else lambda row: (row[first],)


def _kind(key: str, column: sa.types.TypeEngine[Any]) -> type:
    kind = datetime if isinstance(column, UtcInstant) else int if isinstance(column, Whole) else column.python_type
    if kind not in EXACT:
        msg = f"{key}: {kind.__name__} has no exact journal form"
        raise JournalRefusal(msg)
    return kind


def encode(cls: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """Check all journaled fields of a row and return them, the same dictionary, as the journal notes them.

    SQLite would turn '12' into 12 without a word, and the journal would then disagree with the table.

    Raises:
        JournalRefusal: a value is not of its column's exact type, an instant without its zone, a field too many.
        KeyError: a field too few.
    """
    fields = journaled_fields(cls)
    if len(values) > len(fields.names):
        msg = f"{cls.__name__} has no {', '.join(sorted(values.keys() - set(fields.names)))}"
        raise JournalRefusal(msg)
    types = tuple(map(type, fields.pick(values)))
    if types not in fields.right:
        for name, kind, given in zip(fields.names, fields.kinds, types, strict=True):
            _check(cls, name, kind, given)
        fields.right.add(types)
    for name in fields.instants:
        if values[name] is not None:
            values[name] = _in_utc(values[name])
    return values


def encode_some(cls: type[Base], row: Base, names: Iterable[str]) -> dict[str, Any]:
    """Return some fields of a row for the journal, checked as by `encode`."""
    fields = journaled_fields(cls)
    kinds = dict(zip(fields.names, fields.kinds, strict=True))
    out = {name: getattr(row, name) for name in names}
    for name, value in out.items():
        _check(cls, name, kinds[name], type(value))
    return {name: _in_utc(value) if type(value) is datetime else value for name, value in out.items()}


def _check(cls: type[Base], name: str, kind: type, given: type) -> None:
    if given is not kind and given is not NOTHING:
        msg = f"{cls.__name__}.{name}: {given.__name__} instead of {kind.__name__}"
        raise JournalRefusal(msg)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        msg = "an instant needs its zone"
        raise JournalRefusal(msg)
    return value.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class FieldsSet:
    """New values of fields of one record; `base` names the write that each replaces and is empty for a new record."""

    table: str
    row_id: uuid.UUID
    values: dict[str, Any]
    base: dict[str, int]


# What was done to one row: the code of the operation with its finished body, or fields that may still be joined.
Operation = tuple[str, bytes] | FieldsSet


class Recorder:
    """Collects what one transaction did and turns it into lines at its end."""

    def __init__(self, dev: str, actor: str, reason: str, *, at: datetime, seq: int, hlc: int, prev: bytes) -> None:
        if at.tzinfo is None:
            msg = "an instant needs its zone"
            raise JournalRefusal(msg)
        self.dev, self.actor, self.reason = dev, actor, reason
        self.at_ms = int(at.timestamp() * 1000)
        self.seq, self.prev = seq, prev
        self.hlc = max(hlc + 1, self.at_ms << 16)
        self.operations: list[Operation] = []
        self.touched: set[str] = set()
        # True only while a flush or store/bulk.py writes what it also notes here.
        self.trusted = False
        self.complete = False

    def new(self, cls: type[Base], row_id: uuid.UUID, values: dict[str, Any]) -> None:
        """Note a new row with all its fields."""
        if issubclass(cls, Fact):
            # As bytes at once: a hundred thousand dictionaries would keep the garbage collector busy.
            self.operations.append(("fact/1", self._body(cls.__tablename__, row_id, values)))
        else:
            self.fields(cls, row_id, values, {})

    def void(self, cls: type[Base], row_id: uuid.UUID, why: str) -> None:
        """Note that a fact was voided."""
        self.operations.append(("void/1", self._body(cls.__tablename__, row_id, {"why": why})))

    def fields(self, cls: type[Base], row_id: uuid.UUID, values: dict[str, Any], base: dict[str, int]) -> None:
        """Note new values of fields of a record."""
        self.operations.append(FieldsSet(cls.__tablename__, row_id, values, base))

    def _body(self, table: str, row_id: uuid.UUID, values: dict[str, Any], **more: Any) -> bytes:
        return canonical({"t": table, "id": row_id, "v": values, "why": self.reason, "at": self.at_ms, **more})

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """Yield the lines in the order of JOURNAL_COLUMNS, and move on to each; several sets of one record are one line."""
        for operation in _joined(self.operations):
            if isinstance(operation, FieldsSet):
                op = "set/1"
                body = self._body(operation.table, operation.row_id, operation.values, base=operation.base)
            else:
                op, body = operation
            prev, seq = self.prev, self.seq + 1
            digest = link(self.dev, seq, self.hlc, self.actor, op, body, prev)
            self.seq, self.prev = seq, digest
            yield (self.dev, seq, self.hlc, self.actor, op, body, prev, digest)


def _joined(operations: list[Operation]) -> list[Operation]:
    """Return the operations with all sets of one record joined in the place of its first."""
    joined: list[Operation] = []
    first: dict[tuple[str, uuid.UUID], FieldsSet] = {}
    for operation in operations:
        if isinstance(operation, FieldsSet):
            known = first.setdefault((operation.table, operation.row_id), operation)
            if known is not operation:
                _join(known, operation)
                continue
        joined.append(operation)
    return joined


def _join(first: FieldsSet, later: FieldsSet) -> None:
    first.values.update(later.values)
    if first.base:  # an empty one says "new here": there is nothing older to name
        first.base.update({key: stamp for key, stamp in later.base.items() if key not in first.base})

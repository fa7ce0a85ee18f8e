"""The journal: what every write leaves behind, derived from the flush, chained by hash per device.

One line is (dev, seq, hlc, actor, op, body, prev, hash) with hash = SHA-256(prev + header + body); the chain of a device
is broken by any later change. hlc is a hybrid clock: milliseconds shifted by 16 bits, never going back; all lines of one
transaction share it. Design: audit trail, undo and exchange between computers at once.
"""

import functools
import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import orjson
import sqlalchemy as sa

from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.record import Base, Fact, Record

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
    sqlite_with_rowid=False,
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
    """Return JSON with sorted keys; the form that is hashed."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def link(dev: str, seq: int, hlc: int, actor: str, op: str, body: bytes, prev: bytes) -> bytes:
    """Return the hash of one line."""
    return hashlib.sha256(prev + canonical([dev, seq, hlc, actor, op]) + body).digest()


@functools.cache
def journaled_fields(cls: type[Base]) -> Mapping[str, type]:
    """Return the fields of a mapped class and the exact Python type the journal accepts for each."""
    mapper = sa.inspect(cls)
    return {
        attr.key: _python_type(attr.columns[0].type)
        for attr in mapper.column_attrs
        if attr.key not in {"id", "stamps", "voided"}
    }


def _python_type(column: sa.types.TypeEngine[Any]) -> type:
    if isinstance(column, UtcInstant):
        return datetime
    return int if isinstance(column, Whole) else column.python_type


def plain(value: Any) -> str | int | bool | None:
    """Return the exact journal form of a value.

    Raises:
        JournalRefusal: a type without one, such as a float.
    """
    match value:
        case None | bool() | int() | str() if type(value) in {type(None), bool, int, str}:
            return value
        case uuid.UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case _:
            msg = f"{type(value).__name__} has no exact journal form"
            raise JournalRefusal(msg)


def encode(cls: type[Base], get: Callable[[str], Any]) -> dict[str, Any]:
    """Return all journaled fields of a row, each checked to be of its column's exact type.

    SQLite would turn '12' into 12 without a word, and the journal would then disagree with the table.
    """
    out: dict[str, Any] = {}
    for key, kind in journaled_fields(cls).items():
        value = get(key)
        if value is not None and type(value) is not kind:
            msg = f"{cls.__name__}.{key}: {type(value).__name__} instead of {kind.__name__}"
            raise JournalRefusal(msg)
        out[key] = value if kind is int or kind is str else plain(value)
    return out


class Recorder:
    """Collects what one transaction did and turns it into lines at its end."""

    def __init__(self, dev: str, actor: str, reason: str, *, at: datetime, seq: int, hlc: int, prev: bytes) -> None:
        self.dev, self.actor, self.reason = dev, actor, reason
        self.at_ms = int(at.timestamp() * 1000)
        self.seq, self.prev = seq, prev
        self.hlc = max(hlc + 1, self.at_ms << 16)
        self.operations: list[tuple[str, str, uuid.UUID, dict[str, Any], dict[str, int] | None]] = []
        self.touched: set[str] = set()
        self.trusted = False
        self.complete = False
        self.marks: list[int] = []

    def created(self, row: Base) -> None:
        """Note an inserted row: a fact whole, a record as fields without a base."""
        cls = type(row)
        self.touched.add(cls.__tablename__)
        if isinstance(row, Fact):
            self.fact(cls, row.id, functools.partial(getattr, row))
        elif isinstance(row, Record):
            self.fields(cls, row.id, encode(cls, functools.partial(getattr, row)), {})

    def fact(self, cls: type[Base], row_id: uuid.UUID, get: Callable[[str], Any]) -> None:
        """Note a new fact."""
        self.operations.append(("fact/1", cls.__tablename__, row_id, encode(cls, get), None))

    def void(self, cls: type[Base], row_id: uuid.UUID, why: str) -> None:
        """Note that a fact was voided."""
        self.touched.add(cls.__tablename__)
        self.operations.append(("void/1", cls.__tablename__, row_id, {"why": why}, None))

    def fields(self, cls: type[Base], row_id: uuid.UUID, values: dict[str, Any], base: dict[str, int]) -> None:
        """Note new values of fields; `base` names the write each replaces."""
        self.touched.add(cls.__tablename__)
        self.operations.append(("set/1", cls.__tablename__, row_id, values, base))

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """Yield the lines in the order of JOURNAL_COLUMNS; several sets of one record are one line."""
        seq, prev = self.seq, self.prev
        for op, table, row_id, values, base in self._merged():
            seq += 1
            body: dict[str, Any] = {"t": table, "id": str(row_id), "v": values, "why": self.reason, "at": self.at_ms}
            if base is not None:
                body["base"] = base
            data = canonical(body)
            digest = link(self.dev, seq, self.hlc, self.actor, op, data, prev)
            yield (self.dev, seq, self.hlc, self.actor, op, data, prev, digest)
            prev = digest

    def _merged(self) -> list[tuple[str, str, uuid.UUID, dict[str, Any], dict[str, int] | None]]:
        merged: list[tuple[str, str, uuid.UUID, dict[str, Any], dict[str, int] | None]] = []
        seen: dict[tuple[str, uuid.UUID], tuple[dict[str, Any], dict[str, int] | None]] = {}
        for operation in self.operations:
            op, table, row_id, values, base = operation
            if op != "set/1":
                merged.append(operation)
                continue
            known = seen.get((table, row_id))
            if known is None:
                known = seen[table, row_id] = (dict(values), dict(base or {}))
                merged.append((op, table, row_id, *known))
                continue
            known[0].update(values)
            # An empty base means "created here": then there is nothing older to name.
            if known[1]:
                known[1].update({key: stamp for key, stamp in (base or {}).items() if key not in known[1]})
        return merged

"""Tables against journal: whether the journal alone would give back every row, in little memory for any number of rows.

Each row and each void becomes a number, its hash; the numbers of a table are added up as the journal tells them and as the
table holds them. Only where the sums differ are the rows compared one by one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.journal import JOURNAL, JournalRefusal, canonical, encode, journaled_fields
from sse_desktop.store.record import Base, Fact, Record

MANY = 1000
# A row of a table, by its id, and the number it becomes; a voided fact comes twice, once for its void.
Piece = tuple[str, str, int]


def journaled_tables() -> dict[str, type[Base]]:
    """Return every class whose rows are in the journal, by table name."""
    classes: Iterator[type[Base]] = (mapper.class_ for mapper in Base.registry.mappers)
    return {cls.__tablename__: cls for cls in classes if issubclass(cls, (Record, Fact))}


def differing_rows(session: Session) -> list[tuple[str, str]]:
    """Return table and id of every row that the journal alone would not give back as it is."""
    wanted, stored = _added_up(_from_journal(session), _table), _added_up(_from_tables(session), _table)
    suspects = {key[0] for key in wanted | stored if wanted.get(key) != stored.get(key)}
    if not suspects:
        return []
    wanted = _added_up((piece for piece in _from_journal(session) if piece[0] in suspects), _row)
    stored = _added_up(_from_tables(session, suspects), _row)
    return sorted((key[0], key[1]) for key in wanted | stored if wanted.get(key) != stored.get(key))


def _table(piece: Piece) -> tuple[str, ...]:
    return piece[:1]


def _row(piece: Piece) -> tuple[str, ...]:
    return piece[:2]


def _added_up(pieces: Iterator[Piece], by: Callable[[Piece], tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for piece in pieces:
        sums[by(piece)] += piece[2]
    return dict(sums)


def _piece(table: str, row_id: str, values: dict[str, Any]) -> Piece:
    digest = hashlib.sha256(row_id.encode() + canonical(values)).digest()
    return table, row_id, int.from_bytes(digest, "big")


def _from_journal(session: Session) -> Iterator[Piece]:
    beginnings = {name: _beginning(cls) for name, cls in journaled_tables().items()}
    bodies = sa.select(JOURNAL.c.op, JOURNAL.c.body).where(JOURNAL.c.op != "set/1")
    for op, body in session.execute(bodies.execution_options(yield_per=MANY)):
        line = orjson.loads(body)
        begun = beginnings.get(line["t"], {}) if op == "fact/1" else {}
        yield _piece(line["t"], line["id"], line["v"] if len(line["v"]) >= len(begun) else {**begun, **line["v"]})
    # The last write of a field counts, whichever device wrote it.
    rows: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    sets = sa.select(JOURNAL.c.body).where(JOURNAL.c.op == "set/1")
    in_order = sets.order_by(JOURNAL.c.hlc, JOURNAL.c.dev, JOURNAL.c.seq)
    for body in session.scalars(in_order.execution_options(yield_per=MANY)):
        line = orjson.loads(body)
        rows[line["t"], line["id"]].update(line["v"])
    for (table, row_id), values in rows.items():
        yield _piece(table, row_id, {**beginnings.get(table, {}), **values})


def _beginning(cls: type[Base]) -> dict[str, Any]:
    """Return what the fields of a row begin with: a field that came with a later version has no line of its own."""
    columns: Any = cls.__table__.c
    defaults = {name: columns[name].default for name in journaled_fields(cls).names}
    return {name: default.arg if default is not None else None for name, default in defaults.items()}


def _from_tables(session: Session, only: set[str] | None = None) -> Iterator[Piece]:
    for name, cls in journaled_tables().items():
        if only is None or name in only:
            try:
                yield from _rows_of(session, name, cls)
            except (ValueError, JournalRefusal):  # not what a column of ours can hold: another program wrote it
                yield name, "unreadable", 1


def _rows_of(session: Session, name: str, cls: type[Base]) -> Iterator[Piece]:
    table: Any = cls.__table__
    names = journaled_fields(cls).names
    columns = (table.c.id, table.c.voided if issubclass(cls, Fact) else sa.null(), *(table.c[key] for key in names))
    for row_id, voided, *values in session.execute(sa.select(*columns).execution_options(yield_per=MANY)):
        yield _piece(name, str(row_id), encode(cls, dict(zip(names, values, strict=True))))
        if voided is not None:
            yield _piece(name, str(row_id), {"why": voided})

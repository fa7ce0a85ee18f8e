"""The session a command gets: it knows who acts and when, and every flush of it ends up in the journal."""

import functools
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, attributes
from sqlalchemy.orm.session import SessionTransaction

from sse_desktop.clock import new_id
from sse_desktop.store.journal import JournalRefusal, Recorder, encode, encode_some, journaled_fields
from sse_desktop.store.record import Base, Fact, Record, is_journaled

# Tables whose rows follow from journaled ones or belong to this computer alone.
UNJOURNALED: Final = frozenset({"series", "print_job"})
WRITE: Final = re.compile(
    r"\b(?:(?:insert\s+(?:or\s+\w+\s+)?|replace\s+|merge\s+)into|(?<!do )(?<!for )(?<!key )update(?:\s+or\s+\w+)?|delete\s+from|copy"
    r"|truncate(?:\s+table)?|(?:create|drop|alter)\s+\w+(?:\s+if\s+(?:not\s+)?exists)?)\s+[\"`\[]?(\w+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name that goes into the journal and the role that commands check."""

    name: str
    role: str


class Writing(Session):
    """A session inside `Database.writing`. A command adds and changes rows; it never commits."""

    actor: Actor
    now: datetime
    time_zone: str
    device: str
    recorder: Recorder

    def __init__(self, bind: sa.Engine) -> None:
        super().__init__(bind, expire_on_commit=False)
        # How many operations were noted when each open savepoint began.
        self.marks: dict[SessionTransaction, int] = {}

    @property
    def today(self) -> date:
        """Return the civil date where the cooperative is."""
        return self.now.astimezone(ZoneInfo(self.time_zone)).date()

    def new_id(self) -> uuid.UUID:
        """Return a fresh UUIDv7."""
        return new_id()

    def touch(self, table: str) -> None:
        """Announce a table that was changed past the flush."""
        self.recorder.touched.add(table)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write all that is pending; what it writes is noted by the listeners below, so it may pass the guard."""
        if objects is not None:
            msg = "a flush of some objects would note the others, too"
            raise JournalRefusal(msg)
        with self.trusted():
            super().flush()

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """Let statements pass the guard: only for code that notes them in the recorder itself."""
        before, self.recorder.trusted = self.recorder.trusted, True
        try:
            yield
        finally:
            self.recorder.trusted = before


@functools.cache
def _rank(table: str) -> int:
    return [t.name for t in Base.metadata.sorted_tables].index(table)


def changed_fields(row: Base) -> frozenset[str]:
    """Return the journaled fields whose value really differs; an assignment of the same value is none."""
    state = sa.inspect(row)
    names = journaled_fields(type(row)).names
    if isinstance(row, Fact):
        names = (*names, "voided")
    return frozenset(
        name for name in names if name in state.committed_state and state.attrs[name].history.has_changes()
    )


@event.listens_for(Writing, "before_flush")
def _refuse_and_stamp(session: Writing, _context: UOWTransaction, _instances: Any) -> None:
    for row in session.deleted:
        msg = f"{type(row).__name__} rows are never deleted"
        raise JournalRefusal(msg)
    for row in session.new:
        if isinstance(row, Record):
            row.stamps = {"*": session.recorder.hlc}
        elif isinstance(row, Fact) and row.voided is not None:
            msg = f"{type(row).__name__}: record the fact first, then void it"
            raise JournalRefusal(msg)
    for row in session.dirty:
        if is_journaled(row):
            _refuse_change(row)


def _refuse_change(row: Any) -> None:
    changed = changed_fields(row)
    if isinstance(row, Fact) and changed and (changed != {"voided"} or not _is_first_void(row)):
        msg = f"{type(row).__name__} is a fact: void it once, with a reason, and record a new one"
        raise JournalRefusal(msg)
    for name in changed:
        if isinstance(getattr(row, name), sa.ClauseElement):
            msg = f"{name}: an SQL expression cannot be journaled"
            raise JournalRefusal(msg)


def _is_first_void(row: Fact) -> bool:
    history = sa.inspect(row).attrs.voided.history
    return isinstance(row.voided, str) and row.voided != "" and list(history.deleted or [None]) == [None]


@event.listens_for(Writing, "after_flush")
def _note(session: Writing, _context: UOWTransaction) -> None:
    touched = session.recorder.touched
    # session.new comes in the order of add(), session.dirty in none: the lines must be the same on every computer.
    for row in sorted(session.new, key=lambda row: _rank(row.__tablename__)):
        touched.add(row.__tablename__)
        _note_new(session.recorder, row)
    for row in sorted(session.dirty, key=lambda row: (row.__tablename__, str(sa.inspect(row).identity))):
        if is_journaled(row):
            _note_change(session, row)
        elif session.is_modified(row):
            touched.add(row.__tablename__)


def _note_new(recorder: Recorder, row: Any) -> None:
    cls: type[Base] = type(row)
    if not is_journaled(row):
        return
    if sa.inspect(row).expired_attributes:
        msg = f"{cls.__name__}: an SQL expression cannot be journaled"
        raise JournalRefusal(msg)
    # What was never set is NULL in the row and absent here; asking the attribute would load it from the database.
    values = encode(cls, {name: row.__dict__.get(name) for name in journaled_fields(cls).names})
    recorder.new(cls, row.id, values)


def _note_change(session: Writing, row: Any) -> None:
    changed, cls, recorder = changed_fields(row), type(row), session.recorder
    if not changed:
        return
    recorder.touched.add(row.__tablename__)
    if isinstance(row, Fact):
        recorder.void(cls, row.id, row.voided or "")
        return
    values = encode_some(cls, row, sorted(changed))
    recorder.fields(cls, row.id, values, {name: row.stamps.get(name, row.stamps["*"]) for name in changed})
    stamps = row.stamps | dict.fromkeys(changed, recorder.hlc)
    table = cls.__table__
    session.connection().execute(table.update().where(table.c.id == row.id), {"stamps": stamps})
    attributes.set_committed_value(row, "stamps", stamps)


@event.listens_for(Writing, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        msg = "a bulk statement would bypass the journal: use store/bulk.py"
        raise JournalRefusal(msg)


@event.listens_for(Writing, "before_commit")
def _refuse_commit(session: Writing) -> None:
    if not session.in_nested_transaction() and not session.recorder.complete:
        msg = "a command never commits: its rows would go in without journal lines"
        raise JournalRefusal(msg)


@event.listens_for(Writing, "after_transaction_create")
def _mark(session: Writing, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.marks[transaction] = len(session.recorder.operations)


@event.listens_for(Writing, "after_soft_rollback")
def _forget_rolled_back(session: Writing, previous: SessionTransaction) -> None:
    # A rolled back savepoint takes its lines along, else the chain would hold facts that do not exist.
    if previous in session.marks:
        del session.recorder.operations[session.marks.pop(previous) :]


def guard(
    connection: sa.Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
) -> None:
    """Refuse a write that the journal does not see, whichever door it takes.

    Raises:
        JournalRefusal: a write outside `Database.writing`, or inside it past the flush.
    """
    if statement[:6].upper() == "SELECT":
        return
    recorder: Recorder | None = connection.get_execution_options().get("recorder")
    if recorder is not None and recorder.trusted:
        return
    for found in WRITE.finditer(statement):
        table = found[1].lower()
        if recorder is None or table not in UNJOURNALED:
            msg = f"a statement on {table} outside the journal"
            raise JournalRefusal(msg)

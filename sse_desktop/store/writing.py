"""The session a command gets: it knows who acts and when, and every flush of it ends up in the journal."""

import functools
import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, attributes
from sqlalchemy.orm.session import SessionTransaction

from sse_desktop.clock import new_id
from sse_desktop.store.journal import JournalRefusal, Recorder, journaled_fields, plain
from sse_desktop.store.record import Base, Fact, Record, is_journaled

# Tables whose rows follow from journaled ones or belong to this computer alone.
UNJOURNALED = frozenset({"series", "print_job"})
WRITE = re.compile(
    r"\b(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from|replace\s+into)\s+[\"`\[]?(\w+)", re.IGNORECASE
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


@functools.cache
def _rank(table: str) -> int:
    return [t.name for t in Base.metadata.sorted_tables].index(table)


def changed_fields(row: Base) -> list[str]:
    """Return the journaled fields whose value really differs; an assignment of the same value is none."""
    state = sa.inspect(row)
    names = [*journaled_fields(type(row)), *(("voided",) if isinstance(row, Fact) else ())]
    return [name for name in names if name in state.committed_state and state.attrs[name].history.has_changes()]


@event.listens_for(Writing, "before_flush")
def _refuse_and_stamp(session: Writing, _context: UOWTransaction, _instances: Any) -> None:
    for row in session.deleted:
        msg = f"{type(row).__name__} rows are never deleted"
        raise JournalRefusal(msg)
    for row in session.new:
        if isinstance(row, Record):
            row.stamps = {"*": session.recorder.hlc}
    for row in session.dirty:
        if is_journaled(row):
            _refuse_change(row)
    session.recorder.trusted = True


def _refuse_change(row: Base) -> None:
    for name in changed_fields(row):
        if isinstance(row, Fact) and (
            name != "voided" or sa.inspect(row).attrs.voided.history.deleted not in ([None], ())
        ):
            msg = f"{type(row).__name__} is a fact: void it once and record a new one"
            raise JournalRefusal(msg)
        if isinstance(getattr(row, name), sa.ClauseElement):
            msg = f"{name}: an SQL expression cannot be journaled"
            raise JournalRefusal(msg)


@event.listens_for(Writing, "after_flush")
def _note(session: Writing, _context: UOWTransaction) -> None:
    recorder = session.recorder
    # session.new comes in the order of add(), session.dirty in none: the lines must be the same on every computer.
    for row in sorted(session.new, key=lambda row: _rank(row.__tablename__)):
        recorder.created(row)
    for row in sorted((row for row in session.dirty if is_journaled(row)), key=lambda row: (row.__tablename__, row.id)):
        _note_change(session, row)
    recorder.trusted = False


def _note_change(session: Writing, row: Any) -> None:
    changed, cls, recorder = changed_fields(row), type(row), session.recorder
    if not changed:
        return
    if isinstance(row, Fact):
        recorder.void(cls, row.id, row.voided or "")
        return
    values = {name: plain(getattr(row, name)) for name in changed}
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
    if transaction.nested and "recorder" in session.__dict__:
        session.recorder.marks.append(len(session.recorder.operations))


@event.listens_for(Writing, "after_soft_rollback")
def _forget_rolled_back(session: Writing, previous: SessionTransaction) -> None:
    # A rolled back savepoint takes its lines along, else the chain would hold facts that do not exist.
    if previous.nested and session.recorder.marks:
        del session.recorder.operations[session.recorder.marks.pop() :]


def guard(
    connection: sa.Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
) -> None:
    """Refuse a write that the journal does not see, whichever door it takes.

    Raises:
        JournalRefusal: a write outside `Database.writing`, or inside it past the flush.
    """
    if statement[:6].upper() == "SELECT":
        return
    found = WRITE.search(statement)
    if found is None:
        return
    recorder: Recorder | None = connection.get_execution_options().get("recorder")
    table = found[1].lower()
    if recorder is not None and (recorder.trusted or table in UNJOURNALED):
        return
    msg = f"a statement on {table} outside the journal"
    raise JournalRefusal(msg)

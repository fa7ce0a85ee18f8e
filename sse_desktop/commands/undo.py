"""Ctrl+Z: the last saved change of this device is taken back by a new one. Nothing is erased."""

import uuid
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.integrity import decode, journaled_tables
from sse_desktop.store.journal import JOURNAL
from sse_desktop.store.record import Fact

UNDONE = "undone"
# Records that can't be archived and mean something without the others of their transaction. A lot without its weigh-ins, or
# a conversion of an archived product, means nothing.
STANDING = frozenset({"bid", "contract", "tender"})
# Records that say nothing with this value, so that a new one is taken back by writing it.
SAYS_NOTHING: dict[str, tuple[str, Any]] = {
    "pledge": ("grams", 0),
    "reliability": ("set_bp", None),
    "packaging_change": ("units_per_container", 0),
    "sharing_terms": ("measure", ""),
}


class NothingToUndo(DomainError):
    """The device has not saved anything yet."""

    sentence = N_("There is nothing to take back.")


class CannotUndo(DomainError):
    """Some records can't be archived, and a void is final."""

    sentence = N_(
        "The last change ({reason}) can't be taken back by Ctrl+Z. Nothing was changed. Archive the record, or enter it again."
    )


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the reason noted when it was saved, and how many entries it had."""

    reason: str
    entries: int


@allowed(Role.SECRETARY, Role.WEIGHER, Role.DRIVER, Role.TREASURER, Role.PRESIDENT)
def undo_last(session: Writing) -> Undone:
    """Void the facts, set back the fields and archive or empty the new records of this device's newest transaction.

    A void keeps its number.

    Raises:
        NothingToUndo: no transaction yet, or it is somebody else's.
        CannotUndo: it created records that can't be archived, or was itself a void; nothing of it is taken back then.
    """
    lines = _newest_transaction(session)
    reason = lines[0][1].get("why", "")
    if any(_stays(op, line) for op, line, _ in lines):
        raise CannotUndo(reason=reason)
    done = sum(_take_back(session, op, line, hlc) for op, line, hlc in reversed(lines))
    if not done:
        raise CannotUndo(reason=reason)
    return Undone(reason, done)


def _newest_transaction(session: Writing) -> list[tuple[str, dict[str, Any], int]]:
    newest = session.scalar(sa.select(sa.func.max(JOURNAL.c.hlc)).where(JOURNAL.c.dev == session.device))
    if newest is None:
        raise NothingToUndo
    rows = session.execute(
        sa.select(JOURNAL.c.op, JOURNAL.c.body, JOURNAL.c.actor)
        .where(JOURNAL.c.dev == session.device, JOURNAL.c.hlc == newest)
        .order_by(JOURNAL.c.seq)
    ).all()
    # At a shared computer, and on a server, the last change may be another person's, whose role may do what mine may not.
    if any(row.actor != session.actor.name for row in rows):
        raise NothingToUndo
    return [(row.op, orjson.loads(bytes(row.body)), newest) for row in rows]


def _stays(op: str, line: dict[str, Any]) -> bool:
    """Tell whether a line made a record that stands by itself and can't be archived: the rest would be half undone."""
    return op == "set/1" and not line["base"] and line["t"] in STANDING


def _take_back(session: Writing, op: str, line: dict[str, Any], hlc: int) -> bool:
    cls: Any = journaled_tables()[line["t"]]
    row = session.get_one(cls, uuid.UUID(line["id"]))
    if op == "fact/1" and isinstance(row, Fact) and row.voided is None:
        row.voided = UNDONE
        return True
    if op == "set/1" and not line["base"]:
        return _unmake(row, hlc)
    if op == "set/1":
        fields = {name: base for name, base in line["base"].items() if row.stamps.get(name) == hlc}
        for name, base in fields.items():
            setattr(row, name, decode(cls, name, _value_before(session, line["id"], name, base)))
        return bool(fields)
    return False


def _unmake(row: Any, created: int) -> bool:
    """Archive or empty a record made by the transaction, so that an import is taken back as one step; some stay as they are."""
    field, value = SAYS_NOTHING.get(row.__tablename__, ("archived", True))
    if getattr(row, field, value) == value or row.stamps != {"*": created}:
        return False
    setattr(row, field, value)
    return True


def _value_before(session: Writing, row_id: str, field: str, base: int) -> Any:
    """Return the value that the write with clock `base` gave the field."""
    bodies = session.scalars(sa.select(JOURNAL.c.body).where(JOURNAL.c.op == "set/1", JOURNAL.c.hlc == base))
    lines = (orjson.loads(bytes(body)) for body in bodies)
    return next(line["v"][field] for line in lines if line["id"] == row_id and field in line["v"])

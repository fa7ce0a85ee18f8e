"""The queue of documents that wait for a printer on this computer. It is not journaled: a queue is no fact."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.cooperative import PrintJob

_WHO = (Role.SECRETARY, Role.WEIGHER, Role.DRIVER, Role.TREASURER, Role.PRESIDENT)


@allowed(*_WHO)
def queue_print(session: Writing, kind: str, entity_id: uuid.UUID) -> uuid.UUID:
    """Let a document wait for the printer and return the job's id; a document waits only once."""
    connection = session.connection()
    waiting = sa.select(PrintJob.id).where(
        PrintJob.kind == kind, PrintJob.entity_id == entity_id, PrintJob.printed_at.is_(None)
    )
    known: uuid.UUID | None = connection.execute(waiting).scalar()
    if known is not None:
        return known
    job_id = session.new_id()
    job = {"id": job_id, "kind": kind, "entity_id": entity_id, "created_at": session.now}
    connection.execute(sa.insert(PrintJob), job)
    session.touch(PrintJob.__tablename__)
    return job_id


@allowed(*_WHO)
def mark_printed(session: Writing, job_ids: Sequence[uuid.UUID]) -> None:
    """Note that jobs came out of the printer."""
    printed = sa.update(PrintJob).where(PrintJob.id.in_(job_ids), PrintJob.printed_at.is_(None))
    session.connection().execute(printed.values(printed_at=session.now))
    session.touch(PrintJob.__tablename__)


@allowed(*_WHO)
def drop_print_jobs(session: Writing, job_ids: Sequence[uuid.UUID]) -> None:
    """Take jobs out of the queue without printing."""
    session.connection().execute(sa.delete(PrintJob).where(PrintJob.id.in_(job_ids)))
    session.touch(PrintJob.__tablename__)

"""What waits for a printer on this computer, as rows."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.cooperative import PrintJob
from sse_desktop.store.tables.deliveries import Delivery
from sse_desktop.store.tables.harvests import WeighIn


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJobRow:
    """A document in the queue; `document` is its number where it has one."""

    id: uuid.UUID
    kind: str
    entity_id: uuid.UUID
    document: str
    created_at: datetime
    printed_at: datetime | None


def print_queue(session: Session, *, kind: str = "") -> list[PrintJobRow]:
    """Return what was not printed yet, the oldest first; of one kind of document if it is named."""
    select = (
        sa.select(PrintJob, WeighIn.series, WeighIn.number, Delivery.series, Delivery.number)
        .outerjoin(WeighIn, WeighIn.id == PrintJob.entity_id)
        .outerjoin(Delivery, Delivery.id == PrintJob.entity_id)
        .where(PrintJob.printed_at.is_(None))
        .order_by(PrintJob.created_at, PrintJob.id)
    )
    if kind:
        select = select.where(PrintJob.kind == kind)
    return [_job(*row) for row in session.execute(select)]


def _job(
    job: PrintJob, ticket_series: str | None, ticket: int | None, note_series: str | None, note: int | None
) -> PrintJobRow:
    series, number = ticket_series or note_series, ticket or note or 0
    return PrintJobRow(
        id=job.id,
        kind=job.kind,
        entity_id=job.entity_id,
        document=full(series, number) if series else "",
        created_at=job.created_at,
        printed_at=job.printed_at,
    )

"""Every movement of a lot, with the document it belongs to."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.deliveries import Delivery, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.stock import Sorting, SortingInput, SortingOutput, StockMovement


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """A movement of a lot, with the ticket, the delivery note or the sorting it belongs to."""

    id: uuid.UUID
    at: datetime
    kind: str
    weight: Quantity
    document: str
    reason: str
    voided: str | None
    weigh_in_id: uuid.UUID | None = None
    delivery_id: uuid.UUID | None = None
    sorting_id: uuid.UUID | None = None
    sorting_kind: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it belongs to no document, so that it is voided by itself."""
        return self.weigh_in_id is None and self.delivery_id is None and self.sorting_id is None


def movements(session: Session, lot_id: uuid.UUID) -> list[MovementRow]:
    """Return every movement of a lot, oldest first, voided ones too."""
    sorted_by = sa.func.coalesce(SortingInput.sorting_id, SortingOutput.sorting_id)
    select = (
        sa.select(
            StockMovement,
            WeighIn.series.label("ticket_series"),
            WeighIn.number.label("ticket"),
            Delivery.id.label("delivery_id"),
            Delivery.series.label("note_series"),
            Delivery.number.label("note"),
            Sorting.id.label("sorting_id"),
            Sorting.kind.label("sorting_kind"),
        )
        .outerjoin(WeighIn, WeighIn.id == StockMovement.weigh_in_id)
        .outerjoin(DeliveryLine, DeliveryLine.id == StockMovement.delivery_line_id)
        .outerjoin(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .outerjoin(SortingInput, sa.and_(SortingInput.movement_id == StockMovement.id, SortingInput.lot_id == lot_id))
        .outerjoin(
            SortingOutput, sa.and_(SortingOutput.movement_id == StockMovement.id, SortingOutput.lot_id == lot_id)
        )
        .outerjoin(Sorting, Sorting.id == sorted_by)
        .where(StockMovement.lot_id == lot_id)
        .order_by(StockMovement.at, StockMovement.id)
    )
    return [_movement(row) for row in session.execute(select)]


def _movement(row: Any) -> MovementRow:
    moved: StockMovement = row.StockMovement
    document = full(row.ticket_series, row.ticket) if row.ticket_series and row.ticket else ""
    if row.note_series and row.note:
        document = full(row.note_series, row.note)
    return MovementRow(
        id=moved.id,
        at=moved.at,
        kind=moved.kind,
        weight=Quantity(moved.grams, KILO),
        document=document,
        reason=moved.reason,
        voided=moved.voided,
        weigh_in_id=moved.weigh_in_id,
        delivery_id=row.delivery_id,
        sorting_id=row.sorting_id,
        sorting_kind=row.sorting_kind or "",
    )

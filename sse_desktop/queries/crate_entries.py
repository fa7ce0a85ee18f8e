"""The entries that move returnable containers: deliveries, what schools gave back, weigh-ins, and movements of their own."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.crates import CrateMove
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.crates import CrateMovement
from sse_desktop.store.tables.deliveries import Acceptance, Delivery, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.products import ContainerKind, Packaging
from sse_desktop.store.tables.stock import Lot

Part = Literal["out", "back", "lost", "counted"]
_PARTS: dict[str, Part] = {
    CrateMove.LENT: "out",
    CrateMove.RETURNED: "back",
    CrateMove.LOST: "lost",
    CrateMove.COUNTED: "counted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateEntry:
    """Containers that came to a holder (above zero) or left it. `what`: delivery, received, weigh_in, or a movement's kind.

    `record_id` is the document's; of a movement its own, which can be voided.
    """

    record_id: uuid.UUID
    holder_id: uuid.UUID
    kind_id: uuid.UUID | None
    what: str
    part: Part
    containers: int
    at: datetime
    document: str = ""
    reason: str = ""
    voided: str | None = None


def returnable_kinds(session: Session) -> dict[uuid.UUID, str]:
    """Return the names of the kinds of container that must come back, archived ones too."""
    rows = session.execute(sa.select(ContainerKind.id, ContainerKind.name).where(ContainerKind.returnable))
    return {row.id: row.name for row in rows}


def delivered_crates(session: Session, point_id: uuid.UUID | None = None) -> list[CrateEntry]:
    """Return what valid deliveries took to schools and what these gave back with them.

    A delivery names no kind: it is that of the packaging of its lines when this is exactly one returnable kind, else None.
    """
    select: Any = (
        sa.select(Delivery, Acceptance)
        .outerjoin(Acceptance, sa.and_(Acceptance.delivery_id == Delivery.id, Acceptance.voided.is_(None)))
        .where(Delivery.voided.is_(None))
    )
    if point_id is not None:
        select = select.where(Delivery.delivery_point_id == point_id)
    kinds = _kinds_of_deliveries(session)
    found: list[CrateEntry] = []
    for note, word in session.execute(select):
        kind = kinds.get(note.id)
        if note.crates_out:
            found.append(_of_note(note, kind, "delivery", "out", note.crates_out, note.dispatched_at))
        if word is not None and word.crates_in:
            found.append(_of_note(note, kind, "received", "back", -word.crates_in, word.received_at))
    return found


def weighed_in_crates(session: Session, member_id: uuid.UUID) -> list[CrateEntry]:
    """Return the returnable containers a member brought with valid weigh-ins: they count as brought back."""
    rows = session.scalars(
        sa.select(WeighIn)
        .join(ContainerKind, ContainerKind.id == WeighIn.container_kind_id)
        .where(
            WeighIn.member_id == member_id, ContainerKind.returnable, WeighIn.containers > 0, WeighIn.voided.is_(None)
        )
    )
    return [
        CrateEntry(
            record_id=row.id,
            holder_id=row.member_id,
            kind_id=row.container_kind_id,
            what="weigh_in",
            part="back",
            containers=-row.containers,
            at=row.received_at,
            document=full(row.series, row.number),
        )
        for row in rows
    ]


def weighed_in_sums(session: Session) -> list[tuple[uuid.UUID, uuid.UUID, int]]:
    """Return, by member and kind, how many returnable containers valid weigh-ins brought."""
    rows = session.execute(
        sa.select(WeighIn.member_id, WeighIn.container_kind_id, sa.func.sum(WeighIn.containers))
        .join(ContainerKind, ContainerKind.id == WeighIn.container_kind_id)
        .where(ContainerKind.returnable, WeighIn.containers > 0, WeighIn.voided.is_(None))
        .group_by(WeighIn.member_id, WeighIn.container_kind_id)
    )
    return [(member, kind, int(count)) for member, kind, count in rows if kind is not None]


def crate_movements(session: Session, holder_id: uuid.UUID | None = None) -> list[CrateEntry]:
    """Return what was lent, brought back, lost and counted, void ones too."""
    select = sa.select(CrateMovement)
    if holder_id is not None:
        of_holder = sa.or_(CrateMovement.member_id == holder_id, CrateMovement.delivery_point_id == holder_id)
        select = select.where(of_holder)
    return [
        CrateEntry(
            record_id=row.id,
            holder_id=holder,
            kind_id=row.container_kind_id,
            what=row.kind,
            part=_PARTS[row.kind],
            containers=row.containers,
            at=row.at,
            reason=row.reason,
            voided=row.voided,
        )
        for row in session.scalars(select)
        if (holder := row.member_id or row.delivery_point_id) is not None
    ]


def _of_note(note: Any, kind: uuid.UUID | None, what: str, part: Part, containers: int, at: datetime) -> CrateEntry:
    return CrateEntry(
        record_id=note.id,
        holder_id=note.delivery_point_id,
        kind_id=kind,
        what=what,
        part=part,
        containers=containers,
        at=at,
        document=full(note.series, note.number),
    )


def _kinds_of_deliveries(session: Session) -> dict[uuid.UUID, uuid.UUID]:
    by_product: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    packed = (
        sa.select(Packaging.product_id, Packaging.container_kind_id)
        .join(ContainerKind, ContainerKind.id == Packaging.container_kind_id)
        .where(ContainerKind.returnable, ~Packaging.archived)
    )
    for product, kind in session.execute(packed):
        by_product[product].add(kind)
    by_delivery: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    sent = sa.select(DeliveryLine.delivery_id, Lot.product_id).join(Lot, Lot.id == DeliveryLine.lot_id).distinct()
    for delivery, product in session.execute(sent):
        by_delivery[delivery] |= by_product[product]
    return {delivery: next(iter(kinds)) for delivery, kinds in by_delivery.items() if len(kinds) == 1}

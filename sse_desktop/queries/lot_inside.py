"""Everything about one lot: how it stands, who is in it, every movement, and what is kept of it for contracts."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.lot_composition import PORTION, composition
from sse_desktop.queries.stock import LotRow, lot
from sse_desktop.queries.stock_movements import MovementRow, movements
from sse_desktop.queries.stock_reservations import ReservationRow, stock_reservations
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyInLot:
    """A family with all its grams that came into a lot, by the scale or through sortings."""

    member_id: uuid.UUID
    number: int
    name: str
    weight: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class LotInside:
    """A lot as its inspector shows it."""

    row: LotRow
    families: tuple[FamilyInLot, ...]
    movements: tuple[MovementRow, ...]
    reservations: tuple[ReservationRow, ...]


def lot_inside(session: Session, lot_id: uuid.UUID) -> LotInside:
    """Return a lot with its families by number, its movements and its reservations."""
    return LotInside(
        row=lot(session, lot_id),
        families=tuple(families_in_lot(session, lot_id)),
        movements=tuple(movements(session, lot_id)),
        reservations=tuple(stock_reservations(session, [lot_id])),
    )


def families_in_lot(session: Session, lot_id: uuid.UUID) -> list[FamilyInLot]:
    """Return the families in a lot by number; Σ weights is all that came into it."""
    parts = composition(session, [lot_id])[lot_id]
    owners = _owners(session, [weigh_in for weigh_in, _ in parts])
    total: dict[tuple[int, str, uuid.UUID], int] = {}
    for weigh_in, grams in parts:
        total[owners[weigh_in]] = total.get(owners[weigh_in], 0) + grams
    return [
        FamilyInLot(member_id=member_id, number=number, name=name, weight=Quantity(grams, KILO))
        for (number, name, member_id), grams in sorted(total.items())
    ]


def _owners(session: Session, weigh_in_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, str, uuid.UUID]]:
    found: dict[uuid.UUID, tuple[int, str, uuid.UUID]] = {}
    for start in range(0, len(weigh_in_ids), PORTION):
        rows = session.execute(
            sa.select(WeighIn.id, Member.number, Member.name, Member.id)
            .join(Member, Member.id == WeighIn.member_id)
            .where(WeighIn.id.in_(weigh_in_ids[start : start + PORTION]))
        )
        found.update({weigh_in: (number, name, member_id) for weigh_in, number, name, member_id in rows})
    return found

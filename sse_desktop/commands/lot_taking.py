"""What is taken out of lots, locked until the end of the transaction: never more than is in them and not kept for a contract."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from sse_desktop.commands.stock import NotSoMuchInLot
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock_reservations import reserved_grams
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.stock import Lot, StockMovement


class LotReserved(DomainError):
    """What is kept for a contract was to be used for something else."""

    sentence = N_(
        "{reserved} of lot {lot} are kept for a contract, so only {free} can be taken. Nothing was saved. Take less, or set the reservation free."
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """Grams that are taken from a lot, and what it holds before."""

    lot: Lot
    grams: int
    holds: int

    def last_day(self, shelf_days: int | None) -> date | None:
        """Return the last day on which the lot can be sold, if that is known."""
        if self.lot.best_before is not None or shelf_days is None:
            return self.lot.best_before
        return self.lot.opened_on + timedelta(days=shelf_days)


def take_lots(session: Writing, wanted: Sequence[tuple[uuid.UUID, int | None]]) -> list[Taken]:
    """Return the lots in the order given with the grams to take; all that is in one where none are given.

    Raises:
        NotSoMuchInLot.
    """
    ids = [lot_id for lot_id, _ in wanted]
    # In one order for everybody, so that two people who sort the same lots don't wait for each other.
    rows = session.scalars(sa.select(Lot).where(Lot.id.in_(ids)).order_by(Lot.id).with_for_update())
    lots = {lot.id: lot for lot in rows}
    holds = _balances(session, ids)
    taken = []
    for lot_id, grams in wanted:
        held = holds.get(lot_id, 0)
        part = Taken(lots[lot_id], held if grams is None else grams, held)
        if part.grams > held:
            raise NotSoMuchInLot(lot=part.lot.code, holds=Quantity(held, KILO))
        taken.append(part)
    return taken


def check_free(session: Writing, taken: Taken) -> None:
    """Refuse to take what is kept for a contract.

    Raises:
        LotReserved.
    """
    reserved = reserved_grams(session, [taken.lot.id]).get(taken.lot.id, 0)
    free = max(0, taken.holds - reserved)
    if taken.grams > free and reserved:
        raise LotReserved(lot=taken.lot.code, reserved=Quantity(reserved, KILO), free=Quantity(free, KILO))


def _balances(session: Writing, lot_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    sums = (
        sa.select(StockMovement.lot_id, sa.func.sum(StockMovement.grams))
        .where(StockMovement.lot_id.in_(lot_ids), StockMovement.voided.is_(None))
        .group_by(StockMovement.lot_id)
    )
    return {lot_id: int(grams) for lot_id, grams in session.execute(sums)}

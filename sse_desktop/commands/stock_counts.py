"""A count of a whole place: every lot that was counted on one sheet, stored together."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.stock import NothingToRemove, count_lot
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.stock import Lot, StockMovement


class NothingCounted(DomainError):
    """A count sheet without a counted lot."""

    sentence = N_("No lot was counted. Nothing was saved. Enter what is really there, or leave the sheet.")


class DifferenceWithoutReason(DomainError):
    """The scale and the books say different things and nobody says why."""

    sentence = N_("Lot {lot} differs from the books. Nothing was saved. Type why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLot:
    """What is really in a lot, in grams; a difference to the books has its reason."""

    lot_id: uuid.UUID
    counted_g: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CountsStored:
    """How many lots were counted, how many of them differed, and the sum of the differences in grams."""

    lots: int
    different: int
    difference_g: int


@allowed(Role.SECRETARY, Role.WEIGHER)
def count_lots(session: Writing, counts: tuple[CountedLot, ...], title: str) -> CountsStored:
    """Store a whole sheet, all or nothing; `title` says which count it was and is the reason where nothing differs.

    Raises:
        NothingCounted, NothingToRemove, DifferenceWithoutReason.
    """
    if not counts:
        raise NothingCounted
    balances = _balances(session, [count.lot_id for count in counts])
    different, difference = 0, 0
    for count in counts:
        if count.counted_g < 0:
            raise NothingToRemove
        off = count.counted_g - balances.get(count.lot_id, 0)
        if off and not count.reason.strip():
            raise DifferenceWithoutReason(lot=session.get_one(Lot, count.lot_id).code)
        different += bool(off)
        difference += off
        reason = f"{title}: {count.reason.strip()}" if off else title
        count_lot(session, count.lot_id, count.counted_g, reason)
    return CountsStored(len(counts), different, difference)


def _balances(session: Writing, lot_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    # Locked first, so that what is weighed meanwhile is not taken for a difference.
    session.execute(sa.select(Lot.id).where(Lot.id.in_(lot_ids)).order_by(Lot.id).with_for_update()).all()
    sums = (
        sa.select(StockMovement.lot_id, sa.func.sum(StockMovement.grams))
        .where(StockMovement.lot_id.in_(lot_ids), StockMovement.voided.is_(None))
        .group_by(StockMovement.lot_id)
    )
    return {lot_id: int(grams) for lot_id, grams in session.execute(sums)}

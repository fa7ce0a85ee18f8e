"""What happens to a lot besides weigh-ins and deliveries: losses, counts, and being held back."""

import uuid
from datetime import date, timedelta
from enum import StrEnum

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lots import LONGEST_DAYS
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.stock import Lot, SortingInput, SortingOutput, StockMovement

COUNT = "count"


class Removal(StrEnum):
    """Why produce leaves a lot without being sold."""

    LOSS = "loss"
    DISCARD = "discard"

    @property
    def label(self) -> str:
        """Return the English word, to be translated where it is shown."""
        return _LABELS[self]


class NotSoMuchInLot(DomainError):
    """More would leave a lot than is in it."""

    sentence = N_("The lot {lot} holds only {holds}. Nothing was changed. Enter less, or count the lot first.")


class NothingToRemove(DomainError):
    """A weight that leaves a lot must be above zero; a counted one must not be below."""

    sentence = N_("Enter a weight above zero. Nothing was changed.")


class NotAMovementOfItsOwn(DomainError):
    """A receipt, a dispatch or what was sorted is voided with its document."""

    sentence = N_(
        "This movement belongs to a document. Nothing was changed. Void the weigh-in, the delivery note or the sorting."
    )


class OverBeforeOpened(DomainError):
    """The last day of sale of a lot is before it was opened."""

    sentence = N_("Lot {lot} was opened on {day}. Nothing was changed. Enter that day or a later one.")


class OverTooLate(DomainError):
    """The last day of sale of a lot is so far off that it says nothing, or that no calendar reaches it."""

    sentence = N_(
        "The last day of sale of lot {lot} can be {latest} at the latest. Nothing was changed. Enter an earlier day."
    )


class SortedLotStaysClosed(DomainError):
    """A lot that was sorted takes no more loads."""

    sentence = N_(
        "Lot {lot} was sorted, so no more loads go into it. Nothing was changed. New loads go into another lot."
    )


class LotHeldAlready(DomainError):
    """A lot is held back, or free, already."""

    sentence = N_("The lot {lot} is like that already. Nothing was changed.")


@allowed(Role.SECRETARY, Role.WEIGHER)
def remove_from_lot(session: Writing, lot_id: uuid.UUID, kind: Removal, grams: int, reason: str) -> uuid.UUID:
    """Take spoiled or discarded grams out of a lot.

    Raises:
        ReasonMissing, NothingToRemove, NotSoMuchInLot.
    """
    why = reason_given(reason)
    if grams <= 0:
        raise NothingToRemove
    lot = _locked(session, lot_id)
    holds = _balance(session, lot_id)
    if grams > holds:
        raise NotSoMuchInLot(lot=lot.code, holds=Quantity(holds, KILO))
    return _move(session, lot_id, kind.value, -grams, why)


@allowed(Role.SECRETARY, Role.WEIGHER)
def count_lot(session: Writing, lot_id: uuid.UUID, counted_g: int, reason: str) -> uuid.UUID:
    """Store what a count found, as the difference to what the lot should hold; also when there is none.

    Raises:
        ReasonMissing, NothingToRemove: less than nothing was counted.
    """
    why = reason_given(reason)
    if counted_g < 0:
        raise NothingToRemove
    _locked(session, lot_id)
    return _move(session, lot_id, COUNT, counted_g - _balance(session, lot_id), why)


@allowed(Role.SECRETARY, Role.WEIGHER)
def void_movement(session: Writing, movement_id: uuid.UUID, reason: str) -> None:
    """Void a loss, a discard or a count.

    Raises:
        ReasonMissing, AlreadyVoided, NotAMovementOfItsOwn.
    """
    movement = session.get_one(StockMovement, movement_id)
    sorted_away = sa.select(SortingInput.id).where(SortingInput.movement_id == movement_id)
    if movement.kind not in {COUNT, *Removal} or session.scalar(sorted_away) is not None:
        raise NotAMovementOfItsOwn
    void(movement, reason)


@allowed(Role.SECRETARY, Role.WEIGHER, Role.PRESIDENT)
def hold_lot(session: Writing, lot_id: uuid.UUID, reason: str) -> None:
    """Hold a lot back: it is not free for deliveries until it is released, and new loads go into another lot.

    Raises:
        ReasonMissing, LotHeldAlready.
    """
    lot, why = session.get_one(Lot, lot_id), reason_given(reason)
    if lot.held:
        raise LotHeldAlready(lot=lot.code)
    lot.held, lot.note = True, why


@allowed(Role.SECRETARY, Role.WEIGHER, Role.PRESIDENT)
def release_lot(session: Writing, lot_id: uuid.UUID, reason: str) -> None:
    """Let a held lot be delivered again.

    Raises:
        ReasonMissing, LotHeldAlready: it is not held.
    """
    lot, why = session.get_one(Lot, lot_id), reason_given(reason)
    if not lot.held:
        raise LotHeldAlready(lot=lot.code)
    lot.held, lot.note = False, why


@allowed(Role.SECRETARY, Role.WEIGHER)
def close_lot(session: Writing, lot_id: uuid.UUID, *, closed: bool = True) -> None:
    """Let no more loads go into a lot, or let them again; what is in it stays free.

    Raises:
        SortedLotStaysClosed: a load would mix with what was sorted, and with its families.
    """
    lot = session.get_one(Lot, lot_id)
    if not closed and _was_sorted(session, lot_id):
        raise SortedLotStaysClosed(lot=lot.code)
    lot.closed_on = session.today if closed else None


@allowed(Role.SECRETARY, Role.WEIGHER)
def set_best_before(session: Writing, lot_id: uuid.UUID, day: date | None, reason: str) -> None:
    """Say what the last day of sale of a lot is, and why; None leaves it to the shelf days of the product again.

    Raises:
        ReasonMissing. OverBeforeOpened: the day is before the lot's first. OverTooLate: it is more than 50 years after it.
    """
    lot, why = session.get_one(Lot, lot_id), reason_given(reason)
    if day is not None and day < lot.opened_on:
        raise OverBeforeOpened(lot=lot.code, day=lot.opened_on)
    latest = lot.opened_on + timedelta(days=LONGEST_DAYS)
    if day is not None and day > latest:
        raise OverTooLate(lot=lot.code, latest=latest)
    lot.best_before, lot.note = day, why


def _was_sorted(session: Writing, lot_id: uuid.UUID) -> bool:
    taken = sa.select(SortingInput.id).where(SortingInput.lot_id == lot_id, SortingInput.voided.is_(None))
    made = sa.select(SortingOutput.id).where(SortingOutput.lot_id == lot_id, SortingOutput.voided.is_(None))
    return any(session.scalar(which.limit(1)) is not None for which in (taken, made))


def _locked(session: Writing, lot_id: uuid.UUID) -> Lot:
    # On a server two people may take from one lot at once; the second waits and sees what is left.
    return session.scalars(sa.select(Lot).where(Lot.id == lot_id).with_for_update()).one()


def _balance(session: Writing, lot_id: uuid.UUID) -> int:
    grams = sa.select(sa.func.sum(StockMovement.grams)).where(
        StockMovement.lot_id == lot_id, StockMovement.voided.is_(None)
    )
    return int(session.scalar(grams) or 0)


def _move(session: Writing, lot_id: uuid.UUID, kind: str, grams: int, reason: str) -> uuid.UUID:
    row = StockMovement(id=session.new_id(), lot_id=lot_id, kind=kind, grams=grams, at=session.now, reason=reason)
    session.add(row)
    return row.id


_LABELS = {Removal.LOSS: N_("loss"), Removal.DISCARD: N_("discarded")}

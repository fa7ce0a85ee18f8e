"""Sorting lots: grading, packing, moving and joining. What goes in comes out or is lost, to the gram, in new lots."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sse_desktop.commands.lot_taking import Taken, check_free, take_lots
from sse_desktop.commands.packing import Packed, SortedOut, packed
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.commands.weighing import NoSuchGrade, free_lot_code
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.sorting import LossWithoutReason, SortingKind, loss, loss_by_lot
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot, Sorting, SortingInput, SortingOutput, StockMovement, StockReservation

SORTED_OUT, SORTED_IN, LOSS = "sorted_out", "sorted_in", "loss"


class NothingSorted(DomainError):
    """A sorting without lots, or with an empty part."""

    sentence = N_("A sorting needs a lot to take from and a weight above zero in every line. Nothing was saved.")


class OneProductOnly(DomainError):
    """Lots of two products were to be sorted together."""

    sentence = N_("The lots hold different products. Nothing was saved. Sort one product at a time.")


class WrongNumberOfLots(DomainError):
    """A joining of one lot, or a moving of several: who is in them could not be told apart."""

    sentence = N_(
        "Moving takes one lot to one lot, and joining takes two lots or more to one. Nothing was saved. Choose the lots anew."
    )


class SamePlace(DomainError):
    """A lot was to be moved to where it lies."""

    sentence = N_("Lot {lot} lies at {place} already. Nothing was saved. Choose another place.")


class SortedLotUsed(DomainError):
    """Something was taken from what a sorting made."""

    sentence = N_(
        "Lot {lot} of this sorting was used since. Nothing was changed. Void what was done with the lot first, the newest first."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedIn:
    """What is taken from a lot, in grams; without grams all that is in it."""

    lot_id: uuid.UUID
    grams: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SortingData:
    """A sorting as typed; what does not come out is lost, or with `rest_stays` left in the one lot it is taken from."""

    kind: SortingKind
    inputs: tuple[SortedIn, ...]
    outputs: tuple[SortedOut, ...]
    loss_reason: str = ""
    note: str = ""
    rest_stays: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was stored: the new lots in the order of the outputs, and what was lost in grams."""

    id: uuid.UUID
    lot_ids: tuple[uuid.UUID, ...]
    loss_g: int


@allowed(Role.SECRETARY, Role.WEIGHER)
def sort_lots(session: Writing, data: SortingData) -> Sorted:
    """Take lots apart or put them together: out of the given lots, into new ones, the rest is loss.

    A new lot keeps the day of the oldest lot in it and its earliest last day of sale, so that sorting never makes old
    produce younger; if one of the lots is held back, so is it. No more loads go into the lots of a sorting.

    Raises:
        NothingSorted, OneProductOnly, WrongNumberOfLots, SamePlace, NoSuchGrade, NotSoMuchInLot, LotReserved,
        NotPackedSo, NoConversion, NotWholePieces, MoreOutThanIn, LossWithoutReason.
    """
    if not data.inputs or not data.outputs or len({part.lot_id for part in data.inputs}) < len(data.inputs):
        raise NothingSorted
    at = data.at or session.now
    taken = take_lots(session, [(part.lot_id, part.grams) for part in data.inputs])
    on = at.astimezone(ZoneInfo(session.time_zone)).date()
    outputs = [packed(session, taken[0].lot.product_id, on, out) for out in data.outputs]
    if any(out.grams <= 0 for out in outputs):
        raise NothingSorted
    if data.rest_stays and len(taken) == 1:
        taken = take_lots(session, [(taken[0].lot.id, sum(out.grams for out in outputs))])
    _check_inputs(session, data, taken)
    lost = loss(sum(part.grams for part in taken), sum(out.grams for out in outputs))
    if lost and not data.loss_reason.strip():
        raise LossWithoutReason(loss=Quantity(lost, KILO))
    sorting = Sorting(
        id=session.new_id(),
        kind=data.kind.value,
        at=at,
        grams_in=sum(part.grams for part in taken),
        loss_g=lost,
        loss_reason=data.loss_reason.strip() if lost else "",
        note=data.note.strip(),
    )
    session.add(sorting)
    _take_out(session, sorting, taken)
    lots = [_put_in(session, sorting, taken, typed, out) for typed, out in zip(data.outputs, outputs, strict=True)]
    return Sorted(sorting.id, tuple(lots), lost)


@allowed(Role.SECRETARY, Role.WEIGHER)
def void_sorting(session: Writing, sorting_id: uuid.UUID, reason: str) -> None:
    """Void a sorting with all its movements: everything is back in the lots it was taken from.

    Raises:
        ReasonMissing, AlreadyVoided. SortedLotUsed: something was done with a lot that it made.
    """
    why = reason_given(reason)
    sorting = session.get_one(Sorting, sorting_id)
    outputs = session.scalars(sa.select(SortingOutput).where(SortingOutput.sorting_id == sorting_id)).all()
    inputs = session.scalars(sa.select(SortingInput).where(SortingInput.sorting_id == sorting_id)).all()
    for output in outputs:
        _check_unused(session, output)
    void(sorting, why)
    parts: list[SortingInput | SortingOutput] = [*inputs, *outputs]
    for part in parts:
        void(part, why)
        void(session.get_one(StockMovement, part.movement_id), why)


# ---------------------------------------------------------------- inside


def _check_inputs(session: Writing, data: SortingData, taken: Sequence[Taken]) -> None:
    if len({part.lot.product_id for part in taken}) > 1:
        raise OneProductOnly
    if any(part.grams <= 0 for part in taken):
        raise NothingSorted
    for part in taken:
        check_free(session, part)
    moves, joins = data.kind is SortingKind.MOVING, data.kind is SortingKind.JOINING
    if (moves or joins) and (len(data.outputs) != 1 or (len(taken) == 1) is not moves):
        raise WrongNumberOfLots
    if moves and (data.outputs[0].place or "").strip() in {"", taken[0].lot.place}:
        raise SamePlace(lot=taken[0].lot.code, place=taken[0].lot.place)


def _take_out(session: Writing, sorting: Sorting, taken: Sequence[Taken]) -> None:
    """Write what leaves each lot: what goes on into other lots, and its part of the loss, each with its movement."""
    losses = loss_by_lot(sorting.loss_g, [part.grams for part in taken])
    for part, lost in zip(taken, losses, strict=True):
        part.lot.closed_on = part.lot.closed_on or session.today
        for kind, grams in ((SORTED_OUT, part.grams - lost), (LOSS, lost)):
            if grams:
                movement = _move(session, sorting, part.lot.id, kind, -grams)
                session.add(
                    SortingInput(
                        id=session.new_id(),
                        sorting_id=sorting.id,
                        lot_id=part.lot.id,
                        movement_id=movement,
                        grams=grams,
                    )
                )


def _put_in(session: Writing, sorting: Sorting, taken: Sequence[Taken], typed: SortedOut, out: Packed) -> uuid.UUID:
    lot = _new_lot(session, taken, typed)
    session.add(
        SortingOutput(
            id=session.new_id(),
            sorting_id=sorting.id,
            lot_id=lot.id,
            movement_id=_move(session, sorting, lot.id, SORTED_IN, out.grams),
            grams=out.grams,
            units_milli=out.units.milli if out.units is not None else None,
            unit=out.units.unit if out.units is not None else "",
            container_kind_id=typed.container_kind_id,
            containers=out.containers,
            loose_units=out.loose_units,
        )
    )
    return lot.id


def _new_lot(session: Writing, taken: Sequence[Taken], typed: SortedOut) -> Lot:
    first = taken[0].lot
    product = session.get_one(Product, first.product_id)
    grade = session.get_one(Grade, typed.grade_id or first.grade_id)
    if grade.product_id != product.id:
        raise NoSuchGrade(product=product.name)
    place = first.place if typed.place is None else typed.place.strip()
    opened_on = min(part.lot.opened_on for part in taken)
    same_day = sa.select(Lot.code).where(Lot.opened_on == opened_on, Lot.product_id == product.id)
    code, sequence = free_lot_code(set(session.scalars(same_day)), product.code, opened_on, place, session.device)
    held = [part.lot for part in taken if part.lot.held]
    lot = Lot(
        id=session.new_id(),
        code=code,
        product_id=product.id,
        grade_id=grade.id,
        opened_on=opened_on,
        place=place,
        sequence=sequence,
        # Loads of that day would mix with what was sorted.
        closed_on=session.today,
        held=bool(held),
        best_before=_best_before(taken, product.shelf_days),
        note=held[0].note if held else "",
    )
    session.add(lot)
    # The next lot of this sorting must see this one's code.
    session.flush()
    return lot


def _best_before(taken: Sequence[Taken], shelf_days: int | None) -> date | None:
    """Return the earliest last day of sale of the lots; None where the shelf days of the product say the same."""
    if all(part.lot.best_before is None for part in taken):
        return None
    return min(day for part in taken if (day := part.last_day(shelf_days)) is not None)


def _move(session: Writing, sorting: Sorting, lot_id: uuid.UUID, kind: str, grams: int) -> uuid.UUID:
    reason = sorting.loss_reason if kind == LOSS else ""
    row = StockMovement(id=session.new_id(), lot_id=lot_id, kind=kind, grams=grams, at=sorting.at, reason=reason)
    session.add(row)
    return row.id


def _check_unused(session: Writing, output: SortingOutput) -> None:
    others = sa.select(StockMovement.id).where(
        StockMovement.lot_id == output.lot_id,
        StockMovement.id != output.movement_id,
        StockMovement.voided.is_(None),
    )
    kept = sa.select(StockReservation.id).where(StockReservation.lot_id == output.lot_id, ~StockReservation.archived)
    if session.scalar(others.limit(1)) is not None or session.scalar(kept.limit(1)) is not None:
        raise SortedLotUsed(lot=session.get_one(Lot, output.lot_id).code)

"""Which lots a delivery takes from: what ends first goes first, in whole units of sale, never more than is free."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lots import draw
from sse_desktop.domain.quantity import KILO, Conversion, Quantity, convert_to_kg
from sse_desktop.queries.certified_lots import certified_lots
from sse_desktop.queries.stock_reservations import reserved_by_contract
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.products import Conversion as ConversionRow
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.stock import Lot, StockMovement

THOUSAND = 1000


class LotShort(DomainError):
    """The free lots hold less than is to be sent."""

    sentence = N_(
        "The free lots of {product} hold {missing} too little. Nothing was sent. Send less, weigh in more, or release a held lot."
    )


class LotKeptForOthers(DomainError):
    """What is named of a lot is kept for other contracts."""

    sentence = N_(
        "{reserved} of lot {lot} are kept for another contract. Nothing was sent. Send less of it, or set the reservation free."
    )


class LotNotCertified(DomainError):
    """A lot is named for a contract that asks for certified plots, and not all in it comes from such."""

    sentence = N_(
        "This contract asks for certified plots, and not everything in lot {lot} comes from such. Nothing was sent. Name another lot."
    )


@dataclass(frozen=True, slots=True)
class FreeLot:
    """A lot and the grams in it that a contract may take; `own` of them are kept for that contract."""

    id: uuid.UUID
    code: str
    grams: int
    own: int = 0


def free_lots(
    session: Writing,
    product_id: uuid.UUID,
    grade_id: uuid.UUID | None,
    contract_id: uuid.UUID | None = None,
    on: date | None = None,
) -> list[FreeLot]:
    """Return the lots of a product that may be sent on a day, the last day of sale first, then oldest, then by code.

    Held, empty and overdue lots are left out, and what is kept for other contracts; for a contract that asks for certified
    plots every lot in which something comes from another plot. Locked until the end of the transaction.
    """
    which = [Lot.product_id == product_id, ~Lot.held]
    if grade_id is not None:
        which.append(Lot.grade_id == grade_id)
    rows = session.execute(
        sa.select(Lot.id, Lot.code, Lot.opened_on, Lot.best_before).where(*which).order_by(Lot.id).with_for_update()
    ).all()
    shelf = session.scalars(sa.select(Product.shelf_days).where(Product.id == product_id)).one()
    ends = {row.id: _last_day(row.best_before, row.opened_on, shelf) for row in rows}
    lots = sorted(rows, key=lambda row: (ends[row.id], row.opened_on, row.code))
    good = _certified(session, [row.id for row in lots], contract_id)
    ids = [row.id for row in lots if (on is None or ends[row.id] >= on) and (good is None or row.id in good)]
    balance, kept, own = _balances(session, ids), *_kept(session, ids, contract_id)
    free = {lot_id: balance.get(lot_id, 0) - kept.get(lot_id, 0) for lot_id in ids}
    return [
        FreeLot(row.id, row.code, free[row.id], min(free[row.id], own.get(row.id, 0)))
        for row in lots
        if free.get(row.id, 0) > 0
    ]


def named_lot(
    session: Writing, lot_id: uuid.UUID, product_id: uuid.UUID, contract_id: uuid.UUID | None = None
) -> list[FreeLot]:
    """Return one lot by id, held or overdue too: whoever names it has decided; none if it holds another product.

    Raises:
        LotKeptForOthers: all that is in it is kept for other contracts. LotNotCertified.
    """
    which = sa.select(Lot.code).where(Lot.id == lot_id, Lot.product_id == product_id)
    code = session.scalar(which.with_for_update())
    if code is None:
        return []
    if _certified(session, [lot_id], contract_id) == set():
        raise LotNotCertified(lot=code)
    balance, kept = _balances(session, [lot_id]).get(lot_id, 0), _kept(session, [lot_id], contract_id)[0]
    free = max(0, balance - kept.get(lot_id, 0))
    if not free and balance > 0:
        raise LotKeptForOthers(lot=code, reserved=Quantity(kept[lot_id], KILO))
    return [FreeLot(lot_id, code, free)]


def _certified(session: Writing, lot_ids: Sequence[uuid.UUID], contract_id: uuid.UUID | None) -> set[uuid.UUID] | None:
    """Return which lots come from certified plots only; None where the contract does not ask for it."""
    asks = sa.select(Contract.certified_plots_only, Contract.certificate_kind).where(Contract.id == contract_id)
    row = session.execute(asks).first() if contract_id is not None else None
    if row is None or not row.certified_plots_only:
        return None
    return certified_lots(session, lot_ids, row.certificate_kind)


def _last_day(best_before: date | None, opened_on: date, shelf_days: int | None) -> date:
    """Return the last day of sale; what keeps for ever comes last."""
    if best_before is not None:
        return best_before
    return date.max if shelf_days is None else opened_on + timedelta(days=shelf_days)


def _kept(
    session: Writing, lot_ids: Sequence[uuid.UUID], contract_id: uuid.UUID | None
) -> tuple[dict[uuid.UUID, int], dict[uuid.UUID, int]]:
    """Return what is kept of each lot for other contracts, and for this one."""
    others: dict[uuid.UUID, int] = defaultdict(int)
    own: dict[uuid.UUID, int] = {}
    for (lot_id, kept_for), grams in reserved_by_contract(session, lot_ids).items():
        if kept_for == contract_id:
            own[lot_id] = grams
        else:
            others[lot_id] += grams
    return dict(others), own


def _balances(session: Writing, lot_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    sums = (
        sa.select(StockMovement.lot_id, sa.func.sum(StockMovement.grams))
        .where(StockMovement.lot_id.in_(lot_ids), StockMovement.voided.is_(None))
        .group_by(StockMovement.lot_id)
    )
    return {lot_id: int(grams) for lot_id, grams in session.execute(sums)}


def conversions_of(session: Writing, product_id: uuid.UUID) -> list[Conversion]:
    """Return the dated conversions of a product."""
    rows = session.scalars(sa.select(ConversionRow).where(ConversionRow.product_id == product_id))
    return [Conversion(row.unit, row.numerator, row.denominator, row.valid_from) for row in rows]


def draw_from(
    session: Writing, lots: Sequence[FreeLot], wanted: Quantity, product_id: uuid.UUID, on: date
) -> list[tuple[FreeLot, int, int]]:
    """Return (lot, thousandths of the unit, grams) for what is taken from each lot; the thousandths add up to `wanted`.

    Only whole units are taken from a lot, unless the unit is a weight: an orange is in one lot or in the other.

    Raises:
        LotShort: the lots hold less. NoConversion: the unit has no weight on this day.
    """
    conversions = conversions_of(session, product_id)
    in_lots = [(lot, _holds(lot.grams, wanted.unit, conversions, on)) for lot in lots]
    # What is kept for the contract goes first, in the same order; then the rest of every lot.
    own = [(lot, min(all_of_it, _holds(lot.own, wanted.unit, conversions, on))) for lot, all_of_it in in_lots]
    rest = [(lot, all_of_it - kept) for (lot, all_of_it), (_, kept) in zip(in_lots, own, strict=True)]
    missing = wanted.milli - sum(milli for _, milli in in_lots)
    if missing > 0:
        name = session.scalars(sa.select(Product.name).where(Product.id == product_id)).one()
        raise LotShort(product=name, missing=Quantity(missing, wanted.unit))
    parts: dict[FreeLot, int] = defaultdict(int)
    for lot, milli in draw([*own, *rest], wanted.milli):
        parts[lot] += milli
    return [
        (lot, milli, convert_to_kg(Quantity(milli, wanted.unit), conversions, on).milli) for lot, milli in parts.items()
    ]


def _holds(grams: int, unit: str, conversions: Sequence[Conversion], on: date) -> int:
    """Return how many thousandths of a unit surely fit into the grams of a lot; whole units but for kilos."""
    if unit == KILO:
        return grams
    per_unit = convert_to_kg(Quantity(THOUSAND * THOUSAND, unit), conversions, on).milli
    units = grams * THOUSAND // per_unit
    # The weight of n units is rounded to the gram, so the quotient can be one too high.
    while units and convert_to_kg(Quantity(units * THOUSAND, unit), conversions, on).milli > grams:
        units -= 1
    return units * THOUSAND

"""Which lots a delivery takes from: first in first out, whole units of sale, never more than a lot holds."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lots import draw
from sse_desktop.domain.quantity import KILO, Conversion, Quantity, convert_to_kg
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import Conversion as ConversionRow
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.stock import Lot, StockMovement

THOUSAND = 1000


class LotShort(DomainError):
    """The free lots hold less than is to be sent."""

    sentence = N_(
        "The free lots of {product} hold {missing} too little. Nothing was sent. Send less, weigh in more, or release a held lot."
    )


@dataclass(frozen=True, slots=True)
class FreeLot:
    """A lot and the grams that are still in it."""

    id: uuid.UUID
    code: str
    grams: int


def free_lots(session: Writing, product_id: uuid.UUID, grade_id: uuid.UUID | None) -> list[FreeLot]:
    """Return the lots of a product that are not held and not empty, oldest first, locked until the end of the transaction."""
    which = [Lot.product_id == product_id, ~Lot.held]
    if grade_id is not None:
        which.append(Lot.grade_id == grade_id)
    lots = session.execute(
        sa.select(Lot.id, Lot.code).where(*which).order_by(Lot.opened_on, Lot.code).with_for_update()
    ).all()
    balance = _balances(session, [lot.id for lot in lots])
    return [FreeLot(lot.id, lot.code, balance[lot.id]) for lot in lots if balance.get(lot.id, 0) > 0]


def named_lot(session: Writing, lot_id: uuid.UUID, product_id: uuid.UUID) -> list[FreeLot]:
    """Return one lot by id, held or not: whoever names it has decided; none if it holds another product."""
    which = sa.select(Lot.code).where(Lot.id == lot_id, Lot.product_id == product_id)
    code = session.scalar(which.with_for_update())
    return [] if code is None else [FreeLot(lot_id, code, max(0, _balances(session, [lot_id]).get(lot_id, 0)))]


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
    missing = wanted.milli - sum(milli for _, milli in in_lots)
    if missing > 0:
        name = session.scalars(sa.select(Product.name).where(Product.id == product_id)).one()
        raise LotShort(product=name, missing=Quantity(missing, wanted.unit))
    parts = draw(in_lots, wanted.milli)
    return [(lot, milli, convert_to_kg(Quantity(milli, wanted.unit), conversions, on).milli) for lot, milli in parts]


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

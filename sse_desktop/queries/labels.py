"""What labels of a lot say: produce, days, and how much is in it or in one crate of it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, UNIT, NoConversion, Quantity, convert_from_kg, convert_to_kg
from sse_desktop.queries.lot_composition import PORTION, composition
from sse_desktop.queries.packagings import packed_on
from sse_desktop.queries.products import conversions
from sse_desktop.queries.stock import lot
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.products import Product, Variety
from sse_desktop.store.tables.stock import SortingOutput


@dataclass(frozen=True, slots=True, kw_only=True)
class CratePacking:
    """A container the product of the lot is packed in, with the sale units of a full one on the day the lot began."""

    container_kind_id: uuid.UUID
    container: str
    units: Quantity
    weight: Quantity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotForLabels:
    """A lot as its labels tell it; `containers` came over the scale or were packed. Units are None without a factor."""

    id: uuid.UUID
    code: str
    product: str
    variety: str
    grade: str
    opened_on: date
    best_before: date | None
    weight: Quantity
    units: Quantity | None
    containers: int
    packings: tuple[CratePacking, ...]

    @property
    def quality(self) -> str:
        """Return variety and grade as they stand behind the product."""
        return " ".join(part for part in (self.variety, self.grade) if part)


def lot_for_labels(session: Session, lot_id: uuid.UUID) -> LotForLabels:
    """Return what stands on the labels of a lot; a variety only where all weigh-ins in it name the same."""
    row = lot(session, lot_id)
    unit = session.scalars(sa.select(Product.sale_unit).where(Product.id == row.product_id)).one()
    known = _varieties(session, lot_id)
    variety = session.get(Variety, next(iter(known))) if len(known) == 1 and None not in known else None
    return LotForLabels(
        id=row.id,
        code=row.code,
        product=row.product,
        variety=variety.name if variety is not None else "",
        grade=row.grade,
        opened_on=row.opened_on,
        best_before=row.keeps_until,
        weight=row.balance,
        units=_units(session, row.product_id, unit, row.balance, row.opened_on),
        containers=_containers(session, lot_id),
        packings=tuple(_packings(session, row.product_id, unit, row.opened_on)),
    )


def _varieties(session: Session, lot_id: uuid.UUID) -> set[uuid.UUID | None]:
    """Return the varieties that the weigh-ins of a lot name, through any sorting."""
    ids = [weigh_in for weigh_in, _ in composition(session, [lot_id])[lot_id]]
    found: set[uuid.UUID | None] = set()
    for start in range(0, len(ids), PORTION):
        named = sa.select(WeighIn.variety_id).where(WeighIn.id.in_(ids[start : start + PORTION])).distinct()
        found.update(session.scalars(named))
    return found


def _containers(session: Session, lot_id: uuid.UUID) -> int:
    """Return how many containers came into the lot: over the scale, or packed; loose units fill one more."""
    brought = sa.select(sa.func.sum(WeighIn.containers)).where(WeighIn.lot_id == lot_id, WeighIn.voided.is_(None))
    packed = sa.select(SortingOutput.containers, SortingOutput.loose_units).where(
        SortingOutput.lot_id == lot_id, SortingOutput.voided.is_(None)
    )
    full = sum((containers or 0) + bool(loose) for containers, loose in session.execute(packed))
    return int(session.scalar(brought) or 0) + full


def _units(session: Session, product_id: uuid.UUID, unit: str, weight: Quantity, on: date) -> Quantity | None:
    if unit in {"", KILO} or weight.milli <= 0:
        return None
    try:
        found = convert_from_kg(weight, unit, conversions(session, product_id), on)
    except NoConversion:
        return None
    # A label tells whole pieces; what is left over is part of one.
    return Quantity(found.milli // 1000 * 1000, unit)


def _packings(session: Session, product_id: uuid.UUID, unit: str, on: date) -> list[CratePacking]:
    found = []
    factors = conversions(session, product_id)
    for packed in packed_on(session, [product_id], on):
        units = Quantity(packed.units * 1000, unit or UNIT)
        try:
            weight = convert_to_kg(units, factors, on)
        except NoConversion:
            weight = None
        found.append(
            CratePacking(
                container_kind_id=packed.container_kind_id, container=packed.container, units=units, weight=weight
            )
        )
    return found

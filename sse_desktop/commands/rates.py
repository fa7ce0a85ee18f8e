"""What one unit of a product weighs and what the family is paid for a kilo, each from a day on."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO
from sse_desktop.domain.quantity import Conversion as Factor
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import Conversion, FarmPrice, Grade


class KiloIsKilo(DomainError):
    """A kilo needs no conversion."""

    sentence = N_("A kilo always weighs a kilo. Nothing was saved. Choose another unit.")


class GradeOfAnotherProduct(DomainError):
    """A grade belongs to another product."""

    sentence = N_("This grade belongs to another product. Nothing was saved. Choose a grade of this product.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FarmPriceData:
    """What the family is paid for a unit, in millionths of the currency, from a day on; without a grade for all grades."""

    price_micros: int
    valid_from: date
    grade_id: uuid.UUID | None = None
    unit: str = KILO


@allowed(Role.SECRETARY)
def set_conversion(session: Writing, product_id: uuid.UUID, factor: Factor) -> uuid.UUID:
    """Say what one unit of a product weighs from a day on; an answer for the same day is replaced.

    Raises:
        KiloIsKilo: the unit is the kilo. `Factor` itself refuses a weight of nothing.
    """
    if factor.unit == KILO:
        raise KiloIsKilo
    row = session.scalars(
        sa.select(Conversion).where(
            Conversion.product_id == product_id,
            Conversion.unit == factor.unit,
            Conversion.valid_from == factor.valid_from,
        )
    ).first()
    if row is None:
        row = Conversion(id=session.new_id(), product_id=product_id, unit=factor.unit, valid_from=factor.valid_from)
        session.add(row)
    row.numerator, row.denominator = factor.numerator, factor.denominator
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_farm_price(session: Writing, product_id: uuid.UUID, data: FarmPriceData) -> uuid.UUID:
    """Say what the family is paid from a day on; a price of the same grade and day is replaced, also one for another unit.

    Weigh-ins keep the price they were taken with. A price for another unit than the kilo counts once the weight of that
    unit is known; until then weigh-ins are taken without a price.

    Raises:
        BelowNothing, GradeOfAnotherProduct.
    """
    if data.price_micros < 0:
        raise BelowNothing
    if data.grade_id is not None and session.get_one(Grade, data.grade_id).product_id != product_id:
        raise GradeOfAnotherProduct
    row = session.scalars(
        sa.select(FarmPrice).where(
            FarmPrice.product_id == product_id,
            FarmPrice.grade_id.is_(None) if data.grade_id is None else FarmPrice.grade_id == data.grade_id,
            FarmPrice.valid_from == data.valid_from,
        )
    ).first()
    if row is None:
        row = FarmPrice(
            id=session.new_id(),
            product_id=product_id,
            grade_id=data.grade_id,
            valid_from=data.valid_from,
        )
        session.add(row)
    row.unit, row.price_micros = data.unit or KILO, data.price_micros
    session.flush()
    return row.id

"""What families are paid for a product, from a day on, as rows."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.farm_price import per_kilo
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import KILO, NoConversion, factor_on
from sse_desktop.queries.products import conversions
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.products import FarmPrice, Grade, Product

_CURRENCY = sa.select(Cooperative.currency).limit(1).scalar_subquery()


@dataclass(frozen=True, slots=True, kw_only=True)
class FarmPriceRow:
    """What the family is paid for a unit from a day on; without a grade for all grades."""

    id: uuid.UUID
    product_id: uuid.UUID
    product: str
    grade_id: uuid.UUID | None
    grade: str
    price: UnitPrice
    unit: str
    valid_from: date


def farm_prices(session: Session, *, product_id: uuid.UUID | None = None) -> list[FarmPriceRow]:
    """Return the prices to the family, of a product or of all, the newest first."""
    select = (
        sa.select(FarmPrice, Product.name, Grade.code, Grade.name, _CURRENCY)
        .join(Product, Product.id == FarmPrice.product_id)
        .outerjoin(Grade, Grade.id == FarmPrice.grade_id)
        .order_by(Product.name, FarmPrice.valid_from.desc(), Grade.position)
    )
    if product_id is not None:
        select = select.where(FarmPrice.product_id == product_id)
    return [
        FarmPriceRow(
            id=row.id,
            product_id=row.product_id,
            product=product,
            grade_id=row.grade_id,
            grade=name or code or "",
            price=UnitPrice(row.price_micros, currency),
            unit=row.unit or KILO,
            valid_from=row.valid_from,
        )
        for row, product, code, name, currency in session.execute(select)
    ]


def farm_price(session: Session, product_id: uuid.UUID, grade_id: uuid.UUID, on: date) -> UnitPrice | None:
    """Return what a weigh-in of that day is paid per kg: the grade's price goes before the product's; None: decided later.

    A price for another unit is told per kg by the weight of that unit on the day; without one it is decided later.
    """
    row = session.execute(
        sa.select(FarmPrice.price_micros, FarmPrice.unit, _CURRENCY)
        .where(
            FarmPrice.product_id == product_id,
            FarmPrice.valid_from <= on,
            sa.or_(FarmPrice.grade_id == grade_id, FarmPrice.grade_id.is_(None)),
        )
        .order_by(FarmPrice.grade_id.is_(None), FarmPrice.valid_from.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    price, unit = UnitPrice(row[0], row[2]), row[1] or KILO
    if unit == KILO:
        return price
    try:
        return per_kilo(price, factor_on(unit, conversions(session, product_id), on))
    except NoConversion:
        return None

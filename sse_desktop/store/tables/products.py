"""Products with varieties, grades, containers, dated conversions and prices to the family."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Record


class Product(Record, Base):
    """What is weighed in and sold; weight is always kept in grams."""

    __tablename__ = "product"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    sale_unit: Mapped[str] = mapped_column(default="")
    cpc: Mapped[str] = mapped_column(default="")
    shelf_days: Mapped[int | None] = mapped_column(default=None)
    # Taken off the forecast before anything is promised: 1000 is a tenth.
    safety_margin_bp: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(default=False)


class Variety(Record, Base):
    """A variety of a product."""

    __tablename__ = "variety"

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    name: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Grade(Record, Base):
    """A quality grade of a product."""

    __tablename__ = "grade"
    __table_args__ = (sa.UniqueConstraint("product_id", "code"),)

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(default=False)


class ContainerKind(Record, Base):
    """A kind of crate, sack or box with its tare."""

    __tablename__ = "container_kind"

    name: Mapped[str] = mapped_column(unique=True)
    tare_g: Mapped[int] = mapped_column(default=0)
    returnable: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)


class Packaging(Record, Base):
    """How many sale units of a product fill one container; `PackagingChange` tells from which day another number holds."""

    __tablename__ = "packaging"
    __table_args__ = (sa.UniqueConstraint("product_id", "container_kind_id"),)

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    container_kind_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("container_kind.id"))
    units_per_container: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(default=False)


class PackagingChange(Record, Base):
    """From `valid_from` on, another number of sale units fills one container."""

    __tablename__ = "packaging_change"
    __table_args__ = (sa.UniqueConstraint("packaging_id", "valid_from"),)

    packaging_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("packaging.id"))
    units_per_container: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]

    # Declared so that the flush inserts the parent first; never loaded.
    packaging: Mapped["Packaging"] = relationship(lazy="raise")


class Conversion(Record, Base):
    """From `valid_from` on, 1 `unit` of the product weighs numerator/denominator kg."""

    __tablename__ = "conversion"
    __table_args__ = (sa.UniqueConstraint("product_id", "unit", "valid_from"),)

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    unit: Mapped[str] = mapped_column(default="")
    numerator: Mapped[int] = mapped_column(default=0)
    denominator: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]


class FarmPrice(Record, Base):
    """What the family is paid per kg (millionths of the currency) from `valid_from` on."""

    __tablename__ = "farm_price"

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    grade_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("grade.id"), default=None)
    unit: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]

"""Products with grades, varieties, containers, conversions and prices, as rows."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.quantity import Conversion as Factor
from sse_desktop.queries.packagings import packaging_changes
from sse_desktop.store.tables.products import (
    ContainerKind,
    Conversion,
    Grade,
    Packaging,
    Product,
    Variety,
)


class NoProductFound(DomainError):
    """No product has this code or name."""

    sentence = N_("There is no product {product}. Choose one of: {known}.")


class NoContainerFound(DomainError):
    """No kind of container has this name."""

    sentence = N_("There is no kind of container {container}. Choose one of: {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """A grade of a product; without a name it is called by its code."""

    id: uuid.UUID
    product_id: uuid.UUID
    code: str
    name: str
    position: int
    archived: bool
    stamps: Mapping[str, int]

    @property
    def label(self) -> str:
        """Return what the grade is called."""
        return self.name or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class VarietyRow:
    """A variety of a product."""

    id: uuid.UUID
    product_id: uuid.UUID
    name: str
    archived: bool
    stamps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """A product with its grades, the best first, and its varieties; the safety margin is taken off the forecast."""

    id: uuid.UUID
    code: str
    name: str
    sale_unit: str
    cpc: str
    shelf_days: int | None
    safety_margin_bp: int
    archived: bool
    stamps: Mapping[str, int]
    grades: tuple[GradeRow, ...]
    varieties: tuple[VarietyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRow:
    """A kind of container with the weight of an empty one; who holds returnable ones is kept count of."""

    id: uuid.UUID
    name: str
    tare: Quantity
    returnable: bool
    archived: bool
    stamps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingRow:
    """How many sale units of a product fill one container: from the beginning, and after each change, the newest first."""

    id: uuid.UUID
    product_id: uuid.UUID
    container_kind_id: uuid.UUID
    container: str
    units_per_container: int
    archived: bool
    changes: tuple[tuple[date, int], ...] = ()

    def units_on(self, day: date) -> int:
        """Return how many units fill the container on a day."""
        return next((units for valid_from, units in self.changes if valid_from <= day), self.units_per_container)


Named = TypeVar("Named", ProductRow, ContainerRow)


def products(session: Session, *, archived: bool | None = False, text: str = "") -> list[ProductRow]:
    """Return products by name, with these words in code or name; `archived` None: all. Archived grades and varieties are in the rows, marked."""
    order = sa.select(Product).order_by(Product.archived, Product.name)
    if archived is not None:
        order = order.where(Product.archived.is_(archived))
    grades, varieties = _grades(session), _varieties(session)
    found = [_product(row, grades[row.id], varieties[row.id]) for row in session.scalars(order)]
    return [row for row in found if _has_words(f"{row.code} {row.name}", text)]


def _has_words(name: str, text: str) -> bool:
    return all(word in fold(name) for word in words(text))


def _product(row: Product, grades: list[GradeRow], varieties: list[VarietyRow]) -> ProductRow:
    return ProductRow(
        id=row.id,
        code=row.code,
        name=row.name,
        sale_unit=row.sale_unit,
        cpc=row.cpc,
        shelf_days=row.shelf_days,
        safety_margin_bp=row.safety_margin_bp,
        archived=row.archived,
        stamps=dict(row.stamps),
        grades=tuple(grades),
        varieties=tuple(varieties),
    )


def _grades(session: Session) -> defaultdict[uuid.UUID, list[GradeRow]]:
    found: defaultdict[uuid.UUID, list[GradeRow]] = defaultdict(list)
    for row in session.scalars(sa.select(Grade).order_by(Grade.position, Grade.code)):
        found[row.product_id].append(_taken(GradeRow, row))
    return found


def _varieties(session: Session) -> defaultdict[uuid.UUID, list[VarietyRow]]:
    found: defaultdict[uuid.UUID, list[VarietyRow]] = defaultdict(list)
    for row in session.scalars(sa.select(Variety).order_by(Variety.name)):
        found[row.product_id].append(_taken(VarietyRow, row))
    return found


def _taken(cls: Any, row: Any) -> Any:
    """Return a row of the class from the columns of the same names."""
    return cls(**{name: getattr(row, name) for name in cls.__dataclass_fields__})


def find_product(session: Session, text: str) -> ProductRow:
    """Return the product of a code or name, or the only one whose name has these words, without regard to accents.

    Raises:
        NoProductFound.
    """
    known = products(session)
    found = next((row for row in known if fold(row.code) == fold(text)), None) or _only(known, text)
    if found is None:
        raise NoProductFound(product=text, known=", ".join(row.code for row in known))
    return found


def _only(rows: list[Named], text: str) -> Named | None:
    """Return the row called exactly so, else the only one whose name has all the words."""
    wanted = words(text)
    exact = [row for row in rows if fold(row.name) == fold(text)]
    fitting = [row for row in rows if wanted and all(word in fold(row.name) for word in wanted)]
    found = exact or fitting
    return found[0] if len(found) == 1 else None


def containers(session: Session, *, archived: bool | None = False, text: str = "") -> list[ContainerRow]:
    """Return the kinds of container by name, with these words in it; `archived` None: all."""
    order = sa.select(ContainerKind).order_by(ContainerKind.archived, ContainerKind.name)
    if archived is not None:
        order = order.where(ContainerKind.archived.is_(archived))
    return [
        ContainerRow(
            id=row.id,
            name=row.name,
            tare=Quantity(row.tare_g, KILO),
            returnable=row.returnable,
            archived=row.archived,
            stamps=dict(row.stamps),
        )
        for row in session.scalars(order)
        if _has_words(row.name, text)
    ]


def find_container(session: Session, text: str) -> ContainerRow:
    """Return the kind of container of a name, or the only one with these words, without regard to accents.

    Raises:
        NoContainerFound.
    """
    known = containers(session)
    found = _only(known, text)
    if found is None:
        raise NoContainerFound(container=text, known=", ".join(row.name for row in known))
    return found


def packagings(session: Session, product_id: uuid.UUID) -> list[PackagingRow]:
    """Return how a product is packed, by name of the container, archived ways last."""
    rows = session.execute(
        sa.select(Packaging, ContainerKind.name)
        .join(ContainerKind, ContainerKind.id == Packaging.container_kind_id)
        .where(Packaging.product_id == product_id)
        .order_by(Packaging.archived, ContainerKind.name)
    ).all()
    changes = packaging_changes(session, [row.id for row, _name in rows])
    return [
        PackagingRow(
            id=row.id,
            product_id=row.product_id,
            container_kind_id=row.container_kind_id,
            container=name,
            units_per_container=row.units_per_container,
            archived=row.archived,
            changes=tuple(changes.get(row.id, ())),
        )
        for row, name in rows
    ]


def conversions(session: Session, product_id: uuid.UUID) -> list[Factor]:
    """Return what units of a product weigh, by unit and day, the newest first."""
    rows = session.scalars(
        sa.select(Conversion)
        .where(Conversion.product_id == product_id)
        .order_by(Conversion.unit, Conversion.valid_from.desc())
    )
    return [Factor(row.unit, row.numerator, row.denominator, row.valid_from) for row in rows]

"""How many sale units fill a container on a day: the change that was valid last, else what the packaging began with."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.products import ContainerKind, Packaging, PackagingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A container a product is packed in, and how many sale units fill it on the day asked."""

    packaging_id: uuid.UUID
    product_id: uuid.UUID
    container_kind_id: uuid.UUID
    container: str
    returnable: bool
    units: int


def units_in_container(session: Session, packaging_id: uuid.UUID, on: date) -> int:
    """Return the units that fill the container on a day."""
    newest = (
        sa.select(PackagingChange.units_per_container)
        .where(
            PackagingChange.packaging_id == packaging_id,
            PackagingChange.valid_from <= on,
            PackagingChange.units_per_container > 0,  # a change that was taken back says nothing
        )
        .order_by(PackagingChange.valid_from.desc())
        .limit(1)
    )
    found = session.scalar(newest)
    return session.get_one(Packaging, packaging_id).units_per_container if found is None else found


def packed_on(session: Session, product_ids: Sequence[uuid.UUID], on: date) -> list[Packed]:
    """Return every packaging in use of the products as it is on a day, by name of the container."""
    rows = session.execute(
        sa.select(Packaging, ContainerKind.name, ContainerKind.returnable)
        .join(ContainerKind, ContainerKind.id == Packaging.container_kind_id)
        .where(Packaging.product_id.in_(product_ids), ~Packaging.archived)
        .order_by(ContainerKind.name, Packaging.id)
    ).all()
    return [
        Packed(
            packaging_id=row.id,
            product_id=row.product_id,
            container_kind_id=row.container_kind_id,
            container=name,
            returnable=returnable,
            units=units_in_container(session, row.id, on),
        )
        for row, name, returnable in rows
    ]


def units_of_product(session: Session, product_id: uuid.UUID, on: date) -> int | None:
    """Return how many sale units fill the first container, by name, that a product is packed in on a day."""
    packed = packed_on(session, [product_id], on)
    return packed[0].units if packed else None


def packaging_changes(session: Session, packaging_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[date, int]]]:
    """Return the changes of packagings, the newest day first."""
    found: defaultdict[uuid.UUID, list[tuple[date, int]]] = defaultdict(list)
    rows = session.scalars(
        sa.select(PackagingChange)
        .where(PackagingChange.packaging_id.in_(packaging_ids), PackagingChange.units_per_container > 0)
        .order_by(PackagingChange.valid_from.desc())
    )
    for row in rows:
        found[row.packaging_id].append((row.valid_from, row.units_per_container))
    return found

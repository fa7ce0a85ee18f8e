"""Crates, sacks and boxes with their tare, and how many sale units of a product fill one."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, NameTaken, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.quantity import NotAContainer
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import ContainerKind, Packaging, PackagingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerData:
    """A kind of container and what one weighs empty, in grams; a returnable one is lent and must come back."""

    name: str
    tare_g: int
    returnable: bool = False


@allowed(Role.SECRETARY)
def add_container_kind(session: Writing, data: ContainerData) -> uuid.UUID:
    """Store a new kind of container and return its id.

    Raises:
        NameMissing, NameTaken, BelowNothing.
    """
    row = ContainerKind(id=session.new_id(), **_checked(session, data, None))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY)
def change_container_kind(session: Writing, kind_id: uuid.UUID, data: ContainerData, seen: Seen | None = None) -> None:
    """Store a new name or tare; weigh-ins keep the tare they were taken with.

    Raises:
        ChangedMeanwhile, NameMissing, NameTaken, BelowNothing.
    """
    change_fields(session.get_one(ContainerKind, kind_id), _checked(session, data, kind_id), seen)


@allowed(Role.SECRETARY)
def archive_container_kind(session: Writing, kind_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a kind of container out of the lists for choosing, or back in."""
    session.get_one(ContainerKind, kind_id).archived = archived


@allowed(Role.SECRETARY)
def set_packaging(
    session: Writing, product_id: uuid.UUID, container_kind_id: uuid.UUID, units: int, valid_from: date | None = None
) -> uuid.UUID:
    """Say how many sale units of a product fill one container, and return the id of the packaging.

    The first answer holds from the beginning. A later one holds from `valid_from` on, and what was packed before keeps
    its number; an answer for the same day is replaced. Without a day the first answer is corrected.

    Raises:
        NotAContainer: less than one unit.
    """
    if units < 1:
        raise NotAContainer
    row = session.scalars(
        sa.select(Packaging).where(Packaging.product_id == product_id, Packaging.container_kind_id == container_kind_id)
    ).first()
    if row is None:
        row = Packaging(id=session.new_id(), product_id=product_id, container_kind_id=container_kind_id)
        session.add(row)
        valid_from = None
    row.archived = False
    if valid_from is None:
        row.units_per_container = units
    else:
        _set_change(session, row.id, units, valid_from)
    session.flush()
    return row.id


def _set_change(session: Writing, packaging_id: uuid.UUID, units: int, valid_from: date) -> None:
    of_day = sa.select(PackagingChange).where(
        PackagingChange.packaging_id == packaging_id, PackagingChange.valid_from == valid_from
    )
    change = session.scalars(of_day).first()
    if change is None:
        change = PackagingChange(id=session.new_id(), packaging_id=packaging_id, valid_from=valid_from)
        session.add(change)
    change.units_per_container = units


@allowed(Role.SECRETARY)
def archive_packaging(session: Writing, packaging_id: uuid.UUID, *, archived: bool = True) -> None:
    """Let a product be packed in this container no more, or again."""
    session.get_one(Packaging, packaging_id).archived = archived


def _checked(session: Writing, data: ContainerData, own_id: uuid.UUID | None) -> dict[str, Any]:
    values = cleaned(asdict(data))
    if not values["name"]:
        raise NameMissing
    if values["tare_g"] < 0:
        raise BelowNothing
    other = session.scalar(sa.select(ContainerKind.id).where(ContainerKind.name == values["name"]))
    if other is not None and other != own_id:
        raise NameTaken(name=values["name"])
    return values

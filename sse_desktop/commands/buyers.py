"""Buyers and the schools and kitchens they want served."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import sqlalchemy as sa

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint


class DeliveryPointExists(DomainError):
    """Two places of one buyer would have one code."""

    sentence = N_(
        "The buyer already has a delivery point with the code {code}. Nothing was saved. Open that one, or correct the code."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerData:
    """What a person enters of a buyer; `days_to_pay` is what the contract or experience says, or None."""

    name: str
    tax_id: str = ""
    kind: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    time_zone: str = ""
    days_to_pay: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPointData:
    """What a person enters of a school or kitchen; `code` is the official one (AMIE in Ecuador)."""

    code: str
    name: str
    province: str = ""
    canton: str = ""
    address: str = ""
    pupils: int | None = None
    hours: str = ""
    access: str = ""
    route: str = ""
    contact: str = ""
    regime: str = ""


@dataclass(frozen=True, slots=True)
class PointsImported:
    """How many delivery points were new and how many were changed."""

    created: int
    updated: int
    skipped: int = field(default=0)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_buyer(session: Writing, data: BuyerData) -> uuid.UUID:
    """Store a buyer and return its id.

    Raises:
        NameMissing: the name is blank.
    """
    row = Buyer(id=session.new_id(), **_buyer_fields(session, data))
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_buyer(session: Writing, buyer_id: uuid.UUID, data: BuyerData) -> None:
    """Store new data of a buyer.

    Raises:
        NameMissing: the name is blank.
    """
    row = session.get_one(Buyer, buyer_id)
    for name, value in _buyer_fields(session, data).items():
        setattr(row, name, value)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_buyer(session: Writing, buyer_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a buyer out of the lists, or back in."""
    session.get_one(Buyer, buyer_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def known_buyer(session: Writing, name: str, tax_id: str) -> uuid.UUID:
    """Return the buyer with this tax number, else with this name, else a new one."""
    if tax_id:
        found = session.scalar(sa.select(Buyer.id).where(Buyer.tax_id == tax_id, ~Buyer.archived))
        if found is not None:
            return found
    same = session.scalar(sa.select(Buyer.id).where(Buyer.name == name.strip(), ~Buyer.archived))
    return same if same is not None else add_buyer(session, BuyerData(name=name, tax_id=tax_id))


def _buyer_fields(session: Writing, data: BuyerData) -> dict[str, object]:
    if not data.name.strip():
        raise NameMissing
    fields = asdict(data)
    fields["name"] = data.name.strip()
    fields["time_zone"] = data.time_zone or session.time_zone
    fields["search"] = fold(f"{data.name} {data.tax_id} {data.contact}")
    return fields


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_delivery_point(session: Writing, buyer_id: uuid.UUID, data: DeliveryPointData) -> uuid.UUID:
    """Store a delivery point of a buyer and return its id.

    Raises:
        NameMissing: name or code is blank. DeliveryPointExists: the buyer has this code already.
    """
    if not data.name.strip() or not data.code.strip():
        raise NameMissing
    if _point(session, buyer_id, data.code) is not None:
        raise DeliveryPointExists(code=data.code)
    row = DeliveryPoint(id=session.new_id(), buyer_id=buyer_id, **asdict(data))
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_delivery_point(session: Writing, point_id: uuid.UUID, data: DeliveryPointData) -> None:
    """Store new data of a delivery point.

    Raises:
        NameMissing, DeliveryPointExists.
    """
    row = session.get_one(DeliveryPoint, point_id)
    if not data.name.strip() or not data.code.strip():
        raise NameMissing
    other = _point(session, row.buyer_id, data.code)
    if other is not None and other.id != point_id:
        raise DeliveryPointExists(code=data.code)
    for name, value in asdict(data).items():
        setattr(row, name, value)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_delivery_point(session: Writing, point_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a delivery point out of the lists, or back in."""
    session.get_one(DeliveryPoint, point_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_delivery_points(session: Writing, buyer_id: uuid.UUID, rows: Sequence[DeliveryPointData]) -> PointsImported:
    """Store many delivery points in one step: a known code is changed, a new one added.

    Raises:
        NameMissing: nothing was imported.
    """
    created = updated = skipped = 0
    for data in rows:
        known = _point(session, buyer_id, data.code)
        if known is None:
            add_delivery_point(session, buyer_id, data)
            created += 1
        elif all(getattr(known, name) == value for name, value in asdict(data).items()):
            skipped += 1
        else:
            change_delivery_point(session, known.id, data)
            updated += 1
    return PointsImported(created, updated, skipped)


def _point(session: Writing, buyer_id: uuid.UUID, code: str) -> DeliveryPoint | None:
    found = sa.select(DeliveryPoint).where(DeliveryPoint.buyer_id == buyer_id, DeliveryPoint.code == code)
    return session.scalars(found).first()

"""Places where lots lie: a lot names its place by the code, so a code that is used stays as it is."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.changing import NameTaken, Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.stock import Lot, Place


class PlaceCodeMissing(DomainError):
    """A place without a code."""

    sentence = N_("A place needs a short code, such as C03. Nothing was saved. Type one.")


class PlaceCodeUsed(DomainError):
    """Lots lie at a place under its code."""

    sentence = N_(
        "Lots lie at {code}, so its code stays. Nothing was saved. Change the name only, or add another place."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """A place: the short code on lots and labels, and what people call it."""

    code: str
    name: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER)
def add_place(session: Writing, data: PlaceData) -> uuid.UUID:
    """Store a new place and return its id.

    Raises:
        PlaceCodeMissing, NameTaken.
    """
    code = _code(session, data, None)
    row = Place(id=session.new_id(), code=code, name=data.name.strip())
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.WEIGHER)
def change_place(session: Writing, place_id: uuid.UUID, data: PlaceData, seen: Seen | None = None) -> None:
    """Store another name, or another code while no lot lies there.

    Raises:
        ChangedMeanwhile, PlaceCodeMissing, NameTaken, PlaceCodeUsed.
    """
    row, code = session.get_one(Place, place_id), _code(session, data, place_id)
    if code != row.code and session.scalar(sa.select(Lot.id).where(Lot.place == row.code).limit(1)) is not None:
        raise PlaceCodeUsed(code=row.code)
    change_fields(row, {"code": code, "name": data.name.strip()}, seen)


@allowed(Role.SECRETARY, Role.WEIGHER)
def archive_place(session: Writing, place_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a place out of the lists for choosing, or back in."""
    session.get_one(Place, place_id).archived = archived


def _code(session: Writing, data: PlaceData, own_id: uuid.UUID | None) -> str:
    code = data.code.strip()
    if not code:
        raise PlaceCodeMissing
    other = session.scalar(sa.select(Place.id).where(Place.code == code))
    if other is not None and other != own_id:
        raise NameTaken(name=code)
    return code

"""Where lots lie: the places of the register, and the codes that lots name without one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.stock import LotFilter, lots
from sse_desktop.store.tables.stock import Lot, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place with what lies there now. One that is only named by lots has no `id`, and its code as key."""

    id: uuid.UUID | None
    code: str
    name: str
    lots: int
    weight: Quantity
    archived: bool
    stamps: Mapping[str, int]

    @property
    def label(self) -> str:
        """Return the code with the name, if it has one."""
        return f"{self.code} · {self.name}" if self.name else self.code


def places(session: Session, *, text: str = "", archived: bool | None = False) -> list[PlaceRow]:
    """Return places by code, those that lots only name too; archived ones where asked for, None for all."""
    holds = _holds(session)
    known = session.scalars(sa.select(Place).order_by(Place.code)).all()
    codes = {place.code for place in known}
    rows = [_row(place, *holds.get(place.code, (0, 0))) for place in known]
    rows += [_named(code, *holds.get(code, (0, 0))) for code in _codes(session) if code not in codes]
    wanted = words(text)
    return sorted(
        (
            row
            for row in rows
            if archived in (None, row.archived) and all(word in fold(f"{row.code} {row.name}") for word in wanted)
        ),
        key=lambda row: row.code,
    )


def _holds(session: Session) -> dict[str, tuple[int, int]]:
    """Return how many lots lie at each place now, and their grams."""
    found: dict[str, tuple[int, int]] = {}
    for row in lots(session, LotFilter(state="stocked")):
        count, grams = found.get(row.place, (0, 0))
        found[row.place] = (count + 1, grams + row.balance.milli)
    return found


def _codes(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Lot.place).where(Lot.place != "").distinct()))


def _row(place: Place, count: int, grams: int) -> PlaceRow:
    return PlaceRow(
        id=place.id,
        code=place.code,
        name=place.name,
        lots=count,
        weight=Quantity(grams, KILO),
        archived=place.archived,
        stamps=dict(place.stamps),
    )


def _named(code: str, count: int, grams: int) -> PlaceRow:
    return PlaceRow(id=None, code=code, name="", lots=count, weight=Quantity(grams, KILO), archived=False, stamps={})

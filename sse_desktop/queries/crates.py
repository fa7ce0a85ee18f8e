"""Who holds how many returnable containers, each number with the entries it comes from."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.queries.crate_entries import (
    CrateEntry,
    crate_movements,
    delivered_crates,
    returnable_kinds,
    weighed_in_crates,
    weighed_in_sums,
)
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.members import Member

Who = Literal["member", "school"]
Held = tuple[uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateFilter:
    """Which balances are wanted; `place` is a community or a route, `settled` lets in those that owe nothing."""

    words: str = ""
    who: Who | None = None
    place: str = ""
    kind_id: uuid.UUID | None = None
    settled: bool = False


EVERY_BALANCE = CrateFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateBalance:
    """What one member or school holds of a kind: out - back - lost + counted; `kind` is "" where it is not known.

    `lost` counts what was written off, `counted` what counts found more (or, below zero, fewer).
    """

    who: Who
    holder_id: uuid.UUID
    code: str
    name: str
    place: str
    kind_id: uuid.UUID | None
    kind: str
    out: int
    back: int
    lost: int
    counted: int

    @property
    def id(self) -> str:
        """Return what names this balance in a table."""
        return f"{self.holder_id}/{self.kind_id or ''}"

    @property
    def balance(self) -> int:
        """Return how many the holder should have; below zero when more came back than went out."""
        return self.out - self.back - self.lost + self.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateHolder:
    """Somebody who may hold containers; `code` is the member's number or the school's code."""

    who: Who
    id: uuid.UUID
    code: str
    name: str
    place: str


def crate_balances(session: Session, which: CrateFilter = EVERY_BALANCE) -> list[CrateBalance]:
    """Return what members and schools hold, by place, name and kind."""
    kinds = returnable_kinds(session)
    holders = {holder.id: holder for holder in crate_holders(session, archived=True)}
    sums = _sums(session)
    rows = [
        CrateBalance(
            who=holders[holder].who,
            holder_id=holder,
            code=holders[holder].code,
            name=holders[holder].name,
            place=holders[holder].place,
            kind_id=kind,
            kind="" if kind is None else kinds.get(kind, ""),
            **parts,
        )
        for (holder, kind), parts in sums.items()
        if holder in holders
    ]
    found = [row for row in rows if _fits(row, which)]
    return sorted(found, key=lambda row: (row.who, fold(row.place), fold(row.name), row.kind))


def crate_entries(session: Session, holder_id: uuid.UUID, kind_id: uuid.UUID | None) -> list[CrateEntry]:
    """Return every entry behind one balance, the newest first; void movements are among them."""
    found = [
        *delivered_crates(session, holder_id),
        *weighed_in_crates(session, holder_id),
        *crate_movements(session, holder_id),
    ]
    return sorted((one for one in found if one.kind_id == kind_id), key=lambda one: one.at, reverse=True)


def held(session: Session, holder_id: uuid.UUID, kind_id: uuid.UUID) -> int:
    """Return how many containers of a kind a member or school should have."""
    entries = crate_entries(session, holder_id, kind_id)
    return sum(one.containers for one in entries if one.voided is None)


def crate_holders(session: Session, *, archived: bool = False) -> list[CrateHolder]:
    """Return members by number, then schools by name; `archived` lets those in too that are out of the lists."""
    members = sa.select(Member).order_by(Member.number)
    points = sa.select(DeliveryPoint).order_by(DeliveryPoint.name)
    if not archived:
        members, points = members.where(~Member.archived), points.where(~DeliveryPoint.archived)
    return [
        *(
            CrateHolder(who="member", id=row.id, code=str(row.number), name=row.name, place=row.community)
            for row in session.scalars(members)
        ),
        *(
            CrateHolder(who="school", id=row.id, code=row.code, name=row.name, place=row.route)
            for row in session.scalars(points)
        ),
    ]


def crate_places(session: Session) -> list[str]:
    """Return the communities and routes of everybody who holds containers, by name."""
    return sorted({row.place for row in crate_balances(session) if row.place}, key=fold)


def _sums(session: Session) -> dict[Held, dict[str, int]]:
    sums: defaultdict[Held, dict[str, int]] = defaultdict(lambda: {"out": 0, "back": 0, "lost": 0, "counted": 0})
    for member_id, kind_id, count in weighed_in_sums(session):
        sums[member_id, kind_id]["back"] += count
    for one in (*delivered_crates(session), *crate_movements(session)):
        if one.voided is None:
            part = sums[one.holder_id, one.kind_id]
            part[one.part] += one.containers if one.part in {"out", "counted"} else -one.containers
    return dict(sums)


def _fits(row: CrateBalance, which: CrateFilter) -> bool:
    named = fold(f"{row.code} {row.name} {row.place} {row.kind}")
    return (
        (which.who is None or row.who == which.who)
        and (not which.place or row.place == which.place)
        and (which.kind_id is None or row.kind_id == which.kind_id)
        and (which.settled or row.balance != 0)
        and all(word in named for word in words(which.words))
    )

"""What members expect to deliver by week, typed cell by cell or pasted as a grid."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import Pledge


class PledgedTwice(DomainError):
    """A grid says two things of one member, product and week."""

    sentence = N_("The week {week} stands there twice for one member. Nothing was saved. Keep one of the two amounts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeData:
    """What a member expects to deliver of a product in a week, in grams; nothing takes the pledge back."""

    member_id: uuid.UUID
    product_id: uuid.UUID
    week: Week
    grams: int


@allowed(Role.SECRETARY, Role.WEIGHER, Role.PRESIDENT)
def set_pledges(session: Writing, pledges: Sequence[PledgeData]) -> int:
    """Store the pledges, each in the place of what was pledged for that week, and return how many differ from before.

    Raises:
        BelowNothing, PledgedTwice: nothing was stored.
    """
    wanted: dict[tuple[uuid.UUID, uuid.UUID, str], int] = {}
    for pledge in pledges:
        if pledge.grams < 0:
            raise BelowNothing
        key = (pledge.member_id, pledge.product_id, str(pledge.week))
        if wanted.setdefault(key, pledge.grams) != pledge.grams:
            raise PledgedTwice(week=pledge.week)
    known = _known(session, pledges)
    return sum(_set(session, key, grams, known.get(key)) for key, grams in wanted.items())


def _known(session: Writing, pledges: Sequence[PledgeData]) -> dict[tuple[uuid.UUID, uuid.UUID, str], Pledge]:
    rows = sa.select(Pledge).where(
        Pledge.product_id.in_({pledge.product_id for pledge in pledges}),
        Pledge.week.in_({str(pledge.week) for pledge in pledges}),
    )
    return {(row.member_id, row.product_id, row.week): row for row in session.scalars(rows)}


def _set(session: Writing, key: tuple[uuid.UUID, uuid.UUID, str], grams: int, row: Pledge | None) -> bool:
    if row is None:
        if grams:
            member_id, product_id, week = key
            session.add(Pledge(id=session.new_id(), member_id=member_id, product_id=product_id, week=week, grams=grams))
        return bool(grams)
    differs = row.grams != grams
    row.grams = grams
    return differs

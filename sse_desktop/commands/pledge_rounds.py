"""Rounds of pledges: opened for a season, closed so that what was planned stays known, opened again."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import Pledge, PledgeRound, PledgeRoundProduct

MOST_WEEKS = 60


class RoundReversed(DomainError):
    """A round ends before it begins."""

    sentence = N_("The round would end in {last}, before it begins in {first}. Nothing was saved. Correct the weeks.")


class RoundTooLong(DomainError):
    """A round has more weeks than a season can have."""

    sentence = N_(
        "The round would have {weeks} weeks. A round has at most {most}. Nothing was saved. Correct the weeks."
    )


class RoundWithoutProduct(DomainError):
    """Nothing is pledged in a round."""

    sentence = N_("The round has no product yet. Nothing was saved. Choose what is pledged in it.")


class RoundIsClosed(DomainError):
    """A round was closed already."""

    sentence = N_("The round “{title}” is closed. Nothing was changed. Open it again first.")


class RoundIsOpen(DomainError):
    """A round is open already."""

    sentence = N_("The round “{title}” is open. Nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRoundData:
    """A round: its weeks, the products pledged in it, and until when the sheets come back."""

    title: str
    first_week: Week
    last_week: Week
    product_ids: Sequence[uuid.UUID]
    closes_on: date | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_pledge_round(session: Writing, data: PledgeRoundData) -> uuid.UUID:
    """Store a new round and return its id.

    Raises:
        NameMissing, RoundReversed, RoundTooLong, RoundWithoutProduct.
    """
    row = PledgeRound(id=session.new_id(), **_checked(data))
    session.add(row)
    session.flush()
    _set_products(session, row.id, data.product_ids)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_pledge_round(session: Writing, round_id: uuid.UUID, data: PledgeRoundData, seen: Seen | None = None) -> None:
    """Store new data of a round; the pledges stay.

    Raises:
        ChangedMeanwhile, RoundIsClosed, and all of `add_pledge_round`.
    """
    row = session.get_one(PledgeRound, round_id)
    if row.closed_on is not None:
        raise RoundIsClosed(title=row.title)
    change_fields(row, _checked(data), seen)
    _set_products(session, round_id, data.product_ids)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def close_pledge_round(session: Writing, round_id: uuid.UUID) -> int:
    """Close a round: what each pledge in it says now is kept as planned, and how many that were is returned.

    A pledge may change after; reliability is learned from what was planned.

    Raises:
        RoundIsClosed.
    """
    row = session.get_one(PledgeRound, round_id)
    if row.closed_on is not None:
        raise RoundIsClosed(title=row.title)
    row.closed_on = session.today
    pledges = _pledges(session, row)
    for pledge in pledges:
        pledge.planned_g = pledge.grams
    return sum(1 for pledge in pledges if pledge.grams)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def reopen_pledge_round(session: Writing, round_id: uuid.UUID) -> None:
    """Open a closed round again: what was planned is decided when it is closed the next time.

    Pledges of another closed round as well stay planned as they are.

    Raises:
        RoundIsOpen.
    """
    row = session.get_one(PledgeRound, round_id)
    if row.closed_on is None:
        raise RoundIsOpen(title=row.title)
    row.closed_on = None
    session.flush()
    closed = sa.select(PledgeRound).where(PledgeRound.closed_on.is_not(None))
    kept = {pledge.id for other in session.scalars(closed).all() for pledge in _pledges(session, other)}
    for pledge in _pledges(session, row):
        if pledge.id not in kept:
            pledge.planned_g = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_pledge_round(session: Writing, round_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a round out of the lists for choosing, or back in; its pledges stay."""
    session.get_one(PledgeRound, round_id).archived = archived


def _checked(data: PledgeRoundData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if data.last_week < data.first_week:
        raise RoundReversed(first=data.first_week, last=data.last_week)
    count = data.last_week - data.first_week + 1
    if count > MOST_WEEKS:
        raise RoundTooLong(weeks=count, most=MOST_WEEKS)
    if not data.product_ids:
        raise RoundWithoutProduct
    return {
        "title": data.title.strip(),
        "first_week": str(data.first_week),
        "last_week": str(data.last_week),
        "closes_on": data.closes_on,
        "note": data.note.strip(),
    }


def _set_products(session: Writing, round_id: uuid.UUID, product_ids: Sequence[uuid.UUID]) -> None:
    of_round = sa.select(PledgeRoundProduct).where(PledgeRoundProduct.pledge_round_id == round_id)
    known = {row.product_id: row for row in session.scalars(of_round)}
    for product_id in dict.fromkeys(product_ids):
        if product_id not in known:
            row = PledgeRoundProduct(id=session.new_id(), pledge_round_id=round_id, product_id=product_id)
            session.add(row)
            known[product_id] = row
    for product_id, row in known.items():
        row.archived = product_id not in product_ids
    session.flush()


def _pledges(session: Writing, row: PledgeRound) -> Sequence[Pledge]:
    products = sa.select(PledgeRoundProduct.product_id).where(
        PledgeRoundProduct.pledge_round_id == row.id, PledgeRoundProduct.archived.is_(False)
    )
    pledges = sa.select(Pledge).where(
        Pledge.product_id.in_(products), Pledge.week >= row.first_week, Pledge.week <= row.last_week
    )
    return session.scalars(pledges).all()

"""Rounds of pledges: who answered, and what is pledged beside what the plots are expected to yield."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.store.tables.harvests import Pledge, PledgeRound, PledgeRoundProduct
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRoundRow:
    """A round with its products by name."""

    id: uuid.UUID
    title: str
    first_week: Week
    last_week: Week
    product_ids: tuple[uuid.UUID, ...]
    products: tuple[str, ...]
    closes_on: date | None
    closed_on: date | None
    note: str
    archived: bool
    stamps: Mapping[str, int]

    @property
    def weeks(self) -> int:
        """Return how many weeks the round has."""
        return self.last_week - self.first_week + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many members of a community pledged something in a round; of all communities where it is None."""

    community: str | None
    members: int
    answered: int
    pledged: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundYield:
    """What a member's plots of a product are expected to yield in a season, None when nobody said; with their names."""

    plots: str
    expected: Quantity | None


def pledge_rounds(session: Session, *, archived: bool | None = False) -> list[PledgeRoundRow]:
    """Return the rounds, the newest season first; `archived` None: all."""
    order = sa.select(PledgeRound).order_by(PledgeRound.first_week.desc(), PledgeRound.title)
    if archived is not None:
        order = order.where(PledgeRound.archived.is_(archived))
    products = _products(session)
    return [_row(row, products.get(row.id, [])) for row in session.scalars(order)]


def pledge_round(session: Session, round_id: uuid.UUID) -> PledgeRoundRow:
    """Return one round."""
    return _row(session.get_one(PledgeRound, round_id), _products(session).get(round_id, []))


def _products(session: Session) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    rows = (
        sa.select(PledgeRoundProduct.pledge_round_id, Product.id, Product.name)
        .join(Product, Product.id == PledgeRoundProduct.product_id)
        .where(PledgeRoundProduct.archived.is_(False))
        .order_by(Product.name)
    )
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    for round_id, product_id, name in session.execute(rows):
        found.setdefault(round_id, []).append((product_id, name))
    return found


def _row(row: PledgeRound, products: list[tuple[uuid.UUID, str]]) -> PledgeRoundRow:
    return PledgeRoundRow(
        id=row.id,
        title=row.title,
        first_week=Week.parse(row.first_week),
        last_week=Week.parse(row.last_week),
        product_ids=tuple(product_id for product_id, _ in products),
        products=tuple(name for _, name in products),
        closes_on=row.closes_on,
        closed_on=row.closed_on,
        note=row.note,
        archived=row.archived,
        stamps=dict(row.stamps),
    )


def round_answers(session: Session, round_id: uuid.UUID) -> list[Answers]:
    """Return who answered: first all communities together, then each by name; a member answers with one pledge.

    Archived members are not asked.
    """
    row = pledge_round(session, round_id)
    pledges = (
        sa.select(Pledge.member_id, sa.func.sum(Pledge.grams).label("grams"))
        .where(
            Pledge.product_id.in_(row.product_ids),
            Pledge.week >= str(row.first_week),
            Pledge.week <= str(row.last_week),
            Pledge.grams > 0,
        )
        .group_by(Pledge.member_id)
        .subquery()
    )
    counted = (
        sa.select(Member.community, sa.func.count(), sa.func.count(pledges.c.grams), sa.func.sum(pledges.c.grams))
        .outerjoin(pledges, pledges.c.member_id == Member.id)
        .where(Member.archived.is_(False))
        .group_by(Member.community)
        .order_by(Member.community)
    )
    rows = [_answers(*found) for found in session.execute(counted)]
    members, answered = sum(found.members for found in rows), sum(found.answered for found in rows)
    whole = sum((found.pledged for found in rows), start=Quantity(0, KILO))
    return [Answers(community=None, members=members, answered=answered, pledged=whole), *rows]


def _answers(community: str, members: int, answered: int, grams: int | None) -> Answers:
    return Answers(community=community, members=members, answered=answered, pledged=Quantity(int(grams or 0), KILO))


def expected_yields(session: Session, product_id: uuid.UUID) -> dict[uuid.UUID, RoundYield]:
    """Return by member the plots of a product and what they are expected to yield in a season; archived plots are out."""
    rows = (
        sa.select(Plot.member_id, Plot.name, Plot.expected_yield_g)
        .where(Plot.product_id == product_id, Plot.archived.is_(False))
        .order_by(Plot.name)
    )
    names: dict[uuid.UUID, list[str]] = {}
    grams: dict[uuid.UUID, int] = {}
    for member_id, name, yield_g in session.execute(rows):
        names.setdefault(member_id, []).append(name)
        if yield_g is not None:
            grams[member_id] = grams.get(member_id, 0) + yield_g
    return {
        member_id: RoundYield(
            plots=", ".join(known),
            expected=Quantity(grams[member_id], KILO) if member_id in grams else None,
        )
        for member_id, known in names.items()
    }

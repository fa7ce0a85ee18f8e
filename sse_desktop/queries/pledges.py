"""Pledges as a grid of members and weeks, and their sums by week."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.store.tables.harvests import Pledge
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRow:
    """What a member expects to deliver of a product, by week; weeks without a pledge are not in it."""

    member_id: uuid.UUID
    member_number: int
    member: str
    community: str
    by_week: dict[Week, Quantity]

    @property
    def total(self) -> Quantity:
        """Return the sum over the weeks."""
        return sum(self.by_week.values(), start=Quantity(0, KILO))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPledge:
    """A pledge of one member."""

    product_id: uuid.UUID
    product: str
    week: Week
    weight: Quantity


def pledge_grid(session: Session, product_id: uuid.UUID, first: Week, last: Week) -> list[PledgeRow]:
    """Return a row for every member who is not archived, and for others who pledged, by number."""
    pledges = _pledges(session, product_id, first, last)
    members = sa.select(Member.id, Member.number, Member.name, Member.community, Member.archived)
    rows = session.execute(members.order_by(Member.number)).all()
    return [
        PledgeRow(
            member_id=row.id,
            member_number=row.number,
            member=row.name,
            community=row.community,
            by_week=pledges.get(row.id, {}),
        )
        for row in rows
        if not row.archived or row.id in pledges
    ]


def _pledges(session: Session, product_id: uuid.UUID, first: Week, last: Week) -> dict[uuid.UUID, dict[Week, Quantity]]:
    select = sa.select(Pledge.member_id, Pledge.week, Pledge.grams).where(
        Pledge.product_id == product_id, Pledge.week >= str(first), Pledge.week <= str(last), Pledge.grams > 0
    )
    found: dict[uuid.UUID, dict[Week, Quantity]] = {}
    for member_id, week, grams in session.execute(select.order_by(Pledge.week)):
        found.setdefault(member_id, {})[Week.parse(week)] = Quantity(grams, KILO)
    return found


def pledged_by_week(session: Session, product_id: uuid.UUID, first: Week, last: Week) -> dict[Week, Quantity]:
    """Return the sum of all pledges of a product for each week that has one; archived members count no more."""
    select = (
        sa.select(Pledge.week, sa.func.sum(Pledge.grams))
        .join(Member, Member.id == Pledge.member_id)
        .where(
            Pledge.product_id == product_id,
            Pledge.week >= str(first),
            Pledge.week <= str(last),
            Pledge.grams > 0,
            Member.archived.is_(False),
        )
        .group_by(Pledge.week)
        .order_by(Pledge.week)
    )
    return {Week.parse(week): Quantity(int(grams), KILO) for week, grams in session.execute(select)}


def pledged_in_week(session: Session, week: Week) -> Quantity:
    """Return the sum of all pledges of a week over all products; archived members count no more."""
    select = (
        sa.select(sa.func.sum(Pledge.grams))
        .join(Member, Member.id == Pledge.member_id)
        .where(Pledge.week == str(week), Member.archived.is_(False))
    )
    return Quantity(int(session.scalar(select) or 0), KILO)


def member_pledges(session: Session, member_id: uuid.UUID) -> list[MemberPledge]:
    """Return the pledges of a member, the newest week first."""
    select = (
        sa.select(Pledge.product_id, Product.name, Pledge.week, Pledge.grams)
        .join(Product, Product.id == Pledge.product_id)
        .where(Pledge.member_id == member_id, Pledge.grams > 0)
        .order_by(Pledge.week.desc(), Product.name)
    )
    return [
        MemberPledge(product_id=product_id, product=product, week=Week.parse(week), weight=Quantity(grams, KILO))
        for product_id, product, week, grams in session.execute(select)
    ]

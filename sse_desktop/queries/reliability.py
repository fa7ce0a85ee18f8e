"""How far pledges were kept: per member and product what was pledged, what came of it, and what a person set instead."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.forecast import Basis, Kept, Reliable, kept, reliable
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.store.columns import UtcInstant
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.harvests import Pledge, Reliability, WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product

# What a family brought more than two years ago says little of the next harvest.
WEEKS_LOOKED_BACK = 104

Delivered = Mapping[tuple[uuid.UUID, Week], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReliability:
    """What a person set in the place of what was learned, and why."""

    bp: int
    reason: str
    set_by: str
    set_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityRow:
    """How a member keeps the pledges of a product: in `weeks` past weeks `delivered` came of what was `pledged`.

    `learned_bp` is what these weeks say, None without any; `bp` with its `basis` is what counts in the forecast.
    """

    member_id: uuid.UUID
    member_number: int
    member: str
    community: str
    product_id: uuid.UUID
    product: str
    weeks: int
    pledged: Quantity
    delivered: Quantity
    learned_bp: int | None
    bp: int
    basis: Basis
    set_by_hand: SetReliability | None


@dataclass(frozen=True)
class Reliabilities:
    """How all members keep the pledges of one product."""

    own: Mapping[uuid.UUID, Kept]
    by_hand: Mapping[uuid.UUID, SetReliability]

    @cached_property
    def common(self) -> Kept:
        """All members together."""
        return sum(self.own.values(), start=Kept())

    def of(self, member_id: uuid.UUID) -> Reliable:
        """Return what to count on of a member's pledges."""
        by_hand = self.by_hand.get(member_id)
        return reliable(self.own.get(member_id, Kept()), self.common, by_hand.bp if by_hand is not None else None)


@dataclass(frozen=True)
class PledgeHistory:
    """What was pledged of a product and what came, by member and past week."""

    pledged: Delivered
    came: Delivered
    by_hand: Mapping[uuid.UUID, SetReliability]

    def before(self, week: Week) -> Reliabilities:
        """Return how the pledges were kept as it was known when a week began."""
        weeks: dict[uuid.UUID, list[tuple[int, int]]] = {}
        oldest = week + -WEEKS_LOOKED_BACK
        for (member_id, at), grams in self.pledged.items():
            if oldest <= at < week:
                weeks.setdefault(member_id, []).append((grams, self.came.get((member_id, at), 0)))
        own = {member_id: kept(pairs) for member_id, pairs in weeks.items()}
        return Reliabilities(own, self.by_hand)


def reliabilities(session: Session, product_id: uuid.UUID, on: date) -> Reliabilities:
    """Return how far the pledges of a product were kept in the weeks before the week of `on`, at most WEEKS_LOOKED_BACK.

    What counts as pledged is what stood there when the round was closed, else the pledge; what came is what was accepted
    in weigh-ins received in that week, by the cooperative's clock.
    """
    now = Week.of(on)
    return pledge_history(session, product_id, now, now).before(now)


def pledge_history(session: Session, product_id: uuid.UUID, first: Week, now: Week) -> PledgeHistory:
    """Return what tells the reliability at the beginning of every week from `first` to `now`, read once."""
    pledged = _planned(session, product_id, first, now)
    came = delivered(session, product_id, sorted({week for _, week in pledged}))
    return PledgeHistory(pledged, came, _set_by_hand(session, product_id))


def _planned(session: Session, product_id: uuid.UUID, first: Week, now: Week) -> dict[tuple[uuid.UUID, Week], int]:
    grams = sa.func.coalesce(Pledge.planned_g, Pledge.grams)
    select = sa.select(Pledge.member_id, Pledge.week, grams).where(
        Pledge.product_id == product_id,
        Pledge.week >= str(first + -WEEKS_LOOKED_BACK),
        Pledge.week < str(now),
        grams > 0,
    )
    return {(member_id, Week.parse(week)): int(amount) for member_id, week, amount in session.execute(select)}


def _set_by_hand(session: Session, product_id: uuid.UUID) -> dict[uuid.UUID, SetReliability]:
    select = sa.select(Reliability).where(Reliability.product_id == product_id, Reliability.set_bp.is_not(None))
    return {row.member_id: _by_hand(row) for row in session.scalars(select)}


def _by_hand(row: Reliability) -> SetReliability:
    return SetReliability(bp=row.set_bp or 0, reason=row.reason, set_by=row.set_by, set_on=row.set_on)


def delivered(session: Session, product_id: uuid.UUID, weeks: Sequence[Week]) -> dict[tuple[uuid.UUID, Week], int]:
    """Return the grams accepted of a product by member and week of receipt; nothing where nothing came."""
    if not weeks:
        return {}
    zone = ZoneInfo(session.scalar(sa.select(Cooperative.time_zone)) or "UTC")
    columns = (sa.column("week", sa.Text), sa.column("since", UtcInstant), sa.column("until", UtcInstant))
    bounds = [(str(week), _start(week, zone), _start(week + 1, zone)) for week in weeks]
    span = sa.values(*columns, name="spans").data(bounds).cte("span")
    select = (
        sa.select(span.c.week, WeighIn.member_id, sa.func.sum(WeighIn.accepted_g))
        .join(span, sa.and_(WeighIn.received_at >= span.c.since, WeighIn.received_at < span.c.until))
        .where(WeighIn.product_id == product_id, WeighIn.voided.is_(None))
        .group_by(span.c.week, WeighIn.member_id)
    )
    return {(member_id, Week.parse(week)): int(grams) for week, member_id, grams in session.execute(select)}


def _start(week: Week, zone: ZoneInfo) -> datetime:
    return datetime.combine(week.monday, time(), zone).astimezone(UTC)


# ---------------------------------------------------------------- as rows


def product_reliability(session: Session, product_id: uuid.UUID, on: date) -> list[ReliabilityRow]:
    """Return every member who pledges or pledged a product, by number; archived members are left out."""
    known = reliabilities(session, product_id, on)
    pledging = set(
        session.scalars(sa.select(Pledge.member_id).where(Pledge.product_id == product_id, Pledge.grams > 0))
    )
    shown = pledging | set(known.own) | set(known.by_hand)
    product = session.scalars(sa.select(Product.name).where(Product.id == product_id)).one()
    members = sa.select(Member).where(Member.archived.is_(False)).order_by(Member.number)
    return [_row(row, product_id, product, known) for row in session.scalars(members) if row.id in shown]


def member_reliability(session: Session, member_id: uuid.UUID, on: date) -> list[ReliabilityRow]:
    """Return how one member keeps the pledges of each product, by the product's name."""
    row = session.get_one(Member, member_id)
    used = sa.select(Pledge.product_id).where(Pledge.member_id == member_id, Pledge.grams > 0)
    also = sa.select(Reliability.product_id).where(Reliability.member_id == member_id, Reliability.set_bp.is_not(None))
    chosen = sa.select(Product.id, Product.name).where(sa.or_(Product.id.in_(used), Product.id.in_(also)))
    found = session.execute(chosen.order_by(Product.name)).all()
    return [_row(row, product_id, name, reliabilities(session, product_id, on)) for product_id, name in found]


def _row(row: Member, product_id: uuid.UUID, product: str, known: Reliabilities) -> ReliabilityRow:
    own, result = known.own.get(row.id, Kept()), known.of(row.id)
    return ReliabilityRow(
        member_id=row.id,
        member_number=row.number,
        member=row.name,
        community=row.community,
        product_id=product_id,
        product=product,
        weeks=own.weeks,
        pledged=Quantity(own.pledged, KILO),
        delivered=Quantity(own.delivered, KILO),
        learned_bp=own.bp,
        bp=result.bp,
        basis=result.basis,
        set_by_hand=known.by_hand.get(row.id),
    )

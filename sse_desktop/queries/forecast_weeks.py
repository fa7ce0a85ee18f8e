"""A product week by week: what was pledged, what of it was to be counted on, and what came; each opens down to members."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.forecast import forecast_grams
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week, weeks
from sse_desktop.queries.reliability import Reliabilities, delivered, pledge_history
from sse_desktop.store.tables.harvests import Pledge
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastMember:
    """A member in a week: the pledge, the part of it that was to be expected and to be counted on, and what came."""

    member_id: uuid.UUID
    member_number: int
    member: str
    pledged: Quantity
    reliability_bp: int | None
    expected: Quantity
    sure: Quantity
    came: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastWeek:
    """A week: `expected` is what reliability leaves of the pledges, `margin` what the safety margin takes of that.

    `sure` is what can be counted on: expected − margin, to the gram. `came` is None where the week is still to come.
    """

    week: Week
    pledged: Quantity
    expected: Quantity
    margin: Quantity
    sure: Quantity
    came: Quantity | None
    members: tuple[ForecastMember, ...]


def forecast_weeks(session: Session, product_id: uuid.UUID, first: Week, last: Week, on: date) -> list[ForecastWeek]:
    """Return every week from `first` to `last`, looked at on a day.

    A week of the past shows what was planned and what was to be counted on at its beginning, by the reliability learned
    until then and today's margin; the running week and those to come what is pledged now. Archived members count only
    in the past.
    """
    now = Week.of(on)
    shown = weeks(first, last)
    margin = session.scalars(sa.select(Product.safety_margin_bp).where(Product.id == product_id)).one()
    came = delivered(session, product_id, [week for week in shown if week <= now])
    pledged = _pledged(session, product_id, first, last, now)
    members = _members(session, {member_id for member_id, _ in (*pledged, *came)})
    history = pledge_history(session, product_id, min(first, now), now)
    rows = []
    for week in shown:
        grams = {member_id: amount for (member_id, at), amount in pledged.items() if at == week}
        known = history.before(min(week, now))
        brought = {member_id: amount for (member_id, at), amount in came.items() if at == week}
        rows.append(_week(week, _Week(grams, brought, known, margin, members), is_begun=week <= now))
    return rows


@dataclass(frozen=True, slots=True)
class _Week:
    grams: Mapping[uuid.UUID, int]
    came: Mapping[uuid.UUID, int]
    known: Reliabilities
    margin: int
    members: Mapping[uuid.UUID, tuple[int, str]]

    def row(self, member_id: uuid.UUID) -> ForecastMember:
        number, name = self.members[member_id]
        grams = self.grams.get(member_id, 0)
        bp = self.known.of(member_id).bp
        return ForecastMember(
            member_id=member_id,
            member_number=number,
            member=name,
            pledged=Quantity(grams, KILO),
            reliability_bp=bp if grams else None,
            expected=Quantity(forecast_grams(grams, bp), KILO),
            sure=Quantity(forecast_grams(grams, bp, self.margin), KILO),
            came=Quantity(self.came.get(member_id, 0), KILO),
        )


def _week(week: Week, data: _Week, *, is_begun: bool) -> ForecastWeek:
    ids = sorted({*data.grams, *data.came}, key=lambda member_id: data.members[member_id])
    rows = tuple(data.row(member_id) for member_id in ids)
    nothing = Quantity(0, KILO)
    expected = sum((row.expected for row in rows), start=nothing)
    sure = sum((row.sure for row in rows), start=nothing)
    return ForecastWeek(
        week=week,
        pledged=sum((row.pledged for row in rows), start=nothing),
        expected=expected,
        margin=expected - sure,
        sure=sure,
        came=sum((row.came for row in rows), start=nothing) if is_begun else None,
        members=rows,
    )


def _pledged(
    session: Session, product_id: uuid.UUID, first: Week, last: Week, now: Week
) -> dict[tuple[uuid.UUID, Week], int]:
    planned = sa.func.coalesce(Pledge.planned_g, Pledge.grams)
    grams = sa.case((Pledge.week < str(now), planned), else_=Pledge.grams)
    select = (
        sa.select(Pledge.member_id, Pledge.week, grams)
        .join(Member, Member.id == Pledge.member_id)
        .where(
            Pledge.product_id == product_id,
            Pledge.week >= str(first),
            Pledge.week <= str(last),
            grams > 0,
            sa.or_(Pledge.week < str(now), Member.archived.is_(False)),
        )
    )
    return {(member_id, Week.parse(week)): int(amount) for member_id, week, amount in session.execute(select)}


def _members(session: Session, wanted: set[uuid.UUID]) -> dict[uuid.UUID, tuple[int, str]]:
    rows = session.execute(sa.select(Member.id, Member.number, Member.name))
    return {member_id: (number, name) for member_id, number, name in rows if member_id in wanted}

"""What will really come: pledges after the reliability of each member and the safety margin of the product."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.forecast import forecast_grams
from sse_desktop.domain.season import Week
from sse_desktop.queries.plot_certificates import certified_parts, land_of_members
from sse_desktop.queries.reliability import reliabilities
from sse_desktop.store.tables.harvests import Pledge
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """A pledge and what of it counts, in grams: `expected_g` after the member's reliability, `grams` after the margin, too.

    `pledged_g` is the whole pledge, also where only the part of certified plots counts.
    """

    member_id: uuid.UUID
    week: Week
    pledged_g: int
    reliability_bp: int
    expected_g: int
    grams: int


def forecast(
    session: Session,
    product_id: uuid.UUID,
    first: Week,
    last: Week,
    *,
    certificate_kind: str | None = None,
    on: date,
) -> list[ForecastRow]:
    """Return a row for every pledge of the weeks, by week and member; archived members are out.

    `on` is the day from which it is looked at: reliability is learned from the weeks before its week. `certificate_kind`
    None: no certificate is asked for; empty: any certificate of a plot, else that kind of paper: then only the part of
    certified plots counts. Each figure is rounded down once, to the gram.
    """
    pledges = _pledges(session, product_id, first, last)
    if not pledges:
        return []
    margin = session.scalars(sa.select(Product.safety_margin_bp).where(Product.id == product_id)).one()
    known = reliabilities(session, product_id, on)
    parts = _parts(session, product_id, pledges, certificate_kind)
    rows = []
    for member_id, week, grams in pledges:
        bp, part = known.of(member_id).bp, parts.get((member_id, week), Fraction(1))
        expected, sure = forecast_grams(grams, bp, 0, part), forecast_grams(grams, bp, margin, part)
        row = ForecastRow(
            member_id=member_id, week=week, pledged_g=grams, reliability_bp=bp, expected_g=expected, grams=sure
        )
        rows.append(row)
    return rows


def forecast_by_week(
    session: Session,
    product_id: uuid.UUID,
    first: Week,
    last: Week,
    *,
    certificate_kind: str | None = None,
    on: date,
) -> dict[Week, int]:
    """Return the grams to count on for each week that has a pledge: the sum of `forecast`, margin taken off."""
    total: dict[Week, int] = {}
    for row in forecast(session, product_id, first, last, certificate_kind=certificate_kind, on=on):
        total[row.week] = total.get(row.week, 0) + row.grams
    return total


def _pledges(session: Session, product_id: uuid.UUID, first: Week, last: Week) -> list[tuple[uuid.UUID, Week, int]]:
    select = (
        sa.select(Pledge.member_id, Pledge.week, Pledge.grams)
        .join(Member, Member.id == Pledge.member_id)
        .where(
            Pledge.product_id == product_id,
            Pledge.week >= str(first),
            Pledge.week <= str(last),
            Pledge.grams > 0,
            Member.archived.is_(False),
        )
        .order_by(Pledge.week, Member.number)
    )
    rows = session.execute(select).all()
    weeks = {text: Week.parse(text) for text in {row.week for row in rows}}
    return [(member_id, weeks[week], grams) for member_id, week, grams in rows]


def _parts(
    session: Session, product_id: uuid.UUID, pledges: Sequence[tuple[uuid.UUID, Week, int]], kind: str | None
) -> dict[tuple[uuid.UUID, Week], Fraction]:
    if kind is None:
        return {}
    lands = land_of_members(session, product_id)
    weeks: dict[uuid.UUID, list[Week]] = {}
    for member_id, week, _ in pledges:
        weeks.setdefault(member_id, []).append(week)
    return {
        (member_id, week): part
        for member_id, known in weeks.items()
        for week, part in certified_parts(lands, member_id, known, kind).items()
    }

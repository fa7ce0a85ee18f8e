"""Weigh-ins as rows: windowed for a million of them, with totals, and everything about one."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.weigh_in_rows import (
    EVERY_WEIGH_IN,
    ORDERS,
    TICKET,
    Order,
    WeighInFilter,
    WeighInRow,
    conditions,
    rows_of,
)
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Plot
from sse_desktop.store.tables.products import ContainerKind, Variety

__all__ = [
    "EVERY_WEIGH_IN",
    "Order",
    "WeighInDetail",
    "WeighInFilter",
    "WeighInRow",
    "WeighInTotals",
    "day_totals",
    "weigh_in",
    "weigh_in_block",
    "weigh_in_by_ticket",
    "weigh_in_count",
    "weigh_in_totals",
    "weigh_ins_after",
    "weigh_ins_before",
]

Key = tuple[datetime, uuid.UUID]
_KEY = sa.tuple_(WeighIn.received_at, WeighIn.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighInDetail:
    """A weigh-in with the plot, the variety and the containers it came in."""

    row: WeighInRow
    variety: str
    plot: str
    container: str
    number: int
    series: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighInTotals:
    """Sums over weigh-ins that are not voided; `damaged_bp` are hundredths of a percent of the net weight."""

    tickets: int
    families: int
    gross: Quantity
    net: Quantity
    damaged: Quantity
    accepted: Quantity

    @property
    def damaged_bp(self) -> int:
        """Return the damaged share of the net weight, rounded down."""
        return self.damaged.milli * 10_000 // self.net.milli if self.net.milli else 0


# ---------------------------------------------------------------- one window of many


def weigh_in_count(session: Session, which: WeighInFilter = EVERY_WEIGH_IN) -> int:
    """Return how many weigh-ins fit, voided ones too unless the filter says otherwise."""
    select = sa.select(sa.func.count()).select_from(WeighIn).where(*conditions(session, which))
    return session.scalar(select) or 0


def weigh_in_block(
    session: Session,
    which: WeighInFilter = EVERY_WEIGH_IN,
    order: Order = "newest",
    *,
    offset: int = 0,
    limit: int = 256,
) -> list[WeighInRow]:
    """Return `limit` rows from a place in the list: for a jump of the scrollbar.

    Only the index is walked up to the place; the wide rows are read for the block alone.
    """
    ids = sa.select(WeighIn.id).where(*conditions(session, which)).order_by(*ORDERS[order])
    return rows_of(session, ids.offset(offset).limit(limit), order)


def weigh_ins_after(
    session: Session, key: Key, which: WeighInFilter = EVERY_WEIGH_IN, *, limit: int = 256
) -> list[WeighInRow]:
    """Return the next rows below (received_at, id) in the list with the newest on top."""
    ids = sa.select(WeighIn.id).where(*conditions(session, which), _pair(key) > _KEY).order_by(*ORDERS["newest"])
    return rows_of(session, ids.limit(limit), "newest")


def weigh_ins_before(
    session: Session, key: Key, which: WeighInFilter = EVERY_WEIGH_IN, *, limit: int = 256
) -> list[WeighInRow]:
    """Return the rows right above (received_at, id) in the list with the newest on top."""
    ids = sa.select(WeighIn.id).where(*conditions(session, which), _pair(key) < _KEY).order_by(*ORDERS["oldest"])
    return rows_of(session, ids.limit(limit), "newest")


def weigh_in_totals(session: Session, which: WeighInFilter = EVERY_WEIGH_IN) -> WeighInTotals:
    """Return the sums of the weigh-ins that fit and are not voided."""
    sums = (WeighIn.gross_g, WeighIn.net_g, WeighIn.damaged_g, WeighIn.accepted_g)
    select = sa.select(
        sa.func.count(), sa.func.count(WeighIn.member_id.distinct()), *(sa.func.sum(column) for column in sums)
    ).select_from(WeighIn)
    valid = replace(which, state="valid")
    tickets, families, *grams = session.execute(select.where(*conditions(session, valid))).one()
    weights = [Quantity(int(gram or 0), KILO) for gram in grams]
    return WeighInTotals(
        tickets=tickets,
        families=families,
        gross=weights[0],
        net=weights[1],
        damaged=weights[2],
        accepted=weights[3],
    )


def day_totals(session: Session, day: date, place: str = "") -> WeighInTotals:
    """Return the sums of one day of receipt, at one place or at all."""
    return weigh_in_totals(session, WeighInFilter(from_on=day, to_on=day, place=place))


# ---------------------------------------------------------------- one


def weigh_in(session: Session, weigh_in_id: uuid.UUID) -> WeighInDetail:
    """Return everything about one weigh-in."""
    row = rows_of(session, sa.select(WeighIn.id).where(WeighIn.id == weigh_in_id), "newest")[0]
    more = session.execute(
        sa.select(WeighIn.series, WeighIn.number, Variety.name, Plot.name, ContainerKind.name)
        .outerjoin(Variety, Variety.id == WeighIn.variety_id)
        .outerjoin(Plot, Plot.id == WeighIn.plot_id)
        .outerjoin(ContainerKind, ContainerKind.id == WeighIn.container_kind_id)
        .where(WeighIn.id == weigh_in_id)
    ).one()
    return WeighInDetail(
        row=row, series=more[0], number=more[1], variety=more[2] or "", plot=more[3] or "", container=more[4] or ""
    )


def weigh_in_by_ticket(session: Session, ticket: str) -> uuid.UUID | None:
    """Return the weigh-in of a printed ticket number, or None."""
    found = TICKET.fullmatch(ticket.strip())
    if found is None or found["series"] is None:
        return None
    of_number = sa.select(WeighIn.id).where(WeighIn.series == found["series"], WeighIn.number == int(found["number"]))
    return session.scalar(of_number)


def _pair(key: Key) -> Any:
    return sa.tuple_(sa.literal(key[0], WeighIn.received_at.type), sa.literal(key[1], WeighIn.id.type))

"""What there will be of a product: free stock that may still be sold, and the forecast of what members will bring."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity_parts import PartKind, Source
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply
from sse_desktop.queries.certified_lots import certified_lots, certified_weigh_ins
from sse_desktop.queries.forecast import ForecastRow, forecast
from sse_desktop.queries.products import ProductRow
from sse_desktop.queries.stock import LotFilter, LotRow, lots
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.harvests import WeighIn

# The pledges of two years ahead say more than anybody can promise.
FARTHEST_WEEKS = 104


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What counts for a demand, and what does not since it comes from plots without the certificate.

    `pledged_g` and `expected_g` are the pledges behind the forecast that counts, and what the members' reliability leaves of
    them before the safety margin.
    """

    counted: tuple[Source, ...]
    uncertified: tuple[Supply, ...]
    pledged_g: int
    expected_g: int


def supplies(session: Session, product: ProductRow, today: date, certificate: str | None = None) -> Supplies:
    """Return what there will be from this week on; of this week's forecast only what was not weighed in yet.

    `certificate` None: all of it counts. Else only what comes from plots with that certificate, any when it is empty; a lot
    counts when everything in it does.
    """
    stock, other_stock = _stock(session, product, today, certificate)
    rows = _forecast(session, product, today, None)
    whole = _grams(rows)
    here = _weighed_in(session, product.id, Week.of(today))
    whole = _less(whole, Week.of(today), sum(here.values()))
    if certificate is None:
        coming = _coming(product, whole, rows)
        return Supplies(counted=(*stock, *coming), uncertified=(), **_behind(rows))
    part = _forecast(session, product, today, certificate)
    good = certified_weigh_ins(session, sorted(here), certificate)
    sure = _less(_grams(part), Week.of(today), sum(here[each] for each in good))
    sure = {week: min(grams, whole.get(week, 0)) for week, grams in sure.items()}
    rest = {week: grams - sure.get(week, 0) for week, grams in whole.items()}
    coming = _coming(product, sure, part)
    others = (*other_stock, *(source.supply for source in _coming(product, rest, rows)))
    return Supplies(counted=(*stock, *coming), uncertified=others, **_behind(part))


# ---------------------------------------------------------------- stock


def _stock(
    session: Session, product: ProductRow, today: date, certificate: str | None
) -> tuple[list[Source], list[Supply]]:
    which = LotFilter(product_id=product.id, grade_id=_best_grade(product), state="stocked")
    # What is reserved counts: the contract it is reserved for counts among the promises.
    rows = [row for row in lots(session, which) if not row.held and _sells_on(row, today)]
    rows.sort(key=lambda row: row.code)
    now = Week.of(today)
    if certificate is None:
        return [_lot(row, now) for row in rows], []
    good = certified_lots(session, [row.id for row in rows], certificate)
    counted = [_lot(row, now) for row in rows if row.id in good]
    return counted, [_lot(row, now).supply for row in rows if row.id not in good]


def _sells_on(row: LotRow, today: date) -> bool:
    return row.keeps_until is None or row.keeps_until >= today


def _lot(row: LotRow, now: Week) -> Source:
    last = Week.of(row.keeps_until) if row.keeps_until is not None else None
    return Source(kind=PartKind.STOCK, name=row.code, supply=Supply(now, row.balance.milli, last))


def _best_grade(product: ProductRow) -> uuid.UUID | None:
    """Return what schools are served from: second grade in stock is no promise kept."""
    return next((grade.id for grade in product.grades if not grade.archived), None)


# ---------------------------------------------------------------- forecast


def _forecast(session: Session, product: ProductRow, today: date, certificate: str | None) -> list[ForecastRow]:
    now = Week.of(today)
    return forecast(session, product.id, now, now + FARTHEST_WEEKS, certificate_kind=certificate, on=today)


def _grams(rows: Iterable[ForecastRow]) -> dict[Week, int]:
    total: dict[Week, int] = {}
    for row in rows:
        total[row.week] = total.get(row.week, 0) + row.grams
    return total


def _behind(rows: Sequence[ForecastRow]) -> dict[str, int]:
    counting = [row for row in rows if row.grams]
    return {
        "pledged_g": sum(row.pledged_g for row in counting),
        "expected_g": sum(row.expected_g for row in counting),
    }


def _less(grams: Mapping[Week, int], now: Week, here: int) -> dict[Week, int]:
    """Take off what lies in the stock already, so that it is not counted twice."""
    return {week: max(0, amount - (here if week == now else 0)) for week, amount in grams.items()}


def _coming(product: ProductRow, grams: Mapping[Week, int], rows: Sequence[ForecastRow]) -> list[Source]:
    members: dict[Week, set[uuid.UUID]] = {}
    for row in rows:
        if row.grams:
            members.setdefault(row.week, set()).add(row.member_id)
    return [
        Source(
            kind=PartKind.FORECAST,
            supply=Supply(week, amount, _last_week(week, product)),
            members=len(members.get(week, ())),
        )
        for week, amount in sorted(grams.items())
    ]


def _last_week(harvested: Week, product: ProductRow) -> Week | None:
    if product.shelf_days is None:
        return None
    return Week.of(harvested.monday + timedelta(days=product.shelf_days))


def _weighed_in(session: Session, product_id: uuid.UUID, week: Week) -> dict[uuid.UUID, int]:
    """Return the grams accepted in a week so far by weigh-in, on the cooperative's clock."""
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    monday = datetime.combine(week.monday, time(), zone)
    rows = sa.select(WeighIn.id, WeighIn.accepted_g).where(
        WeighIn.product_id == product_id, WeighIn.received_at >= monday, WeighIn.voided.is_(None)
    )
    return {row.id: row.accepted_g for row in session.execute(rows)}

"""The coming weeks of every product: what is there or expected, what is promised, and what is missing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, perishable_capacity
from sse_desktop.queries.commitments import commitments
from sse_desktop.queries.demand_weights import Scales
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.supplies import supplies


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookWeek:
    """A coming week: what is there new or pledged, what is promised, and what is missing of all promises by then."""

    week: Week
    able: Quantity
    promised: Quantity
    gap: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductOutlook:
    """The coming weeks of one product; stock counts in the first week, and what is overdue is promised in the first."""

    product_id: uuid.UUID
    product: str
    weeks: tuple[OutlookWeek, ...]


def outlook(session: Session, today: date, count: int = 12) -> list[ProductOutlook]:
    """Return the coming weeks of every product that has stock, pledges or promises, by name; gaps as in capacity.py."""
    known = {product.id: product for product in products(session)}
    promised = Scales(session, known, today).weigh(commitments(session, today))
    found = [
        _outlook(product, _there(session, product, today), promised.get(product.id, {}), Week.of(today), count)
        for product in known.values()
    ]
    return [row for row in found if any(week.able.milli or week.promised.milli for week in row.weeks)]


def _outlook(
    product: ProductRow, supplies: Sequence[Supply], due: Mapping[Week, int], first: Week, count: int
) -> ProductOutlook:
    gaps = {row.week: row.gap for row in perishable_capacity(due, supplies, {})}
    rows = []
    for week in (first + ahead for ahead in range(count)):
        able = sum(supply.grams for supply in supplies if supply.ready == week)
        owed = sum(grams for at, grams in due.items() if at == week or at < week == first)
        gap = Quantity(gaps.get(week, 0), KILO)
        rows.append(OutlookWeek(week=week, able=Quantity(able, KILO), promised=Quantity(owed, KILO), gap=gap))
    return ProductOutlook(product_id=product.id, product=product.name, weeks=tuple(rows))


def _there(session: Session, product: ProductRow, today: date) -> list[Supply]:
    return [source.supply for source in supplies(session, product, today).counted]

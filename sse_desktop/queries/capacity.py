"""Can we deliver? What a promise needs by week, against free stock, forecast and everything promised before."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity import WeekCapacity, first_gap
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Conversion, NoConversion, Quantity, convert_to_kg
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, largest_perishable_promise, perishable_capacity
from sse_desktop.queries.commitments import commitments
from sse_desktop.queries.forecast import forecast_by_week
from sse_desktop.queries.plans import Demand, bid_demand, tender_demand
from sse_desktop.queries.products import ProductRow, conversions, products
from sse_desktop.queries.stock import LotFilter, lots
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.harvests import WeighIn

# The pledges of two years ahead say more than anybody can promise.
_FARTHEST_WEEKS = 104

ByWeek = Mapping[Week, int]


class LineNotMapped(DomainError):
    """A line is not linked to a product, so nobody can tell whether it can be delivered."""

    sentence = N_("“{description}” is not linked to a product of ours. Choose its product.")


class LineWithoutQuantity(DomainError):
    """The buyer asks for an unknown quantity."""

    sentence = N_("“{description}” has no quantity yet. Type how much the buyer asks for.")


class LineNotPlanned(DomainError):
    """Nobody knows in which weeks a line is due."""

    sentence = N_("It is not known when “{description}” is due. Type the delivery period of the tender, or the weeks.")


class ProductWithoutWeight(DomainError):
    """A unit of a product has no weight, so demand and harvest can't be compared."""

    sentence = N_("It is not known how many kilos one {unit} of {product} weighs. Add the conversion to the product.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCapacity:
    """One product of a promise, in kg and cumulative; `largest` is the most that can be promised in this rhythm."""

    product_id: uuid.UUID
    code: str
    product: str
    demand: Quantity
    weeks: tuple[WeekCapacity, ...]
    largest: Quantity

    @property
    def first_gap(self) -> WeekCapacity | None:
        """The first week that can't be covered."""
        return first_gap(self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Whether a promise holds. `problems` name what could not be reckoned: then the rest is not the whole truth."""

    products: tuple[ProductCapacity, ...]
    problems: tuple[DomainError, ...]

    @property
    def first_gap(self) -> tuple[ProductCapacity, WeekCapacity] | None:
        """The earliest week that can't be covered, with its product."""
        gaps = [(product, gap) for product in self.products if (gap := product.first_gap) is not None]
        return min(gaps, key=lambda pair: (pair[1].week, pair[0].code), default=None)

    @property
    def holds(self) -> bool:
        """Whether everything could be reckoned and nothing is missing."""
        return not self.problems and self.first_gap is None


def bid_capacity(session: Session, bid_id: uuid.UUID, today: date) -> Capacity:
    """Return whether a bid can be delivered beside everything else that is promised, other pending bids in full."""
    tender_id = session.scalars(sa.select(Bid.tender_id).where(Bid.id == bid_id)).one()
    return what_if(session, bid_demand(session, bid_id), today, for_tender=tender_id)


def tender_capacity(session: Session, tender_id: uuid.UUID, today: date) -> Capacity:
    """Return whether all that a tender asks for could be delivered, before any bid is made."""
    return what_if(session, tender_demand(session, tender_id), today, for_tender=tender_id)


def what_if(
    session: Session, demand: Sequence[Demand], today: date, *, for_tender: uuid.UUID | None = None
) -> Capacity:
    """Return whether a demand could be delivered; bids for the same tender do not count against it.

    There is what lies free and may still be sold, and the forecast from this week on; of this week only what was not
    weighed in yet. Each line is converted by the product's factor in force in its week, half up to a gram.
    """
    known = {product.id: product for product in products(session, archived=None)}
    scales = _Scales(session, known, today)
    wanted = scales.weigh(demand)
    promised = scales.weigh(commitments(session, today, except_tender=for_tender))
    found = [
        _product(known[key], wanted[key], _supplies(session, known[key], today), promised.get(key, {}))
        for key in sorted(wanted, key=lambda key: known[key].code)
    ]
    return Capacity(products=tuple(found), problems=(*_unclear(demand), *scales.problems))


def _product(product: ProductRow, wanted: ByWeek, supplies: Sequence[Supply], promised: ByWeek) -> ProductCapacity:
    return ProductCapacity(
        product_id=product.id,
        code=product.code,
        product=product.name,
        demand=Quantity(sum(wanted.values()), KILO),
        weeks=tuple(perishable_capacity(wanted, supplies, promised)),
        largest=Quantity(largest_perishable_promise(wanted, supplies, promised), KILO),
    )


def _unclear(demand: Sequence[Demand]) -> list[DomainError]:
    problems: list[DomainError] = []
    for line in demand:
        if line.product_id is None:
            problems.append(LineNotMapped(description=line.description))
        elif not line.quantity.milli:
            problems.append(LineWithoutQuantity(description=line.description))
        elif not line.plan:
            problems.append(LineNotPlanned(description=line.description))
    return problems


class _Scales:
    """Turns lines into grams by product and week, and remembers which units have no weight."""

    def __init__(self, session: Session, known: Mapping[uuid.UUID, ProductRow], today: date) -> None:
        self._session, self._known, self._today = session, known, today
        self._factors: dict[uuid.UUID, list[Conversion]] = {}
        self._missing: dict[tuple[uuid.UUID, str], DomainError] = {}

    @property
    def problems(self) -> list[DomainError]:
        """What could not be weighed, each unit once."""
        return list(self._missing.values())

    def weigh(self, demand: Sequence[Demand]) -> dict[uuid.UUID, dict[Week, int]]:
        """Return grams by product and week."""
        total: dict[uuid.UUID, dict[Week, int]] = {}
        for line in demand:
            for week, part in line.plan.items():
                grams = self._grams(line.product_id, part, week)
                if line.product_id is not None and grams is not None:
                    weeks = total.setdefault(line.product_id, {})
                    weeks[week] = weeks.get(week, 0) + grams
        return total

    def _grams(self, product_id: uuid.UUID | None, part: Quantity, week: Week) -> int | None:
        if product_id is None:
            return None
        if product_id not in self._factors:
            self._factors[product_id] = conversions(self._session, product_id)
        try:
            # A factor that begins in the middle of the week is the newest knowledge of it.
            return convert_to_kg(part, self._factors[product_id], max(week.sunday, self._today)).milli
        except NoConversion:
            failure = ProductWithoutWeight(unit=part.unit, product=self._known[product_id].name)
            self._missing[product_id, part.unit] = failure
            return None


# ---------------------------------------------------------------- the coming weeks


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
    """Return the coming weeks of every product that has stock, pledges or promises, by name; gaps as in `what_if`."""
    known = {product.id: product for product in products(session)}
    promised = _Scales(session, known, today).weigh(commitments(session, today))
    found = [
        _outlook(product, _supplies(session, product, today), promised.get(product.id, {}), Week.of(today), count)
        for product in known.values()
    ]
    return [row for row in found if any(week.able.milli or week.promised.milli for week in row.weeks)]


def _outlook(product: ProductRow, supplies: Sequence[Supply], due: ByWeek, first: Week, count: int) -> ProductOutlook:
    gaps = {row.week: row.gap for row in perishable_capacity(due, supplies, {})}
    rows = []
    for week in (first + ahead for ahead in range(count)):
        able = sum(supply.grams for supply in supplies if supply.ready == week)
        owed = sum(grams for at, grams in due.items() if at == week or at < week == first)
        gap = Quantity(gaps.get(week, 0), KILO)
        rows.append(OutlookWeek(week=week, able=Quantity(able, KILO), promised=Quantity(owed, KILO), gap=gap))
    return ProductOutlook(product_id=product.id, product=product.name, weeks=tuple(rows))


# ---------------------------------------------------------------- what there will be


def _supplies(session: Session, product: ProductRow, today: date, certificate_kind: str | None = None) -> list[Supply]:
    """Return the free stock and the forecast: pledges after reliability and margin; see `forecast` for the certificate."""
    now = Week.of(today)
    stock = [
        Supply(now, lot.free.milli, Week.of(lot.keeps_until) if lot.keeps_until else None)
        for lot in lots(session, LotFilter(product_id=product.id, grade_id=_best_grade(product), state="free"))
        if lot.keeps_until is None or lot.keeps_until >= today
    ]
    coming = forecast_by_week(
        session, product.id, now, now + _FARTHEST_WEEKS, certificate_kind=certificate_kind, on=today
    )
    here = _weighed_in(session, product.id, now)
    return stock + [
        Supply(week, grams - (min(here, grams) if week == now else 0), _last_week(week, product))
        for week, grams in coming.items()
    ]


def _best_grade(product: ProductRow) -> uuid.UUID | None:
    """Return what schools are served from: second grade in stock is no promise kept."""
    return next((grade.id for grade in product.grades if not grade.archived), None)


def _last_week(harvested: Week, product: ProductRow) -> Week | None:
    if product.shelf_days is None:
        return None
    return Week.of(harvested.monday + timedelta(days=product.shelf_days))


def _weighed_in(session: Session, product_id: uuid.UUID, week: Week) -> int:
    """Return the grams accepted in a week so far: they lie in the stock and must not be counted as pledged again."""
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    monday = datetime.combine(week.monday, time(), zone)
    total = sa.select(sa.func.sum(WeighIn.accepted_g)).where(
        WeighIn.product_id == product_id, WeighIn.received_at >= monday, WeighIn.voided.is_(None)
    )
    return int(session.scalar(total) or 0)

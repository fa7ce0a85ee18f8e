"""Can we deliver? What a promise needs by week, against free stock, forecast and everything promised before."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity import WeekCapacity, first_gap
from sse_desktop.domain.capacity_parts import (
    Due,
    Part,
    PartKind,
    WeekSums,
    certified_dues,
    due_by_week,
    reckoned,
    until,
    week_sums,
)
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import largest_perishable_promise
from sse_desktop.queries.commitments import commitments
from sse_desktop.queries.demand_weights import Scales
from sse_desktop.queries.plans import Demand, bid_demand, certificate_asked, tender_demand
from sse_desktop.queries.pooled_capacity import pooled_sources
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.supplies import Supplies, supplies
from sse_desktop.store.tables.bids import Bid

ByWeek = Mapping[Week, int]
Promised = tuple[Due, bool]


class LineNotMapped(DomainError):
    """A line is not linked to a product, so nobody can tell whether it can be delivered."""

    sentence = N_("“{description}” is not linked to a product of ours. Choose its product.")


class LineWithoutQuantity(DomainError):
    """The buyer asks for an unknown quantity."""

    sentence = N_("“{description}” has no quantity yet. Type how much the buyer asks for.")


class LineNotPlanned(DomainError):
    """Nobody knows in which weeks a line is due."""

    sentence = N_("It is not known when “{description}” is due. Type the delivery period of the tender, or the weeks.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCapacity:
    """One product of a promise, in kg and cumulative; `largest` is the most that can be promised in this rhythm.

    `parts` are behind every number. The forecast that counts comes from pledges of `pledged`, of which the members'
    reliability leaves `expected`, of which `margin_bp` hundredths of a percent are kept back.
    """

    product_id: uuid.UUID
    code: str
    product: str
    demand: Quantity
    weeks: tuple[WeekCapacity, ...]
    largest: Quantity
    parts: tuple[Part, ...]
    pledged: Quantity
    expected: Quantity
    margin_bp: int
    certificate: str | None

    @property
    def first_gap(self) -> WeekCapacity | None:
        """The first week that can't be covered."""
        return first_gap(self.weeks)

    @property
    def sums(self) -> list[WeekSums]:
        """Each week by what it is made of."""
        return week_sums(self.weeks, self.parts)

    def behind(self, week: Week) -> list[Part]:
        """Return the parts that add up to what is available at the end of a week."""
        return until(self.parts, week)


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
    return tender_what_if(session, tender_id, bid_demand(session, bid_id), today)


def tender_capacity(session: Session, tender_id: uuid.UUID, today: date) -> Capacity:
    """Return whether all that a tender asks for could be delivered, before any bid is made."""
    return tender_what_if(session, tender_id, tender_demand(session, tender_id), today)


def tender_what_if(session: Session, tender_id: uuid.UUID, demand: Sequence[Demand], today: date) -> Capacity:
    """Return whether a demand could be delivered for a tender: with its partners, and from the plots that it asks for."""
    certificate = certificate_asked(session, tender_id)
    return what_if(session, demand, today, for_tender=tender_id, certificate=certificate)


def what_if(
    session: Session,
    demand: Sequence[Demand],
    today: date,
    *,
    for_tender: uuid.UUID | None = None,
    certificate: str | None = None,
) -> Capacity:
    """Return whether a demand could be delivered; bids for the same tender do not count against it.

    There is what lies free and may still be sold, the forecast from this week on (of this week only what was not weighed in
    yet), and what partners offer for the tender. Each line is converted by the product's factor in force in its week, half
    up to a gram. With a `certificate` (empty: any) only produce of certified plots counts, and other promises are served
    from uncertified produce first.
    """
    known = {product.id: product for product in products(session, archived=None)}
    scales = Scales(session, known, today)
    wanted = scales.weigh(demand)
    promised = promised_to_others(session, scales, today, for_tender)
    found = []
    for key in sorted(wanted, key=lambda key: known[key].code):
        there = _with_partners(session, known[key], today, for_tender, certificate)
        dues = taken_from(promised.get(key, []), there, certificate)
        found.append(_product(known[key], wanted[key], there, dues, certificate))
    return Capacity(products=tuple(found), problems=(*_unclear(demand), *scales.problems))


def _with_partners(
    session: Session, product: ProductRow, today: date, for_tender: uuid.UUID | None, certificate: str | None
) -> Supplies:
    own = supplies(session, product, today, certificate)
    if for_tender is None:
        return own
    pooled = pooled_sources(session, for_tender, product.id, today, keeps=product.shelf_days is None)
    return replace(own, counted=(*own.counted, *pooled))


def promised_to_others(
    session: Session, scales: Scales, today: date, for_tender: uuid.UUID | None
) -> dict[uuid.UUID, list[Promised]]:
    """Return what is promised elsewhere by product: each amount, and whether it asks for certified plots."""
    found: dict[uuid.UUID, list[Promised]] = {}
    for line in commitments(session, today, except_tender=for_tender):
        for week, grams in scales.weigh_line(line).items():
            due = Due(kind=line.kind or PartKind.CONTRACT, week=week, grams=grams, name=line.name)
            if line.product_id is not None:
                found.setdefault(line.product_id, []).append((due, line.certificate is not None))
    return found


def taken_from(promised: Sequence[Promised], there: Supplies, certificate: str | None) -> list[Due]:
    """Return what of these promises takes from the produce that counts; see `certified_dues`."""
    if certificate is None:
        return [due for due, _ in promised]
    asking = [due for due, is_certified in promised if is_certified]
    others = [due for due, is_certified in promised if not is_certified]
    return certified_dues(asking, others, there.uncertified)


def _product(
    product: ProductRow, wanted: ByWeek, there: Supplies, dues: Sequence[Due], certificate: str | None
) -> ProductCapacity:
    rows, parts = reckoned(wanted, there.counted, dues)
    largest = largest_perishable_promise(wanted, [source.supply for source in there.counted], due_by_week(dues))
    return ProductCapacity(
        product_id=product.id,
        code=product.code,
        product=product.name,
        demand=Quantity(sum(wanted.values()), KILO),
        weeks=tuple(rows),
        largest=Quantity(largest, KILO),
        parts=tuple(parts),
        pledged=Quantity(there.pledged_g, KILO),
        expected=Quantity(there.expected_g, KILO),
        margin_bp=product.safety_margin_bp,
        certificate=certificate,
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

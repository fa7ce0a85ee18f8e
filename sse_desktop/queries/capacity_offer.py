"""What this cooperative can add to a partner's bid: weekly amounts of each product, and nothing of any member."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.capacity_parts import due_by_week
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.pooling import offered_by_week
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.capacity import promised_to_others, taken_from
from sse_desktop.queries.demand_weights import Scales
from sse_desktop.queries.plans import certificate_asked, tender_demand
from sse_desktop.queries.products import products
from sse_desktop.queries.supplies import supplies
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedProduct:
    """What can be given of a product in each week, in grams; up to what the tender asks for in it."""

    product_id: uuid.UUID
    code: str
    product: str
    asked: Quantity
    by_week: dict[Week, int]

    @property
    def total(self) -> Quantity:
        """The sum over the weeks, in kg."""
        return Quantity(sum(self.by_week.values()), KILO)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityOffer:
    """Who offers what for which tender; `problems` name lines that nobody can weigh."""

    cooperative: str
    tax_id: str
    reference: str
    ocid: str
    title: str
    certificate: str | None
    products: tuple[OfferedProduct, ...]
    problems: tuple[DomainError, ...]


def capacity_offer(session: Session, tender_id: uuid.UUID, today: date) -> CapacityOffer:
    """Return what we can give for a tender beside all other promises; our own bid for it does not count against it."""
    tender, own = session.get_one(Tender, tender_id), session.scalars(sa.select(Cooperative)).one()
    known = {product.id: product for product in products(session, archived=None)}
    scales = Scales(session, known, today)
    wanted = scales.weigh(tender_demand(session, tender_id))
    promised = promised_to_others(session, scales, today, tender_id)
    certificate = certificate_asked(session, tender_id)
    found = []
    for key in sorted(wanted, key=lambda key: known[key].code):
        there = supplies(session, known[key], today, certificate)
        dues = due_by_week(taken_from(promised.get(key, []), there, certificate))
        given = offered_by_week(wanted[key], [source.supply for source in there.counted], dues)
        asked = Quantity(sum(wanted[key].values()), KILO)
        found.append(
            OfferedProduct(product_id=key, code=known[key].code, product=known[key].name, asked=asked, by_week=given)
        )
    return CapacityOffer(
        cooperative=own.short_name or own.legal_name,
        tax_id=own.tax_id,
        reference=tender.reference,
        ocid=tender.ocid,
        title=tender.title,
        certificate=certificate,
        products=tuple(found),
        problems=tuple(scales.problems),
    )

"""The values that the profile leaves to the buyer's paper, with what was filled in, and for whom they can be."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.jurisdiction_asked import AskedPlace, asked_places
from sse_desktop.queries.asked_values import Asked, asked_of_buyer, asked_values
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """A tender or a buyer for whom values can be filled in."""

    tender_id: uuid.UUID | None = None
    buyer_id: uuid.UUID | None = None
    name: str

    @property
    def key(self) -> str:
        """A text that names it: tender:… or buyer:…."""
        return f"tender:{self.tender_id}" if self.tender_id is not None else f"buyer:{self.buyer_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A value that is asked for, and what was filled in."""

    id: str
    place: AskedPlace
    asked: Asked | None


def asked_for(session: Session) -> list[AskedFor]:
    """Return the tenders that are worked at, the next deadline first, then the buyers by name."""
    tenders = sa.select(Tender).where(~Tender.dropped).order_by(Tender.deadline_at.is_(None), Tender.deadline_at)
    buyers = sa.select(Buyer).where(~Buyer.archived).order_by(Buyer.name)
    named = [
        AskedFor(tender_id=row.id, name=" · ".join(filter(None, (row.reference, row.title))))
        for row in session.scalars(tenders)
    ]
    return [*named, *(AskedFor(buyer_id=row.id, name=row.name) for row in session.scalars(buyers))]


def asked_list(session: Session, key: str, today: date) -> list[AskedRow]:
    """Return all that is asked for with a tender or a buyer (by its key), in the order of the rules; '' for neither."""
    kind, _, number = key.partition(":")
    tender_id = uuid.UUID(number) if kind == "tender" else None
    places = asked_places(rules_of(session, tender_id, today=today))
    if tender_id is not None:
        values = asked_values(session, tender_id)
    else:
        values = asked_of_buyer(session, uuid.UUID(number)) if kind == "buyer" else {}
    return [AskedRow(id=place.key, place=place, asked=values.get(place.key)) for place in places]

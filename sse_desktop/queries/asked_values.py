"""What the buyer's papers told, as a person filled it in: for a tender, or for all tenders of its buyer."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.asked import AskedValue, ProfileSnapshot
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that was filled in: exact as text, where it was read, for what (tender, buyer, or a clause), and on which day."""

    value: str
    source: str
    scope: str
    noted_on: date | None
    id: uuid.UUID | None = None
    noted_by: str = ""
    stamps: Mapping[str, int] | None = None


def asked_values(session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID | None = None) -> Mapping[str, Asked]:
    """Return the values for a tender by key: its own go before those of its buyer.

    Those of a bid whose rules are frozen are what they were then.
    """
    frozen = _frozen(session, bid_id) if bid_id is not None else None
    if frozen is not None:
        return frozen
    buyer_id = session.scalar(sa.select(Tender.buyer_id).where(Tender.id == tender_id))
    own = _rows(session, AskedValue.tender_id == tender_id, "tender")
    return _rows(session, AskedValue.buyer_id == buyer_id, "buyer") | own if buyer_id is not None else own


def asked_of_buyer(session: Session, buyer_id: uuid.UUID) -> Mapping[str, Asked]:
    """Return the values that hold for all tenders of a buyer, by key."""
    return _rows(session, AskedValue.buyer_id == buyer_id, "buyer")


def as_asked_json(values: Mapping[str, Asked]) -> dict[str, list[str]]:
    """Return the values as they are frozen with a bid."""
    return {
        key: [value.value, value.source, value.scope, value.noted_on.isoformat() if value.noted_on else ""]
        for key, value in sorted(values.items())
    }


# ---------------------------------------------------------------- inside


def _frozen(session: Session, bid_id: uuid.UUID) -> Mapping[str, Asked] | None:
    digest = session.scalar(sa.select(Bid.profile_digest).where(Bid.id == bid_id))
    content = digest and session.scalar(sa.select(ProfileSnapshot.content).where(ProfileSnapshot.digest == digest))
    if not content:
        return None
    return {
        key: Asked(value, source, scope, date.fromisoformat(noted) if noted else None)
        for key, (value, source, scope, noted) in json.loads(content)["asked"].items()
    }


def _rows(session: Session, of_whom: sa.ColumnElement[bool], scope: str) -> dict[str, Asked]:
    rows = session.scalars(sa.select(AskedValue).where(of_whom, ~AskedValue.archived)).all()
    return {
        row.key: Asked(row.value, row.source, scope, row.noted_on, row.id, row.noted_by, dict(row.stamps))
        for row in rows
    }

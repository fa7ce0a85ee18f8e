"""The rules that hold for a tender or a bid: those of its day, or those the bid was frozen with."""

import json
import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.jurisdiction_json import from_json
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.asked import ProfileSnapshot
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Tender


def rules_of(
    session: Session,
    tender_id: uuid.UUID | None = None,
    bid_id: uuid.UUID | None = None,
    *,
    today: date | None = None,
) -> Profile:
    """Return the rules of a tender: the cooperative's profile on the day the tender was published, so an old one keeps its rules.

    Without such a day those of today count, and where today isn't told, the newest of each. A bid whose rules are frozen
    keeps them, whatever became of the profile.
    """
    if bid_id is not None:
        digest, of_bid = session.execute(sa.select(Bid.profile_digest, Bid.tender_id).where(Bid.id == bid_id)).one()
        content = digest and session.scalar(sa.select(ProfileSnapshot.content).where(ProfileSnapshot.digest == digest))
        if content:
            return frozen_profile(content)
        tender_id = of_bid
    published = session.scalar(sa.select(Tender.published_on).where(Tender.id == tender_id)) if tender_id else None
    day = published or today or getattr(session, "today", None)
    profile = load_profile(session.scalars(sa.select(Cooperative.profile_id)).one())
    return profile.on(day) if day is not None else profile.latest()


def frozen_profile(content: str) -> Profile:
    """Return the profile of a snapshot."""
    return from_json(json.dumps(json.loads(content)["profile"]))

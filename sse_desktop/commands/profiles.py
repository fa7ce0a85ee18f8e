"""Freezing the rules a bid is made under, so that it reads the same after a law has changed."""

import json
import uuid

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.jurisdiction_json import as_json, digest_of
from sse_desktop.domain.roles import Role
from sse_desktop.queries.asked_values import as_asked_json, asked_values
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.asked import ProfileSnapshot
from sse_desktop.store.tables.bids import Bid


@allowed(Role.SECRETARY, Role.PRESIDENT)
def freeze_profile(session: Writing, bid_id: uuid.UUID) -> str:
    """Keep the rules and the asked values of a bid as they are now, once for all bids that share them; return their digest.

    A bid whose rules are frozen already keeps those.
    """
    bid = session.get_one(Bid, bid_id)
    if bid.profile_digest:
        return bid.profile_digest
    profile = rules_of(session, bid.tender_id)
    asked = as_asked_json(asked_values(session, bid.tender_id))
    content = json.dumps(
        {"asked": asked, "profile": json.loads(as_json(profile))},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    digest = digest_of(content)
    if session.scalar(sa.select(ProfileSnapshot.id).where(ProfileSnapshot.digest == digest)) is None:
        snapshot = ProfileSnapshot(
            id=session.new_id(), digest=digest, profile_id=profile.id, version=profile.version, content=content
        )
        session.add(snapshot)
    bid.profile_digest = digest
    return digest


def thaw_profile(bid: Bid) -> None:
    """Let a bid that goes back to draft follow the rules again."""
    bid.profile_digest = ""

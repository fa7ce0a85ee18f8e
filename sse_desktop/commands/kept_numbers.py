"""Numbers of persons that the law forbids to keep: refused wherever a number of a person is stored."""

import sqlalchemy as sa

from sse_desktop.domain.errors import Term
from sse_desktop.domain.identity import NotToBeKept, is_not_to_be_kept
from sse_desktop.store.database import Writing
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative


def refuse_unkept(session: Writing, number: str) -> None:
    """Refuse a number that the cooperative's profile says may not be kept, such as a Korean resident number.

    Raises:
        NotToBeKept.
    """
    profile_id = session.scalar(sa.select(Cooperative.profile_id)) if number.strip() else None
    if profile_id is None:
        return
    for rule in load_profile(profile_id).identifier_rules:
        if is_not_to_be_kept(rule, number):
            raise NotToBeKept(number=Term(rule.label))

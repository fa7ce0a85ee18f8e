"""Rules of law about papers that hold for a whole offer, from the profile."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.zones import civil_day
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.tables.tenders import Tender


class PaperTooLate(DomainError):
    """A paper was issued after the deadline, where the law says that such papers do not count."""

    sentence = N_(
        "“{paper}” was issued on {issued}, after the deadline of {deadline}. Papers obtained later do not count ({rule}). It stays among the papers, but not in this bid. Choose one from before the deadline."
    )


def refuse_late(session: Session, tender_id: uuid.UUID, paper: str, issued_on: date | None) -> None:
    """Refuse a paper issued after the deadline where the profile has a rule `late_paper`.

    Ecuador: Reglamento LOSNCP, Art. 100.4: only what existed before the deadline and is named in the offer can be mended.

    Raises:
        PaperTooLate: with the rule.
    """
    rule = rules_of(session, tender_id).rules.get("late_paper")
    row = session.execute(sa.select(Tender.deadline_at, Tender.deadline_zone).where(Tender.id == tender_id)).one()
    deadline = civil_day(row.deadline_at, row.deadline_zone)
    if rule and deadline is not None and issued_on is not None and issued_on > deadline:
        raise PaperTooLate(paper=paper, issued=issued_on, deadline=deadline, rule=rule)

"""Amendments: what the buyer changed after the call, from a newer notice or typed from a paper, and that somebody saw it."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tender_changes import Changes, changes_as_text
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import TenderAmendment
from sse_desktop.store.tables.tenders import Tender


class AmendmentEmpty(DomainError):
    """Neither a number nor words."""

    sentence = N_("An amendment needs its number or a few words. Nothing was saved. Say what the buyer changed.")


class AmendmentFromNotice(DomainError):
    """What a newer notice changed is a record of that notice."""

    sentence = N_("This amendment comes from the buyer's notice. Nothing was changed. Type yours as a new one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentData:
    """A change by the buyer, as typed from a paper; `original_sha` is that paper's file."""

    reference: str = ""
    summary: str = ""
    published_on: date | None = None
    original_sha: str | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_amendment(session: Writing, tender_id: uuid.UUID, data: AmendmentData) -> uuid.UUID:
    """Store an amendment typed from a paper and return its id; who types it has seen it.

    Raises:
        AmendmentEmpty.
    """
    tender = session.get_one(Tender, tender_id)
    row = TenderAmendment(id=session.new_id(), tender_id=tender.id, seen_on=session.today, **_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_amendment(session: Writing, amendment_id: uuid.UUID, data: AmendmentData, seen: Seen | None = None) -> None:
    """Correct an amendment that was typed.

    Raises:
        ChangedMeanwhile, AmendmentEmpty, AmendmentFromNotice.
    """
    row = session.get_one(TenderAmendment, amendment_id)
    if row.changes:
        raise AmendmentFromNotice
    change_fields(row, _columns(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def mark_seen(session: Writing, amendment_ids: Sequence[uuid.UUID]) -> int:
    """Say that somebody looked at these amendments today, and return how many nobody had seen before."""
    rows = [session.get_one(TenderAmendment, amendment_id) for amendment_id in amendment_ids]
    unseen = [row for row in rows if row.seen_on is None]
    for row in unseen:
        row.seen_on = session.today
    return len(unseen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_amendment(session: Writing, amendment_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take an amendment out of the list, or back in."""
    session.get_one(TenderAmendment, amendment_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def record_amendment(session: Writing, tender_id: uuid.UUID, data: AmendmentData, changes: Changes) -> uuid.UUID:
    """Store what a newer notice changed, and return its id; nobody has seen it yet."""
    kept = changes_as_text(changes)
    row = TenderAmendment(id=session.new_id(), tender_id=tender_id, changes=kept, **cleaned(asdict(data)))
    session.add(row)
    session.flush()
    return row.id


def _columns(data: AmendmentData) -> dict[str, Any]:
    columns = cleaned(asdict(data))
    if not (columns["reference"] or columns["summary"]):
        raise AmendmentEmpty
    return columns

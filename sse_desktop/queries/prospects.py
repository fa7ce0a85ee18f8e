"""Prospects as rows: needs heard of before any notice, and what became of them."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.store.tables.partners import Meeting, Prospect
from sse_desktop.store.tables.tenders import Tender


class ProspectState(StrEnum):
    """What became of a prospect so far."""

    OPEN = "open"
    TENDER = "tender"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    ProspectState.OPEN: N_("open"),
    ProspectState.TENDER: N_("is a tender"),
    ProspectState.DROPPED: N_("dropped"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectRow:
    """A need, from whom, expected when, heard of where, and its tender once there is one."""

    id: uuid.UUID
    title: str
    buyer_id: uuid.UUID | None
    buyer_name: str
    heard_on: date | None
    expected_on: date | None
    channel: str
    meeting_id: uuid.UUID | None
    meeting: str
    volumes: str
    seasons: str
    could_be_reserved: str
    could_supply: str
    tender_id: uuid.UUID | None
    tender: str
    dropped_reason: str
    note: str
    archived: bool
    stamps: dict[str, int]

    @property
    def state(self) -> ProspectState:
        """A tender came of it, it was dropped, or it is open."""
        if self.tender_id is not None:
            return ProspectState.TENDER
        return ProspectState.DROPPED if self.dropped_reason else ProspectState.OPEN


def prospects(session: Session, *, state: str = "", search: str = "") -> list[ProspectRow]:
    """Return prospects, open ones first, the one expected soonest on top; `state`: open, tender, dropped, archived or empty."""
    own = [getattr(Prospect, name) for name in ProspectRow.__dataclass_fields__ if name in Prospect.__table__.c]
    select = (
        sa.select(*own, sa.func.coalesce(Meeting.title, "").label("meeting"))
        .add_columns(sa.func.coalesce(Tender.reference, "").label("tender"))
        .outerjoin(Meeting, Meeting.id == Prospect.meeting_id)
        .outerjoin(Tender, Tender.id == Prospect.tender_id)
        .where(Prospect.archived.is_(state == "archived"))
    )
    for word in fold(search).split():
        select = select.where(Prospect.search.contains(word, autoescape=True))
    rows = [ProspectRow(**found) for found in session.execute(select.order_by(Prospect.id.desc())).mappings()]
    fitting = [row for row in rows if state in {"", "archived", row.state.value}]
    return sorted(fitting, key=lambda row: (row.state is not ProspectState.OPEN, row.expected_on or date.max))


def prospect(session: Session, prospect_id: uuid.UUID) -> ProspectRow:
    """Return one prospect, in use or archived."""
    rows = [*prospects(session), *prospects(session, state="archived")]
    return next(row for row in rows if row.id == prospect_id)


def prospect_of_tender(session: Session, tender_id: uuid.UUID) -> tuple[uuid.UUID, str] | None:
    """Return id and title of the prospect that a tender came from, if there is one."""
    found = session.execute(sa.select(Prospect.id, Prospect.title).where(Prospect.tender_id == tender_id)).first()
    return (found.id, found.title) if found is not None else None

"""The vault of papers: its register, and what will lapse soon."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.validity import PaperState, paper_state
from sse_desktop.store.tables.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper and how it stands today; without a file it can't be put into a packet. `facts` are its values by name."""

    id: uuid.UUID
    kind: str
    title: str
    holder_kind: str
    holder_name: str
    member_id: uuid.UUID | None
    number: str
    issuer: str
    issued_on: date | None
    valid_from: date | None
    valid_to: date | None
    file_sha: str | None
    file_name: str
    media_type: str
    pages: int | None
    third_party_signed: bool
    source_register: str
    sensitive: bool
    facts: Mapping[str, str]
    renewal_days: int | None
    checked_on: date | None
    check_address: str
    archived: bool
    stamps: dict[str, int]
    state: PaperState

    def state_on(self, day: date, max_age_days: int | None = None) -> PaperState:
        """Return how the paper stands on another day."""
        return paper_state(self.issued_on, self.valid_from, self.valid_to, day, max_age_days)


_COLUMNS = [getattr(Paper, name) for name in PaperRow.__dataclass_fields__ if name != "state"]


def papers(session: Session, today: date, *, archived: bool = False, search: str = "") -> list[PaperRow]:
    """Return the papers by kind, the one that is valid longest first; `search` finds words in any order."""
    order = sa.select(*_COLUMNS).where(Paper.archived.is_(archived)).order_by(Paper.kind, Paper.title, Paper.id)
    rows = [_row(found, today) for found in session.execute(order).mappings()]
    words = fold(search).split()
    found = [row for row in rows if all(word in _searched(row) for word in words)]
    return sorted(found, key=lambda row: (row.kind, -(row.valid_to or date.max).toordinal()))


def paper(session: Session, paper_id: uuid.UUID, today: date) -> PaperRow:
    """Return one paper."""
    return _row(session.execute(sa.select(*_COLUMNS).where(Paper.id == paper_id)).mappings().one(), today)


def _row(found: sa.RowMapping, today: date) -> PaperRow:
    state = paper_state(found["issued_on"], found["valid_from"], found["valid_to"], today)
    facts = json.loads(found["facts"]) if found["facts"] else {}
    return PaperRow(**{**found, "facts": facts}, state=state)


def _searched(row: PaperRow) -> str:
    return fold(f"{row.title} {row.kind} {row.holder_name} {row.number} {row.issuer} {row.file_name}")

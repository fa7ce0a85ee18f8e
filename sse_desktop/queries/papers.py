"""The vault of papers: its register, and what will lapse soon."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.jurisdiction import PaperKind
from sse_desktop.domain.validity import PaperState, is_period, last_day, paper_state
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper and how it stands today; without a file it can't be put into a packet. `facts` are its values by name.

    `ends_on` is its last good day: what it says itself, else the period of its kind from its issue. `is_undated`: its kind
    is good for a time from its issue, and nobody knows when that was. `takes_days` is how long a new one takes: what was
    typed, else what the kind says.
    """

    id: uuid.UUID
    kind: str
    title: str
    holder_kind: str
    holder_name: str
    member_id: uuid.UUID | None
    plot_id: uuid.UUID | None
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
    ends_on: date | None
    is_undated: bool
    takes_days: int | None
    state: PaperState

    def state_on(self, day: date, max_age_days: int | None = None) -> PaperState:
        """Return how the paper stands on another day."""
        return paper_state(self.issued_on, self.valid_from, self.ends_on, day, max_age_days)


_WORKED_OUT = frozenset({"ends_on", "is_undated", "takes_days", "state"})
_COLUMNS = [getattr(Paper, name) for name in PaperRow.__dataclass_fields__ if name not in _WORKED_OUT]


def papers(session: Session, today: date, *, archived: bool = False, search: str = "") -> list[PaperRow]:
    """Return the papers by kind, the one that is valid longest first; `search` finds words in any order."""
    order = sa.select(*_COLUMNS).where(Paper.archived.is_(archived)).order_by(Paper.kind, Paper.title, Paper.id)
    kinds = paper_kinds(session)
    rows = [_row(found, kinds, today) for found in session.execute(order).mappings()]
    words = fold(search).split()
    found = [row for row in rows if all(word in _searched(row) for word in words)]
    return sorted(found, key=lambda row: (row.kind, -(row.ends_on or date.max).toordinal()))


def paper(session: Session, paper_id: uuid.UUID, today: date) -> PaperRow:
    """Return one paper."""
    found = session.execute(sa.select(*_COLUMNS).where(Paper.id == paper_id)).mappings().one()
    return _row(found, paper_kinds(session), today)


def paper_kinds(session: Session) -> Mapping[str, PaperKind]:
    """Return the kinds of the cooperative's profile, of each the newest."""
    profile = load_profile(session.scalars(sa.select(Cooperative.profile_id)).one())
    return {kind.id: kind for kind in profile.papers}


def _row(found: sa.RowMapping, kinds: Mapping[str, PaperKind], today: date) -> PaperRow:
    kind = kinds.get(found["kind"])
    validity = kind.validity if kind is not None else ""
    ends_on = last_day(found["issued_on"], found["valid_to"], validity)
    typed: int | None = found["renewal_days"]
    return PaperRow(
        **{**found, "facts": json.loads(found["facts"]) if found["facts"] else {}},
        ends_on=ends_on,
        is_undated=ends_on is None and is_period(validity),
        takes_days=kind.remind_days if typed is None and kind is not None else typed,
        state=paper_state(found["issued_on"], found["valid_from"], ends_on, today),
    )


def _searched(row: PaperRow) -> str:
    return fold(f"{row.title} {row.kind} {row.holder_name} {row.number} {row.issuer} {row.file_name}")

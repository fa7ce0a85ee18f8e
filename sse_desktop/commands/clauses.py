"""Social clauses of a tender, and what a bid promises under them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import draft
from sse_desktop.commands.changing import BelowNothing, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.clauses import PARAMETERS, PROMISES, ClauseKind, Measure, NotAShare, Parameter
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.clauses import ClauseCommitment, TenderClause
from sse_desktop.store.tables.tenders import Tender

_NUMBERS = frozenset({Measure.HOURS, Measure.MONEY, Measure.NUMBER})


class ClauseOfAnotherTender(DomainError):
    """A bid would answer a clause that its tender does not have."""

    sentence = N_("This clause belongs to another tender. Nothing was saved. Choose one of this tender.")


class PeriodReversed(DomainError):
    """A period ends before it begins."""

    sentence = N_("The period would end on {last}, before it begins on {first}. Nothing was saved. Correct the days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseData:
    """A clause as the buyer wrote it. `source` is where it stands: the document and the page or article.

    `parameters` are exact texts by name (see `PARAMETERS` of the domain): shares as 0.30, hours and money with a point. One
    that the buyer's papers don't tell yet is left out and asked for.
    """

    kind: ClauseKind
    title: str
    wording: str = ""
    legal_ref: str = ""
    source: str = ""
    tender_lot_id: uuid.UUID | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    starts_on: date | None = None
    ends_on: date | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_clause(session: Writing, tender_id: uuid.UUID, data: ClauseData) -> uuid.UUID:
    """Store a clause that a person read in the buyer's papers or confirmed from the notice, and return its id.

    Raises:
        NameMissing, PeriodReversed, NotAShare, BelowNothing, NotAPlainNumber.
    """
    last = session.scalar(sa.select(sa.func.max(TenderClause.position)).where(TenderClause.tender_id == tender_id))
    row = TenderClause(id=session.new_id(), tender_id=tender_id, position=(last or 0) + 1, **_checked(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_clause(session: Writing, clause_id: uuid.UUID, data: ClauseData, seen: Seen | None = None) -> None:
    """Store new data of a clause.

    Raises:
        ChangedMeanwhile, NameMissing, PeriodReversed, NotAShare, BelowNothing, NotAPlainNumber.
    """
    change_fields(session.get_one(TenderClause, clause_id), _checked(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_clause(session: Writing, clause_id: uuid.UUID, *, archived: bool = True) -> None:
    """Say that the tender does not have this clause after all, or has it again; what was recorded under it stays."""
    session.get_one(TenderClause, clause_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_aside(session: Writing, tender_id: uuid.UUID, what: str) -> None:
    """Keep what the notice names (the key of a proposal) as no clause or criterion of ours, so that it is not proposed again."""
    row = session.get_one(Tender, tender_id)
    known = row.set_aside.splitlines()
    if what not in known:
        row.set_aside = "\n".join([*known, what])


@allowed(Role.SECRETARY, Role.PRESIDENT)
def promise(
    session: Writing, bid_id: uuid.UUID, clause_id: uuid.UUID, promised: Mapping[str, str], note: str = ""
) -> None:
    """Store what a bid promises under a clause: exact texts by name (see `PROMISES` of the domain); nothing takes it back.

    Raises:
        BidIsFixed, ClauseOfAnotherTender, NotAShare, BelowNothing, NotAPlainNumber.
    """
    bid, clause = draft(session, bid_id), session.get_one(TenderClause, clause_id)
    if clause.tender_id != bid.tender_id:
        raise ClauseOfAnotherTender
    exact = exact_texts(promised, PROMISES[ClauseKind(clause.kind)])
    values = {"promised": packed(exact), "note": note.strip(), "archived": not exact and not note.strip()}
    mine = (ClauseCommitment.bid_id == bid_id, ClauseCommitment.tender_clause_id == clause_id)
    row = session.scalars(sa.select(ClauseCommitment).where(*mine)).first()
    if row is None:
        session.add(ClauseCommitment(id=session.new_id(), bid_id=bid_id, tender_clause_id=clause_id, **values))
    else:
        change_fields(row, values)


def copy_promises(session: Writing, old: Bid, new: Bid) -> None:
    """Promise in a new version of a bid what the old one promised."""
    mine = sa.select(ClauseCommitment).where(ClauseCommitment.bid_id == old.id, ~ClauseCommitment.archived)
    session.add_all(
        ClauseCommitment(
            id=session.new_id(),
            bid_id=new.id,
            tender_clause_id=row.tender_clause_id,
            promised=row.promised,
            note=row.note,
        )
        for row in session.scalars(mine).all()
    )


def exact_texts(values: Mapping[str, str], known: tuple[Parameter, ...]) -> dict[str, str]:
    """Return the texts that say something, numbers checked; names that the kind does not know stay as texts.

    Raises:
        NotAShare, BelowNothing, NotAPlainNumber.
    """
    measures = {parameter.name: parameter.measure for parameter in known}
    said = {name: value.strip() for name, value in values.items() if value.strip()}
    for name, value in said.items():
        _check(value, measures.get(name, Measure.TEXT))
    return said


def packed(values: Mapping[str, str]) -> str:
    """Return texts by name as JSON, equal for equal texts; empty for none."""
    return json.dumps(dict(sorted(values.items())), ensure_ascii=False) if values else ""


def _check(value: str, measure: Measure) -> None:
    if measure is Measure.SHARE and not 0 <= exact_decimal(value) <= 1:
        raise NotAShare(value=exact_decimal(value) * 100)
    if measure in _NUMBERS and exact_decimal(value) < 0:
        raise BelowNothing


def _checked(data: ClauseData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if data.starts_on is not None and data.ends_on is not None and data.ends_on < data.starts_on:
        raise PeriodReversed(first=data.starts_on, last=data.ends_on)
    texts = exact_texts(data.parameters, PARAMETERS[data.kind])
    return cleaned(asdict(data)) | {"kind": data.kind.value, "parameters": packed(texts)}

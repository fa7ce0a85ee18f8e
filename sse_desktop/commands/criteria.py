"""Criteria of a tender, and what a bid answers to them."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import draft
from sse_desktop.commands.changing import BelowNothing, Seen, change_fields, cleaned
from sse_desktop.commands.clauses import packed
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.criteria import Criterion, banded, numbered, points_of
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.rounding import exact_decimal, scaled, unscaled
from sse_desktop.domain.scoring import Scoring
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.criteria import CriterionAnswer, TenderCriterion

_POINT_DECIMALS = 3
_NUMBERS = frozenset({"low", "high", "maximum", "margin"})


class CriterionOfAnotherTender(DomainError):
    """A bid would answer a criterion that its tender does not have."""

    sentence = N_("This criterion belongs to another tender. Nothing was saved. Choose one of this tender.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionData:
    """A criterion as the buyer wrote it, with its points in thousandths (None: not told) and its scoring function.

    `parameters` are exact texts by name: low, high, bands, better, table, table_date, maximum, margin. `source` is where it
    stands in the buyer's papers.
    """

    title: str
    scoring: Scoring
    code: str = ""
    points_milli: int | None = None
    unit: str = ""
    source: str = ""
    tender_lot_id: uuid.UUID | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerData:
    """What we answer, exact as text; `assumed` is what somebody assumes of the best other offer, to see the points then."""

    value: str = ""
    assumed: str = ""
    evidence: str = ""
    paper_id: uuid.UUID | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_criterion(session: Writing, tender_id: uuid.UUID, data: CriterionData) -> uuid.UUID:
    """Store a criterion and return its id.

    Raises:
        NameMissing, BelowNothing, NotAPlainNumber, TableUnreadable.
    """
    newest = sa.select(sa.func.max(TenderCriterion.position)).where(TenderCriterion.tender_id == tender_id)
    position = (session.scalar(newest) or 0) + 1
    row = TenderCriterion(id=session.new_id(), tender_id=tender_id, position=position, **_checked(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_criterion(session: Writing, criterion_id: uuid.UUID, data: CriterionData, seen: Seen | None = None) -> None:
    """Store new data of a criterion.

    Raises:
        ChangedMeanwhile, NameMissing, BelowNothing, NotAPlainNumber, TableUnreadable.
    """
    change_fields(session.get_one(TenderCriterion, criterion_id), _checked(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_criterion(session: Writing, criterion_id: uuid.UUID, *, archived: bool = True) -> None:
    """Say that the tender does not have this criterion after all, or has it again."""
    session.get_one(TenderCriterion, criterion_id).archived = archived


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def answer_criterion(session: Writing, bid_id: uuid.UUID, criterion_id: uuid.UUID, data: AnswerData) -> None:
    """Store what a bid answers to a criterion; nothing takes the answer back.

    Raises:
        BidIsFixed, CriterionOfAnotherTender, and what `points_of` refuses in the answer.
    """
    bid, row = draft(session, bid_id), session.get_one(TenderCriterion, criterion_id)
    if row.tender_id != bid.tender_id:
        raise CriterionOfAnotherTender
    _check_answer(Scoring(row.scoring), data)
    values = cleaned(asdict(data)) | {"archived": data == AnswerData()}
    mine = (CriterionAnswer.bid_id == bid_id, CriterionAnswer.tender_criterion_id == criterion_id)
    answer = session.scalars(sa.select(CriterionAnswer).where(*mine)).first()
    if answer is None:
        session.add(CriterionAnswer(id=session.new_id(), bid_id=bid_id, tender_criterion_id=criterion_id, **values))
    else:
        change_fields(answer, values)


def copy_answers(session: Writing, old: Bid, new: Bid) -> None:
    """Answer in a new version of a bid what the old one answered."""
    mine = sa.select(CriterionAnswer).where(CriterionAnswer.bid_id == old.id, ~CriterionAnswer.archived)
    session.add_all(
        CriterionAnswer(
            id=session.new_id(),
            bid_id=new.id,
            tender_criterion_id=row.tender_criterion_id,
            value=row.value,
            assumed=row.assumed,
            evidence=row.evidence,
            paper_id=row.paper_id,
        )
        for row in session.scalars(mine).all()
    )


def points_milli(points: str) -> int:
    """Return points as thousandths, exact or refused.

    Raises:
        NotAPlainNumber, TooManyDecimals, NumberTooLarge.
    """
    return scaled(points, _POINT_DECIMALS)


def _check_answer(scoring: Scoring, data: AnswerData) -> None:
    """Refuse an answer that no parameters could give points to."""
    if data.assumed.strip():
        exact_decimal(data.assumed)
    if not data.value.strip():
        return
    if scoring is Scoring.PROXY_SUM:
        numbered(data.value)
    elif scoring is Scoring.JUDGED:
        points_of(Criterion(scoring=scoring, weight=unscaled(0, 0), parameters={}), data.value)
    else:
        exact_decimal(data.value)


def _checked(data: CriterionData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if data.points_milli is not None and data.points_milli < 0:
        raise BelowNothing
    said = {name: value.strip() for name, value in data.parameters.items() if value.strip()}
    for name in _NUMBERS & said.keys():
        exact_decimal(said[name])
    banded(said.get("bands", ""))
    numbered(said.get("table", ""))
    return cleaned(asdict(data)) | {"scoring": data.scoring.value, "parameters": packed(said)}

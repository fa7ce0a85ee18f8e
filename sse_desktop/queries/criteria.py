"""Criteria of a tender and our answers: the points now, and what one step more would gain. Never a winner."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.criteria import Criterion, NextStep, next_step, points_of
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import unscaled
from sse_desktop.domain.scoring import Scoring
from sse_desktop.store.tables.criteria import CriterionAnswer, TenderCriterion
from sse_desktop.store.tables.tenders import TenderLot


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A criterion as the buyer wrote it; points as a number of at most three decimals, None while they are not known."""

    id: uuid.UUID
    tender_id: uuid.UUID
    tender_lot_id: uuid.UUID | None
    lot: str
    code: str
    title: str
    scoring: Scoring
    points: Decimal | None
    unit: str
    source: str
    parameters: Mapping[str, str]
    archived: bool
    stamps: Mapping[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what the buyer's papers must still be asked for; `points` is one of them."""
        found = () if self.points is not None or self.scoring is Scoring.PREFERENCE_MARGIN else ("points",)
        return (*found, *self.criterion.missing)

    @property
    def criterion(self) -> Criterion:
        """The criterion as the arithmetic takes it."""
        return Criterion(scoring=self.scoring, weight=self.points or Decimal(0), parameters=self.parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCriterion:
    """A criterion with our answer, its points and the nearest gain.

    `is_from_bid`: the answer is the total of the bid, since nothing else was typed. `points` is None while something is
    missing; `trouble` says what can't be worked out.
    """

    row: CriterionRow
    value: str
    assumed: str
    evidence: str
    paper_id: uuid.UUID | None
    is_from_bid: bool
    points: Decimal | None
    step: NextStep | None
    trouble: DomainError | None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return bool(self.value)


def tender_criteria(session: Session, tender_id: uuid.UUID, *, archived: bool = False) -> list[CriterionRow]:
    """Return the criteria of a tender in their order."""
    rows = session.execute(
        sa.select(TenderCriterion, sa.func.coalesce(TenderLot.code, ""))
        .outerjoin(TenderLot, TenderLot.id == TenderCriterion.tender_lot_id)
        .where(TenderCriterion.tender_id == tender_id, TenderCriterion.archived == archived)
        .order_by(TenderCriterion.position, TenderCriterion.id)
    )
    return [_row(criterion, lot) for criterion, lot in rows]


def answered_criteria(
    session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID | None, offer: Money | None
) -> list[AnsweredCriterion]:
    """Return the criteria of a tender with the answers of a bid; a price that is not typed is the total of the bid."""
    mine = sa.select(CriterionAnswer).where(CriterionAnswer.bid_id == bid_id, ~CriterionAnswer.archived)
    answers = {row.tender_criterion_id: row for row in session.scalars(mine)} if bid_id is not None else {}
    return [_answered(row, answers.get(row.id), offer) for row in tender_criteria(session, tender_id)]


def _answered(row: CriterionRow, answer: CriterionAnswer | None, offer: Money | None) -> AnsweredCriterion:
    typed = answer.value if answer is not None else ""
    is_price = row.scoring in {Scoring.PRICE_RATIO, Scoring.PREFERENCE_MARGIN}
    is_from_bid = is_price and not typed and offer is not None and offer.minor > 0
    value = format(offer.amount, "f") if is_from_bid and offer is not None else typed
    assumed = answer.assumed if answer is not None else ""
    points: Decimal | None = None
    step, trouble = None, None
    try:
        if not row.missing:
            points = points_of(row.criterion, value, assumed)
            step = next_step(row.criterion, value, assumed)
    except DomainError as error:
        trouble = error
    return AnsweredCriterion(
        row=row,
        value=value,
        assumed=assumed,
        evidence=answer.evidence if answer is not None else "",
        paper_id=answer.paper_id if answer is not None else None,
        is_from_bid=is_from_bid,
        points=points,
        step=step,
        trouble=trouble,
    )


def _row(row: TenderCriterion, lot: str) -> CriterionRow:
    return CriterionRow(
        id=row.id,
        tender_id=row.tender_id,
        tender_lot_id=row.tender_lot_id,
        lot=lot,
        code=row.code,
        title=row.title,
        scoring=Scoring(row.scoring),
        points=unscaled(row.points_milli, 3) if row.points_milli is not None else None,
        unit=row.unit,
        source=row.source,
        parameters=json.loads(row.parameters or "{}"),
        archived=row.archived,
        stamps=dict(row.stamps),
    )

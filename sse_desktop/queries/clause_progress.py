"""What is done under the clauses that run: hours, payments, what is claimed, what is accepted, what falls short."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import (
    AMOUNT,
    HOURS,
    WHOLE_BP,
    Basis,
    Exposure,
    basis_points,
    exposure,
    period_ends,
    share_done,
)
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.domain.rounding import unscaled
from sse_desktop.domain.season import Week
from sse_desktop.queries.bid_lots import bid_lots
from sse_desktop.queries.bids import bid
from sse_desktop.queries.clauses import ClauseRow, tender_clauses
from sse_desktop.queries.staff_counts import count_on
from sse_desktop.queries.trainees import TraineeRow, trainees
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.clauses import ClauseAcceptance, ClauseProgress, TenderClause, Trainee
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.partners import Partner
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClause:
    """A clause of a tender that was won, as it stands on a day.

    claimed = what our records say, accepted = what the buyer said last, both in hundredths of a percent and None while
    unknown. `exposure` is what falling short would cost by the papers for what is claimed, `exposure_accepted` for what is
    accepted, `imposed` what the buyer really imposed.
    `next_report` is the end of the first period without an acceptance.
    """

    row: ClauseRow
    bid_id: uuid.UUID
    reference: str
    tender: str
    buyer: str
    contract: str
    currency: str
    starts_on: date | None
    ends_on: date | None
    hours: Decimal
    paid: Money
    claimed_bp: int | None
    accepted_bp: int | None
    accepted_on: date | None
    exposure: Exposure | None
    exposure_accepted: Exposure | None
    imposed: Money | None
    next_report: date | None

    @property
    def id(self) -> uuid.UUID:
        """The clause's id."""
        return self.row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """An entry: hours of a trainee, or a payment to a partner."""

    id: uuid.UUID
    kind: str
    on: date
    trainee_id: uuid.UUID | None
    trainee: str
    hours: Decimal | None
    partner: str
    amount: Money | None
    evidence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRow:
    """What the buyer accepted by the end of a period, in hundredths of a percent, and what it imposed."""

    id: uuid.UUID
    period_end: date
    accepted_bp: int
    imposed: Money | None
    noted_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """A trainee with the hours of each day, thousandths of an hour."""

    trainee: TraineeRow
    by_day: Mapping[date, int]


def running_clauses(session: Session, today: date) -> list[RunningClause]:
    """Return the clauses of all bids that were won, the next report first; not those of lots in which we offered nothing."""
    with_clauses = sa.select(TenderClause.tender_id).where(~TenderClause.archived)
    won = sa.select(Bid.id, Bid.tender_id).where(Bid.state == BidState.WON.value, Bid.tender_id.in_(with_clauses))
    found = [
        _running(session, row, bid_id, today)
        for bid_id, tender_id in session.execute(won.order_by(Bid.id))
        for lots in (bid_lots(session, bid_id),)
        for row in tender_clauses(session, tender_id, bid_id=bid_id, offer=bid(session, bid_id).total)
        if lots.is_ours(row.tender_lot_id)
    ]
    return sorted(found, key=lambda each: (each.next_report or date.max, each.reference, each.row.title))


def running_clause(session: Session, clause_id: uuid.UUID, today: date) -> RunningClause:
    """Return one of them."""
    return next(each for each in running_clauses(session, today) if each.id == clause_id)


def progress(session: Session, clause_id: uuid.UUID) -> list[ProgressRow]:
    """Return the entries under a clause that count, by day."""
    rows = session.execute(
        sa.select(ClauseProgress, sa.func.coalesce(Trainee.name, ""), sa.func.coalesce(Partner.name, ""))
        .outerjoin(Trainee, Trainee.id == ClauseProgress.trainee_id)
        .outerjoin(Partner, Partner.id == ClauseProgress.partner_id)
        .where(ClauseProgress.tender_clause_id == clause_id, ClauseProgress.voided.is_(None))
        .order_by(ClauseProgress.done_on, ClauseProgress.id)
    )
    return [_progress_row(row, trainee, partner) for row, trainee, partner in rows]


def acceptances(session: Session, clause_id: uuid.UUID) -> list[AcceptanceRow]:
    """Return what the buyer accepted by period; of two for one period the newer one."""
    rows = session.scalars(
        sa.select(ClauseAcceptance)
        .where(ClauseAcceptance.tender_clause_id == clause_id, ClauseAcceptance.voided.is_(None))
        .order_by(ClauseAcceptance.period_end, ClauseAcceptance.id)
    )
    return list({row.period_end: _acceptance_row(row) for row in rows}.values())


def hours_grid(session: Session, clause_id: uuid.UUID, week: Week) -> list[HoursRow]:
    """Return the trainees whose contract covers the week, and others with hours in it, with their hours by day."""
    first, last = week.monday, week.sunday
    by_trainee: dict[uuid.UUID, dict[date, int]] = {}
    for row in progress(session, clause_id):
        if row.trainee_id is not None and row.hours is not None and first <= row.on <= last:
            days = by_trainee.setdefault(row.trainee_id, {})
            days[row.on] = days.get(row.on, 0) + int(row.hours * 1000)
    known = [*trainees(session), *(row for row in trainees(session, archived=True) if row.id in by_trainee)]
    return [
        HoursRow(trainee=row, by_day=by_trainee.get(row.id, {}))
        for row in known
        if row.id in by_trainee or row.works_on(first, last)
    ]


def claimed(row: ClauseRow, entries: Sequence[ProgressRow], currency: str) -> Fraction | None:
    """Return how much of a clause these entries do, or None while a value is missing."""
    if not row.kind.is_worked_off:
        return None
    hours = sum((entry.hours for entry in entries if entry.hours is not None), start=Decimal(0))
    paid = sum_money((entry.amount for entry in entries if entry.amount is not None), currency)
    try:
        return share_done(row.terms.formula, {**row.figures, "hours_done": hours, "sub_paid": paid.amount})
    except DomainError:
        return None


# ---------------------------------------------------------------- private


def _running(session: Session, row: ClauseRow, bid_id: uuid.UUID, today: date) -> RunningClause:
    tender = session.get_one(Tender, row.tender_id)
    currency = session.get_one(Bid, bid_id).currency
    contract = session.scalars(sa.select(Contract).where(Contract.bid_id == bid_id)).first()
    starts_on = row.starts_on or (contract.starts_on or contract.signed_on if contract is not None else None)
    ends_on = row.ends_on or (contract.ends_on if contract is not None else None)
    entries, said = progress(session, row.id), acceptances(session, row.id)
    done = claimed(row, entries, currency)
    imposed = [each.imposed for each in said if each.imposed is not None]
    return RunningClause(
        row=row,
        bid_id=bid_id,
        reference=tender.reference,
        tender=tender.title,
        buyer=tender.buyer_name,
        contract=contract.reference if contract is not None else "",
        currency=currency,
        starts_on=starts_on,
        ends_on=ends_on,
        hours=sum((entry.hours for entry in entries if entry.hours is not None), start=Decimal(0)),
        paid=sum_money((entry.amount for entry in entries if entry.amount is not None), currency),
        claimed_bp=basis_points(done) if done is not None else _staff_share(session, row),
        accepted_bp=said[-1].accepted_bp if said else None,
        accepted_on=said[-1].period_end if said else None,
        exposure=_exposure(row, done, currency),
        exposure_accepted=_exposure(row, Fraction(said[-1].accepted_bp, WHOLE_BP) if said else None, currency),
        imposed=sum_money(imposed, currency) if imposed else None,
        next_report=_next_report(row, (starts_on, ends_on), said, today),
    )


def _staff_share(session: Session, row: ClauseRow) -> int | None:
    count = count_on(session, None) if row.kind.is_of_staff else None
    return count.share_bp(row.basis or Basis.HEADS) if count is not None else None


def _exposure(row: ClauseRow, done: Fraction | None, currency: str) -> Exposure | None:
    if done is None or not row.kind.is_worked_off:
        return None
    figures = row.figures
    try:
        return exposure(row.terms.penalty, done, figures, currency, total_fail=figures.get("total_fail"))
    except DomainError:
        return None


def _next_report(
    row: ClauseRow, period: tuple[date | None, date | None], said: Sequence[AcceptanceRow], today: date
) -> date | None:
    starts_on, ends_on = period
    if starts_on is None or not row.kind.is_worked_off:
        return None
    last = said[-1].period_end if said else starts_on - timedelta(days=1)
    until = max(today, last + timedelta(days=1))
    ends = period_ends(starts_on, ends_on, row.terms.months, until)
    return next((end for end in ends if end > last), None)


def _progress_row(row: ClauseProgress, trainee: str, partner: str) -> ProgressRow:
    is_hours = row.kind == HOURS and row.hours_milli is not None
    return ProgressRow(
        id=row.id,
        kind=row.kind,
        on=row.done_on,
        trainee_id=row.trainee_id,
        trainee=trainee,
        hours=unscaled(row.hours_milli or 0, 3) if is_hours else None,
        partner=partner,
        amount=Money(row.amount_minor or 0, row.currency) if row.kind == AMOUNT else None,
        evidence=row.evidence,
        note=row.note,
    )


def _acceptance_row(row: ClauseAcceptance) -> AcceptanceRow:
    return AcceptanceRow(
        id=row.id,
        period_end=row.period_end,
        accepted_bp=row.accepted_bp,
        imposed=Money(row.imposed_minor, row.currency) if row.imposed_minor is not None else None,
        noted_by=row.noted_by,
        note=row.note,
    )

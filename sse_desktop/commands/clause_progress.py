"""What is done under a clause: hours of trainees by day, payments to partners, and what the buyer accepts of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import void
from sse_desktop.domain.clauses import AMOUNT, HOURS, WHOLE_BP, NotAShare
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import DifferentCurrencies, Money
from sse_desktop.domain.roles import Role
from sse_desktop.domain.rounding import unscaled
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.clauses import ClauseAcceptance, ClauseProgress, TenderClause, Trainee

DAY_MILLI = 24_000


class HoursOfADay(DomainError):
    """A day has more hours than it can have, or fewer than none."""

    sentence = N_("{hours} hours on {day} can't be: a day has 0 to 24. Nothing was saved. Correct the hours.")


class OutsideContract(DomainError):
    """Hours on a day without a training contract do not count."""

    sentence = N_(
        "{name} has no training contract on {day}, so these hours would not count. Nothing was saved. "
        "Correct the day, or the dates of the contract."
    )


class StillToCome(DomainError):
    """Something is recorded as done on a day to come."""

    sentence = N_("{day} is still to come. Nothing was saved. Record it when it is done.")


class NothingPaid(DomainError):
    """A payment is of nothing."""

    sentence = N_("A payment must be above zero. Nothing was saved. Type the amount without tax.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursData:
    """How long a trainee worked on a day, in thousandths of an hour, in all; nought takes them back."""

    trainee_id: uuid.UUID
    on: date
    hours_milli: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentData:
    """What was paid to a social enterprise under the clause, without tax; `evidence` is the invoice."""

    on: date
    amount: Money
    partner_id: uuid.UUID | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceData:
    """What the buyer accepts as done by the end of a period, in hundredths of a percent, and what it imposed."""

    period_end: date
    accepted_bp: int
    imposed: Money | None = None
    noted_by: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER, Role.PRESIDENT)
def set_hours(session: Writing, clause_id: uuid.UUID, rows: Sequence[HoursData]) -> int:
    """Store the hours of trainees on days under a clause, and return how many differ from what was stored.

    What differs is added as an entry of its own, also a negative one, so that each change can be taken back by itself.

    Raises:
        HoursOfADay, OutsideContract, StillToCome; nothing was stored.
    """
    changed = 0
    for row in rows:
        _check_hours(session, row)
        more = row.hours_milli - _stored(session, clause_id, row)
        if more:
            session.add(
                ClauseProgress(
                    id=session.new_id(),
                    tender_clause_id=clause_id,
                    done_on=row.on,
                    kind=HOURS,
                    trainee_id=row.trainee_id,
                    hours_milli=more,
                )
            )
            session.flush()
            changed += 1
    return changed


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def record_payment(session: Writing, clause_id: uuid.UUID, data: PaymentData) -> uuid.UUID:
    """Store an amount paid to a social enterprise under a clause, and return its id.

    Raises:
        NothingPaid, StillToCome. DifferentCurrencies: it is not in the currency of the bid.
    """
    if data.amount.minor <= 0:
        raise NothingPaid
    if data.on > session.today:
        raise StillToCome(day=data.on)
    _check_currency(session, clause_id, data.amount)
    row = ClauseProgress(
        id=session.new_id(),
        tender_clause_id=clause_id,
        done_on=data.on,
        kind=AMOUNT,
        partner_id=data.partner_id,
        amount_minor=data.amount.minor,
        currency=data.amount.currency,
        evidence=data.evidence.strip(),
        note=data.note.strip(),
    )
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def void_progress(session: Writing, progress_id: uuid.UUID, reason: str) -> None:
    """Void an entry of hours or a payment.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(ClauseProgress, progress_id), reason)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def record_acceptance(session: Writing, clause_id: uuid.UUID, data: AcceptanceData) -> uuid.UUID:
    """Store what the buyer accepted by the end of a period, and return its id; the newest entry of a period counts.

    Raises:
        NotAShare, BelowNothing, StillToCome. DifferentCurrencies: it is not in the currency of the bid.
    """
    if not 0 <= data.accepted_bp <= WHOLE_BP:
        raise NotAShare(value=unscaled(data.accepted_bp, 2))
    if data.imposed is not None and data.imposed.minor < 0:
        raise BelowNothing
    if data.period_end > session.today:
        raise StillToCome(day=data.period_end)
    if data.imposed is not None:
        _check_currency(session, clause_id, data.imposed)
    row = ClauseAcceptance(
        id=session.new_id(),
        tender_clause_id=clause_id,
        period_end=data.period_end,
        accepted_bp=data.accepted_bp,
        imposed_minor=data.imposed.minor if data.imposed is not None else None,
        currency=data.imposed.currency if data.imposed is not None else "",
        noted_by=data.noted_by.strip() or session.actor.name,
        note=data.note.strip(),
    )
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def void_acceptance(session: Writing, acceptance_id: uuid.UUID, reason: str) -> None:
    """Void what was recorded as accepted.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(ClauseAcceptance, acceptance_id), reason)


def _check_currency(session: Writing, clause_id: uuid.UUID, amount: Money) -> None:
    """Refuse an amount that can't be added to the others of the clause, which are in the currency of the bid that was won."""
    tender_id = session.get_one(TenderClause, clause_id).tender_id
    won = sa.select(Bid.currency).where(Bid.tender_id == tender_id, Bid.state == BidState.WON.value)
    currency = session.scalars(won).first()
    if currency is not None and currency != amount.currency:
        raise DifferentCurrencies(first=amount.currency, second=currency)


def _check_hours(session: Writing, row: HoursData) -> None:
    if not 0 <= row.hours_milli <= DAY_MILLI:
        raise HoursOfADay(hours=unscaled(row.hours_milli, 3).normalize(), day=row.on)
    if row.hours_milli and row.on > session.today:
        raise StillToCome(day=row.on)
    trainee = session.get_one(Trainee, row.trainee_id)
    begins, ends = trainee.contract_from, trainee.contract_to
    if row.hours_milli and ((begins is not None and row.on < begins) or (ends is not None and row.on > ends)):
        raise OutsideContract(name=trainee.name, day=row.on)


def _stored(session: Writing, clause_id: uuid.UUID, row: HoursData) -> int:
    entries = sa.select(sa.func.sum(ClauseProgress.hours_milli)).where(
        ClauseProgress.tender_clause_id == clause_id,
        ClauseProgress.trainee_id == row.trainee_id,
        ClauseProgress.done_on == row.on,
        ClauseProgress.voided.is_(None),
    )
    return int(session.scalar(entries) or 0)

"""The social step of a bid: clauses, promises, criteria with their points, and what still keeps the step from being ready."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import (
    PROMISES,
    Basis,
    ClauseKind,
    ShareState,
    basis_points,
    share_done,
    share_state,
)
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import exact_decimal, unscaled
from sse_desktop.queries.bid_lots import bid_lots
from sse_desktop.queries.clause_proposals import Proposal, proposals
from sse_desktop.queries.clauses import ClauseRow, PromiseRow, promises, tender_clauses
from sse_desktop.queries.criteria import AnsweredCriterion, answered_criteria
from sse_desktop.queries.staff_counts import StaffCountRow, count_on

_WHOLE = 10_000


class ReservationNotMet(DomainError):
    """A contract is reserved for organisations with a share of staff that we don't have."""

    sentence = N_(
        "“{clause}” is reserved: at least {least} % of the staff must be of the target group, and the count of {day} shows {share} %. "
        "Look for a partner who may bid, or count again."
    )


class StaffNotCounted(DomainError):
    """Nobody counted the staff in the way that a clause asks for."""

    sentence = N_(
        "“{clause}” asks for a share of the staff, and no such count is recorded. Record one under Staff counts."
    )


class BasisDecides(DomainError):
    """By heads the share is reached, by full-time equivalents not, or the other way round."""

    sentence = N_(
        "For “{clause}” it matters how the staff is counted: by heads it is {heads} %, by full-time equivalents {fte} %. Ask the buyer, and choose it in the clause."
    )


class AskedValueMissing(DomainError):
    """The buyer's papers set a value that nobody has typed."""

    sentence = N_("“{clause}” lacks what the buyer sets: {names}. Look it up in the buyer's papers and type it.")


class PromiseMissing(DomainError):
    """A bid says nothing about a clause that wants a promise."""

    sentence = N_("“{clause}” has no promise of ours yet. Type what we promise.")


class PromiseTooSmall(DomainError):
    """What is promised does not do the whole clause."""

    sentence = N_("What we promise under “{clause}” does {share} % of it. Promise more hours or a larger amount.")


class AnswerMissing(DomainError):
    """A criterion has no answer yet."""

    sentence = N_("“{criterion}” has no answer yet. Type what we offer there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedClause:
    """A clause with our promise, how much of it that does (hundredths of a percent), the count of staff and what is wrong.

    `is_ours` is False for a clause of a lot that our bid leaves out.
    """

    row: ClauseRow
    promise: PromiseRow | None
    promised_bp: int | None
    count: StaffCountRow | None
    staff: ShareState | None
    failure: DomainError | None
    is_ours: bool

    @property
    def blocks(self) -> bool:
        """Whether the bid can't be handed in as it stands."""
        return isinstance(self.failure, ReservationNotMet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    """All of it. `points` is what our answers have now, of `points_known` that can be worked out and `points_all` in all."""

    clauses: tuple[PromisedClause, ...] = ()
    criteria: tuple[AnsweredCriterion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    points: Decimal = Decimal(0)
    points_known: Decimal = Decimal(0)
    points_all: Decimal = Decimal(0)
    failures: tuple[DomainError, ...] = ()
    blocking: tuple[DomainError, ...] = ()
    gains: Mapping[uuid.UUID, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing social is known of the tender."""
        return not (self.clauses or self.criteria or self.proposals)


def social(session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID | None, offer: Money | None) -> Social:
    """Return the social step of a tender and its bid; `offer` is the bid's total without tax."""
    said = promises(session, bid_id) if bid_id is not None else {}
    lots = bid_lots(session, bid_id)
    rows = tender_clauses(session, tender_id, bid_id=bid_id, offer=offer)
    clauses = tuple(
        _promised(session, row, said.get(row.id), is_ours=lots.is_ours(row.tender_lot_id), has_bid=bid_id is not None)
        for row in rows
    )
    criteria = tuple(
        each for each in answered_criteria(session, tender_id, bid_id, offer) if lots.is_ours(each.row.tender_lot_id)
    )
    worked_out = [each for each in criteria if each.points is not None]
    ours = [each for each in clauses if each.is_ours and each.failure is not None]
    return Social(
        clauses=clauses,
        criteria=criteria,
        proposals=tuple(proposals(session, tender_id)),
        points=_sum(each.points for each in worked_out),
        points_known=_sum(each.row.points for each in worked_out),
        points_all=_sum(each.row.points for each in criteria),
        failures=(
            *(each.failure for each in ours if each.failure is not None),
            *_criteria_failures(criteria, has_bid=bid_id is not None),
        ),
        blocking=tuple(each.failure for each in ours if each.failure is not None and each.blocks),
        gains=_ranks(criteria),
    )


# ---------------------------------------------------------------- private


def _sum(points: Iterator[Decimal | None] | Sequence[Decimal | None]) -> Decimal:
    return sum((each for each in points if each is not None), start=Decimal(0))


def _ranks(criteria: Sequence[AnsweredCriterion]) -> dict[uuid.UUID, int]:
    """Return the criteria by what one step more would gain, the most first, from 1."""
    steps = [(each.step.gain, each.row.id) for each in criteria if each.step is not None]
    ordered = sorted(steps, key=lambda pair: -pair[0])
    return {key: rank for rank, (_, key) in enumerate(ordered, 1)}


def _promised(
    session: Session, row: ClauseRow, said: PromiseRow | None, *, is_ours: bool, has_bid: bool
) -> PromisedClause:
    count = count_on(session, _counted_on(row)) if row.kind.is_of_staff else None
    staff = _staff(row, count)
    promised_bp = _promised_bp(row, said)
    return PromisedClause(
        row=row,
        promise=said,
        promised_bp=promised_bp,
        count=count,
        staff=staff,
        failure=next(_failures(row, said, promised_bp, count, staff, has_bid=has_bid), None),
        is_ours=is_ours,
    )


def _counted_on(row: ClauseRow) -> date | None:
    text = row.value_of("counted_on")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _staff(row: ClauseRow, count: StaffCountRow | None) -> ShareState | None:
    least = row.figures.get("min_share")
    if not row.kind.is_of_staff or least is None:
        return None
    return share_state(count.count if count is not None else None, least, row.basis)


def _promised_bp(row: ClauseRow, said: PromiseRow | None) -> int | None:
    if said is None or not row.kind.is_worked_off:
        return None
    done = {name: exact_decimal(said.promised.get(name) or "0") for name in ("hours", "amount")}
    try:
        share = share_done(row.terms.formula, {**row.figures, "hours_done": done["hours"], "sub_paid": done["amount"]})
    except DomainError:
        return None
    return basis_points(share)


def _failures(
    row: ClauseRow,
    said: PromiseRow | None,
    promised_bp: int | None,
    count: StaffCountRow | None,
    staff: ShareState | None,
    *,
    has_bid: bool,
) -> Iterator[DomainError]:
    if staff is ShareState.NOT_REACHED and count is not None and row.kind is ClauseKind.RESERVATION:
        yield _not_met(row, count)
    if staff is ShareState.BASIS_DECIDES and count is not None and None not in _shares(count):
        yield BasisDecides(clause=row.title, **_both(count))
    missing = [value for value in row.missing if not (value.parameter.name == "basis" and _is_decided(staff))]
    if missing:
        yield AskedValueMissing(clause=row.title, names=tuple(Term(value.parameter.title) for value in missing))
    if staff is ShareState.NOT_COUNTED:
        yield StaffNotCounted(clause=row.title)
    if has_bid and said is None and PROMISES[row.kind]:
        yield PromiseMissing(clause=row.title)
    if promised_bp is not None and promised_bp < _WHOLE:
        yield PromiseTooSmall(clause=row.title, share=unscaled(promised_bp, 2))


def _is_decided(staff: ShareState | None) -> bool:
    """Tell whether both ways of counting agree, so that nobody has to be asked."""
    return staff in {ShareState.REACHED, ShareState.NOT_REACHED}


def _not_met(row: ClauseRow, count: StaffCountRow) -> DomainError:
    shares = [share for share in (count.share_bp(row.basis),) if share is not None] if row.basis else []
    share = shares[0] if shares else min(share for share in _shares(count) if share is not None)
    least = row.figures["min_share"] * 100
    return ReservationNotMet(clause=row.title, least=least, share=unscaled(share, 2), day=count.counted_on)


def _shares(count: StaffCountRow) -> list[int | None]:
    return [count.share_bp(basis) for basis in Basis]


def _both(count: StaffCountRow) -> dict[str, object]:
    heads, fte = (count.share_bp(basis) for basis in Basis)
    return {"heads": unscaled(heads or 0, 2), "fte": unscaled(fte or 0, 2)}


def _criteria_failures(criteria: Sequence[AnsweredCriterion], *, has_bid: bool) -> Iterator[DomainError]:
    for each in criteria:
        if each.row.missing:
            names = tuple(Term(TITLES.get(name, name)) for name in each.row.missing)
            yield AskedValueMissing(clause=each.row.title, names=names)
        elif each.trouble is not None:
            yield each.trouble
        elif has_bid and not each.is_answered:
            yield AnswerMissing(criterion=each.row.title)


#: What the parameters of criteria are called.
TITLES = {
    "points": N_("Points"),
    "low": N_("No points at"),
    "high": N_("All points at"),
    "bands": N_("Bands"),
    "table": N_("The buyer's table of values"),
    "table_date": N_("Date of the table"),
    "maximum": N_("Sum that has all points"),
    "margin": N_("Margin on the price"),
}

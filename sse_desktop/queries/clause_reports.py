"""What the six-monthly control table and the daily list of trainees of a clause say."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import basis_points, period_ends
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.queries.clause_progress import (
    AcceptanceRow,
    ProgressRow,
    RunningClause,
    acceptances,
    claimed,
    progress,
    running_clause,
)
from sse_desktop.queries.trainees import TraineeRow, trainees


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A reporting period: what was done in it, and what is done, claimed and accepted up to its end."""

    end: date
    hours: Decimal
    hours_so_far: Decimal
    paid: Money
    paid_so_far: Money
    claimed_bp: int | None
    accepted_bp: int | None
    imposed: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraineePeriods:
    """A trainee with the hours of each period, in the order of the periods."""

    name: str
    contract_number: str
    scheme: str
    hours: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlReport:
    """The whole control table; Σ periods = Σ trainees = hours of the clause, Σ payments = what was paid."""

    running: RunningClause
    periods: tuple[PeriodRow, ...]
    trainees: tuple[TraineePeriods, ...]
    payments: tuple[ProgressRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSite:
    """A trainee on a day; hours are None where they are still to be written down."""

    on: date
    trainee: TraineeRow
    hours: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReport:
    """Who was on site on which day of a span."""

    running: RunningClause
    first: date
    last: date
    rows: tuple[OnSite, ...]


def control_report(session: Session, clause_id: uuid.UUID, today: date) -> ControlReport:
    """Return the control table of a clause up to the period that runs today.

    What was done before the first period counts in it, what came after the last one in that.
    """
    running = running_clause(session, clause_id, today)
    entries, said = progress(session, clause_id), acceptances(session, clause_id)
    ends = _ends(running, entries, today)
    spans = _by_period(entries, ends)
    return ControlReport(
        running=running,
        periods=tuple(_period(running, spans, number, ends, said) for number in range(len(ends))),
        trainees=tuple(_trainees(session, spans)),
        payments=tuple(entry for entry in entries if entry.amount is not None),
    )


def daily_report(session: Session, clause_id: uuid.UUID, first: date, last: date, today: date) -> DailyReport:
    """Return who was on site from one day to another; of today also those under contract whose hours are not typed yet."""
    hours: dict[tuple[date, uuid.UUID], Decimal] = {}
    for entry in progress(session, clause_id):
        if entry.trainee_id is not None and entry.hours is not None and first <= entry.on <= last:
            key = (entry.on, entry.trainee_id)
            hours[key] = hours.get(key, Decimal(0)) + entry.hours
    known = {row.id: row for row in [*trainees(session), *trainees(session, archived=True)]}
    rows = [OnSite(on=day, trainee=known[key], hours=done) for (day, key), done in hours.items() if done]
    if first <= today <= last:
        waiting = [row for row in known.values() if not row.archived and row.works_on(today, today)]
        rows += [OnSite(on=today, trainee=row, hours=None) for row in waiting if not hours.get((today, row.id))]
    return DailyReport(
        running=running_clause(session, clause_id, today),
        first=first,
        last=last,
        rows=tuple(sorted(rows, key=lambda row: (row.on, row.trainee.name, str(row.trainee.id)))),
    )


def _ends(running: RunningClause, entries: Sequence[ProgressRow], today: date) -> list[date]:
    if running.starts_on is None:
        return [max([today, *(entry.on for entry in entries)])]
    return period_ends(running.starts_on, running.ends_on, running.row.terms.months, today)


def _by_period(entries: Sequence[ProgressRow], ends: Sequence[date]) -> list[list[ProgressRow]]:
    spans: list[list[ProgressRow]] = [[] for _ in ends]
    for entry in entries:
        number = next((number for number, end in enumerate(ends) if entry.on <= end), len(ends) - 1)
        spans[number].append(entry)
    return spans


def _period(
    running: RunningClause,
    spans: Sequence[Sequence[ProgressRow]],
    number: int,
    ends: Sequence[date],
    said: Sequence[AcceptanceRow],
) -> PeriodRow:
    own, so_far = spans[number], [entry for span in spans[: number + 1] for entry in span]
    end, before = ends[number], ends[number - 1] if number else date.min
    within = [row for row in said if before < row.period_end <= end]
    accepted = within[-1] if within else None
    done = claimed(running.row, so_far, running.currency)
    return PeriodRow(
        end=end,
        hours=_hours(own),
        hours_so_far=_hours(so_far),
        paid=_paid(own, running.currency),
        paid_so_far=_paid(so_far, running.currency),
        claimed_bp=basis_points(done) if done is not None else None,
        accepted_bp=accepted.accepted_bp if accepted is not None else None,
        imposed=accepted.imposed if accepted is not None else None,
    )


def _trainees(session: Session, spans: Sequence[Sequence[ProgressRow]]) -> list[TraineePeriods]:
    found = {entry.trainee_id for span in spans for entry in span if entry.trainee_id is not None}
    known = [row for row in [*trainees(session), *trainees(session, archived=True)] if row.id in found]
    rows = []
    for row in sorted(known, key=lambda row: (row.name, str(row.id))):
        hours = tuple(_hours([entry for entry in span if entry.trainee_id == row.id]) for span in spans)
        rows.append(
            TraineePeriods(
                name=row.name,
                contract_number=row.contract_number,
                scheme=row.scheme,
                hours=hours,
                total=sum(hours, start=Decimal(0)),
            )
        )
    return rows


def _hours(entries: Sequence[ProgressRow]) -> Decimal:
    return sum((entry.hours for entry in entries if entry.hours is not None), start=Decimal(0))


def _paid(entries: Sequence[ProgressRow], currency: str) -> Money:
    return sum_money((entry.amount for entry in entries if entry.amount is not None), currency)

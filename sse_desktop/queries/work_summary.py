"""All sums of a period of work at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sse_desktop.queries.work_costs import WorkCost, work_costs
from sse_desktop.queries.work_days import WorkerSum, WorkFilter, WorkSum, work_sums, worker_sums


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """By task (last over all), what a kilo cost, and by person."""

    by_task: Sequence[WorkSum]
    costs: Sequence[WorkCost]
    people: Sequence[WorkerSum]


def work_summary(session: Session, from_on: date, to_on: date) -> WorkSummary:
    """Return the sums of the valid work days and payments from day to day, both included."""
    return WorkSummary(
        by_task=work_sums(session, WorkFilter(from_on=from_on, to_on=to_on)),
        costs=work_costs(session, from_on, to_on),
        people=worker_sums(session, from_on, to_on),
    )

"""What a kilo costs in work: the pay of a task over a period by the kilos it was done for."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money, UnitPrice, minor_digits
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.domain.work import Task
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.stock import Lot, SortingOutput
from sse_desktop.store.tables.work_days import WorkDay

Basis = Literal["lots", "weighed_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCost:
    """The pay of a task in a period and the kilos behind it; `per_kilo` is None where there are none.

    `basis` lots: every work day names its lot, and the kilos are those that came into these lots. weighed_in: some do
    not, and the kilos are all that were accepted at the scale in the period.
    """

    task: Task
    pay: Money
    kilos: Quantity
    per_kilo: UnitPrice | None
    basis: Basis
    entries: int


def work_costs(session: Session, from_on: date, to_on: date, *, product_id: uuid.UUID | None = None) -> list[WorkCost]:
    """Return the cost of each task that was worked on from day to day, both included, in the order of the tasks.

    With a product only work tied to its lots counts. The price is rounded half up to a millionth.
    """
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    found = [_cost(session, task, from_on, to_on, product_id, currency) for task in Task]
    return [row for row in found if row.entries]


def _cost(
    session: Session, task: Task, from_on: date, to_on: date, product_id: uuid.UUID | None, currency: str
) -> WorkCost:
    days = _days(session, task, from_on, to_on, product_id)
    pay = Money(sum(pay for _lot, pay in days), currency)
    lots = {lot for lot, _pay in days if lot is not None}
    is_tied = bool(days) and all(lot is not None for lot, _pay in days)
    grams = _into_lots(session, lots) if is_tied else _weighed_in(session, from_on, to_on) if days else 0
    return WorkCost(
        task=task,
        pay=pay,
        kilos=Quantity(grams, KILO),
        per_kilo=_per_kilo(pay, grams),
        basis="lots" if is_tied else "weighed_in",
        entries=len(days),
    )


def _days(
    session: Session, task: Task, from_on: date, to_on: date, product_id: uuid.UUID | None
) -> list[tuple[uuid.UUID | None, int]]:
    select = sa.select(WorkDay.lot_id, WorkDay.pay_minor).where(
        WorkDay.task == task.value, WorkDay.worked_on.between(from_on, to_on), WorkDay.voided.is_(None)
    )
    if product_id is not None:
        select = select.join(Lot, Lot.id == WorkDay.lot_id).where(Lot.product_id == product_id)
    return [(lot, pay) for lot, pay in session.execute(select)]


def _per_kilo(pay: Money, grams: int) -> UnitPrice | None:
    if grams <= 0:
        return None
    per_kilo = half_up(pay.minor * 10**6 * 1000, grams * 10 ** minor_digits(pay.currency))
    return UnitPrice(per_kilo, pay.currency)


def _into_lots(session: Session, lots: set[uuid.UUID]) -> int:
    """Return the grams that came into the lots, from the scale and out of sorting."""
    weighed = sa.select(sa.func.sum(WeighIn.accepted_g)).where(WeighIn.lot_id.in_(lots), WeighIn.voided.is_(None))
    sorted_in = sa.select(sa.func.sum(SortingOutput.grams)).where(
        SortingOutput.lot_id.in_(lots), SortingOutput.voided.is_(None)
    )
    return int(session.scalar(weighed) or 0) + int(session.scalar(sorted_in) or 0)


def _weighed_in(session: Session, from_on: date, to_on: date) -> int:
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    first = datetime.combine(from_on, time(), zone).astimezone(UTC)
    after = datetime.combine(to_on + timedelta(days=1), time(), zone).astimezone(UTC)
    accepted = sa.select(sa.func.sum(WeighIn.accepted_g)).where(
        WeighIn.received_at >= first, WeighIn.received_at < after, WeighIn.voided.is_(None)
    )
    return int(session.scalar(accepted) or 0)

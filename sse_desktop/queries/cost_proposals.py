"""Costs that our own records tell: the pay of work days by the kilo, and what sorting took away. A person records them or not."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price import in_basis_points
from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.money import UnitPrice, sum_money
from sse_desktop.domain.quantity import KILO
from sse_desktop.domain.work import Task
from sse_desktop.queries.learned_losses import learned_loss
from sse_desktop.queries.products import products
from sse_desktop.queries.work_costs import WorkCost, work_costs

# Packing is left out: its pay is only a piece of what packaging costs, and a recorded cost stands for the whole part.
_TASKS: Final[Mapping[PricePart, Sequence[Task]]] = {
    PricePart.COLLECTION: (Task.COLLECTION,),
    PricePart.CLEANING: (Task.CLEANING, Task.GRADING),
}
_WORK: Final = N_("Work days: {entries}, from {first} to {last}, {pay}")
_SORTINGS: Final = N_("Sortings: {entries}, from {first} to {last}, {lost} lost of {went_in}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCost:
    """A cost that could be recorded as it is: an amount for a `unit`, or a share; `sentence` with its facts is its source."""

    part: PricePart
    basis: CostBasis
    product_id: uuid.UUID
    product: str
    unit: str
    amount: UnitPrice | None
    share_bp: int | None
    valid_from: date
    sentence: str
    facts: Mapping[str, object]


def proposed_costs(session: Session, first: date, last: date) -> list[ProposedCost]:
    """Return what the records from day to day tell of each product; work counts where it is tied to the product's lots.

    Cleaning takes in grading: a kilo passes both, so their costs by the kilo add up.
    """
    found: list[ProposedCost] = []
    for product in products(session):
        costs = work_costs(session, first, last, product_id=product.id)
        for part, tasks in _TASKS.items():
            rows = [row for row in costs if row.task in tasks and row.per_kilo is not None]
            if rows:
                found.append(_of_work(part, (product.id, product.name), rows, first, last))
        loss = _of_sortings(session, product.id, product.name, last)
        if loss is not None:
            found.append(loss)
    return found


def _of_work(
    part: PricePart, product: tuple[uuid.UUID, str], rows: Sequence[WorkCost], first: date, last: date
) -> ProposedCost:
    pay = sum_money((row.pay for row in rows), rows[0].pay.currency)
    micros = sum(row.per_kilo.micros for row in rows if row.per_kilo is not None)
    return ProposedCost(
        part=part,
        basis=CostBasis.UNIT,
        product_id=product[0],
        product=product[1],
        unit=KILO,
        amount=UnitPrice(micros, pay.currency),
        share_bp=None,
        valid_from=last,
        sentence=_WORK,
        facts={"entries": sum(row.entries for row in rows), "first": first, "last": last, "pay": pay},
    )


def _of_sortings(session: Session, product_id: uuid.UUID, product: str, last: date) -> ProposedCost | None:
    learned = learned_loss(session, product_id, last)
    if learned is None or learned.share >= Fraction(1):
        return None
    return ProposedCost(
        part=PricePart.LOSS,
        basis=CostBasis.SHARE,
        product_id=product_id,
        product=product,
        unit="",
        amount=None,
        share_bp=in_basis_points(learned.share),
        valid_from=last,
        sentence=_SORTINGS,
        facts={
            "entries": learned.sortings,
            "first": learned.first,
            "last": learned.last,
            "lost": learned.lost,
            "went_in": learned.went_in,
        },
    )

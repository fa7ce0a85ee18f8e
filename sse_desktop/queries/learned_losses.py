"""What sorting took away of a product so far: (in − packed) ÷ in, from our own sortings."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.stock import Lot, Sorting, SortingInput

# Steps in which fruit is thrown out, one after the other; moving and joining take nothing away that belongs to a price.
_STEPS: Final = ("grading", "packing")


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedLoss:
    """The loss of a product: what went into the sortings, what was lost there, and what both steps together take away, exact."""

    share: Fraction
    went_in: Quantity
    lost: Quantity
    sortings: int
    first: date
    last: date


def learned_loss(session: Session, product_id: uuid.UUID, on: date | None = None) -> LearnedLoss | None:
    """Return what sorting took away up to a day (None: of all); None when nothing was sorted.

    Each step is reckoned over all its sortings: lost ÷ gone in. What is graded and then packed passes both:
    1 − (1 − loss in grading) × (1 − loss in packing).
    """
    rows = _sortings(session, product_id, on)
    if not rows:
        return None
    kept = Fraction(1)
    for step in _STEPS:
        own = [row for row in rows if row[0] == step]
        went_in = sum(grams for _, _, grams, _ in own)
        if went_in:
            kept *= 1 - Fraction(sum(lost for *_, lost in own), went_in)
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    days = [at.astimezone(zone).date() for _, at, _, _ in rows]
    return LearnedLoss(
        share=1 - kept,
        went_in=Quantity(sum(row[2] for row in rows), KILO),
        lost=Quantity(sum(row[3] for row in rows), KILO),
        sortings=len(rows),
        first=min(days),
        last=max(days),
    )


def _sortings(session: Session, product_id: uuid.UUID, on: date | None) -> Sequence[tuple[str, datetime, int, int]]:
    """Return kind, moment, grams in and grams lost of each sorting whose lots are all of the product."""
    of_product = (
        sa.select(SortingInput.sorting_id)
        .join(Lot, Lot.id == SortingInput.lot_id)
        .where(Lot.product_id == product_id, SortingInput.voided.is_(None))
    )
    select = sa.select(Sorting.kind, Sorting.at, Sorting.grams_in, Sorting.loss_g).where(
        Sorting.id.in_(of_product), Sorting.kind.in_(_STEPS), Sorting.voided.is_(None), Sorting.grams_in > 0
    )
    if on is not None:
        zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
        select = select.where(Sorting.at < datetime.combine(on + timedelta(days=1), time(), zone).astimezone(UTC))
    return [(kind, at, grams, lost) for kind, at, grams, lost in session.execute(select)]

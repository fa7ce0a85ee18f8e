"""Can we deliver? This file compares what is due with what there will be, week by week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sse_desktop.domain.season import Week, weeks


@dataclass(frozen=True, slots=True)
class WeekCapacity:
    """The state at the end of a week, in grams and cumulative from the start.

    `demand` is all that this promise owes by then, `available` what is left for it after the other commitments,
    `gap` what is missing.
    """

    week: Week
    demand: int
    available: int
    gap: int


def capacity(
    demand: Mapping[Week, int], pledges: Mapping[Week, int], stock: int, commitments: Mapping[Week, int]
) -> list[WeekCapacity]:
    """Return every week from the first demand to the last demand or commitment.

    available(w) = stock + Σ pledges to w − Σ commitments to w; gap(w) = max(0, Σ demand to w − available(w)). The
    weeks after the last demand count, too: what is delivered now can't be delivered again to an older commitment.
    """
    asked = [week for week, grams in demand.items() if grams > 0]
    if not asked:
        return []
    last = max(asked + [week for week, grams in commitments.items() if grams > 0])
    rows: list[WeekCapacity] = []
    for week in weeks(min(asked), last):
        due = _until(week, demand)
        available = stock + _until(week, pledges) - _until(week, commitments)
        rows.append(WeekCapacity(week, due, available, max(0, due - available)))
    return rows


def first_gap(rows: Sequence[WeekCapacity]) -> WeekCapacity | None:
    """Return the first week that can't be covered, or None when the promise holds."""
    return next((row for row in rows if row.gap), None)


def scaled_demand(demand: Mapping[Week, int], total: int) -> dict[Week, int]:
    """Return the demand's rhythm with another total, in whole grams; the weeks add up to the total.

    By every week at least the proportional part is due: rounding never lets the supplier be late.

    Raises: ZeroDivisionError when nothing is asked.
    """
    whole = sum(demand.values())
    scaled: dict[Week, int] = {}
    due = given = 0
    for week in sorted(demand):
        due += demand[week]
        scaled[week] = -(-total * due // whole) - given
        given += scaled[week]
    return scaled


def largest_promise(
    demand: Mapping[Week, int], pledges: Mapping[Week, int], stock: int, commitments: Mapping[Week, int]
) -> int:
    """Return the most grams that can be promised in the demand's rhythm without a gap; it may exceed the demand.

    `scaled_demand(demand, answer)` leaves no gap and one gram more does. Zero when nothing is asked, or when older
    commitments already leave a gap.
    """
    whole = sum(demand.values())
    # ceil(promise × due ÷ whole) ≤ available holds exactly when promise ≤ available × whole ÷ due.
    limits = [row.available * whole // row.demand for row in capacity(demand, pledges, stock, commitments)]
    return max(0, min(limits, default=0))


def _until(week: Week, grams: Mapping[Week, int]) -> int:
    return sum(amount for at, amount in grams.items() if at <= week)

"""When what is asked for is due: this file spreads a quantity over weeks so that nothing is lost or added."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import split
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week, weeks

_WHOLE = 1000
LONGEST: Final = timedelta(days=20 * 365)


class WeeksDoNotAddUp(DomainError):
    """The weeks of a line add up to something else than its quantity."""

    sentence = N_("The weeks add up to {weeks} but the line has {quantity}. Correct the weeks or the quantity.")


class WeekBelowZero(DomainError):
    """A week has a negative quantity."""

    sentence = N_("The quantity of week {week} is below zero. Correct it.")


class NoDeliveryPeriod(DomainError):
    """A quantity cannot be spread over an unknown time."""

    sentence = N_(
        "It is not known from when to when this tender is delivered. Nothing was changed. Type the first and the last day."
    )


def period(first: date | None, last: date | None) -> list[Week]:
    """Return the weeks of a delivery period, both ends included; an end in more than 20 years stands for an open one.

    Raises: NoDeliveryPeriod when an end is unknown.
    """
    if first is None or last is None:
        raise NoDeliveryPeriod
    # People type 31/12/9999 where a contract has no end, and no calendar has the week of that day.
    return weeks(Week.of(first), Week.of(first + LONGEST if last - first > LONGEST else last))


def spread_evenly(quantity: Quantity, over: Sequence[Week]) -> dict[Week, Quantity]:
    """Return as much in every week; Σ weeks = the quantity exactly.

    A whole quantity stays whole in every week, since nobody delivers a third of an orange; what is left over goes to the
    first weeks, one each.

    Raises: NothingToShareBy when there is no week.
    """
    return _shared(quantity, list(over), [1] * len(over))


def rescaled(plan: Mapping[Week, Quantity], quantity: Quantity) -> dict[Week, Quantity]:
    """Return the rhythm of the plan with another total; Σ weeks = the quantity exactly.

    Raises: NothingToShareBy when the plan is empty.
    """
    order = sorted(plan)
    return _shared(quantity, order, [plan[week].milli for week in order])


def check_plan(plan: Mapping[Week, Quantity], quantity: Quantity) -> None:
    """Refuse a plan that is not exactly the quantity.

    Raises: WeekBelowZero, WeeksDoNotAddUp, DifferentUnits.
    """
    below = next((week for week, part in sorted(plan.items()) if part.milli < 0), None)
    if below is not None:
        raise WeekBelowZero(week=below)
    total = planned(plan.values(), quantity.unit)
    if total != quantity:
        raise WeeksDoNotAddUp(weeks=total, quantity=quantity)


def planned(parts: Iterable[Quantity], unit: str) -> Quantity:
    """Return the sum of the parts of a plan, zero for none.

    Raises: DifferentUnits.
    """
    return sum(parts, start=Quantity(0, unit))


def _shared(quantity: Quantity, over: Sequence[Week], weights: Sequence[int]) -> dict[Week, Quantity]:
    step = 1 if quantity.milli % _WHOLE else _WHOLE
    parts = split(quantity.milli // step, weights)
    return {week: Quantity(part * step, quantity.unit) for week, part in zip(over, parts, strict=True) if part}

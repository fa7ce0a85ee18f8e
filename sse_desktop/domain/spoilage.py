"""Capacity of what spoils: this file keeps produce from being counted after its last good week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sse_desktop.domain.capacity import WeekCapacity, capacity, first_gap, scaled_demand
from sse_desktop.domain.season import Week, weeks


@dataclass(frozen=True, slots=True)
class Supply:
    """Grams that are there from a week on, to the last week in which they can be sold; None: they keep."""

    ready: Week
    grams: int
    last: Week | None = None


def perishable_capacity(
    demand: Mapping[Week, int], supplies: Sequence[Supply], commitments: Mapping[Week, int]
) -> list[WeekCapacity]:
    """Return `capacity` where produce past its last week is no longer available; where all keeps it is the same."""
    arriving = _total((supply.ready, supply.grams) for supply in supplies)
    return capacity(demand, arriving, 0, _both(commitments, spoiling(demand, supplies, commitments)))


def spoiling(
    demand: Mapping[Week, int], supplies: Sequence[Supply], commitments: Mapping[Week, int]
) -> dict[Week, int]:
    """Return what spoils before the last week in which anything is due, by the week from which it is lost."""
    due = _both(demand, commitments)
    end = max(due, default=None)
    if end is None:
        return {}
    # What can be sold to the end keeps as far as anybody asks here; a day far off must not cost a walk to it.
    near = [Supply(each.ready, each.grams, _before(each.last, end)) for each in supplies if each.ready <= end]
    return {week: grams for week, grams in spoiled(near, due).items() if week <= end}


def largest_perishable_promise(
    demand: Mapping[Week, int], supplies: Sequence[Supply], commitments: Mapping[Week, int]
) -> int:
    """Return the most grams that can be promised in the demand's rhythm without a gap; it may exceed the demand.

    Found by halving: what can be promised can also be promised in part, though a smaller promise lets more spoil.
    """
    if sum(demand.values()) <= 0:
        return 0
    least, most = 0, sum(supply.grams for supply in supplies)
    while least < most:
        middle = (least + most + 1) // 2
        rows = perishable_capacity(scaled_demand(demand, middle), supplies, commitments)
        if first_gap(rows) is None:
            least = middle
        else:
            most = middle - 1
    return least


def spoiled(supplies: Sequence[Supply], due: Mapping[Week, int]) -> dict[Week, int]:
    """Return the grams that can't be sold any more, by the first week in which they can't.

    What is due is served week by week from what spoils first, which wastes least; what could not be served stays due.
    """
    if not supplies:
        return {}
    first = min(supply.ready for supply in supplies)
    last = max([*due, *(supply.last or supply.ready for supply in supplies)])
    owed = sum(grams for week, grams in due.items() if week < first)
    lost: dict[Week, int] = {}
    shelf: list[_Pile] = []
    for week in weeks(first, last + 1):
        shelf += [_Pile(supply.last, supply.grams) for supply in supplies if supply.ready == week]
        if gone := _throw_away(shelf, week):
            lost[week] = gone
        owed = _serve(shelf, owed + due.get(week, 0))
    return lost


def unserved(supplies: Sequence[Supply], due: Mapping[Week, int]) -> dict[Week, int]:
    """Return the grams that the supplies can't serve in the week in which they are due: others must serve them then.

    What is there later does not serve what was due before it: that was taken elsewhere.
    """
    if not supplies:
        return {week: grams for week, grams in due.items() if grams}
    first = min(supply.ready for supply in supplies)
    missing: dict[Week, int] = {}
    shelf: list[_Pile] = []
    for week in weeks(min([first, *due]), max([first, *due])):
        shelf += [_Pile(supply.last, supply.grams) for supply in supplies if supply.ready == week]
        _throw_away(shelf, week)
        if owed := _serve(shelf, due.get(week, 0)):
            missing[week] = owed
    return missing


def _before(last: Week | None, end: Week) -> Week | None:
    return last if last is not None and last < end else None


@dataclass(slots=True)
class _Pile:
    last: Week | None
    grams: int


def _throw_away(shelf: list[_Pile], week: Week) -> int:
    gone = sum(pile.grams for pile in shelf if pile.last is not None and pile.last < week)
    shelf[:] = [pile for pile in shelf if pile.grams and (pile.last is None or pile.last >= week)]
    return gone


def _serve(shelf: list[_Pile], owed: int) -> int:
    """Take what is owed from the shelf, what spoils first before the rest, and return what is still owed."""
    keeps_longest = Week(9998, 1)
    for pile in sorted(shelf, key=lambda pile: pile.last or keeps_longest):
        taken = min(pile.grams, owed)
        pile.grams -= taken
        owed -= taken
    return owed


def _both(some: Mapping[Week, int], others: Mapping[Week, int]) -> dict[Week, int]:
    return _total([*some.items(), *others.items()])


def _total(parts: Iterable[tuple[Week, int]]) -> dict[Week, int]:
    total: dict[Week, int] = {}
    for week, grams in parts:
        total[week] = total.get(week, 0) + grams
    return total

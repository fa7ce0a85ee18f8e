"""When to collect what is due later: this file moves what a week's harvest lacks to weeks before, while it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from sse_desktop.domain.season import Week


@dataclass(frozen=True, slots=True)
class Collection:
    """Whole units by the week in which they are collected, and those nobody can collect in time, by the week they are due."""

    collect: dict[Week, int]
    missing: dict[Week, int]


def collection_plan(due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None) -> Collection:
    """Return in which weeks to collect what is due, as late as can be; as much is served as any plan could serve.

    What is collected keeps for `keeps` weeks after its own (None: it does not spoil). Collected ≤ supply in every week, and
    Σ collected + Σ missing = Σ due. Who is served is found going forward, as the weeks come; when it is collected, going back.
    """
    served = _served(due, supply, keeps)
    missing = {week: units - served[week] for week, units in due.items() if units > served[week]}
    return Collection(_collected(served, supply, keeps), missing)


def _served(due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None) -> dict[Week, int]:
    """Return what can be served of each week, the earlier ones first, from what spoils first."""
    left, served = dict(sorted(supply.items())), dict.fromkeys(due, 0)
    for at in sorted(due):
        for week, there in left.items():
            if _fits(week, at, keeps):
                taken = min(there, due[at] - served[at])
                left[week] = there - taken
                served[at] += taken
    return served


def _collected(served: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None) -> dict[Week, int]:
    """Return the latest weeks that serve everything: each harvest serves first what is due the latest, which waited longest."""
    left, collect = dict(sorted(served.items(), reverse=True)), dict.fromkeys(sorted(supply), 0)
    for week in sorted(supply, reverse=True):
        for at, wanted in left.items():
            if _fits(week, at, keeps):
                taken = min(supply[week] - collect[week], wanted)
                left[at] = wanted - taken
                collect[week] += taken
    return {week: units for week, units in collect.items() if units}


def _fits(week: Week, at: Week, keeps: int | None) -> bool:
    return week <= at and (keeps is None or at - week <= keeps)

"""The weeks of an award as the families bring: what a week's harvest lacks is collected before, while it keeps."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from sse_desktop.domain.collection import collection_plan
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_award import Award, AwardLine
from sse_desktop.queries.share_pledges import Offers, Steps


def collected(award: Award, offers: Offers, given: Steps, from_week: Week | None) -> tuple[Award, Offers]:
    """Return the award by the weeks in which it is collected, and the offers of these weeks; Σ of each line stays.

    What nobody can collect in time stays in the week in which it is due. What was given before serves what is due first.
    """
    lines = tuple(_line(line, offers, given, from_week) for line in award.lines)
    plans = {line.bid_line_id: line.plan for line in lines}
    steps = {key: count for key, count in offers.steps.items() if key[2] in plans[key[1]]}
    return replace(award, lines=lines), replace(offers, steps=steps)


def _line(line: AwardLine, offers: Offers, given: Steps, from_week: Week | None) -> AwardLine:
    had = _by_week(given, line.bid_line_id)
    supply = {
        week: steps
        for week, steps in _by_week(offers.steps, line.bid_line_id).items()
        if from_week is None or week >= from_week
    }
    found = collection_plan(_still_due(line.plan, sum(had.values())), supply, line.keeps)
    plan: dict[Week, int] = {}
    for part in (had, found.collect, found.missing):
        for week, steps in part.items():
            plan[week] = plan.get(week, 0) + steps
    return replace(line, plan=dict(sorted(plan.items())))


def _by_week(steps: Steps, line_id: uuid.UUID) -> dict[Week, int]:
    found: dict[Week, int] = {}
    for (_, at, week), count in steps.items():
        if at == line_id:
            found[week] = found.get(week, 0) + count
    return found


def _still_due(plan: Mapping[Week, int], had: int) -> dict[Week, int]:
    left: dict[Week, int] = {}
    for week, steps in sorted(plan.items()):
        served = min(had, steps)
        had -= served
        if steps > served:
            left[week] = steps - served
    return left

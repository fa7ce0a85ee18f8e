"""What a week's harvest lacks is collected before, while it keeps: as late as can be, and as much as any plan could serve."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.collection import collection_plan
from sse_desktop.domain.season import Week

START = Week(2026, 36)
AMOUNTS = st.dictionaries(st.integers(0, 7).map(lambda ahead: START + ahead), st.integers(0, 12), max_size=8)
KEEPS = st.one_of(st.none(), st.integers(0, 4))


def at(*units: int) -> dict[Week, int]:
    return {START + ahead: amount for ahead, amount in enumerate(units)}


def test_what_every_week_can_serve_is_collected_in_its_own_week() -> None:
    found = collection_plan(at(5, 5, 5), at(9, 5, 6), 3)
    assert (found.collect, found.missing) == (at(5, 5, 5), {})


def test_a_short_week_is_served_from_the_weeks_before_each_giving_way_to_the_next() -> None:
    # A week lacks 2,250 of 9,810; the five before have 450 more each, and what is collected keeps for three weeks.
    found = collection_plan(at(*[9_810] * 6), at(*[10_260] * 5, 7_560), 3)
    assert (found.collect, found.missing) == (at(*[10_260] * 5, 7_560), {})


def test_what_does_not_keep_is_missing_in_the_week_it_is_due() -> None:
    assert collection_plan(at(0, 0, 4), at(9), 1).missing == {START + 2: 4}
    assert collection_plan(at(0, 0, 4), at(9), 2).collect == {START: 4}
    assert collection_plan(at(0, 0, 4), at(9), None).collect == {START: 4}
    assert collection_plan(at(4), at(3), 0).missing == {START: 1}


def test_weeks_before_the_first_delivery_help_too() -> None:
    due = {START + 2: 7}
    found = collection_plan(due, at(9, 2, 3), 2)
    assert found.collect == {START + 2: 3, START + 1: 2, START: 2}


def test_weeks_are_served_as_they_come_when_there_is_not_enough_for_all() -> None:
    found = collection_plan(at(10, 10, 10), at(10, 4), None)
    assert (found.collect, found.missing) == (at(10, 4), {START + 1: 6, START + 2: 10})


@given(AMOUNTS, AMOUNTS, KEEPS)
def test_everything_due_is_collected_or_missing_and_no_harvest_is_passed(
    due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None
) -> None:
    found = collection_plan(due, supply, keeps)
    assert sum(found.collect.values()) + sum(found.missing.values()) == sum(due.values())
    assert all(units <= supply.get(week, 0) for week, units in found.collect.items())
    assert all(units <= due[week] for week, units in found.missing.items())


@given(AMOUNTS, AMOUNTS, KEEPS)
def test_no_plan_serves_more_and_what_is_collected_serves_what_is_not_missing(
    due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None
) -> None:
    found = collection_plan(due, supply, keeps)
    most = sum(found.collect.values())
    assert _most(due, supply, keeps) == most
    able = {week: units - found.missing.get(week, 0) for week, units in due.items()}
    assert _most(able, found.collect, keeps) == most


def _most(due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None) -> int:
    """Return the most that can be served, by augmenting paths in the network of harvests and deliveries."""
    flow: dict[tuple[Week, Week], int] = {}
    most = 0
    while _augmented(due, supply, keeps, flow):
        most += 1
    return most


def _augmented(
    due: Mapping[Week, int], supply: Mapping[Week, int], keeps: int | None, flow: dict[tuple[Week, Week], int]
) -> bool:
    used = {week: sum(units for (source, _), units in flow.items() if source == week) for week in supply}
    met = {week: sum(units for (_, goal), units in flow.items() if goal == week) for week in due}
    paths: list[tuple[Week, tuple[tuple[Week, Week, int], ...]]] = [
        (week, ()) for week in supply if used[week] < supply[week]
    ]
    seen = {week for week, _ in paths}
    for source, steps in paths:
        for goal in due:
            if source > goal or (keeps is not None and goal - source > keeps):
                continue
            if met[goal] < due[goal]:
                for at_source, at_goal, by in (*steps, (source, goal, 1)):
                    flow[at_source, at_goal] = flow.get((at_source, at_goal), 0) + by
                return True
            for other in supply:
                if other not in seen and flow.get((other, goal), 0):
                    seen.add(other)
                    paths.append((other, (*steps, (source, goal, 1), (other, goal, -1))))
    return False

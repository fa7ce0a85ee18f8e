"""A row of a benchmark tells whether its goal was met, and nothing where it has none."""

import pytest

from benchmarks.rows import Row, table


def row(ours: float, most: float | None, *, added: bool = False) -> Row:
    return Row(name="ours", floor_name="floor", ours=ours, floor=10, unit="ms", most=most, added=added)


@pytest.mark.parametrize(
    ("measured", "met", "end"),
    [
        (row(15, 1.5), True, "| ≤ 1.5 × | met |"),
        (row(16, 1.5), False, "| ≤ 1.5 × | **missed** |"),
        (row(11, 1, added=True), True, "| floor + 1 ms | met |"),
        (row(12, 1, added=True), False, "| floor + 1 ms | **missed** |"),
        (row(160, None), None, "| none |  |"),
    ],
)
def test_a_goal_is_met_or_missed_and_without_one_there_is_no_verdict(measured: Row, met: bool | None, end: str) -> None:
    assert measured.met is met
    assert table([measured]).rstrip().endswith(end)

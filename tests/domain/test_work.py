import pytest

from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.work import HoursOrPieces, RateBelowNothing, Task, is_within_a_day, work_pay

RATE = UnitPrice.of("1.875", "USD")


@pytest.mark.parametrize(
    ("hours_milli", "pieces", "cents"),
    [(7_500, None, 1406), (8_000, None, 1500), (None, 41, 7688), (1, None, 0), (3, None, 1)],
)
def test_pay_is_hours_or_pieces_times_the_rate_rounded_half_up_once(
    hours_milli: int | None, pieces: int | None, cents: int
) -> None:
    assert work_pay(RATE, hours_milli=hours_milli, pieces=pieces) == Money(cents, "USD")


@pytest.mark.parametrize(("hours_milli", "pieces"), [(None, None), (1000, 1), (0, None), (None, 0), (-1, None)])
def test_work_has_one_measure_above_zero(hours_milli: int | None, pieces: int | None) -> None:
    with pytest.raises(HoursOrPieces):
        work_pay(RATE, hours_milli=hours_milli, pieces=pieces)


def test_nobody_pays_for_working() -> None:
    with pytest.raises(RateBelowNothing):
        work_pay(UnitPrice(-1, "USD"), hours_milli=1000, pieces=None)
    assert work_pay(UnitPrice(0, "USD"), hours_milli=1000, pieces=None) == Money(0, "USD")


def test_a_day_has_twenty_four_hours() -> None:
    assert is_within_a_day(24_000)
    assert not is_within_a_day(24_001)


def test_every_task_has_a_word() -> None:
    assert [task.label for task in Task] == ["collection", "cleaning", "grading", "packing"]

"""Nothing is promised that a pledge never kept: exact, rounded down, and never more than was pledged."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.forecast import (
    Basis,
    Kept,
    NotAShareOfPledge,
    Reliable,
    certified_part,
    check_share,
    forecast_grams,
    kept,
    reliable,
)

grams = st.integers(0, 10**9)
points = st.integers(0, 10_000)
parts = st.fractions(0, 1, max_denominator=1000)
weeks = st.lists(st.tuples(grams, grams), max_size=60)


# ---------------------------------------------------------------- how pledges were kept


def test_a_week_counts_at_most_with_its_pledge() -> None:
    found = kept([(100_000, 80_000), (100_000, 130_000), (100_000, 0), (0, 50_000)])

    assert found == Kept(weeks=3, pledged=300_000, delivered=180_000)
    assert found.bp == 6000


def test_what_is_learned_is_rounded_down_to_a_hundredth_of_a_percent() -> None:
    assert Kept(3, 300_000, 200_000).bp == 6666
    assert Kept().bp is None


def test_four_weeks_tell_of_a_member_and_three_do_not() -> None:
    common = Kept(40, 4_000_000, 3_000_000)

    assert reliable(Kept(4, 400, 200), common) == Reliable(5000, Basis.OWN)
    assert reliable(Kept(3, 300, 100), common) == Reliable(7500, Basis.COMMON)


def test_twelve_weeks_of_all_members_tell_of_a_product_and_eleven_do_not() -> None:
    assert reliable(Kept(), Kept(12, 1000, 900)) == Reliable(9000, Basis.COMMON)
    assert reliable(Kept(), Kept(11, 1000, 900)) == Reliable(10_000, Basis.NOTHING)


def test_what_a_person_set_wins_even_when_it_is_nothing() -> None:
    assert reliable(Kept(9, 900, 900), Kept(50, 1, 1), 0) == Reliable(0, Basis.SET)


@given(weeks)
def test_no_reliability_is_above_all(pairs: list[tuple[int, int]]) -> None:
    found = kept(pairs)

    assert 0 <= found.delivered <= found.pledged
    assert found.bp is None or 0 <= found.bp <= 10_000


@given(weeks, st.integers(0, 59), st.integers(1, 10**9))
def test_more_that_came_never_lowers_a_reliability(pairs: list[tuple[int, int]], at: int, more: int) -> None:
    better = [(pledged, came + more if place == at else came) for place, (pledged, came) in enumerate(pairs)]

    assert (kept(better).bp or 0) >= (kept(pairs).bp or 0)


# ---------------------------------------------------------------- what to count on


@pytest.mark.parametrize(
    ("pledged", "reliability", "margin", "part", "expected"),
    [
        (100_000, 10_000, 0, Fraction(1), 100_000),
        (100_000, 8_000, 1_000, Fraction(1), 72_000),
        (99_999, 6_666, 1_250, Fraction(1), 58_326),  # 58 326.9167…
        (100_000, 9_000, 500, Fraction(1, 3), 28_500),
        (1, 9_999, 0, Fraction(1), 0),
        (250_500, 7_777, 333, Fraction(2, 7), 53_807),  # 53 807.585…
        (100_000, 10_000, 10_000, Fraction(1), 0),
    ],
)
def test_the_forecast_is_rounded_down_once(
    pledged: int, reliability: int, margin: int, part: Fraction, expected: int
) -> None:
    assert forecast_grams(pledged, reliability, margin, part) == expected


@given(grams, points, points, parts)
def test_a_forecast_is_the_whole_grams_of_the_exact_value_and_never_above_the_pledge(
    pledged: int, reliability: int, margin: int, part: Fraction
) -> None:
    exact = pledged * part * Fraction(reliability, 10_000) * Fraction(10_000 - margin, 10_000)
    found = forecast_grams(pledged, reliability, margin, part)

    assert 0 <= found <= pledged
    assert found <= exact < found + 1


@given(grams, points, points, points, parts)
def test_a_forecast_grows_with_reliability_and_falls_with_the_margin(
    pledged: int, low: int, high: int, margin: int, part: Fraction
) -> None:
    low, high = sorted((low, high))

    assert forecast_grams(pledged, low, margin, part) <= forecast_grams(pledged, high, margin, part)
    assert forecast_grams(pledged, margin, high, part) <= forecast_grams(pledged, margin, low, part)


# ---------------------------------------------------------------- certified plots


def test_the_certified_part_goes_by_expected_yield() -> None:
    assert certified_part([(3_000_000, True), (1_000_000, False)]) == Fraction(3, 4)
    assert certified_part([(3_000_000, True), (1_000_000, True)]) == 1
    assert certified_part([(3_000_000, False)]) == 0
    assert certified_part([]) == 0


def test_without_yields_all_plots_are_certified_or_nothing_counts() -> None:
    assert certified_part([(None, True), (None, True)]) == 1
    assert certified_part([(None, True), (None, False)]) == 0
    assert certified_part([(1_000_000, True), (None, False)]) == 0
    assert certified_part([(0, True), (0, False)]) == 0


@given(st.lists(st.tuples(st.one_of(st.none(), grams), st.booleans()), max_size=8))
def test_a_certified_part_is_a_part(plots: list[tuple[int | None, bool]]) -> None:
    assert 0 <= certified_part(plots) <= 1


@pytest.mark.parametrize("bp", [-1, 10_001])
def test_a_share_outside_nothing_to_all_is_refused(bp: int) -> None:
    with pytest.raises(NotAShareOfPledge):
        check_share(bp)

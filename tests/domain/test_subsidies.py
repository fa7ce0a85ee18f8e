"""A cap of a subsidy holds for the whole bid, whatever its lines are."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.subsidies import caps_of_lines, shares_of_bid

AMOUNTS = st.lists(st.integers(0, 10**6).map(Fraction), min_size=1, max_size=6)


def test_without_a_cap_no_line_has_one() -> None:
    assert caps_of_lines([Fraction(1), Fraction(2)], None) == [None, None]


def test_below_the_cap_a_line_could_get_what_is_left_of_it() -> None:
    assert caps_of_lines([Fraction(10), Fraction(20)], Fraction(50)) == [30, 40]


@given(AMOUNTS, st.integers(0, 10**6).map(Fraction))
def test_what_the_lines_get_never_passes_the_cap_and_uses_all_of_it(wanted: list[Fraction], cap: Fraction) -> None:
    caps = caps_of_lines(wanted, cap)
    got = [min(own, most) for own, most in zip(wanted, caps, strict=True) if most is not None]

    assert sum(got) == min(sum(wanted), cap)


def test_a_single_line_is_the_whole_bid_even_without_a_weight() -> None:
    assert shares_of_bid([None]) == [1]


def test_an_unknown_weight_leaves_all_open() -> None:
    assert shares_of_bid([Fraction(1), None]) == [None, None]
    assert shares_of_bid([Fraction(1), Fraction(3)]) == [Fraction(1, 4), Fraction(3, 4)]

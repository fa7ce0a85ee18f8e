"""Points are the buyer's arithmetic: exact, within their bounds, never falling when an answer gets better."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.criteria import Criterion, NextStep, banded, next_step, numbered, points_of
from sse_desktop.domain.rounding import NotAPlainNumber
from sse_desktop.domain.scoring import (
    Band,
    MarkOutOfRange,
    NotInTable,
    NotScorable,
    Scoring,
    TableUnreadable,
    bands,
    binary,
    judged,
    linear,
    preference_margin,
    price_ratio,
    proxy_sum,
    ratio_best,
)

D = Decimal
WEIGHTS = st.integers(0, 100_000).map(lambda milli: D(milli) / 1000)
VALUES = st.integers(0, 10_000_000).map(lambda cents: D(cents) / 100)
ABOVE_ZERO = st.integers(1, 10_000_000).map(lambda cents: D(cents) / 100)
BANDS = (Band(D(10), D(2)), Band(D(20), D(5)), Band(D(30), D(8)))


def a_criterion(scoring: Scoring, weight: str = "10", **parameters: str) -> Criterion:
    return Criterion(scoring=scoring, weight=D(weight), parameters=parameters)


@pytest.mark.parametrize(
    ("price", "lowest", "points"),
    [("100", "80", "32"), ("80", "80", "40"), ("120", "80", "26.667"), ("70", "80", "40")],
)
def test_the_lowest_price_has_all_points_and_others_their_ratio(price: str, lowest: str, points: str) -> None:
    assert price_ratio(D(40), D(price), D(lowest)) == D(points)


@pytest.mark.parametrize(
    ("value", "low", "high", "points"),
    [
        ("50", "0", "100", "5"),
        ("-3", "0", "100", "0"),
        ("250", "0", "100", "10"),
        ("2", "3", "0", "3.333"),
        ("4", "3", "0", "0"),
    ],
)
def test_linear_points_are_clamped_and_may_fall(value: str, low: str, high: str, points: str) -> None:
    assert linear(D(10), D(value), D(low), D(high)) == D(points)


def test_the_best_value_has_all_points() -> None:
    assert ratio_best(D(20), D(300), D(400)) == D(15)
    assert ratio_best(D(20), D(500), D(400)) == D(20)
    assert ratio_best(D(20), D(0), D(400)) == D(0)


@pytest.mark.parametrize(("value", "points"), [("9.99", "0"), ("10", "2"), ("29", "5"), ("30", "8"), ("99", "8")])
def test_a_band_is_reached_at_its_limit(value: str, points: str) -> None:
    assert bands(D(10), D(value), BANDS) == D(points)


def test_bands_may_ask_for_less_and_never_give_more_than_the_weight() -> None:
    hops = (Band(D(0), D(12)), Band(D(1), D(5)))
    assert [bands(D(10), D(n), hops, less_is_better=True) for n in (0, 1, 2)] == [D(10), D(5), D(0)]


def test_yes_has_all_points_and_a_mark_its_fifths() -> None:
    assert (binary(D(5), answer=True), binary(D(5), answer=False)) == (D(5), D(0))
    assert (judged(D(15), D(3)), judged(D(10), D("4.5"))) == (D(9), D(9))


def test_proxies_are_added_up_against_the_buyers_maximum() -> None:
    table = {"apprentice week": D(250), "job": D(20_000)}
    assert proxy_sum(D(10), {"apprentice week": D(40), "job": D(1)}, table, D(60_000)) == D(5)
    assert proxy_sum(D(10), {"job": D(9)}, table, D(60_000)) == D(10)
    with pytest.raises(NotInTable):
        proxy_sum(D(10), {"tree": D(1)}, table, D(60_000))


def test_a_preferred_price_is_compared_lower_and_exactly() -> None:
    assert preference_margin(D("50439.60"), D("0.15")) == D("42873.6600")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: price_ratio(D(10), D(0), D(1)),
        lambda: price_ratio(D(10), D(1), D(0)),
        lambda: linear(D(10), D(1), D(2), D(2)),
        lambda: ratio_best(D(10), D(0), D(0)),
        lambda: ratio_best(D(10), D(-1), D(5)),
        lambda: proxy_sum(D(10), {}, {}, D(0)),
        lambda: proxy_sum(D(10), {"a": D(-1)}, {"a": D(1)}, D(5)),
        lambda: preference_margin(D(10), D("1.01")),
    ],
)
def test_numbers_without_points_are_refused(wrong: object) -> None:
    with pytest.raises(NotScorable):
        wrong()  # type: ignore[operator]  # a table of calls


@pytest.mark.parametrize("mark", ["-0.1", "5.1"])
def test_a_mark_beyond_the_scale_is_refused(mark: str) -> None:
    with pytest.raises(MarkOutOfRange):
        judged(D(10), D(mark))


@given(WEIGHTS, ABOVE_ZERO, ABOVE_ZERO, ABOVE_ZERO)
def test_a_lower_price_never_has_fewer_points(weight: Decimal, one: Decimal, other: Decimal, lowest: Decimal) -> None:
    cheap, dear = sorted((one, other))
    assert 0 <= price_ratio(weight, dear, lowest) <= price_ratio(weight, cheap, lowest) <= weight


@given(WEIGHTS, VALUES, VALUES, VALUES, VALUES)
def test_more_on_a_line_never_has_fewer_points(
    weight: Decimal, one: Decimal, other: Decimal, low: Decimal, high: Decimal
) -> None:
    if low == high:
        return
    worse, better = sorted((one, other), reverse=high < low)
    assert 0 <= linear(weight, worse, low, high) <= linear(weight, better, low, high) <= weight


@given(WEIGHTS, VALUES, VALUES, ABOVE_ZERO)
def test_a_better_ratio_never_has_fewer_points(weight: Decimal, one: Decimal, other: Decimal, best: Decimal) -> None:
    worse, better = sorted((one, other))
    assert 0 <= ratio_best(weight, worse, best) <= ratio_best(weight, better, best) <= weight


@given(WEIGHTS, st.lists(st.tuples(VALUES, WEIGHTS), max_size=6), VALUES, VALUES, st.booleans())
def test_bands_stay_in_bounds_and_never_fall(
    weight: Decimal, table: list[tuple[Decimal, Decimal]], one: Decimal, other: Decimal, less: bool
) -> None:
    made = [Band(limit, points) for limit, points in table]
    worse, better = sorted((one, other), reverse=less)
    low = bands(weight, worse, made, less_is_better=less)
    assert 0 <= low <= bands(weight, better, made, less_is_better=less) <= weight


@given(WEIGHTS, st.integers(0, 50), st.integers(0, 50))
def test_a_better_mark_never_has_fewer_points(weight: Decimal, one: int, other: int) -> None:
    low, high = (judged(weight, D(mark) / 10) for mark in sorted((one, other)))
    assert 0 <= low <= high <= weight


@given(WEIGHTS, VALUES, VALUES, VALUES, ABOVE_ZERO)
def test_more_of_a_proxy_never_has_fewer_points(
    weight: Decimal, one: Decimal, other: Decimal, proxy: Decimal, maximum: Decimal
) -> None:
    low, high = (proxy_sum(weight, {"x": amount}, {"x": proxy}, maximum) for amount in sorted((one, other)))
    assert 0 <= low <= high <= weight


@given(VALUES, st.integers(0, 100), st.integers(0, 100))
def test_a_larger_margin_never_makes_the_price_higher(price: Decimal, one: int, other: int) -> None:
    high, low = (preference_margin(price, D(margin) / 100) for margin in sorted((one, other)))
    assert 0 <= low <= high <= price


# ---------------------------------------------------------------- a criterion as a whole


def test_points_are_unknown_until_the_buyer_and_the_person_have_said_all() -> None:
    line = a_criterion(Scoring.LINEAR, low="0")
    assert line.missing == ("high",)
    assert points_of(line, "5") is None
    price = a_criterion(Scoring.PRICE_RATIO)
    assert points_of(price, "100") is None
    assert points_of(price, "100", "90") == D(9)
    assert points_of(price, " ", "90") is None


@pytest.mark.parametrize(
    ("criterion", "answer", "assumed", "points", "step"),
    [
        (a_criterion(Scoring.PRICE_RATIO), "100", "50", "5", NextStep(D("99.00"), D("0.051"))),
        (a_criterion(Scoring.PRICE_RATIO), "100", "120", "10", None),
        (a_criterion(Scoring.LINEAR, low="0", high="100"), "40", "", "4", NextStep(D(41), D("0.100"))),
        (a_criterion(Scoring.LINEAR, low="3", high="0"), "1", "", "6.667", NextStep(D(0), D("3.333"))),
        (a_criterion(Scoring.LINEAR, low="0", high="100"), "100", "", "10", None),
        (a_criterion(Scoring.RATIO_BEST), "30", "40", "7.5", NextStep(D(31), D("0.250"))),
        (a_criterion(Scoring.BANDS, bands="10: 2\n20: 5\n30: 8"), "12", "", "2", NextStep(D(20), D("3.000"))),
        (a_criterion(Scoring.BANDS, bands="10: 2\n20: 5"), "25", "", "5", None),
        (a_criterion(Scoring.BANDS, bands="0: 8\n1: 5", better="less"), "3", "", "0", NextStep(D(1), D("5.000"))),
        (a_criterion(Scoring.BINARY), "0", "", "0", NextStep(D(1), D("10.000"))),
        (a_criterion(Scoring.JUDGED), "4.5", "", "9", NextStep(D(5), D("1.000"))),
        (a_criterion(Scoring.JUDGED), "5", "", "10", None),
        (
            a_criterion(Scoring.PROXY_SUM, table="job: 100\ntree: 1", table_date="2026-01-01", maximum="1000"),
            "tree: 100",
            "",
            "1",
            NextStep(D(1), D("1.000"), "job"),
        ),
        (a_criterion(Scoring.PREFERENCE_MARGIN, margin="0.15"), "100", "", "0", None),
    ],
)
def test_one_step_more_says_what_it_would_gain(
    criterion: Criterion, answer: str, assumed: str, points: str, step: NextStep | None
) -> None:
    assert points_of(criterion, answer, assumed) == D(points)
    assert next_step(criterion, answer, assumed) == step


def test_an_empty_table_has_nothing_to_gain() -> None:
    assert next_step(a_criterion(Scoring.PROXY_SUM), "job: 1") is None
    short = a_criterion(Scoring.PROXY_SUM, table="job: 0", table_date="2026", maximum="10")
    assert next_step(short, "job: 1") is None


def test_tables_are_lines_of_names_and_numbers() -> None:
    assert numbered("a: 1\n\n b : 2.5 ") == {"a": D(1), "b": D("2.5")}
    assert banded("10: 2") == (Band(D(10), D(2)),)


@pytest.mark.parametrize("text", ["a", "a: b", ": 3", "a:"])
def test_a_line_that_is_none_is_named(text: str) -> None:
    with pytest.raises(TableUnreadable):
        numbered(text)


def test_a_band_without_a_number_is_named() -> None:
    with pytest.raises(TableUnreadable):
        banded("much: 3")
    with pytest.raises(TableUnreadable):
        banded("much")


def test_an_answer_that_is_no_number_is_refused() -> None:
    with pytest.raises(NotAPlainNumber):
        points_of(a_criterion(Scoring.JUDGED), "good")


def test_every_function_has_a_name_to_show() -> None:
    assert all(scoring.label for scoring in Scoring)

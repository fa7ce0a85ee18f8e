"""Clauses are worked out as the papers say: what is done, what falling short costs, whom the staff counts for."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.clauses import (
    FULFILMENT,
    PARAMETERS,
    PENALTY,
    PROMISES,
    Basis,
    ClauseKind,
    Exposure,
    HeadCount,
    ShareState,
    basis_points,
    exposure,
    months_after,
    months_of,
    period_ends,
    share_done,
    share_state,
)
from sse_desktop.domain.formula import FormulaWithoutResult
from sse_desktop.domain.money import Money

D = Decimal
FLEXIBLE, TRAINING = FULFILMENT[ClauseKind.FLEXIBLE], FULFILMENT[ClauseKind.TRAINING]
ASKED = {"hours_required": D(400), "subcontract_pct": D("0.10"), "offer_amount": D(200_000)}
STAFF = HeadCount(heads=20, target_heads=6, fte_milli=20_000, target_fte_milli=5_900)


def done(hours: str, paid: str = "0") -> Fraction:
    return share_done(FLEXIBLE, {**ASKED, "hours_done": D(hours), "sub_paid": D(paid)})


def costs(f: Fraction, total_fail: str = "0", **more: Decimal) -> Exposure:
    values = {"clause_item": D(5000), **more}
    return exposure(PENALTY, f, values, "EUR", total_fail=D(total_fail))


def test_hours_and_payments_count_together_up_to_the_whole() -> None:
    # 400 h or 10 % of EUR 200,000
    assert done("300", "8000") == 1
    assert done("200", "5000") == Fraction(3, 4)
    assert done("400") == 1
    assert done("0", "20000") == 1
    assert done("0") == 0


def test_what_is_missing_of_the_clause_costs_that_part_of_its_line() -> None:
    assert costs(done("200", "5000")) == Exposure(Money.of("1250", "EUR"), is_total=False)
    assert costs(done("300", "8000")).amount == Money(0, "EUR")
    assert costs(Fraction(1, 3)).amount == Money.of("3333.33", "EUR")


def test_below_the_buyers_threshold_nothing_counts_as_done() -> None:
    total = {"total_fail_penalty": D(7500)}
    assert costs(Fraction(1, 5), "0.25", **total) == Exposure(Money.of("7500", "EUR"), is_total=True)
    assert costs(Fraction(1, 4), "0.25", **total) == Exposure(Money.of("3750", "EUR"), is_total=False)


def test_late_delivery_in_korea_costs_eight_ten_thousandths_a_day() -> None:
    values = {"base": D(10_000_000), "rate": D("0.0008"), "days": D(10)}
    assert exposure("base * rate * days", Fraction(0), values, "KRW", total_fail=None).amount == Money(80_000, "KRW")


def test_a_value_that_is_missing_or_nought_gives_no_share() -> None:
    with pytest.raises(FormulaWithoutResult):
        share_done(TRAINING, {"hours_done": D(1)})
    with pytest.raises(FormulaWithoutResult):
        share_done(TRAINING, {"hours_done": D(1), "hours_required": D(0)})


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_hours_never_do_less_and_never_cost_more(one: int, other: int, paid: int) -> None:
    less, more = (done(str(hours), str(paid)) for hours in sorted((one, other)))
    assert 0 <= less <= more <= 1
    assert 0 <= costs(more).amount.minor <= costs(less).amount.minor <= 500_000


def test_a_third_is_written_in_hundredths_of_a_percent() -> None:
    assert basis_points(Fraction(1, 3)) == 3333
    assert basis_points(D("0.295")) == 2950


def test_heads_and_full_time_equivalents_may_differ_so_the_basis_is_asked_for() -> None:
    least = D("0.30")
    assert share_state(STAFF, least, Basis.HEADS) is ShareState.REACHED
    assert share_state(STAFF, least, Basis.FTE) is ShareState.NOT_REACHED
    assert share_state(STAFF, least, None) is ShareState.BASIS_DECIDES
    assert STAFF.share(Basis.FTE) == Fraction("0.295")


def test_where_both_ways_of_counting_agree_the_basis_does_not_matter() -> None:
    assert share_state(STAFF, D("0.25"), None) is ShareState.REACHED
    assert share_state(STAFF, D("0.40"), None) is ShareState.NOT_REACHED
    only_heads = HeadCount(heads=20, target_heads=6)
    assert share_state(only_heads, D("0.30"), None) is ShareState.BASIS_DECIDES
    assert share_state(only_heads, D("0.30"), Basis.HEADS) is ShareState.REACHED
    assert share_state(only_heads, D("0.30"), Basis.FTE) is ShareState.NOT_COUNTED


def test_nobody_counted_is_no_share() -> None:
    assert share_state(None, D("0.30"), Basis.HEADS) is ShareState.NOT_COUNTED
    assert share_state(HeadCount(heads=0, target_heads=0), D("0.30"), Basis.HEADS) is ShareState.NOT_COUNTED


def test_reports_are_due_at_the_end_of_every_six_months_and_of_the_work() -> None:
    first, last = date(2026, 3, 1), date(2027, 5, 15)
    assert period_ends(first, last, 6, date(2030, 1, 1)) == [date(2026, 8, 31), date(2027, 2, 28), last]
    assert period_ends(first, None, 6, date(2026, 9, 1)) == [date(2026, 8, 31), date(2027, 2, 28)]
    assert period_ends(first, date(2026, 4, 1), 6, date(2026, 3, 2)) == [date(2026, 4, 1)]


def test_months_end_where_they_end() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert [months_of(text) for text in ("P6M", "P1Y", "P30D", "", "6M")] == [6, 12, 0, 0, 0]


def test_every_kind_names_what_it_asks_for_and_what_may_be_promised() -> None:
    assert set(PARAMETERS) == set(PROMISES) == set(ClauseKind)
    assert all(kind.label for kind in ClauseKind)
    assert all(basis.label for basis in Basis)
    assert {kind for kind in ClauseKind if kind.is_worked_off} == set(FULFILMENT)
    assert ClauseKind.RESERVATION.is_of_staff

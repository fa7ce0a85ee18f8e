"""Every cent from the buyer reaches somebody, and nobody gets more than is owed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.money import NothingToShareBy
from sse_desktop.domain.settlement import ReceivedMoreThanOwed, charge_loss, deduct, entitlements, pay_out, share_line

owed_amounts = st.lists(st.integers(0, 10**9), min_size=1, max_size=80)
grams = st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(0, 10**6)), min_size=1, max_size=20).filter(
    lambda parts: any(weight for _, weight in parts)
)


def test_a_payment_of_60_percent_is_shared_pro_rata_and_the_rest_is_carried() -> None:
    outstanding = [100_01, 250_00, 49_99]

    paid = pay_out(240_00, outstanding)

    assert paid == [60_01, 150_00, 29_99]
    assert sum(paid) == 240_00
    carried = [owed - part for owed, part in zip(outstanding, paid, strict=True)]
    assert pay_out(160_00, carried) == carried


@given(owed_amounts, st.data())
def test_nobody_is_paid_above_what_is_outstanding_and_the_sum_is_exact(
    outstanding: list[int], data: st.DataObject
) -> None:
    received = data.draw(st.integers(0, sum(outstanding)))

    paid = pay_out(received, outstanding)

    assert sum(paid) == received
    assert all(0 <= part <= owed for part, owed in zip(paid, outstanding, strict=True))


@given(owed_amounts, st.data())
def test_what_is_carried_only_falls_and_ends_at_zero(outstanding: list[int], data: st.DataObject) -> None:
    carried = outstanding
    while sum(carried):
        received = data.draw(st.integers(1, sum(carried))) if data.draw(st.booleans()) else sum(carried)
        paid = pay_out(received, carried)
        left = [owed - part for owed, part in zip(carried, paid, strict=True)]
        assert all(new <= old for new, old in zip(left, carried, strict=True))
        carried = left
        if received > 10**6:
            continue
        carried = [owed - part for owed, part in zip(carried, pay_out(sum(carried), carried), strict=True)]

    assert not any(carried)


def test_more_than_is_owed_is_refused() -> None:
    with pytest.raises(ReceivedMoreThanOwed):
        pay_out(101, [60, 40])
    with pytest.raises(ValueError, match="below zero"):
        pay_out(-1, [60, 40])


def test_who_was_paid_too_much_gets_nothing_now() -> None:
    assert pay_out(50, [-10, 50]) == [0, 50]
    assert pay_out(0, [0, 0]) == [0, 0]
    with pytest.raises(ReceivedMoreThanOwed):
        pay_out(51, [-10, 50])


def test_a_line_is_shared_by_weight_and_several_weigh_ins_of_one_person_are_added() -> None:
    assert share_line(100, [("Ana", 1), ("Luis", 1), ("Ana", 1)]) == {"Ana": 67, "Luis": 33}


def test_entitlements_add_up_over_lines() -> None:
    lines = [(10_000, [("Ana", 300), ("Luis", 100)]), (5_000, [("Luis", 1), ("Eva", 1)])]

    assert entitlements(lines) == {"Ana": 7_500, "Luis": 5_000, "Eva": 2_500}
    assert entitlements([]) == {}


def test_a_loss_is_charged_to_everyone_in_the_lot() -> None:
    lot = [("Ana", 70_000), ("Luis", 50_000)]

    assert share_line(90_00, lot) == {"Ana": 52_50, "Luis": 37_50}
    assert charge_loss(6_00, lot) == {"Ana": 3_50, "Luis": 2_50}
    with pytest.raises(ValueError, match="below zero"):
        charge_loss(-1, lot)


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), grams), max_size=10))
def test_what_is_owed_is_the_value_of_the_lines(lines: list[tuple[int, list[tuple[str, int]]]]) -> None:
    assert sum(entitlements(lines).values()) == sum(value for value, _ in lines)


@given(st.integers(0, 10**9), grams)
def test_a_charged_loss_adds_up(loss: int, lot: list[tuple[str, int]]) -> None:
    charged = charge_loss(loss, lot)

    assert sum(charged.values()) == loss
    assert min(charged.values()) >= 0


def test_a_line_nobody_weighed_in_cannot_be_shared() -> None:
    with pytest.raises(NothingToShareBy):
        share_line(100, [("Ana", 0)])


@pytest.mark.parametrize(
    ("paid", "rate", "part"), [(10_000, 100, 100), (50, 100, 1), (49, 100, 0), (12_345, 175, 216), (0, 100, 0)]
)
def test_a_deduction_is_rounded_half_up(paid: int, rate: int, part: int) -> None:
    assert deduct(paid, rate) == part

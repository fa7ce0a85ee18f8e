"""What a school rejects is owed again, and not billed until it came."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.deliveries import RejectedMoreThanSent, ReplacedMoreThanRejected, billable, replacement_due


def test_of_600_with_40_rejected_560_are_billed_until_replaced() -> None:
    assert billable(600, 40, 0) == 560
    assert billable(600, 40, 40) == 600


def test_a_replacement_is_due_within_working_days() -> None:
    assert replacement_due(date(2026, 10, 8), 3, frozenset({date(2026, 10, 9)})) == date(2026, 10, 14)


def test_no_more_is_rejected_than_sent_nor_replaced_than_rejected() -> None:
    with pytest.raises(RejectedMoreThanSent):
        billable(600, 601, 0)
    with pytest.raises(ReplacedMoreThanRejected):
        billable(600, 40, 41)


@pytest.mark.parametrize("quantities", [(-1, 0, 0), (1, -1, 0), (1, 0, -1)])
def test_quantities_below_zero_are_a_bug(quantities: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="below zero"):
        billable(*quantities)


@given(st.integers(0, 10**9), st.data())
def test_what_is_billed_lies_between_accepted_and_sent(sent: int, data: st.DataObject) -> None:
    rejected = data.draw(st.integers(0, sent))
    replaced = data.draw(st.integers(0, rejected))

    assert sent - rejected <= billable(sent, rejected, replaced) <= sent

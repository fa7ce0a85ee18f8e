"""What the scale shows becomes what is accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.weighing import BelowZero, DamageExceedsNet, Net, NothingWeighed, TareExceedsGross, net_weight

grams = st.integers(0, 10**7)


def test_tare_and_damage_are_taken_off() -> None:
    assert net_weight(250_400, 12, 1_800, 3_500) == Net(tare_g=21_600, net_g=228_800, accepted_g=225_300)


def test_everything_may_be_damaged() -> None:
    assert net_weight(1_000, 0, 0, 1_000).accepted_g == 0


def test_tare_above_gross_is_refused_with_both_weights() -> None:
    with pytest.raises(TareExceedsGross) as failure:
        net_weight(20_000, 12, 1_800)
    assert failure.value.facts == {"tare": Quantity.of("21.6", "kg"), "gross": Quantity.of(20, "kg")}


def test_empty_containers_are_no_weigh_in() -> None:
    with pytest.raises(NothingWeighed):
        net_weight(21_600, 12, 1_800)


def test_more_damaged_than_there_is_is_refused() -> None:
    with pytest.raises(DamageExceedsNet):
        net_weight(10_000, 1, 1_000, 9_001)


@pytest.mark.parametrize("weights", [(-1, 0, 0, 0), (1, -1, 0, 0), (1, 0, -1, 0), (1, 0, 0, -1)])
def test_nothing_is_below_zero(weights: tuple[int, int, int, int]) -> None:
    with pytest.raises(BelowZero):
        net_weight(*weights)


@given(grams, st.integers(0, 500), st.integers(0, 5_000), grams)
def test_the_weights_always_add_up(gross: int, containers: int, tare: int, damaged: int) -> None:
    try:
        net = net_weight(gross, containers, tare, damaged)
    except (TareExceedsGross, NothingWeighed, DamageExceedsNet):
        assert gross - containers * tare < max(1, damaged)
    else:
        assert net.accepted_g + damaged + net.tare_g == gross
        assert net.net_g > 0
        assert net.accepted_g >= 0

"""A price is taken apart exactly, and its parts add up; what is asked of it can be asked backwards."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sse_desktop.domain.fair_price import (
    BuildUp,
    LossIsWhole,
    MarginIsWhole,
    PartBelowZero,
    SubsidyIsWhole,
    SubsidyTerms,
    build_up,
    fair_least,
    in_basis_points,
    in_micros,
    least_income_factor,
    parts_in_micros,
    trip_cost,
)
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity

# The worked example of section 7 of the Ecuador study, for a hundred oranges.
ORANGES = BuildUp(
    farm_gate=Decimal("2.00"),
    collection=Decimal("0.60"),
    cleaning=Decimal("0.30"),
    loss=Decimal("0.10"),
    packaging=Decimal("0.20"),
    transport=Decimal("2.00"),
    administration=Decimal("0.08"),
    subsidy=SubsidyTerms(fixed=Decimal("1.00")),
)
STATE_PRICE = Decimal("8.00")


def digits(amount: Fraction) -> str:
    """Return an amount with four decimals, as the study prints it."""
    return str(Decimal(in_micros(amount)).scaleb(-6).quantize(Decimal("0.0001")))


# ---------------------------------------------------------------- the worked example


def test_the_worked_example_comes_out_to_all_digits() -> None:
    built = build_up(ORANGES)
    parts = {part.code: part.amount for part in built.parts}

    before_packaging = built.direct - parts[PricePart.PACKAGING]
    assert digits(before_packaging) == "3.2222"
    assert digits(built.direct) == "3.4222"
    assert digits(built.cost) == "5.4222"
    assert digits(parts[PricePart.ADMINISTRATION]) == "0.4338"
    assert digits(built.gross_cost) == "5.8560"
    assert digits(built.net_cost) == "4.8560"


def test_the_state_price_leaves_money_that_would_raise_the_farm_gate() -> None:
    built = build_up(ORANGES)

    assert built.accepts(STATE_PRICE)
    assert digits(built.left(STATE_PRICE)) == "3.1440"
    assert built.farmer_most(STATE_PRICE) == Fraction("4.62")
    assert digits(built.left(STATE_PRICE) * Fraction("0.9") / Fraction("1.08")) == "2.6200"
    assert build_up(replace(ORANGES, farm_gate=Decimal("4.62"))).net_cost == 8


def test_a_crate_of_75_costs_six_dollars() -> None:
    assert UnitPrice.of("0.08", "USD").times(Quantity.of(75, "unit")) == Money.of("6.00", "USD")


@pytest.mark.parametrize(
    ("price", "quantity", "total"),
    [
        ("0.15", 336_264, "50439.60"),
        ("0.08", 1_002_536, "80202.88"),
        ("7.40", 64_785, "479409.00"),
    ],
)
def test_real_contracts_come_out_to_the_cent(price: str, quantity: int, total: str) -> None:
    """Section 1.2 and golden row 2 of the study; the press gives the oranges four cents less."""
    assert UnitPrice.of(price, "USD").times(Quantity.of(quantity, "unit")) == Money.of(total, "USD")


def test_the_farmers_share_is_of_what_the_buyer_pays_and_beside_it_of_all_public_money() -> None:
    built = build_up(ORANGES)

    assert built.farmer_share(STATE_PRICE) == Fraction(2) / Fraction(9, 10) / 8
    assert in_basis_points(built.farmer_share(STATE_PRICE)) == 2778
    assert built.subsidised_share(STATE_PRICE) == Fraction(2) / Fraction(9, 10) / 9
    assert built.farmer_share(0) == 0


# ---------------------------------------------------------------- single rules


def test_loss_divides_only_what_is_spent_before_sorting() -> None:
    built = build_up(BuildUp(farm_gate=1, packaging=1, transport=1, loss=Decimal("0.5")))

    assert {part.code: part.amount for part in built.parts if part.amount} == {
        PricePart.FARM_GATE: 1,
        PricePart.LOSS: 1,
        PricePart.PACKAGING: 1,
        PricePart.TRANSPORT: 1,
    }


def test_waiting_for_the_money_costs_its_interest_on_the_cost_before_it() -> None:
    built = build_up(BuildUp(farm_gate=10, fines=1, finance_rate=Decimal("0.12"), days_to_pay=73))
    parts = {part.code: part.amount for part in built.parts}

    assert parts[PricePart.FINANCE] == Fraction("0.24")
    assert built.net_cost == Fraction("11.24")


def test_a_trip_is_shared_by_the_units_on_it_and_routes_are_weighted_by_their_units() -> None:
    assert trip_cost([(Decimal(40), 2000)]) == Fraction("0.02")
    assert trip_cost([(Decimal(40), 2000), (Decimal(60), 500)]) == Fraction("0.04")


def test_the_margin_is_a_part_of_the_price() -> None:
    built = build_up(replace(ORANGES, subsidy=SubsidyTerms()))

    assert built.asked_price() == built.net_cost
    assert built.asked_price(Decimal("0.25")) == built.net_cost / Fraction(3, 4)
    assert built.left(built.asked_price(Decimal("0.25"))) == built.asked_price(Decimal("0.25")) / 4
    for margin in (Decimal(1), Decimal("-0.01")):
        with pytest.raises(MarginIsWhole):
            built.asked_price(margin)


def test_a_family_is_paid_the_highest_minimum_or_the_market_and_the_premium_on_top() -> None:
    assert fair_least([Decimal("2.50"), Decimal("2.20")], Decimal("1.85"), Decimal("0.10")) == Fraction("2.60")
    assert fair_least([Decimal("1.50")], Decimal("1.85"), Decimal("0.10")) == Fraction("1.95")
    assert fair_least([Decimal("1.50")]) == Fraction("1.50")
    assert fair_least([], Decimal("1.85")) is None


def test_the_floor_is_the_price_that_just_pays_the_least() -> None:
    built = build_up(ORANGES)

    assert built.floor(Decimal("2.00")) == built.net_cost
    assert built.floor(Decimal("4.62")) == 8


def test_the_family_with_least_sets_the_farm_gate_of_all() -> None:
    assert least_income_factor([Fraction(200), Fraction(50)], Fraction(100)) == 2
    assert least_income_factor([Fraction(200)], Fraction(100)) == Fraction(1, 2)
    assert least_income_factor([Fraction(200), Fraction(0)], Fraction(100)) is None
    assert least_income_factor([], Fraction(100)) is None


def test_a_subsidy_of_the_cost_ends_at_its_cap_also_backwards() -> None:
    terms = SubsidyTerms(share_of_cost=Decimal("0.5"), cap=Decimal(3))
    cheap, dear = (build_up(BuildUp(farm_gate=farm, subsidy=terms)) for farm in (4, 10))

    assert [cheap.subsidy, cheap.net_cost, dear.subsidy, dear.net_cost] == [2, 2, 3, 7]
    assert [cheap.farmer_most(2), dear.farmer_most(7)] == [4, 10]


def test_a_subsidy_of_transport_pays_no_other_part() -> None:
    terms = SubsidyTerms(share_of_transport=Decimal("0.4"))
    built = build_up(BuildUp(farm_gate=10, transport=3, distribution=2, subsidy=terms))

    assert [built.subsidy, built.net_cost] == [2, 13]


def test_no_subsidy_is_more_than_the_cost_it_is_for() -> None:
    built = build_up(BuildUp(farm_gate=1, subsidy=SubsidyTerms(fixed=5)))

    assert [built.subsidy, built.net_cost] == [1, 0]


def test_a_price_below_all_other_costs_pays_the_family_nothing() -> None:
    assert build_up(BuildUp(farm_gate=1, transport=5)).farmer_most(4) is None
    assert build_up(BuildUp(farm_gate=1, transport=5)).farmer_most(5) == 0


@pytest.mark.parametrize("loss", [Decimal(1), Decimal("1.2")])
def test_a_loss_of_everything_is_refused_in_words(loss: Decimal) -> None:
    with pytest.raises(LossIsWhole, match="nothing is left to sell"):
        build_up(replace(ORANGES, loss=loss))


@pytest.mark.parametrize("part", ["farm_gate", "loss", "transport", "finance_rate", "days_to_pay", "administration"])
def test_a_part_below_zero_is_refused_by_name(part: str) -> None:
    negative: dict[str, Any] = {part: -1}
    with pytest.raises(PartBelowZero):
        build_up(replace(ORANGES, **negative))


def test_a_subsidy_of_the_whole_cost_or_below_zero_is_refused() -> None:
    with pytest.raises(SubsidyIsWhole):
        build_up(replace(ORANGES, subsidy=SubsidyTerms(share_of_cost=1)))
    for terms in (SubsidyTerms(fixed=-1), SubsidyTerms(cap=-1)):
        with pytest.raises(PartBelowZero):
            build_up(replace(ORANGES, subsidy=terms))


# ---------------------------------------------------------------- for all numbers

MONEY = st.integers(0, 10**9).map(lambda micros: Fraction(micros, 10**6))
SHARE = st.integers(0, 9_999).map(lambda points: Fraction(points, 10_000))
TERMS = st.builds(SubsidyTerms, fixed=MONEY, share_of_cost=SHARE, share_of_transport=SHARE, cap=st.none() | MONEY)
INPUTS = st.builds(
    BuildUp,
    farm_gate=MONEY,
    collection=MONEY,
    cleaning=MONEY,
    loss=SHARE,
    packaging=MONEY,
    transport=MONEY,
    distribution=MONEY,
    certification=MONEY,
    finance_rate=SHARE,
    days_to_pay=st.integers(0, 720),
    fines=MONEY,
    administration=SHARE,
    social_fund=MONEY,
    subsidy=TERMS,
)


@given(INPUTS)
def test_the_parts_add_up_exactly_and_as_they_are_shown(inputs: BuildUp) -> None:
    built = build_up(inputs)
    amounts = [part.amount for part in built.parts]
    shown = parts_in_micros(amounts, in_micros(built.net_cost))

    assert sum(amounts) == built.net_cost
    assert sum(shown) == in_micros(built.net_cost)
    assert all(abs(micros - amount * 10**6) < 1 for micros, amount in zip(shown, amounts, strict=True))


@given(INPUTS, MONEY)
def test_what_the_family_can_be_paid_at_most_makes_the_price_the_net_cost(inputs: BuildUp, price: Fraction) -> None:
    most = build_up(inputs).farmer_most(price)

    if most is None:
        assert build_up(replace(inputs, farm_gate=0)).net_cost > price
        return
    assert build_up(replace(inputs, farm_gate=most)).net_cost <= price
    dearer = build_up(replace(inputs, farm_gate=most + Fraction(1, 10**6)))
    assert dearer.net_cost > price or dearer.subsidy == dearer.gross_cost


@given(INPUTS)
def test_what_the_net_cost_pays_the_family_is_its_farm_gate(inputs: BuildUp) -> None:
    built = build_up(inputs)
    assume(built.net_cost > 0)

    assert built.farmer_most(built.net_cost) == inputs.farm_gate


@given(INPUTS, st.sampled_from([name for name in BuildUp.__dataclass_fields__ if name not in {"loss", "subsidy"}]))
def test_no_dearer_part_makes_a_cheaper_price_without_a_subsidy(inputs: BuildUp, part: str) -> None:
    plain = replace(inputs, subsidy=SubsidyTerms())
    more: dict[str, Any] = {part: getattr(plain, part) + 1}

    assert build_up(replace(plain, **more)).net_cost >= build_up(plain).net_cost


@given(INPUTS, SHARE)
def test_more_loss_never_makes_a_cheaper_price(inputs: BuildUp, loss: Fraction) -> None:
    low, high = sorted((loss, Fraction(inputs.loss)))

    assert build_up(replace(inputs, loss=low)).net_cost <= build_up(replace(inputs, loss=high)).net_cost


@given(INPUTS)
def test_a_subsidy_keeps_its_cap_and_no_price_is_below_nothing(inputs: BuildUp) -> None:
    built = build_up(inputs)

    assert built.net_cost >= 0
    assert 0 <= built.subsidy <= built.gross_cost
    assert inputs.subsidy.cap is None or built.subsidy <= inputs.subsidy.cap


@given(INPUTS, SHARE)
def test_the_price_we_ask_leaves_just_the_margin(inputs: BuildUp, margin: Fraction) -> None:
    built = build_up(inputs)
    price = built.asked_price(margin)

    assert built.left(price) == price * margin
    assert built.accepts(price)

"""Ways to price a bid are tried side by side, each with its own amounts."""

from decimal import Decimal

import pytest

from sse_desktop.commands.changing import BelowNothing, ChangedMeanwhile
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.costs import CostMissing, NotACost, NotAShare, ShareAsked
from sse_desktop.commands.criteria import AnswerData, CriterionData, add_criterion, answer_criterion
from sse_desktop.commands.price_scenarios import (
    BasisNotExact,
    BasisNotPositive,
    LossOutOfRange,
    ScenarioData,
    ScenarioLineData,
    change_scenario,
    duplicate_scenario,
    set_scenario_line,
)
from sse_desktop.commands.scenario_parts import (
    CostOfAnotherPart,
    PartData,
    clear_scenario_part,
    set_parts_to_nothing,
    set_scenario_part,
)
from sse_desktop.domain.fair_price import MarginIsWhole
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.fair_price_rows import PartOrigin
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import detail
from tests.builders import Office
from tests.pricing import (
    ALL,
    HUNDRED,
    a_cost,
    a_scenario,
    all_costs,
    given,
    oranges,
    priced,
    rows,
    the_example,
    the_key,
    the_line,
    usd,
)

# ---------------------------------------------------------------- trying


def test_a_scenario_begins_as_the_bid_stands(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    line = the_line(office, bid_id, scenario)

    assert (line.quantity, line.per, line.price, line.is_asked) == (ALL, HUNDRED, usd("0.08"), False)
    assert line.net_cost == usd("4.856")
    assert priced(office, bid_id, scenario).on == office.now.date()
    assert verify(database) == []


def test_without_a_price_we_ask_cost_and_margin(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id, margin_bp=2500)
    office.write(set_scenario_line, the_key(office, bid_id, scenario), given(price=None))

    line = the_line(office, bid_id, scenario)

    assert line.is_asked
    assert line.price == usd("0.064747")
    assert line.price_per == usd("6.4747")
    assert line.left == usd("1.6187")
    assert line.accept


def test_scenarios_stand_side_by_side(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    first = a_scenario(office, bid_id, "As the state pays")
    second = office.write(duplicate_scenario, first, "Half of it, dearer")
    data = given(quantity=Quantity.of(500_000, "unit"), price=usd("0.04"))
    office.write(set_scenario_line, the_key(office, bid_id, second), data)

    one, two = rows(office, bid_id)

    assert [one.title, two.title] == ["As the state pays", "Half of it, dearer"]
    assert [str(one.offer), str(two.offer)] == ["80202.88 USD", "20000.00 USD"]
    assert (one.volume, two.volume) == ((ALL,), (Quantity.of(500_000, "unit"),))
    assert [str(one.left), str(two.left)] == ["31519.73 USD", "-4280.00 USD"]
    assert (one.left_bp, two.left_bp) == (3930, -2140)
    assert (one.is_complete, one.missing, one.points, one.families) == (True, (), None, None)


def test_a_copy_keeps_what_was_typed(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    first = a_scenario(office, bid_id)
    office.write(
        set_scenario_part,
        the_key(office, bid_id, first),
        PricePart.PACKAGING,
        PartData(amount=usd("0.25"), source="Box"),
    )
    second = office.write(duplicate_scenario, first, "Copy")

    assert the_line(office, bid_id, second).parts == the_line(office, bid_id, first).parts


def test_title_margin_and_day_change_and_nobody_writes_over_another(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    seen = rows(office, bid_id)[0].stamps
    office.write(change_scenario, scenario, ScenarioData(title="With margin", margin_bp=1000), seen)

    [row] = rows(office, bid_id)
    assert (row.title, row.margin_bp, row.priced_on) == ("With margin", 1000, office.now.date())
    with pytest.raises(ChangedMeanwhile):
        office.write(change_scenario, scenario, ScenarioData(title="Other"), seen)
    with pytest.raises(NameMissing):
        office.write(change_scenario, scenario, ScenarioData(title=" "))
    with pytest.raises(MarginIsWhole):
        office.write(change_scenario, scenario, ScenarioData(title="x", margin_bp=10_000))


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (given(quantity=Quantity.of(1, "kg")), DifferentUnits),
        (given(per=Quantity.of(0, "unit")), BasisNotPositive),
        (given(loss_bp=10_000), LossOutOfRange),
        (given(price=UnitPrice.of(1, "EUR")), DifferentCurrencies),
    ],
)
def test_a_line_that_can_not_be_is_refused(
    database: Database, data: ScenarioLineData, refused: type[Exception]
) -> None:
    office = Office(database)
    bid_id = the_example(office)
    key = the_key(office, bid_id, a_scenario(office, bid_id))

    with pytest.raises(refused):
        office.write(set_scenario_line, key, data)


# ---------------------------------------------------------------- what was typed


def test_a_typed_amount_is_never_replaced_by_a_recorded_one(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    key = the_key(office, bid_id, scenario)
    office.write(set_scenario_part, key, PricePart.COLLECTION, PartData(amount=usd("0.70"), source="Pickers' meeting"))
    a_cost(office, PricePart.COLLECTION, "0.90", valid_from=office.now.date())

    part = the_line(office, bid_id, scenario).parts[1]
    assert (part.given, part.origin, part.source) == (usd("0.70"), PartOrigin.TYPED, "Pickers' meeting")

    office.write(clear_scenario_part, key, PricePart.COLLECTION)
    part = the_line(office, bid_id, scenario).parts[1]
    assert (part.given, part.origin, part.source) == (usd("0.90"), PartOrigin.RECORDED, "Receipt 7")


def test_a_recorded_cost_can_be_picked_though_there_is_a_newer_one(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    old = a_cost(office, PricePart.PACKAGING, "0.15")
    a_cost(office, PricePart.PACKAGING, "0.35", valid_from=office.now.date())
    scenario = a_scenario(office, bid_id)
    key = the_key(office, bid_id, scenario)
    assert the_line(office, bid_id, scenario).parts[4].given == usd("0.35")

    office.write(set_scenario_part, key, PricePart.PACKAGING, PartData(cost_id=old))

    part = the_line(office, bid_id, scenario).parts[4]
    assert (part.given, part.cost_id, part.origin) == (usd("0.15"), old, PartOrigin.RECORDED)
    with pytest.raises(CostOfAnotherPart):
        office.write(set_scenario_part, key, PricePart.TRANSPORT, PartData(cost_id=old))


def test_a_person_says_that_what_is_empty_costs_nothing(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.FINES, PricePart.SOCIAL_FUND, PricePart.FINANCE)
    bid_id = oranges(office)
    scenario = a_scenario(office, bid_id)
    assert the_line(office, bid_id, scenario).missing == (PricePart.FINANCE, PricePart.FINES, PricePart.SOCIAL_FUND)

    assert office.write(set_parts_to_nothing, scenario) == 3

    line = the_line(office, bid_id, scenario)
    assert (line.missing, line.net_cost) == ((), usd("5.856"))
    assert office.write(set_parts_to_nothing, scenario) == 0


@pytest.mark.parametrize(
    ("part", "data", "refused"),
    [
        (PricePart.SUBSIDY, PartData(amount=usd("1")), NotACost),
        (PricePart.PACKAGING, PartData(), CostMissing),
        (PricePart.PACKAGING, PartData(share_bp=100), ShareAsked),
        (PricePart.ADMINISTRATION, PartData(amount=usd("1")), ShareAsked),
        (PricePart.LOSS, PartData(share_bp=10_000), NotAShare),
        (PricePart.PACKAGING, PartData(amount=usd("-1")), BelowNothing),
        (PricePart.PACKAGING, PartData(amount=UnitPrice.of(1, "EUR")), DifferentCurrencies),
    ],
)
def test_a_part_that_can_not_be_is_refused(
    database: Database, part: PricePart, data: PartData, refused: type[Exception]
) -> None:
    office = Office(database)
    bid_id = the_example(office)
    key = the_key(office, bid_id, a_scenario(office, bid_id))

    with pytest.raises(refused):
        office.write(set_scenario_part, key, part, data)


def test_typed_amounts_follow_another_basis_exactly_or_it_is_refused(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    key = the_key(office, bid_id, scenario)
    office.write(set_scenario_part, key, PricePart.PACKAGING, PartData(amount=usd("0.20")))
    office.write(set_scenario_line, key, given(per=Quantity.of(1, "unit")))

    assert the_line(office, bid_id, scenario).parts[4].amount == usd("0.002")
    office.write(set_scenario_part, key, PricePart.PACKAGING, PartData(amount=usd("0.000001")))
    with pytest.raises(BasisNotExact):
        office.write(set_scenario_line, key, given(per=Quantity.of("0.5", "unit")))


def test_each_scenario_has_the_points_of_its_price(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    tender = detail(office, bid_id).tender_id
    data = CriterionData(title="Price", scoring=Scoring.PRICE_RATIO, points_milli=40_000)
    criterion = office.write(add_criterion, tender, data)
    first = a_scenario(office, bid_id)
    second = office.write(duplicate_scenario, first, "Dearer")
    office.write(set_scenario_line, the_key(office, bid_id, second), given(price=usd("0.16")))
    assert [row.points for row in rows(office, bid_id)] == [None, None]

    office.write(answer_criterion, bid_id, criterion, AnswerData(assumed="80202.88"))

    assert [row.points for row in rows(office, bid_id)] == [Decimal(40), Decimal(20)]

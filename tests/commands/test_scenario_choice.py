"""The chosen way to price is frozen into the bid and stays as it was; what was done is taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.bid_lines import BidIsFixed
from sse_desktop.commands.bids import new_version, withdraw_bid
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.price_scenarios import (
    ScenarioData,
    ScenarioIsFrozen,
    archive_scenario,
    change_scenario,
    duplicate_scenario,
    set_scenario_line,
)
from sse_desktop.commands.scenario_choice import NothingPriced, PartsMissing, choose_scenario
from sse_desktop.commands.scenario_parts import (
    PartData,
    clear_scenario_part,
    set_parts_to_nothing,
    set_scenario_part,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.fair_price_parts import ASKED, PricePart
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.fair_price_rows import PartOrigin
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.prices import PriceScenario
from tests.bidding import lines_of
from tests.builders import Office
from tests.pricing import (
    a_cost,
    a_scenario,
    given,
    oranges,
    priced,
    rows,
    the_example,
    the_key,
    the_line,
    usd,
)

# ---------------------------------------------------------------- choosing


def test_the_chosen_scenario_is_what_the_bid_offers(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    half = Quantity.of(500_000, "unit")
    office.write(set_scenario_line, the_key(office, bid_id, scenario), given(quantity=half, price=usd("0.075")))

    office.write(choose_scenario, scenario)

    [line] = lines_of(office, bid_id)
    assert (line.quantity, line.price) == (half, usd("0.075"))
    [row] = rows(office, bid_id)
    assert (row.chosen, row.is_frozen, row.chosen_by, row.chosen_on) == (True, True, "Ana", office.now.date())
    assert verify(database) == []


def test_a_frozen_scenario_stays_as_it_was_chosen(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    before = priced(office, bid_id, scenario)
    office.write(choose_scenario, scenario)
    a_cost(office, PricePart.COLLECTION, "9.00", valid_from=office.now.date())

    after = priced(office, bid_id)

    assert (after.lines, after.totals) == (before.lines, before.totals)
    assert replace(after, chosen=False, chosen_by="", chosen_on=None, is_frozen=False) == before
    key = before.lines[0].scenario_line_id
    changes: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (change_scenario, (scenario, ScenarioData(title="x"))),
        (set_scenario_line, (key, given())),
        (set_scenario_part, (key, PricePart.PACKAGING, PartData(amount=usd("1")))),
        (clear_scenario_part, (key, PricePart.PACKAGING)),
        (set_parts_to_nothing, (scenario,)),
        (archive_scenario, (scenario,)),
    ]
    for command, arguments in changes:
        with pytest.raises(ScenarioIsFrozen):
            office.write(command, *arguments)


def test_another_can_be_chosen_and_the_first_again_as_it_was(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    first = a_scenario(office, bid_id)
    second = office.write(duplicate_scenario, first, "Dearer")
    office.write(set_scenario_line, the_key(office, bid_id, second), given(price=usd("0.09")))
    office.write(choose_scenario, first)
    office.write(choose_scenario, second)

    assert [row.chosen for row in rows(office, bid_id)] == [False, True]
    assert lines_of(office, bid_id)[0].price == usd("0.09")

    a_cost(office, PricePart.COLLECTION, "9.00", valid_from=office.now.date())
    office.write(choose_scenario, first)

    assert [row.chosen for row in rows(office, bid_id)] == [True, False]
    assert lines_of(office, bid_id)[0].price == usd("0.08")
    assert the_line(office, bid_id, first).net_cost == usd("4.856")


def test_what_nobody_told_is_never_chosen(database: Database) -> None:
    office = Office(database)
    bid_id = oranges(office)
    scenario = a_scenario(office, bid_id)

    assert the_line(office, bid_id, scenario).missing == ASKED
    with pytest.raises(PartsMissing, match="Farm gate"):
        office.write(choose_scenario, scenario)
    office.write(set_scenario_line, the_key(office, bid_id, scenario), given(quantity=Quantity.of(0, "unit")))
    with pytest.raises(NothingPriced):
        office.write(choose_scenario, scenario)
    frozen = office.read(lambda session: session.scalars(sa.select(PriceScenario.frozen)).all())
    assert frozen == [""]


def test_only_a_draft_takes_a_price(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    office.write(withdraw_bid, bid_id, "Too little fruit")

    with pytest.raises(BidIsFixed):
        office.write(choose_scenario, scenario)


def test_who_may_not_change_a_quantity_may_not_choose_another_one(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    same, other = a_scenario(office, bid_id), a_scenario(office, bid_id, "Half")
    data = given(quantity=Quantity.of(500_000, "unit"))
    office.write(set_scenario_line, the_key(office, bid_id, other), data)

    office.role = Role.TREASURER
    office.write(choose_scenario, same)
    with pytest.raises(NotAllowed):
        office.write(choose_scenario, other)
    office.role = Role.WEIGHER
    with pytest.raises(NotAllowed):
        a_scenario(office, bid_id)


def test_a_new_version_takes_over_subsidy_and_scenarios_as_drafts(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    key = the_key(office, bid_id, scenario)
    office.write(set_scenario_part, key, PricePart.PACKAGING, PartData(amount=usd("0.25")))
    office.write(choose_scenario, scenario)

    newer = office.write(new_version, bid_id)

    [row] = rows(office, newer)
    assert (row.title, row.chosen, row.is_frozen) == ("As the state pays", False, False)
    line = the_line(office, newer, row.id)
    assert line.parts == the_line(office, bid_id, scenario).parts
    assert line.scenario_line_id != key


# ---------------------------------------------------------------- taking back


def test_what_was_typed_is_taken_back(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    key = the_key(office, bid_id, scenario)
    for amount in ("0.70", "0.80"):
        office.write(set_scenario_part, key, PricePart.COLLECTION, PartData(amount=usd(amount)))

    office.write(undo_last)
    assert the_line(office, bid_id, scenario).parts[1].given == usd("0.70")

    office.write(clear_scenario_part, key, PricePart.COLLECTION)
    office.write(undo_last)
    assert the_line(office, bid_id, scenario).parts[1].given == usd("0.70")


def test_the_first_typed_amount_is_taken_back(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    office.write(
        set_scenario_part, the_key(office, bid_id, scenario), PricePart.COLLECTION, PartData(amount=usd("0.70"))
    )
    office.write(undo_last)

    part = the_line(office, bid_id, scenario).parts[1]
    assert (part.given, part.origin) == (usd("0.60"), PartOrigin.RECORDED)


def test_a_choice_and_a_new_scenario_are_taken_back(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    scenario = a_scenario(office, bid_id)
    office.write(set_scenario_line, the_key(office, bid_id, scenario), given(price=usd("0.09")))
    office.write(choose_scenario, scenario)

    office.write(undo_last)

    [row] = rows(office, bid_id)
    assert (row.chosen, row.is_frozen) == (False, False)
    assert lines_of(office, bid_id)[0].price == usd("0.08")
    office.write(duplicate_scenario, scenario, "Copy")
    office.write(undo_last)
    assert [each.title for each in rows(office, bid_id)] == ["As the state pays"]
    assert verify(database) == []

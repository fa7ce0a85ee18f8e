"""A bid is ready when it is complete and possible."""

from typing import Any

import pytest

from sse_desktop.commands.bid_lines import (
    BidIsFixed,
    set_price,
    set_quantity,
    set_weeks,
)
from sse_desktop.commands.bids import (
    add_missing_lines,
    back_to_draft,
    mark_ready,
    override_capacity,
    withdraw_override,
)
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.tender_items import archive_item, map_item_to_product
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.delivery_plan import WeeksDoNotAddUp
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.capacity import LineNotMapped, LineNotPlanned
from sse_desktop.queries.demand_weights import ProductWithoutWeight
from sse_desktop.queries.readiness import (
    CapacityGap,
    NoLongerAsked,
    NothingOffered,
    PriceMissing,
    QuantityMissing,
)
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import BidLine
from tests.bidding import (
    WEEKS,
    a_bid,
    a_possible_bid,
    a_tender,
    an_item,
    detail,
    fruit,
    lines_of,
    put,
)
from tests.builders import Office, a_product

# ---------------------------------------------------------------- ready


def test_a_complete_possible_bid_becomes_ready_and_is_then_fixed(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)

    office.write(mark_ready, offer)

    [line] = lines_of(office, offer)
    changes: list[tuple[Any, ...]] = [
        (set_price, line.id, None),
        (set_quantity, line.id, Quantity.of(1, "unit")),
        (set_weeks, line.id, {}),
        (override_capacity, offer, "why"),
    ]
    for change in changes:
        with pytest.raises(BidIsFixed):
            office.write(*change)
    office.write(back_to_draft, offer)
    office.write(set_price, line.id, None)


def test_weeks_that_no_longer_add_up_keep_a_bid_from_being_ready(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[3]: Quantity.of(3000, "unit")})
    put(office, BidLine, line.id, quantity_milli=3_000_000)

    with pytest.raises(WeeksDoNotAddUp):
        office.write(mark_ready, offer)


def test_a_missing_price_or_quantity_keeps_a_bid_from_being_ready(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)

    office.write(set_price, line.id, None)
    with pytest.raises(PriceMissing):
        office.write(mark_ready, offer)
    office.write(set_price, line.id, UnitPrice.of(1, "USD"))
    office.write(set_quantity, line.id, Quantity(0, "unit"))
    with pytest.raises(NothingOffered):
        office.write(mark_ready, offer)


def test_a_line_we_do_not_offer_needs_no_price_but_an_unknown_quantity_must_be_typed(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = detail(office, offer).tender_id
    an_item(office, made, 500, description="Orange")
    unknown = an_item(office, made, None, description="Apple")
    assert office.write(add_missing_lines, offer) == 2
    assert office.write(add_missing_lines, offer) == 0
    _, orange, _ = lines_of(office, offer)

    with pytest.raises(PriceMissing):
        office.write(mark_ready, offer)
    office.write(set_quantity, orange.id, Quantity(0, "unit"))
    with pytest.raises(QuantityMissing):
        office.write(mark_ready, offer)
    office.write(archive_item, unknown)
    office.write(mark_ready, offer)

    found = detail(office, offer)
    assert ([line.description for line in found.offered], found.unpriced) == (["Granadilla"], 0)
    assert found.words is not None


def test_what_the_buyer_took_out_is_not_offered(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(archive_item, line.tender_item_id)

    with pytest.raises(NoLongerAsked):
        office.write(mark_ready, offer)


def test_a_promise_above_capacity_is_blocked_with_the_week_and_the_gap(database: Database) -> None:
    """Golden row 6: 100 kg a week are due and 90 kg a week are pledged, so the first week lacks 10 kg."""
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)

    with pytest.raises(CapacityGap) as refused:
        office.write(mark_ready, offer)

    assert refused.value.facts == {"week": Week(2026, 36), "gap": Quantity.of(10, "kg"), "product": "Granadilla"}
    assert detail(office, offer).state is BidState.DRAFT


def test_only_the_president_takes_a_gap_on_and_says_why(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)

    office.role, office.name = Role.SECRETARY, "Rosa"
    with pytest.raises(NotAllowed):
        office.write(override_capacity, offer, "We buy from a sister cooperative")
    office.role, office.name = Role.PRESIDENT, "Luz"
    with pytest.raises(ReasonMissing):
        office.write(override_capacity, offer, " ")
    office.write(override_capacity, offer, "We buy from a sister cooperative")
    office.write(mark_ready, offer)

    found = detail(office, offer)
    assert (found.override_by, found.override_reason, found.override_at) == (
        "Luz",
        "We buy from a sister cooperative",
        office.now,
    )
    assert found.state is BidState.READY


@pytest.mark.parametrize("change", ["quantity", "weeks", "product", "withdrawn"])
def test_another_promise_needs_another_override(database: Database, change: str) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)
    office.write(override_capacity, offer, "We buy")
    [line] = lines_of(office, offer)

    match change:
        case "quantity":
            office.write(set_quantity, line.id, Quantity.of(5000, "unit"))
        case "weeks":
            office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(4000, "unit")})
        case "product":
            office.write(map_item_to_product, line.tender_item_id, fruit(office, "NAR", "Naranja"))
        case _:
            office.write(withdraw_override, offer)

    assert detail(office, offer).override_by == ""
    with pytest.raises(CapacityGap):
        office.write(mark_ready, offer)


def test_what_cannot_be_reckoned_blocks_even_with_an_override(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made)
    offer = a_bid(office, made)
    office.write(override_capacity, offer, "We buy")

    with pytest.raises(LineNotMapped):
        office.write(mark_ready, offer)
    office.write(map_item_to_product, item, a_product(office, "UVI", "Uvilla"))
    office.write(override_capacity, offer, "We buy")
    with pytest.raises(ProductWithoutWeight):
        office.write(mark_ready, offer)


def test_without_a_delivery_period_or_weeks_nobody_knows_the_capacity(database: Database) -> None:
    office = Office(database)
    with pytest.raises(LineNotPlanned):
        office.write(mark_ready, a_possible_bid(office, delivery_to=None))

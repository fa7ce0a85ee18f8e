"""The lines of a tender, and the weeks in which they are due."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.bid_lines import set_quantity
from sse_desktop.commands.bids import start_bid
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.tender_items import (
    QuantityUnknown,
    add_lot,
    archive_item,
    change_item,
    map_item_to_product,
    paste_items,
    set_demand_weeks,
    spread_demand,
)
from sse_desktop.commands.tenders import (
    ItemData,
    LotData,
    PriceBelowZero,
    QuantityNotPositive,
    change_tender,
)
from sse_desktop.domain.delivery_plan import NoDeliveryPeriod, WeeksDoNotAddUp
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import TooManyDecimals
from sse_desktop.queries.tenders import tender_items
from sse_desktop.store.database import Database
from tests.bidding import FIRST_DAY, WEEKS, a_bid, a_tender, an_item, fruit, kept_data, lines_of
from tests.builders import Office


def the_item(office: Office, tender_id: Any) -> Any:
    return office.read(tender_items, tender_id)[0]


# ---------------------------------------------------------------- lines


def test_pasted_lines_are_stored_in_their_order_or_not_at_all(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    good = ItemData(description="Orange", quantity=Decimal(1002536), unit="unit")
    bad = ItemData(description="Apple", quantity=Decimal(0), unit="unit")

    with pytest.raises(QuantityNotPositive):
        office.write(paste_items, made, [good, bad])
    assert office.read(tender_items, made) == []
    office.write(paste_items, made, [good, ItemData(description="Apple", quantity=None)])

    rows = office.read(tender_items, made)
    assert [(row.description, row.position) for row in rows] == [("Orange", 1), ("Apple", 2)]
    assert rows[0].quantity == Quantity.of(1_002_536, "unit")
    assert rows[1].quantity is None


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (ItemData(description=""), NameMissing),
        (ItemData(description="Fruit", quantity=Decimal(-1)), QuantityNotPositive),
        (ItemData(description="Fruit", price=Decimal(-1)), PriceBelowZero),
        (ItemData(description="Fruit", quantity=Decimal("0.0001")), TooManyDecimals),
        (ItemData(description="Fruit", price=Decimal("0.0000001")), TooManyDecimals),
    ],
)
def test_a_line_that_cannot_be_kept_exactly_is_refused(
    plain_office: Office, data: ItemData, failure: type[Exception]
) -> None:
    made = a_tender(plain_office)
    with pytest.raises(failure):
        plain_office.write(paste_items, made, [data])


def test_the_next_line_like_an_earlier_one_is_mapped_alone(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    first = a_tender(office)
    office.write(map_item_to_product, an_item(office, first, description="GRANADILLA fresca"), product)

    second = a_tender(office, reference="FI-02")
    same_words = an_item(office, second, description="Granadilla FRESCA ")
    other_words = an_item(office, second, description="Orange")

    mapped = {row.id: row.product_id for row in office.read(tender_items, second)}
    assert mapped == {same_words: product, other_words: None}


def test_a_classification_maps_a_line_unless_it_stood_for_different_products(database: Database) -> None:
    office = Office(database)
    one, other = fruit(office), fruit(office, "NAR", "Naranja")
    made = a_tender(office)
    an_item(office, made, description="First", classification_id="01342", product_id=one)

    alike = an_item(office, made, description="Second", classification_id="01342")
    an_item(office, made, description="Third", classification_id="01342", product_id=other)
    unclear = an_item(office, made, description="Fourth", classification_id="01342")

    mapped = {row.id: row.product_id for row in office.read(tender_items, made)}
    assert (mapped[alike], mapped[unclear]) == (one, None)


def test_drafts_follow_a_changed_line_except_where_a_person_typed(database: Database) -> None:
    office = Office(database)
    product, made = fruit(office), a_tender(office)
    item = an_item(office, made, 4000)
    offer = a_bid(office, made)

    office.write(
        change_item, item, ItemData(description="Granadilla", quantity=Decimal(5000), unit="unit", product_id=product)
    )
    [line] = lines_of(office, offer)
    assert (line.quantity, line.product_id) == (Quantity.of(5000, "unit"), product)

    office.write(set_quantity, line.id, Quantity.of(3000, "unit"))
    office.write(
        change_item, item, ItemData(description="Granadilla", quantity=Decimal(6000), unit="unit", product_id=product)
    )
    [line] = lines_of(office, offer)
    assert (line.quantity, line.asked) == (Quantity.of(3000, "unit"), Quantity.of(6000, "unit"))


def test_a_line_is_put_into_a_lot_and_taken_off_a_product(database: Database) -> None:
    office = Office(database)
    made, product = a_tender(office), fruit(office)
    office.write(add_lot, made, LotData(code="1", title="North", value=Money(100, "USD")))
    item = an_item(office, made, lot_code="1", product_id=product)
    assert (the_item(office, made).lot_code, the_item(office, made).product) == ("1", "Granadilla")

    office.write(change_item, item, ItemData(description="Granadilla", quantity=Decimal(4000), unit="unit"))

    assert (the_item(office, made).lot_code, the_item(office, made).product_id) == ("", None)
    assert the_item(office, made).quantity == Quantity.of(4000, "unit")


def test_a_form_that_changes_nothing_writes_nothing(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made)
    before = the_item(office, made).stamps

    office.write(change_item, item, ItemData(description="Granadilla", quantity=Decimal(4000), unit="unit"))
    office.write(change_tender, made, kept_data(office, made, office.now))

    assert the_item(office, made).stamps == before


def test_a_plan_taken_back_means_evenly_again(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made, 4000)
    office.write(set_demand_weeks, item, {WEEKS[1]: Quantity.of(4000, "unit")})

    office.write(set_demand_weeks, item, {})

    assert the_item(office, made).plan == {}
    assert len(lines_of(office, office.write(start_bid, made))[0].plan) == 4


def test_weeks_of_an_unknown_quantity_are_refused(database: Database) -> None:
    office = Office(database)
    item = an_item(office, a_tender(office), None)
    with pytest.raises(QuantityUnknown):
        office.write(set_demand_weeks, item, {WEEKS[1]: Quantity.of(1, "unit")})


def test_an_archived_line_is_left_out_of_a_bid(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    gone = an_item(office, made, description="Gone")
    an_item(office, made, description="Stays")

    office.write(archive_item, gone)

    assert [line.description for line in lines_of(office, office.write(start_bid, made))] == ["Stays"]


# ---------------------------------------------------------------- weeks


def test_the_buyers_weeks_must_add_up_to_the_line(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made, 4000)

    with pytest.raises(WeeksDoNotAddUp):
        office.write(set_demand_weeks, item, {WEEKS[0]: Quantity.of(3999, "unit")})
    office.write(set_demand_weeks, item, {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[2]: Quantity.of(3000, "unit")})
    office.write(set_demand_weeks, item, {WEEKS[1]: Quantity.of(4000, "unit")})

    assert the_item(office, made).plan == {WEEKS[1]: Quantity.of(4000, "unit")}


def test_a_line_is_spread_over_its_delivery_period_exactly(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made, 4002)

    plan = office.write(spread_demand, item)

    assert list(plan.values()) == [Quantity.of(amount, "unit") for amount in (1001, 1001, 1000, 1000)]
    assert the_item(office, made).plan == plan


@settings(max_examples=25)
@given(st.integers(1, 10**9), st.integers(0, 60))
def test_spread_weeks_always_add_up_in_the_store(plain_office: Office, quantity: int, days: int) -> None:
    office = plain_office
    made = a_tender(office, delivery_to=FIRST_DAY + timedelta(days=days))
    item = an_item(office, made, str(Decimal(quantity) / 1000))

    office.write(spread_demand, item)

    row = next(row for row in office.read(tender_items, made) if row.id == item)
    assert sum(part.milli for part in row.plan.values()) == quantity


def test_an_unknown_quantity_or_period_is_not_spread(database: Database) -> None:
    office = Office(database)
    with pytest.raises(QuantityUnknown):
        office.write(spread_demand, an_item(office, a_tender(office), None))
    with pytest.raises(NoDeliveryPeriod):
        office.write(spread_demand, an_item(office, a_tender(office, delivery_to=None)))

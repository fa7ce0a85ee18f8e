"""What can be promised is what there will be, less all that is promised already."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sse_desktop.commands.acceptances import Received, Rejection, record_received
from sse_desktop.commands.bids import back_to_draft, mark_ready, record_result, submit_bid, withdraw_bid
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.call_offs import CallOffData, add_call_off
from sse_desktop.commands.contracts import (
    ContractData,
    ContractLineData,
    close_contract,
    open_contract,
    open_contract_from_bid,
)
from sse_desktop.commands.deliveries import Dispatch, SentLine, send_delivery
from sse_desktop.commands.members import archive_member
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.stock import hold_lot
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.capacity import (
    Capacity,
    LineNotMapped,
    LineNotPlanned,
    LineWithoutQuantity,
    bid_capacity,
    tender_capacity,
    what_if,
)
from sse_desktop.queries.contracts import contract_lines
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.demand_weights import ProductWithoutWeight
from sse_desktop.queries.outlook import outlook
from sse_desktop.queries.plans import Demand
from sse_desktop.store.database import Database
from sse_desktop.store.tables.tenders import Tender
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged, put
from tests.builders import TODAY, Office, a_member, a_product, a_weigh_in

THIS_WEEK = Week.of(TODAY)


def asked(product: uuid.UUID | None, kilos: Mapping[Week, int]) -> list[Demand]:
    plan = {week: Quantity.of(amount, "kg") for week, amount in kilos.items()}
    total = Quantity.of(sum(kilos.values()), "kg")
    return [Demand(description="Granadilla", product_id=product, quantity=total, plan=plan)]


def reckon(office: Office, product: uuid.UUID, kilos: Mapping[Week, int]) -> Capacity:
    found: Capacity = office.read(what_if, asked(product, kilos), TODAY)
    return found


def largest(office: Office, product: uuid.UUID, week: Week = WEEKS[0]) -> int:
    """Return the most kilos that can be promised in one week."""
    [found] = reckon(office, product, {week: 1}).products
    return found.largest.milli // 1000


def sold(office: Office, product: uuid.UUID, units: int, **more: Any) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """Open a contract for units of 100 g: contract, line, school."""
    buyer = office.write(add_buyer, BuyerData(name="Buyer"))
    school = office.write(add_delivery_point, buyer, DeliveryPointData(code="99H00001", name="School"))
    data = ContractData(**{"reference": "C-1", "title": "Fruit", "signed_on": TODAY, **more})
    line = ContractLineData(
        product_id=product,
        description="Granadilla",
        quantity=Quantity.of(units, "unit"),
        price=UnitPrice.of("0.15", "USD"),
    )
    contract = office.write(open_contract, buyer, "USD", data, [line])
    [row] = office.read(contract_lines, contract)
    return contract, row.id, school


# ---------------------------------------------------------------- what there is


def test_the_first_week_that_fails_is_named_with_its_gap(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {WEEKS[0]: 100, WEEKS[1]: 50, WEEKS[2]: 100})

    found = reckon(office, product, dict.fromkeys(WEEKS, 80))

    [row] = found.products
    assert [(str(week.week), week.demand, week.available, week.gap) for week in row.weeks] == [
        ("2026-W36", 80_000, 100_000, 0),
        ("2026-W37", 160_000, 150_000, 10_000),
        ("2026-W38", 240_000, 250_000, 0),
        ("2026-W39", 320_000, 250_000, 70_000),
    ]
    assert found.first_gap == (row, row.weeks[1])
    assert not found.holds
    assert row.largest == Quantity.of(250, "kg")


def test_units_are_weighed_by_the_factor_of_their_week(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    office.write(set_conversion, product, Conversion("unit", 1, 5, WEEKS[1].monday))
    made = a_tender(office)
    an_item(office, made, 4000, product_id=product)

    [row] = office.read(tender_capacity, made, TODAY).products

    # A unit weighs 100 g in the first week and 200 g from the second on.
    assert [week.demand for week in row.weeks] == [100_000, 300_000, 500_000, 700_000]
    assert row.demand == Quantity.of(700, "kg")


def test_free_stock_counts_and_held_stock_does_not(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    loaded = a_weigh_in(office, a_member(office), product, 70_000)
    assert largest(office, product) == 70

    office.write(hold_lot, loaded.lot_id, "Smells of diesel")

    assert largest(office, product) == 0


def test_produce_past_its_shelf_life_is_not_promised(database: Database) -> None:
    office = Office(database)
    product = fruit(office, shelf_days=14)
    a_weigh_in(office, a_member(office), product, 70_000)
    pledged(office, product, {WEEKS[0] + -3: 40, WEEKS[0] + -2: 25})

    assert largest(office, product, THIS_WEEK) == 70
    assert largest(office, product, WEEKS[0]) == 25


def test_the_pledge_of_this_week_does_not_count_what_came_in_already(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    member = a_member(office)
    pledged(office, product, {THIS_WEEK: 100}, member)
    a_weigh_in(office, member, product, 30_000)
    assert largest(office, product) == 100

    a_weigh_in(office, member, product, 90_000)

    assert largest(office, product) == 120


def test_pledges_of_past_weeks_and_of_archived_members_do_not_count(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {THIS_WEEK + -1: 500, WEEKS[0]: 10})
    office.write(archive_member, pledged(office, product, {WEEKS[0]: 90}, a_member(office, "Gone")))

    assert largest(office, product) == 10


# ---------------------------------------------------------------- what is promised


def test_other_pending_bids_count_in_full_from_ready_to_the_contract(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 200))
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 4000, product_id=product)
    offer = a_bid(office, other)
    last = WEEKS[-1]

    assert largest(office, product, last) == 800  # a draft promises nothing
    office.write(mark_ready, offer)
    assert largest(office, product, last) == 400
    office.write(back_to_draft, offer)
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)
    assert largest(office, product, last) == 400
    office.write(record_result, offer, BidState.WON, TODAY)
    assert largest(office, product, last) == 400
    terms = ContractData(
        reference="C-2", title="Fruit", signed_on=TODAY, starts_on=WEEKS[0].monday, ends_on=last.sunday
    )
    office.write(open_contract_from_bid, offer, terms)
    assert largest(office, product, last) == 400  # once, not twice


@pytest.mark.parametrize("end", ["lost", "withdrawn"])
def test_a_lost_or_withdrawn_bid_frees_what_it_promised(database: Database, end: str) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 100))
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 4000, product_id=product)
    offer = a_bid(office, other)
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)
    assert largest(office, product, WEEKS[-1]) == 0

    if end == "lost":
        office.write(record_result, offer, BidState.LOST, TODAY)
    else:
        office.write(withdraw_bid, offer, "Hail")

    assert largest(office, product, WEEKS[-1]) == 400


def test_a_bid_does_not_count_against_itself(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 100))
    made = a_tender(office)
    an_item(office, made, 4000, product_id=product)
    offer = a_bid(office, made)
    office.write(mark_ready, offer)

    assert office.read(bid_capacity, offer, TODAY).holds


def test_orders_are_due_on_their_day_and_the_rest_of_a_contract_evenly(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {WEEKS[0]: 1000})
    _, line, school = sold(office, product, 4000, starts_on=WEEKS[0].monday, ends_on=WEEKS[3].sunday)
    order = CallOffData(
        contract_line_id=line, delivery_point_id=school, due_on=WEEKS[1].monday, quantity=Quantity.of(2000, "unit")
    )
    office.write(add_call_off, order)

    [row] = reckon(office, product, {WEEKS[0]: 1}).products

    # 200 kg were ordered for the second week, the other 200 kg are 50 kg in each of the four.
    assert [week.available for week in row.weeks] == [950_000, 700_000, 650_000, 600_000]


def test_a_contract_without_a_term_is_kept_back_at_once_and_a_closed_one_never(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {THIS_WEEK: 1000})
    contract, _, _ = sold(office, product, 4000)
    assert largest(office, product, THIS_WEEK) == 600

    office.write(close_contract, contract)

    assert largest(office, product, THIS_WEEK) == 1000


def test_what_was_delivered_is_owed_no_more_and_what_was_rejected_is_owed_again(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_weigh_in(office, a_member(office), product, 500_000)
    contract, line, school = sold(office, product, 4000)
    assert largest(office, product) == 100

    note = Dispatch(
        contract_id=contract,
        delivery_point_id=school,
        planned_on=TODAY,
        lines=(SentLine(contract_line_id=line, quantity=Quantity.of(1000, "unit")),),
    )
    sent = office.write(send_delivery, note)
    assert largest(office, product) == 100  # 100 kg less in stock, 100 kg less owed
    [row] = office.read(delivery, sent.id).lines
    back = Rejection(delivery_line_id=row.id, quantity=Quantity.of(300, "unit"), reason="bruised")
    office.write(record_received, Received(delivery_id=sent.id, receiver_name="Receiver", rejections=(back,)))

    assert largest(office, product) == 70


# ---------------------------------------------------------------- what cannot be reckoned


def test_what_cannot_be_reckoned_is_named(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    made = a_tender(office)
    an_item(office, made, 10, description="No weight", product_id=product)
    an_item(office, made, 10, description="No product")
    an_item(office, made, None, description="No quantity", product_id=product)

    found = office.read(tender_capacity, made, TODAY)

    kinds = [(type(problem), problem.facts.get("description")) for problem in found.problems]
    assert kinds == [(LineNotMapped, "No product"), (LineWithoutQuantity, "No quantity"), (ProductWithoutWeight, None)]
    assert not found.holds


def test_a_line_without_a_time_is_named(database: Database) -> None:
    office = Office(database)
    made = a_tender(office, delivery_from=None)
    an_item(office, made, 10, product_id=fruit(office))

    assert [type(problem) for problem in office.read(tender_capacity, made, TODAY).problems] == [LineNotPlanned]


def test_a_bid_whose_time_nobody_knows_is_kept_back_at_once(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {WEEKS[0]: 500})
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 4000, product_id=product)
    offer = a_bid(office, other)
    office.write(mark_ready, offer)
    put(office, Tender, other, delivery_from=None)

    assert largest(office, product) == 100


def test_the_week_is_that_of_the_cooperative(database: Database) -> None:
    """A load that came on Sunday evening in Quito, when it was Monday in Greenwich, is of last week."""
    office = Office(database, now=datetime(2026, 7, 13, 2, 0, tzinfo=UTC))
    product, member = fruit(office), a_member(office)
    a_weigh_in(office, member, product, 30_000)
    office.now = datetime(2026, 7, 13, 15, 0, tzinfo=UTC)
    pledged(office, product, {Week.of(date(2026, 7, 13)): 100}, member)

    [row] = office.read(what_if, asked(product, {WEEKS[0]: 1}), date(2026, 7, 13)).products

    assert row.largest == Quantity.of(130, "kg")


# ---------------------------------------------------------------- the coming weeks


def test_the_outlook_shows_what_is_able_promised_and_missing_week_by_week(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    fruit(office, "UVI", "Uvilla")
    member = a_member(office)
    a_weigh_in(office, member, product, 20_000)
    pledged(office, product, {THIS_WEEK + 1: 50}, member)
    _, line, school = sold(office, product, 1000, starts_on=TODAY, ends_on=TODAY)
    for due_on, units in ((TODAY - timedelta(days=14), 100), (TODAY + timedelta(days=14), 900)):
        order = CallOffData(
            contract_line_id=line, delivery_point_id=school, due_on=due_on, quantity=Quantity.of(units, "unit")
        )
        office.write(add_call_off, order)

    [row] = office.read(outlook, TODAY, 4)

    shown = [(week.able.milli, week.promised.milli, week.gap.milli) for week in row.weeks]
    assert row.product == "Granadilla"
    # 10 kg are overdue and count now; of the 100 kg in all, 70 kg are there by the third week.
    assert shown == [(20_000, 10_000, 0), (50_000, 0, 0), (0, 90_000, 30_000), (0, 0, 0)]
    assert row.weeks[0].week == THIS_WEEK


def test_what_was_delivered_without_an_order_counts_against_the_rest_of_the_contract(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_weigh_in(office, a_member(office), product, 100_000)
    contract, line, school = sold(office, product, 1000)
    note = Dispatch(
        contract_id=contract,
        delivery_point_id=school,
        planned_on=TODAY,
        lines=(SentLine(contract_line_id=line, quantity=Quantity.of(1000, "unit")),),
    )
    office.write(send_delivery, note)

    assert largest(office, product, THIS_WEEK) == 0
    assert office.read(outlook, TODAY) == []

"""Tenders typed by hand are as good as those from a file."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.bid_lines import set_quantity
from sse_desktop.commands.bids import start_bid, submit_bid
from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.requirements import (
    AgeNotPositive,
    RequirementData,
    add_requirement,
    add_usual_requirements,
    archive_requirement,
    change_requirement,
)
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
    BidIsOut,
    DatesReversed,
    ItemData,
    LotData,
    PriceBelowZero,
    QuantityNotPositive,
    TenderData,
    change_tender,
    drop_tender,
    enter_tender,
    reopen_tender,
)
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.delivery_plan import NoDeliveryPeriod, WeeksDoNotAddUp
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.rounding import TooManyDecimals
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.tenders import TenderState, find_tender, tender, tender_items, tenders
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid
from tests.bidding import DEADLINE, FIRST_DAY, LAST_DAY, WEEKS, a_bid, a_tender, an_item, fruit, lines_of, put
from tests.builders import TODAY, Office
from tests.conftest import Databases


@pytest.fixture
def plain_office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    """An office on one kind of database, for rules that don't depend on the kind."""
    office = Office(databases.fresh("plain", tmp_path))
    yield office
    office.database.close()


def kept_data(office: Office, made: Any) -> TenderData:
    """Return what a form would give back unchanged."""
    found = office.read(tender, made, office.now)
    names = TenderData.__dataclass_fields__
    return TenderData(**{name: getattr(found, name) for name in names})


def the_item(office: Office, tender_id: Any) -> Any:
    return office.read(tender_items, tender_id)[0]


# ---------------------------------------------------------------- entering


def test_a_tender_by_hand_keeps_the_buyers_clock_and_its_value(database: Database) -> None:
    office = Office(database)

    found = office.read(tender, a_tender(office, value=Money(5_043_960, "USD")), office.now)

    assert found.deadline is not None
    assert found.deadline.isoformat() == DEADLINE.isoformat()
    assert (found.value, found.currency, found.source) == (Money(5_043_960, "USD"), "USD", "hand")
    assert (found.state, found.days_left) == (TenderState.OPEN, 27)
    assert verify(database) == []


def test_a_known_buyer_is_linked_by_number_or_name(database: Database) -> None:
    office = Office(database)
    buyer = office.write(add_buyer, BuyerData(name="Demo buyer", tax_id="1790000000001"))

    by_name = a_tender(office)
    by_number = a_tender(office, buyer_name="Another spelling", buyer_tax_id="1790000000001")
    unknown = a_tender(office, buyer_name="Somebody else")

    linked = [office.read(tender, one, office.now).buyer_id for one in (by_name, by_number, unknown)]
    assert linked == [buyer, buyer, None]


def test_a_tender_needs_a_title_or_a_reference(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        office.write(enter_tender, TenderData(title=" "))

    only_reference = office.write(enter_tender, TenderData(title="", reference="FI-7"))

    assert office.read(tender, only_reference, office.now).title == "FI-7"


def test_a_delivery_that_ends_before_it_begins_is_refused(database: Database) -> None:
    with pytest.raises(DatesReversed):
        a_tender(Office(database), delivery_from=LAST_DAY, delivery_to=FIRST_DAY)


def test_changing_a_tender_leaves_its_lines_alone(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)

    office.write(change_tender, made, TenderData(title="New title", reference="FI-02"))

    found = office.read(tender, made, office.now)
    assert (found.title, found.deadline, len(found.items)) == ("New title", None, 1)
    assert office.read(find_tender, "fi-02") == made


def test_a_weigher_may_not_enter_tenders(database: Database) -> None:
    office = Office(database)
    office.role = Role.WEIGHER
    with pytest.raises(NotAllowed):
        a_tender(office)


# ---------------------------------------------------------------- dropping


def test_a_dropped_tender_keeps_its_reason_and_comes_back(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)

    with pytest.raises(ReasonMissing):
        office.write(drop_tender, made, " ")
    office.write(drop_tender, made, "Too far away")

    assert office.read(tenders, office.now)[0].state is TenderState.DROPPED
    assert office.read(tender, made, office.now).drop_reason == "Too far away"
    office.write(reopen_tender, made)
    assert office.read(tenders, office.now)[0].state is TenderState.OPEN


def test_a_tender_with_a_bid_at_the_buyer_is_not_dropped(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    offer = a_bid(office, made)

    put(office, Bid, offer, state="ready")
    office.write(submit_bid, offer)

    with pytest.raises(BidIsOut):
        office.write(drop_tender, made, "Too far away")


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
    office.write(change_tender, made, kept_data(office, made))

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


# ---------------------------------------------------------------- papers asked for


def test_the_profile_knows_the_usual_papers_and_asks_for_each_once(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    office.write(add_requirement, made, RequirementData(paper_kind="rup", title="RUP", max_age_days=30))

    added = office.write(add_usual_requirements, made)

    states = office.read(paper_states, made, TODAY)
    kinds = [state.paper_kind for state in states]
    assert len(kinds) == len(set(kinds)) == len(added) + 1
    assert "other" not in kinds
    assert {state.paper_kind for state in states if not state.mandatory} == {"bpa", "vehicle_registration"}
    assert office.write(add_usual_requirements, made) == []


def test_a_requirement_is_changed_and_taken_out(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    asked = office.write(add_requirement, made, RequirementData(paper_kind="ruc", title="RUC"))

    data = RequirementData(
        paper_kind="ruc",
        title="RUC of this month",
        day_that_counts=DayThatCounts.OPENING,
        max_age_days=30,
        mandatory=False,
    )
    office.write(change_requirement, asked, data)
    [state] = office.read(paper_states, made, TODAY)
    assert (state.title, state.max_age_days, state.mandatory) == ("RUC of this month", 30, False)
    assert state.day_that_counts is DayThatCounts.OPENING

    office.write(archive_requirement, asked)
    assert office.read(paper_states, made, TODAY) == []


def test_an_age_of_no_day_is_refused(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        office.write(add_requirement, a_tender(office), RequirementData(paper_kind="ruc", title=" "))
    with pytest.raises(AgeNotPositive):
        office.write(add_requirement, a_tender(office), RequirementData(paper_kind="ruc", title="RUC", max_age_days=0))


def test_days_left_count_where_the_buyer_is(database: Database) -> None:
    office = Office(database)
    a_tender(office, deadline=DEADLINE.replace(year=2026, month=7, day=15, hour=23, minute=30))

    # 04:00 UTC of the 16th is still the 15th in Quito.
    [row] = office.read(tenders, DEADLINE.replace(month=7, day=15, hour=23, minute=0))

    assert (row.days_left, row.state) == (0, TenderState.OPEN)
    assert row.deadline is not None
    assert row.deadline.date() == date(2026, 7, 15)

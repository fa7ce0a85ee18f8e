"""A bid is complete, exact and possible before it goes out."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.bid_lines import (
    OfferBelowZero,
    fill_prices,
    set_price,
    set_quantities,
    set_quantity,
    set_tax,
    set_weeks,
)
from sse_desktop.commands.bids import (
    BidStarted,
    NothingAsked,
    TenderIsDropped,
    override_capacity,
    start_bid,
)
from sse_desktop.commands.tender_items import set_demand_weeks
from sse_desktop.commands.tenders import drop_tender
from sse_desktop.domain.delivery_plan import WeeksDoNotAddUp
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import DifferentCurrencies, Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.words import words_agree
from sse_desktop.queries.bids import bids, current_bid
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import (
    WEEKS,
    a_bid,
    a_possible_bid,
    a_tender,
    an_item,
    detail,
    fruit,
    lines_of,
)
from tests.builders import Office

# ---------------------------------------------------------------- starting


def test_a_bid_begins_with_a_line_for_each_item_in_the_buyers_weeks(database: Database) -> None:
    office = Office(database)
    product, made = fruit(office), a_tender(office)
    item = an_item(office, made, 4000, product_id=product)
    an_item(office, made, None, description="Orange")
    plan = {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[3]: Quantity.of(3000, "unit")}
    office.write(set_demand_weeks, item, plan)

    offer = detail(office, office.write(start_bid, made))

    first, second = offer.lines
    assert (offer.version, offer.state, offer.currency, offer.total) == (1, BidState.DRAFT, "USD", Money(0, "USD"))
    assert (first.product_id, first.quantity, first.plan, first.plan_is_typed) == (
        product,
        Quantity.of(4000, "unit"),
        plan,
        True,
    )
    assert (second.quantity, second.plan, second.price) == (Quantity(0, "unit"), {}, None)
    assert office.read(current_bid, made) == offer.id
    assert verify(database) == []


def test_without_the_buyers_weeks_a_line_is_due_evenly(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, 4001)

    [line] = lines_of(office, office.write(start_bid, made))

    assert [part.milli // 1000 for part in line.plan.values()] == [1001, 1000, 1000, 1000]
    assert not line.plan_is_typed


@pytest.mark.parametrize("procedure", ["feria_inclusiva", "FERIA INCLUSIVA"])
def test_where_the_buyer_sets_the_price_the_bid_takes_it_over(database: Database, procedure: str) -> None:
    office = Office(database)
    fair = a_tender(office, procedure=procedure)
    auction = a_tender(office, procedure="subasta_inversa", reference="SIE-1")
    for made in (fair, auction):
        an_item(office, made, 336_264, price=Decimal("0.15"))

    [given_price], [own_price] = (lines_of(office, office.write(start_bid, made)) for made in (fair, auction))

    assert (given_price.price, own_price.price) == (UnitPrice.of("0.15", "USD"), None)
    assert own_price.buyer_price == UnitPrice.of("0.15", "USD")


def test_a_tender_has_one_bid_in_versions(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    with pytest.raises(NothingAsked):
        office.write(start_bid, made)
    an_item(office, made)
    office.write(start_bid, made)

    with pytest.raises(BidStarted):
        office.write(start_bid, made)


def test_nobody_bids_for_a_dropped_tender(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    office.write(drop_tender, made, "Too far away")

    with pytest.raises(TenderIsDropped):
        office.write(start_bid, made)


# ---------------------------------------------------------------- totals


@pytest.mark.parametrize(
    ("quantity", "price", "total"),
    [(336_264, "0.15", "50439.60"), (64_785, "7.40", "479409.00"), (1_002_536, "0.08", "80202.88")],
)
def test_real_contracts_come_out_to_the_cent(database: Database, quantity: int, price: str, total: str) -> None:
    """Golden row 2 of the Ecuador study."""
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, quantity)

    offer = detail(office, a_bid(office, made, price))

    assert offer.total == Money.of(total, "USD")
    assert offer.words is not None
    assert words_agree(offer.words, offer.total, "es")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**9)), min_size=1, max_size=5))
def test_the_total_is_the_sum_of_the_lines_each_rounded_once(
    plain_office: Office, lines: list[tuple[int, int]]
) -> None:
    office = plain_office
    made = a_tender(office)
    for number, (milli, _) in enumerate(lines):
        an_item(office, made, str(Decimal(milli) / 1000), description=f"Line {number}")
    offer = office.write(start_bid, made)
    for row, (_, micros) in zip(lines_of(office, offer), lines, strict=True):
        office.write(set_price, row.id, UnitPrice(micros, "USD"))

    found = detail(office, offer)

    # Half up, at the last step, by plain fractions: milli x micros is 10^-9 dollars, 10^7 of them a cent.
    expected = [(milli * micros + 5 * 10**6) // 10**7 for milli, micros in lines]
    assert [line.total.minor for line in found.lines if line.total] == expected
    assert found.total == sum_money((Money(cents, "USD") for cents in expected), "USD")
    assert found.words is not None
    assert words_agree(found.words, found.total, "es")


def test_words_come_only_with_the_last_price(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, 10)
    an_item(office, made, 20, description="Orange")
    offer = office.write(start_bid, made)
    first, second = lines_of(office, offer)

    office.write(set_price, first.id, UnitPrice.of(2, "USD"))
    assert (detail(office, offer).unpriced, detail(office, offer).words) == (1, None)
    assert office.read(bids)[0].unpriced == 1
    office.write(set_price, second.id, UnitPrice.of(0, "USD"))
    assert (detail(office, offer).total, detail(office, offer).is_priced) == (Money.of(20, "USD"), True)
    assert office.read(bids)[0].total == Money.of(20, "USD")


def test_tax_is_reckoned_once_for_each_rate(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    for name in "abc":
        an_item(office, made, 1, description=name)
    offer = a_bid(office, made, "0.33")
    for line in lines_of(office, offer)[:2]:
        office.write(set_tax, line.id, 1500)

    # 15 % of 0.66 is 0.099; of each 0.33 it would be 0.05.
    assert (detail(office, offer).total, detail(office, offer).tax) == (Money(99, "USD"), Money(10, "USD"))


def test_a_stored_price_never_overwrites_a_typed_one(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    earlier = a_tender(office)
    an_item(office, earlier, 10, product_id=product)
    a_bid(office, earlier, "0.11")
    made = a_tender(office, reference="FI-2")
    an_item(office, made, 10, product_id=product)
    an_item(office, made, 10, description="By the buyer", product_id=product, price=Decimal("0.20"))
    an_item(office, made, 10, description="Typed", product_id=product, price=Decimal("0.30"))
    an_item(office, made, 10, description="Unknown")
    offer = office.write(start_bid, made)
    office.write(set_price, lines_of(office, offer)[2].id, UnitPrice.of("0.25", "USD"))

    filled = office.write(fill_prices, offer)

    prices = [line.price.amount if line.price else None for line in lines_of(office, offer)]
    assert (filled, prices) == (2, [Decimal("0.11"), Decimal("0.20"), Decimal("0.25"), None])


def test_a_price_is_in_the_currency_of_the_bid_and_not_negative(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    [line] = lines_of(office, office.write(start_bid, made))

    with pytest.raises(DifferentCurrencies):
        office.write(set_price, line.id, UnitPrice.of(1, "EUR"))
    with pytest.raises(OfferBelowZero):
        office.write(set_price, line.id, UnitPrice(-1, "USD"))
    with pytest.raises(OfferBelowZero):
        office.write(set_tax, line.id, -1)


# ---------------------------------------------------------------- quantities and weeks


def test_another_quantity_keeps_the_rhythm_of_the_weeks_exactly(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[2]: Quantity.of(3000, "unit")})

    office.write(set_quantity, line.id, Quantity.of(1001, "unit"))

    [line] = lines_of(office, offer)
    assert line.plan == {WEEKS[0]: Quantity.of(250, "unit"), WEEKS[2]: Quantity.of(751, "unit")}


def test_weeks_that_do_not_add_up_to_the_line_are_refused(database: Database) -> None:
    office = Office(database)
    [line] = lines_of(office, a_possible_bid(office))

    with pytest.raises(WeeksDoNotAddUp):
        office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(3999, "unit")})
    with pytest.raises(DifferentUnits):
        office.write(set_quantity, line.id, Quantity.of(4000, "kg"))
    with pytest.raises(OfferBelowZero):
        office.write(set_quantity, line.id, Quantity.of(-1, "unit"))


def test_several_quantities_are_one_change(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    for name in "ab":
        an_item(office, made, 10, description=name)
    offer = a_bid(office, made)
    one, other = (line.id for line in lines_of(office, offer))

    with pytest.raises(OfferBelowZero):
        office.write(set_quantities, {one: Quantity.of(5, "unit"), other: Quantity.of(-5, "unit")})
    assert [line.quantity for line in lines_of(office, offer)] == [Quantity.of(10, "unit")] * 2
    office.write(set_quantities, {one: Quantity.of(5, "unit"), other: Quantity.of(6, "unit")})

    assert [line.quantity for line in lines_of(office, offer)] == [Quantity.of(5, "unit"), Quantity.of(6, "unit")]


def test_the_same_quantity_again_keeps_an_override(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)
    office.write(override_capacity, offer, "We buy")
    [line] = lines_of(office, offer)

    office.write(set_quantity, line.id, line.quantity)

    assert detail(office, offer).override_by == "Ana"

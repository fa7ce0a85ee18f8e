"""The most that holds is in whole units, in the rhythm of what is asked, and the same wherever it is told."""

from sse_desktop.commands.what_ifs import WhatIfData, WhatIfLineData, add_what_if, add_what_if_line
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bid_lines
from sse_desktop.queries.capacity import tender_what_if
from sse_desktop.queries.plans import Demand
from sse_desktop.queries.promises import largest_for_tender, largest_of_what_if, largest_offer
from sse_desktop.store.database import Database
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged
from tests.builders import TODAY, Office


def holds(office: Office, tender: object, product: object, units: int) -> bool:
    """Tell whether so many units leave no gap, spread as the tender spreads them."""
    each, more = divmod(units, len(WEEKS))
    plan = {week: Quantity.of(each + (at < more), "unit") for at, week in enumerate(WEEKS)}
    asked = [Demand(description="", product_id=product, quantity=Quantity.of(units, "unit"), plan=plan)]  # type: ignore[arg-type]  # ids
    return bool(office.read(tender_what_if, tender, asked, TODAY).first_gap is None)


def test_the_offer_and_what_is_told_are_the_same_number_and_it_holds(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, {WEEKS[0]: 97, WEEKS[1]: 91, WEEKS[2]: 88, WEEKS[3]: 103})
    tender = a_tender(office)
    an_item(office, tender, 4001, product_id=product)
    offer = a_bid(office, tender)

    [told] = office.read(largest_for_tender, tender, product, TODAY)
    [line] = office.read(bid_lines, offer)

    assert office.read(largest_offer, offer, product, TODAY) == {line.id: told}
    assert told.milli % 1000 == 0
    units = told.milli // 1000
    assert holds(office, tender, product, units)
    assert not holds(office, tender, product, units + 4)


def test_more_than_is_asked_can_be_told_but_is_never_offered(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 150))
    tender = a_tender(office)
    an_item(office, tender, 4000, product_id=product)

    assert office.read(largest_for_tender, tender, product, TODAY) == [Quantity.of(6000, "unit")]
    offer = a_bid(office, tender)
    assert list(office.read(largest_offer, offer, product, TODAY).values()) == [Quantity.of(4000, "unit")]


def test_where_nothing_holds_nothing_is_told(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    tender = a_tender(office)
    an_item(office, tender, 4000, product_id=product)

    assert office.read(largest_for_tender, tender, product, TODAY) == []


def test_a_what_if_tells_the_most_of_all_its_lines_of_a_product(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 30))
    made = office.write(add_what_if, WhatIfData(title="Spring"))
    for units in (300, 100):
        first, last = WEEKS[0], WEEKS[-1]
        data = WhatIfLineData(
            product_id=product, first_week=first, last_week=last, quantity=Quantity.of(units * 4, "unit")
        )
        office.write(add_what_if_line, made, data)

    found = office.read(largest_of_what_if, made, product, TODAY)

    assert found == [Quantity.of(900, "unit"), Quantity.of(300, "unit")]
    assert Week.of(TODAY) < WEEKS[0]

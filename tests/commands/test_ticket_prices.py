"""A ticket taken without a price gets one when it is decided; what it says of the weight never changes."""

import uuid
from datetime import date

import pytest

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.ticket_prices import (
    NoPriceDecided,
    PricedAlready,
    TicketPriceData,
    decide_price,
    take_back_price,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import HUNDRED, UNIT, Conversion, NoConversion, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.harvests import WeighInFilter, weigh_in, weigh_in_count
from sse_desktop.queries.weigh_in_rows import WeighInRow
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_member, a_product, a_weigh_in

LONG_AGO = date(2026, 1, 1)
HALF = TicketPriceData(price_micros=500_000)
WAITING = WeighInFilter(state="valid", without_price=True)


def a_ticket(office: Office, product: uuid.UUID, grams: int = 108_000) -> uuid.UUID:
    found: uuid.UUID = a_weigh_in(office, a_member(office), product, grams).id
    return found


def row_of(office: Office, ticket: uuid.UUID) -> WeighInRow:
    found: WeighInRow = office.read(weigh_in, ticket).row
    return found


def test_a_price_per_kilo_is_decided_afterwards(database: Database) -> None:
    office = Office(database)
    ticket = a_ticket(office, a_product(office))

    office.write(decide_price, ticket, HALF)

    row = row_of(office, ticket)
    assert (row.price, row.value, row.paid) == (UnitPrice.of("0.5", "USD"), Money.of(54, "USD"), None)
    assert row.decided_at is not None
    assert office.read(weigh_in_count, WAITING) == 0
    assert verify(database) == []


def test_a_price_for_a_hundred_counts_by_the_weight_of_the_day(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    ticket = a_ticket(office, product)
    office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))

    office.write(decide_price, ticket, TicketPriceData(price_micros=10_000_000, unit=HUNDRED))

    row = row_of(office, ticket)
    assert row.paid is not None
    assert (row.paid.quantity, row.value) == (Quantity.of(9, HUNDRED), Money.of(90, "USD"))
    assert row.price == UnitPrice.of("0.833333", "USD")
    assert verify(database) == []


def test_all_tickets_alike_that_wait_are_decided_at_once(plain_office: Office) -> None:
    product, other = a_product(plain_office), a_product(plain_office, "PIN", "Piña")
    first, second = a_ticket(plain_office, product), a_ticket(plain_office, product)
    elsewhere, gone = a_ticket(plain_office, other), a_ticket(plain_office, product)
    plain_office.write(void_weigh_in, gone, "typed twice")

    done = plain_office.write(decide_price, first, TicketPriceData(price_micros=500_000, all_waiting=True))

    assert done == 2
    prices = [row_of(plain_office, ticket).price for ticket in (first, second, elsewhere, gone)]
    assert prices == [UnitPrice.of("0.5", "USD"), UnitPrice.of("0.5", "USD"), None, None]


def test_without_the_weight_of_the_unit_nothing_is_decided(plain_office: Office) -> None:
    ticket = a_ticket(plain_office, a_product(plain_office))

    with pytest.raises(NoConversion):
        plain_office.write(decide_price, ticket, TicketPriceData(price_micros=1, unit=HUNDRED, all_waiting=True))

    assert plain_office.read(weigh_in_count, WAITING) == 1


def test_a_price_is_decided_once_and_never_for_a_void_ticket(plain_office: Office) -> None:
    product = a_product(plain_office)
    ticket, void = a_ticket(plain_office, product), a_ticket(plain_office, product)
    at_the_scale = a_weigh_in(plain_office, a_member(plain_office), product, 1_000, price_micros=1).id
    plain_office.write(void_weigh_in, void, "typed twice")
    plain_office.write(decide_price, ticket, HALF)

    for priced in (ticket, at_the_scale):
        with pytest.raises(PricedAlready):
            plain_office.write(decide_price, priced, HALF)
    with pytest.raises(AlreadyVoided):
        plain_office.write(decide_price, void, HALF)
    with pytest.raises(BelowNothing):
        plain_office.write(decide_price, ticket, TicketPriceData(price_micros=-1))


@pytest.mark.parametrize("undo", [True, False])
def test_a_decided_price_is_taken_back_and_the_ticket_waits_again(database: Database, undo: bool) -> None:
    office = Office(database)
    ticket = a_ticket(office, a_product(office))
    office.write(decide_price, ticket, HALF)
    if undo:
        office.write(undo_last)
    else:
        with pytest.raises(ReasonMissing):
            office.write(take_back_price, ticket, " ")
        office.write(take_back_price, ticket, "not agreed")

    assert (row_of(office, ticket).price, office.read(weigh_in_count, WAITING)) == (None, 1)
    with pytest.raises(NoPriceDecided):
        office.write(take_back_price, ticket, "again")

    office.write(decide_price, ticket, TicketPriceData(price_micros=600_000))
    assert row_of(office, ticket).value == Money.of("64.80", "USD")
    assert verify(database) == []


@pytest.mark.parametrize("role", [Role.WEIGHER, Role.DRIVER, Role.AUDITOR])
def test_who_weighs_does_not_decide_the_price(plain_office: Office, role: Role) -> None:
    ticket = a_ticket(plain_office, a_product(plain_office))

    plain_office.role = role
    with pytest.raises(NotAllowed):
        plain_office.write(decide_price, ticket, HALF)

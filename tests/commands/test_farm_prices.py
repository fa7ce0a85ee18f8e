"""Families are paid per kilo, per hundred or per unit: the scale weighs, the dated factor counts, the value is exact."""

import uuid
from datetime import date
from typing import Any

import pytest

from sse_desktop.commands.harvests import import_weigh_ins
from sse_desktop.commands.rates import FarmPriceData, set_conversion, set_farm_price
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import HUNDRED, KILO, UNIT, Conversion, Quantity
from sse_desktop.queries.farm_prices import farm_price, farm_prices
from sse_desktop.queries.harvests import weigh_in
from sse_desktop.queries.weigh_in_rows import WeighInRow
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import TODAY, Office, a_member, a_product, a_weigh_in, grades_of

LONG_AGO = date(2026, 1, 1)


def a_price_for(office: Office, product: uuid.UUID, amount: str, unit: str, since: date = LONG_AGO) -> None:
    price = UnitPrice.of(amount, "USD").micros
    office.write(set_farm_price, product, FarmPriceData(price_micros=price, valid_from=since, unit=unit))


def ticket(office: Office, product: uuid.UUID, grams: int, **more: Any) -> WeighInRow:
    made = a_weigh_in(office, a_member(office), product, grams, **more)
    row: WeighInRow = office.read(weigh_in, made.id).row
    return row


def test_a_hundred_is_paid_by_what_its_units_weigh(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    a_price_for(office, product, "10", HUNDRED)

    row = ticket(office, product, 108_000)

    assert row.paid is not None
    assert (row.paid.quantity, row.paid.price) == (Quantity.of(9, HUNDRED), UnitPrice.of(10, "USD"))
    assert (row.value, row.price) == (Money.of(90, "USD"), UnitPrice.of("0.833333", "USD"))
    assert verify(database) == []


def test_the_value_is_reckoned_from_the_units_and_not_from_the_rounded_kilo(plain_office: Office) -> None:
    product = a_product(plain_office)
    plain_office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    a_price_for(plain_office, product, "10", HUNDRED)

    row = ticket(plain_office, product, 120_000_000)

    assert row.price is not None
    assert (row.value, row.price.times(row.accepted)) == (Money.of("100000.00", "USD"), Money.of("99999.96", "USD"))


def test_the_factor_of_the_day_counts(plain_office: Office) -> None:
    product = a_product(plain_office)
    plain_office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    plain_office.write(set_conversion, product, Conversion(UNIT, 10, 100, TODAY))
    a_price_for(plain_office, product, "0.10", UNIT)

    row = ticket(plain_office, product, 60_000)

    assert row.paid is not None
    assert (row.paid.quantity, row.value) == (Quantity.of(600, UNIT), Money.of(60, "USD"))


def test_without_a_factor_the_price_is_decided_later(plain_office: Office) -> None:
    product = a_product(plain_office)
    a_price_for(plain_office, product, "10", HUNDRED)

    row = ticket(plain_office, product, 60_000)

    assert (row.price, row.paid, row.value) == (None, None, None)


def test_a_typed_price_and_a_later_one_per_kilo_go_before(plain_office: Office) -> None:
    product = a_product(plain_office)
    plain_office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    a_price_for(plain_office, product, "10", HUNDRED)
    typed = ticket(plain_office, product, 10_000, price_micros=500_000)
    a_price_for(plain_office, product, "0.70", KILO, TODAY)
    by_kilo = ticket(plain_office, product, 10_000)

    assert (typed.paid, typed.value) == (None, Money.of(5, "USD"))
    assert (by_kilo.paid, by_kilo.value) == (None, Money.of(7, "USD"))
    assert [(row.unit, row.price) for row in plain_office.read(farm_prices)] == [
        (KILO, UnitPrice.of("0.7", "USD")),
        (HUNDRED, UnitPrice.of(10, "USD")),
    ]


@pytest.mark.parametrize(("unit", "expected"), [(UNIT, "0.833333"), (HUNDRED, "0.008333"), ("crate", None)])
def test_a_price_for_units_is_told_per_kilo(plain_office: Office, unit: str, expected: str | None) -> None:
    product = a_product(plain_office)
    plain_office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    a_price_for(plain_office, product, "0.10", unit)

    found = plain_office.read(farm_price, product, grades_of(plain_office, product)[0], TODAY)

    assert found == (None if expected is None else UnitPrice.of(expected, "USD"))


def test_imported_loads_are_paid_by_the_same_rule(database: Database) -> None:
    office = Office(database)
    product, member = a_product(office), a_member(office)
    office.write(set_conversion, product, Conversion(UNIT, 12, 100, LONG_AGO))
    a_price_for(office, product, "10", HUNDRED)

    office.write(import_weigh_ins, [WeighIn(member=member, product_id=product, gross_g=108_000)])

    from sse_desktop.queries.harvests import WeighInFilter, weigh_in_block

    [row] = office.read(weigh_in_block, WeighInFilter())
    assert row.value == Money.of(90, "USD")

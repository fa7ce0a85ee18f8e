import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.harvests import AlreadySettled, void_weigh_in
from sse_desktop.commands.settlements import SettlementData, settle, void_settlement
from sse_desktop.commands.stock import close_lot, hold_lot
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.harvests import WeighInRow, weigh_in, weigh_in_block
from sse_desktop.queries.stock import lots, negative_lots
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import NOW, TODAY, Office, a_container, a_member, a_price, a_product, a_weigh_in, grades_of
from tests.commands.sales import Sale
from tests.conftest import Databases


def shown(office: Office, weigh_in_id: uuid.UUID) -> WeighInRow:
    row: WeighInRow = office.read(weigh_in, weigh_in_id).row
    return row


def test_a_load_is_weighed_in(database: Database) -> None:
    office = Office(database)
    ana, mandarin, crate = a_member(office), a_product(office), a_container(office, tare_g=1500)
    a_price(office, mandarin, 300_000)

    done = a_weigh_in(office, ana, mandarin, 100_000, container_kind_id=crate, containers=4, damaged_g=1000)

    assert (str(done.number), done.net_g, done.accepted_g) == ("001-001-000000001", 94_000, 93_000)
    assert done.lot_code == "MAN-20260714-C03-01-A"
    row = shown(office, done.id)
    assert (row.member, row.product, row.grade, row.lot, row.weigher) == (
        "Ana Núñez",
        "Mandarina",
        "1",
        done.lot_code,
        "Ana",
    )
    assert (row.tare, row.net, row.accepted) == tuple(Quantity.of(kilos, "kg") for kilos in (6, 94, 93))
    assert (row.price, row.value) == (UnitPrice(300_000, "USD"), Money.of("27.90", "USD"))
    assert (row.received_at, row.harvested_on) == (NOW, TODAY)
    assert verify(database) == []


def test_a_member_is_named_by_number_too(database: Database) -> None:
    office = Office(database)
    a_member(office, "Luis", number=23)

    done = a_weigh_in(office, 23, a_product(office))

    assert shown(office, done.id).member == "Luis"


def test_loads_of_one_product_grade_place_and_day_share_a_lot(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office, "MAN", "Mandarina", "1", "2")
    orange = a_product(office, "NAR", "Naranja")
    _first, second = grades_of(office, mandarin)

    codes = [
        a_weigh_in(office, ana, mandarin).lot_code,
        a_weigh_in(office, ana, mandarin).lot_code,
        a_weigh_in(office, ana, mandarin, grade_id=second).lot_code,
        a_weigh_in(office, ana, mandarin, place="La Palma").lot_code,
        a_weigh_in(office, ana, orange).lot_code,
    ]
    office.now += timedelta(days=1)
    codes.append(a_weigh_in(office, ana, mandarin).lot_code)

    assert codes == [
        "MAN-20260714-C03-01-A",
        "MAN-20260714-C03-01-A",
        "MAN-20260714-C03-02-A",
        "MAN-20260714-LAPALM-01-A",
        "NAR-20260714-C03-01-A",
        "MAN-20260715-C03-01-A",
    ]


@pytest.mark.parametrize(
    "shut", [lambda o, lot: o.write(hold_lot, lot, "smell"), lambda o, lot: o.write(close_lot, lot)]
)
def test_nothing_more_goes_into_a_held_or_closed_lot(database: Database, shut: Any) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    first = a_weigh_in(office, ana, mandarin)
    shut(office, first.lot_id)

    second = a_weigh_in(office, ana, mandarin)

    assert second.lot_code == "MAN-20260714-C03-02-A"


def test_two_devices_never_give_one_code_or_number(databases: Databases, tmp_path: Any) -> None:
    done = []
    for device in "AB":
        folder = tmp_path / device
        folder.mkdir()
        office = Office(databases.fresh("plain", folder, device))
        done.append(a_weigh_in(office, a_member(office), a_product(office)))
        office.database.close()

    assert done[0].lot_code.endswith("-A")
    assert done[1].lot_code.endswith("-B")


def test_the_lot_and_the_harvest_are_of_the_local_day(database: Database) -> None:
    office = Office(database, now=datetime(2026, 7, 15, 3, 0, tzinfo=UTC))

    done = a_weigh_in(office, a_member(office), a_product(office))

    assert done.lot_code == "MAN-20260714-C03-01-A"
    assert shown(office, done.id).harvested_on == date(2026, 7, 14)


def test_a_load_entered_later_counts_for_the_day_it_was_weighed(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    a_price(office, mandarin, 300_000, date(2026, 1, 1))
    a_price(office, mandarin, 400_000, date(2026, 7, 14))
    weighed = NOW - timedelta(days=3)

    done = a_weigh_in(office, a_member(office), mandarin, received_at=weighed)

    row = shown(office, done.id)
    assert (done.lot_code, row.received_at, row.price) == ("MAN-20260711-C03-01-A", weighed, UnitPrice(300_000, "USD"))


def test_the_price_typed_goes_before_the_farm_price(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office, "MAN", "Mandarina", "1", "2")
    first, second = grades_of(office, mandarin)
    a_price(office, mandarin, 300_000)
    a_price(office, mandarin, 200_000, grade=second)

    prices = [
        shown(office, a_weigh_in(office, ana, mandarin, **more).id).price
        for more in (
            {"grade_id": first},
            {"grade_id": second},
            {"grade_id": second, "price_micros": 0},
            {"price_later": True},
        )
    ]

    assert prices == [UnitPrice(300_000, "USD"), UnitPrice(200_000, "USD"), UnitPrice(0, "USD"), None]


def test_without_a_farm_price_the_price_is_decided_later(database: Database) -> None:
    office = Office(database)

    row = shown(office, a_weigh_in(office, a_member(office), a_product(office)).id)

    assert (row.price, row.value) == (None, None)


def test_all_damaged_is_recorded_and_brings_nothing_into_the_lot(database: Database) -> None:
    office = Office(database)

    done = a_weigh_in(office, a_member(office), a_product(office), 5_000, damaged_g=5_000)

    assert (done.net_g, done.accepted_g) == (5_000, 0)
    assert [row.balance.milli for row in office.read(lots)] == [0]


# ---------------------------------------------------------------- void and undo


def test_a_void_takes_the_weight_out_of_the_lot_and_keeps_the_number(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    first, second = a_weigh_in(office, ana, mandarin, 10_000), a_weigh_in(office, ana, mandarin, 20_000)

    office.write(void_weigh_in, first.id, " wrong scale ")
    third = a_weigh_in(office, ana, mandarin, 1_000)

    assert shown(office, first.id).voided == "wrong scale"
    assert shown(office, second.id).voided is None
    assert [row.balance for row in office.read(lots)] == [Quantity.of(21, "kg")]
    assert third.number.number == 3
    assert verify(database) == []


def test_a_void_needs_a_reason_and_happens_once(database: Database) -> None:
    office = Office(database)
    done = a_weigh_in(office, a_member(office), a_product(office))

    with pytest.raises(ReasonMissing):
        office.write(void_weigh_in, done.id, " ")
    office.write(void_weigh_in, done.id, "twice")
    with pytest.raises(AlreadyVoided):
        office.write(void_weigh_in, done.id, "again")


def test_a_paid_weigh_in_is_voided_only_after_its_settlement(database: Database) -> None:
    sale = Sale(database)
    done = sale.weigh(0, 50_000)
    sale.accept(sale.send(100).id)
    paid = sale.pay("15")
    data = SettlementData(contract_id=sale.contract, receipt_ids=(paid,), from_on=TODAY, to_on=TODAY)
    settled = sale.write(settle, data)

    with pytest.raises(AlreadySettled):
        sale.write(void_weigh_in, done.id, "wrong")
    sale.write(void_settlement, settled.id, "wrong")
    sale.write(void_weigh_in, done.id, "wrong")

    assert [row.balance.milli for row in sale.read(negative_lots)] == [-10_000]


def test_undo_voids_the_weigh_in_and_keeps_its_number(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    first = a_weigh_in(office, ana, mandarin)

    office.write(undo_last)
    second = a_weigh_in(office, ana, mandarin)

    assert shown(office, first.id).voided == "undone"
    assert (second.number.number, second.lot_code) == (2, first.lot_code)
    assert [row.weigh_ins for row in office.read(lots)] == [1]
    assert verify(database) == []


def test_a_weigher_may_weigh_in_and_an_auditor_may_not(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)

    office.role = Role.WEIGHER
    a_weigh_in(office, ana, mandarin)
    office.role = Role.AUDITOR
    with pytest.raises(Exception, match="auditor"):
        a_weigh_in(office, ana, mandarin)


# ---------------------------------------------------------------- what always holds

LOAD = st.tuples(st.integers(1, 3), st.integers(0, 1), st.integers(1, 90_000), st.integers(0, 100), st.booleans())


@settings(max_examples=25)
@given(st.lists(LOAD, min_size=1, max_size=12))
def test_the_lots_hold_exactly_what_was_accepted_and_not_voided(
    databases: Databases, tmp_path: Any, loads: Any
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    members = [a_member(office, f"Family {number}") for number in range(3)]
    fruit = [a_product(office, "MAN", "Mandarina"), a_product(office, "NAR", "Naranja")]

    for member, product, gross, damaged, voided in loads:
        done = a_weigh_in(office, members[member - 1], fruit[product], gross, damaged_g=gross * damaged // 100)
        if voided:
            office.write(void_weigh_in, done.id, "wrong")

    rows = office.read(weigh_in_block)
    accepted = sum(row.accepted.milli for row in rows if row.voided is None)
    assert sum(row.balance.milli for row in office.read(lots)) == accepted
    assert [row.ticket for row in reversed(rows)] == [f"001-001-{n:09d}" for n in range(1, len(loads) + 1)]
    assert office.read(negative_lots) == []
    assert verify(office.database) == []
    office.database.close()

import uuid
from datetime import timedelta
from typing import Any

import pytest

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.stock import (
    LotHeldAlready,
    NotAMovementOfItsOwn,
    NothingToRemove,
    NotSoMuchInLot,
    Removal,
    close_lot,
    count_lot,
    hold_lot,
    release_lot,
    remove_from_lot,
    void_movement,
)
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.stock import (
    LotFilter,
    LotRow,
    free_stock,
    lot,
    lots,
    negative_lots,
    spoiling_lots,
)
from sse_desktop.queries.stock_movements import movements
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import TODAY, Office, a_member, a_product, a_weigh_in
from tests.commands.sales import Sale


def kilos(number: str | int) -> Quantity:
    return Quantity.of(number, "kg")


def a_lot(office: Office, grams: int = 50_000, code: str = "MAN", **more: Any) -> uuid.UUID:
    member, product = a_member(office), a_product(office, code, code, **more)
    return a_weigh_in(office, member, product, grams).lot_id


def the_lot(office: Office, lot_id: uuid.UUID) -> LotRow:
    row: LotRow = office.read(lot, lot_id)
    return row


def test_what_spoils_leaves_the_lot_with_its_reason(database: Database) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    office.write(remove_from_lot, mandarin, Removal.LOSS, 2_000, "rot")
    office.write(remove_from_lot, mandarin, Removal.DISCARD, 500, "too small")

    row = the_lot(office, mandarin)
    assert (row.received, row.lost, row.balance) == (kilos(50), kilos("2.5"), kilos("47.5"))
    told = [(moved.kind, moved.weight, moved.document, moved.reason) for moved in office.read(movements, mandarin)]
    assert told == [
        ("receipt", kilos(50), "001-001-000000001", ""),
        ("loss", kilos(-2), "", "rot"),
        ("discard", kilos("-0.5"), "", "too small"),
    ]
    assert verify(database) == []


def test_every_way_out_has_a_word() -> None:
    assert [removal.label for removal in Removal] == ["loss", "discarded"]


@pytest.mark.parametrize(
    ("grams", "reason", "failure"),
    [(1_000, " ", ReasonMissing), (0, "x", NothingToRemove), (50_001, "x", NotSoMuchInLot)],
)
def test_a_wrong_removal_is_refused(database: Database, grams: int, reason: str, failure: type[Exception]) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    with pytest.raises(failure):
        office.write(remove_from_lot, mandarin, Removal.LOSS, grams, reason)

    assert the_lot(office, mandarin).balance == kilos(50)


@pytest.mark.parametrize("counted", [47_300, 50_000, 51_000, 0])
def test_a_count_sets_the_lot_to_what_was_counted(database: Database, counted: int) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    office.write(count_lot, mandarin, counted, "evening count")

    row = the_lot(office, mandarin)
    assert (row.balance.milli, row.lost.milli) == (counted, 50_000 - counted)
    assert office.read(movements, mandarin)[-1].kind == "count"


def test_less_than_nothing_is_not_counted(database: Database) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    with pytest.raises(NothingToRemove):
        office.write(count_lot, mandarin, -1, "x")
    with pytest.raises(ReasonMissing):
        office.write(count_lot, mandarin, 1, "")


def test_a_loss_can_be_voided_but_a_receipt_only_with_its_ticket(database: Database) -> None:
    office = Office(database)
    mandarin = a_lot(office)
    loss = office.write(remove_from_lot, mandarin, Removal.LOSS, 2_000, "rot")
    receipt = office.read(movements, mandarin)[0].id

    office.write(void_movement, loss, "wrong lot")

    assert the_lot(office, mandarin).balance == kilos(50)
    with pytest.raises(AlreadyVoided):
        office.write(void_movement, loss, "again")
    with pytest.raises(NotAMovementOfItsOwn):
        office.write(void_movement, receipt, "x")


def test_a_held_lot_is_not_free_until_it_is_released(database: Database) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    office.write(hold_lot, mandarin, "smells of solvent")
    held = the_lot(office, mandarin)
    with pytest.raises(LotHeldAlready):
        office.write(hold_lot, mandarin, "again")
    office.write(release_lot, mandarin, "laboratory found nothing")
    with pytest.raises(LotHeldAlready):
        office.write(release_lot, mandarin, "again")

    assert (held.held, held.note, held.balance, held.free) == (True, "smells of solvent", kilos(50), kilos(0))
    assert the_lot(office, mandarin).free == kilos(50)
    with pytest.raises(ReasonMissing):
        office.write(hold_lot, mandarin, "")


def test_a_closed_lot_stays_free(database: Database) -> None:
    office = Office(database)
    mandarin = a_lot(office)

    office.write(close_lot, mandarin)
    closed = the_lot(office, mandarin)
    office.write(close_lot, mandarin, closed=False)

    assert (closed.closed_on, closed.free) == (TODAY, kilos(50))
    assert the_lot(office, mandarin).closed_on is None


def test_a_lot_that_more_left_than_came_in_is_on_the_work_list(database: Database) -> None:
    office = Office(database)
    first = a_weigh_in(office, a_member(office), a_product(office), 50_000)
    assert office.read(negative_lots) == []

    office.write(remove_from_lot, first.lot_id, Removal.LOSS, 20_000, "rot")
    office.write(void_weigh_in, first.id, "never came")

    [row] = office.read(negative_lots)
    assert (row.id, row.balance, row.free) == (first.lot_id, kilos(-20), kilos(0))
    office.write(count_lot, first.lot_id, 0, "nothing is there")
    assert office.read(negative_lots) == []


def test_lots_are_filtered_by_what_is_in_them(database: Database) -> None:
    office = Office(database)
    full, held, empty = (a_lot(office, code=code) for code in ("AAA", "BBB", "CCC"))
    office.write(hold_lot, held, "x")
    office.write(count_lot, empty, 0, "x")

    def codes(**which: Any) -> list[str]:
        return sorted(row.code[:3] for row in office.read(lots, LotFilter(**which)))

    assert codes() == ["AAA", "BBB", "CCC"]
    assert codes(state="stocked") == ["AAA", "BBB"]
    assert codes(state="free") == ["AAA"]
    assert codes(state="held") == ["BBB"]
    assert codes(words="c03 aaa") == ["AAA"]
    assert codes(words="a%a") == []
    assert codes(product_id=the_lot(office, full).product_id, grade_id=the_lot(office, full).grade_id) == ["AAA"]
    assert codes(from_on=TODAY + timedelta(days=1)) == []
    assert codes(to_on=TODAY) == ["AAA", "BBB", "CCC"]


def test_free_stock_adds_up_the_free_lots_of_a_product_and_grade(database: Database) -> None:
    office = Office(database)
    member, product = a_member(office), a_product(office, shelf_days=9)
    a_weigh_in(office, member, product, 10_000)
    office.now += timedelta(days=2)
    a_weigh_in(office, member, product, 5_000)
    other = a_weigh_in(office, member, product, 3_000, place="La Palma")
    office.write(hold_lot, other.lot_id, "x")

    [row] = office.read(free_stock)

    assert (row.product, row.lots, row.free) == ("Mandarina", 2, kilos(15))
    assert row.keeps_until == TODAY + timedelta(days=9)


def test_lots_near_their_last_day_come_first(database: Database) -> None:
    office = Office(database)
    soon, later = a_lot(office, code="SOO", shelf_days=1), a_lot(office, code="LAT", shelf_days=9)
    gone = a_lot(office, code="GON", shelf_days=1)
    a_lot(office, code="NEV")
    office.write(count_lot, gone, 0, "sold")

    assert [row.id for row in office.read(spoiling_lots, TODAY)] == [soon]
    assert [row.id for row in office.read(spoiling_lots, TODAY + timedelta(days=8))] == [soon, later]


def test_what_was_sent_stands_in_the_lot(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 50_000)
    sale.send(300)

    [row] = sale.read(lots)

    assert (row.received, row.sent, row.balance) == (kilos(50), kilos(30), kilos(20))
    assert [moved.document for moved in sale.read(movements, row.id)] == ["001-001-000000001", "001-001-000000001"]
    assert [moved.kind for moved in sale.read(movements, row.id)] == ["receipt", "dispatch"]

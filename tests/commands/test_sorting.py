"""Sorting on any database: what goes in comes out or is lost, to the gram, and stays with its families."""

import random
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.containers import set_packaging
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.packing import NotPackedSo, SortedOut
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.sorting import (
    NothingSorted,
    OneProductOnly,
    SamePlace,
    Sorted,
    SortedIn,
    SortedLotUsed,
    SortingData,
    WrongNumberOfLots,
    sort_lots,
    void_sorting,
)
from sse_desktop.commands.stock import (
    NotAMovementOfItsOwn,
    NotSoMuchInLot,
    Removal,
    SortedLotStaysClosed,
    close_lot,
    hold_lot,
    remove_from_lot,
    void_movement,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided
from sse_desktop.domain.quantity import Conversion, NoConversion, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.sorting import LossWithoutReason, MoreOutThanIn, SortingKind
from sse_desktop.queries.dues import LotNotProved, open_dues
from sse_desktop.queries.lot_composition import composition, lots_ahead, lots_behind
from sse_desktop.queries.stock import LotRow, lot, lots
from sse_desktop.queries.stock_movements import movements
from sse_desktop.queries.trace import trace
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.products import PackagingChange
from sse_desktop.store.tables.stock import Lot, StockMovement
from tests.builders import TODAY, Office, a_container, a_member, a_product, a_weigh_in, grades_of
from tests.commands.sales import Sale
from tests.conftest import Databases

GRADING = SortingKind.GRADING


def sorting(kind: SortingKind, inputs: Any, outputs: Any, reason: str = "too small") -> SortingData:
    return SortingData(
        kind=kind,
        inputs=tuple(SortedIn(lot_id=lot_id, grams=grams) for lot_id, grams in inputs),
        outputs=tuple(out if isinstance(out, SortedOut) else SortedOut(grams=out) for out in outputs),
        loss_reason=reason,
    )


class Yard:
    """A product of two grades with two loads of two families in one lot of 100 kg."""

    def __init__(self, database: Database, **more: Any) -> None:
        self.office = Office(database)
        self.product = a_product(self.office, "MAN", "Mandarina", "A", "B", **more)
        self.best, self.second = grades_of(self.office, self.product)
        self.families = [a_member(self.office, name) for name in ("Ana", "Luis", "Rosa")]
        self.lot = self.weigh(0, 60_000)
        self.weigh(1, 40_000)

    def weigh(self, family: int, grams: int, **more: Any) -> uuid.UUID:
        return a_weigh_in(self.office, self.families[family], self.product, grams, **more).lot_id

    def sort(self, *given: Any, **more: Any) -> Sorted:
        made: Sorted = self.office.write(sort_lots, sorting(*given, **more))
        return made

    def row(self, lot_id: uuid.UUID) -> LotRow:
        found: LotRow = self.office.read(lot, lot_id)
        return found

    def grams(self, lot_id: uuid.UUID) -> list[int]:
        return [grams for _, grams in self.office.read(composition, [lot_id])[lot_id]]


@pytest.fixture
def yard(database: Database) -> Yard:
    return Yard(database)


def test_a_lot_is_graded_into_new_lots_and_the_rest_is_lost(yard: Yard) -> None:
    outputs = (SortedOut(grade_id=yard.best, grams=70_000), SortedOut(grade_id=yard.second, grams=25_000))

    made = yard.sort(GRADING, [(yard.lot, None)], outputs)

    first, second, old = *(yard.row(lot_id) for lot_id in made.lot_ids), yard.row(yard.lot)
    assert (first.code, second.code) == ("MAN-20260714-C03-02-A", "MAN-20260714-C03-03-A")
    assert [(row.grade, row.sorted_in.milli, row.balance.milli) for row in (first, second)] == [
        ("A", 70_000, 70_000),
        ("B", 25_000, 25_000),
    ]
    assert (old.received.milli, old.sorted_out.milli, old.lost.milli, old.balance.milli) == (100_000, 95_000, 5_000, 0)
    assert made.loss_g == 5_000
    assert yard.grams(made.lot_ids[0]) == [42_000, 28_000]
    told = [(row.kind, row.weight.milli, row.sorting_kind, row.reason) for row in yard.office.read(movements, yard.lot)]
    assert told[2:] == [("sorted_out", -95_000, "grading", ""), ("loss", -5_000, "grading", "too small")]
    assert verify(yard.office.database) == []


def test_no_load_of_that_day_mixes_with_what_was_sorted(yard: Yard) -> None:
    made = yard.sort(GRADING, [(yard.lot, 50_000)], [50_000])

    later = yard.weigh(2, 10_000)

    assert later not in {yard.lot, *made.lot_ids}
    assert yard.grams(made.lot_ids[0]) == [30_000, 20_000]


def test_a_lot_that_was_sorted_is_not_opened_again_for_loads(yard: Yard) -> None:
    made = yard.sort(GRADING, [(yard.lot, 50_000)], [50_000])

    for lot_id in (yard.lot, *made.lot_ids):
        with pytest.raises(SortedLotStaysClosed):
            yard.office.write(close_lot, lot_id, closed=False)

    yard.office.write(void_sorting, made.id, "wrong lot")
    yard.office.write(close_lot, yard.lot, closed=False)
    assert yard.weigh(2, 5_000) == yard.lot


def test_lots_of_several_days_join_and_keep_the_oldest_day(database: Database) -> None:
    yard = Yard(database, shelf_days=10)
    yard.office.now += timedelta(days=3)
    younger = yard.weigh(2, 20_000)

    made = yard.sort(SortingKind.JOINING, [(younger, None), (yard.lot, 30_000)], [50_000])

    row = yard.row(made.lot_ids[0])
    assert (row.opened_on, row.keeps_until, row.best_before) == (TODAY, TODAY + timedelta(days=10), None)
    assert yard.grams(row.id) == [18_000, 12_000, 20_000]
    assert yard.office.read(lots_behind, [row.id]) == [row.id, younger, yard.lot]
    assert yard.office.read(lots_ahead, [yard.lot]) == [yard.lot, row.id]


def test_the_earliest_last_day_of_sale_goes_along(database: Database) -> None:
    yard = Yard(database, shelf_days=10)
    end = TODAY + timedelta(days=4)

    with database.writing(Actor("Ana", Role.ADMINISTRATOR), "set", yard.office.now) as session:
        session.get_one(Lot, yard.lot).best_before = end

    made = yard.sort(GRADING, [(yard.lot, None)], [100_000])

    assert yard.row(made.lot_ids[0]).best_before == end


def test_a_held_lot_stays_held_through_a_sorting(yard: Yard) -> None:
    yard.office.write(hold_lot, yard.lot, "lab test")

    made = yard.sort(GRADING, [(yard.lot, None)], [100_000])

    row = yard.row(made.lot_ids[0])
    assert (row.held, row.note, row.free.milli) == (True, "lab test", 0)


def test_part_of_a_lot_moves_to_another_place(yard: Yard) -> None:
    made = yard.sort(SortingKind.MOVING, [(yard.lot, 40_000)], [SortedOut(place="COLD 1", grams=40_000)])

    row = yard.row(made.lot_ids[0])
    assert (row.place, row.code, row.balance.milli) == ("COLD 1", "MAN-20260714-COLD1-01-A", 40_000)
    assert yard.row(yard.lot).balance.milli == 60_000


def test_what_is_not_packed_stays_in_the_lot(yard: Yard) -> None:
    outputs = (SortedOut(place="COLD 1", grams=30_000),)
    inputs = (SortedIn(lot_id=yard.lot),)

    yard.office.write(sort_lots, SortingData(kind=SortingKind.PACKING, inputs=inputs, outputs=outputs, rest_stays=True))

    assert (yard.row(yard.lot).balance.milli, yard.row(yard.lot).lost.milli) == (70_000, 0)
    more = (SortedOut(grams=70_001),)
    with pytest.raises(NotSoMuchInLot):
        yard.office.write(sort_lots, SortingData(kind=GRADING, inputs=inputs, outputs=more, rest_stays=True))


def test_containers_are_packed_by_the_packaging_and_the_weight_of_the_day(database: Database) -> None:
    yard = Yard(database, sale_unit="unit")
    crate = a_container(yard.office)
    packaging = yard.office.write(set_packaging, yard.product, crate, 100)
    yard.office.write(set_conversion, yard.product, Conversion("unit", 1, 10, date(2026, 1, 1)))
    with database.writing(Actor("Ana", Role.ADMINISTRATOR), "change", yard.office.now) as session:
        for day, units in ((TODAY, 75), (TODAY + timedelta(days=1), 50)):
            change = PackagingChange(
                id=session.new_id(), packaging_id=packaging, units_per_container=units, valid_from=day
            )
            session.add(change)

    out = SortedOut(container_kind_id=crate, containers=12, loose_units=30)
    made = yard.sort(SortingKind.PACKING, [(yard.lot, 93_000)], [out])
    counted = SortedOut(container_kind_id=crate, units=Quantity.of(65, "unit"))
    again = yard.sort(SortingKind.PACKING, [(made.lot_ids[0], 6_500)], [counted])

    assert yard.row(made.lot_ids[0]).sorted_in.milli == (12 * 75 + 30) * 100
    assert yard.row(again.lot_ids[0]).balance.milli == 6_500


def test_a_sorting_that_does_not_add_up_is_refused(yard: Yard) -> None:
    other = a_product(yard.office, "NAR", "Naranja", "A")
    orange = a_weigh_in(yard.office, yard.families[0], other, 10_000).lot_id
    crate = a_container(yard.office)
    whole: list[tuple[uuid.UUID, int | None]] = [(yard.lot, None)]
    wrong: list[tuple[Any, type[Exception]]] = [
        (sorting(GRADING, [], [1]), NothingSorted),
        (sorting(GRADING, whole, []), NothingSorted),
        (sorting(GRADING, [*whole, *whole], [1]), NothingSorted),
        (sorting(GRADING, [(yard.lot, 0)], [1]), NothingSorted),
        (sorting(GRADING, whole, [0]), NothingSorted),
        (sorting(GRADING, whole, [SortedOut()]), NothingSorted),
        (sorting(GRADING, [(yard.lot, 100_001)], [1]), NotSoMuchInLot),
        (sorting(GRADING, whole, [60_000, 40_001]), MoreOutThanIn),
        (sorting(GRADING, whole, [99_999], " "), LossWithoutReason),
        (sorting(GRADING, [*whole, (orange, None)], [1]), OneProductOnly),
        (sorting(SortingKind.JOINING, whole, [100_000]), WrongNumberOfLots),
        (sorting(SortingKind.MOVING, whole, [1, 2]), WrongNumberOfLots),
        (sorting(SortingKind.MOVING, whole, [SortedOut(place="C03", grams=1)]), SamePlace),
        (sorting(SortingKind.PACKING, whole, [SortedOut(container_kind_id=crate, containers=1)]), NotPackedSo),
        (sorting(SortingKind.PACKING, whole, [SortedOut(units=Quantity.of(5, "unit"))]), NoConversion),
    ]

    for data, failure in wrong:
        with pytest.raises(failure):
            yard.office.write(sort_lots, data)

    assert len(yard.office.read(lots)) == 2
    assert yard.row(yard.lot).balance.milli == 100_000


def test_a_void_brings_everything_back_and_a_used_lot_prevents_it(yard: Yard) -> None:
    made = yard.sort(GRADING, [(yard.lot, None)], [50_000, 40_000])
    loss = yard.office.write(remove_from_lot, made.lot_ids[1], Removal.LOSS, 1_000, "rot")
    with pytest.raises(SortedLotUsed):
        yard.office.write(void_sorting, made.id, "wrong")
    yard.office.write(void_movement, loss, "wrong")

    yard.office.write(void_sorting, made.id, "wrong")

    assert yard.row(yard.lot).balance.milli == 100_000
    assert [row.id for row in yard.office.read(lots)] == [yard.lot]
    assert yard.office.read(composition, list(made.lot_ids)) == {lot_id: [] for lot_id in made.lot_ids}
    with pytest.raises(AlreadyVoided):
        yard.office.write(void_sorting, made.id, "again")


def test_the_loss_of_a_sorting_is_voided_only_with_it(yard: Yard) -> None:
    yard.sort(GRADING, [(yard.lot, None)], [90_000])
    loss = yard.office.read(movements, yard.lot)[-1]

    assert (loss.kind, loss.is_own) == ("loss", False)
    with pytest.raises(NotAMovementOfItsOwn):
        yard.office.write(void_movement, loss.id, "x")


def test_ctrl_z_takes_a_sorting_back_as_one_step(yard: Yard) -> None:
    yard.sort(GRADING, [(yard.lot, None)], [50_000, 40_000])

    yard.office.write(undo_last)

    assert yard.row(yard.lot).balance.milli == 100_000
    assert yard.row(yard.lot).closed_on is None
    assert yard.weigh(2, 5_000) == yard.lot


def test_any_number_of_sortings_keeps_every_gram(database: Database) -> None:
    chance, yard = random.Random(4), Yard(database)
    for _day in range(3):
        yard.office.now += timedelta(days=1)
        for family in range(3):
            yard.weigh(family, chance.randrange(1_000, 90_000))
        for _ in range(4):
            _sort_by_chance(yard, chance)

    balances = {row.id: row for row in yard.office.read(lots)}
    for lot_id, parts in yard.office.read(composition, list(balances)).items():
        row = balances[lot_id]
        assert sum(grams for _, grams in parts) == row.received.milli + row.sorted_in.milli
        assert row.balance.milli >= 0
        assert all(grams > 0 for _, grams in parts)
    total = database_sum(database)
    assert sum(row.received.milli - row.lost.milli for row in balances.values()) == total


def _sort_by_chance(yard: Yard, chance: random.Random) -> None:
    stocked = [row for row in yard.office.read(lots) if row.balance.milli > 10]
    chosen = chance.sample(stocked, min(len(stocked), chance.randrange(1, 4)))
    taken = [(row.id, chance.randrange(1, row.balance.milli + 1)) for row in chosen]
    left, outputs = sum(grams for _, grams in taken), []
    for _ in range(chance.randrange(1, 4)):
        part = chance.randrange(1, left + 1) if left else 0
        if part:
            outputs.append(part)
            left -= part
    yard.sort(GRADING, taken, outputs)


def database_sum(database: Database) -> int:
    with database.reading() as session:
        grams = sa.select(sa.func.sum(StockMovement.grams)).where(StockMovement.voided.is_(None))
        return int(session.scalar(grams) or 0)


def test_families_get_the_buyers_money_through_sortings_to_the_cent(database: Database) -> None:
    sale = Sale(database)
    lot_id = sale.weigh(0, 33_333).lot_id
    sale.weigh(1, 33_334)
    sale.weigh(2, 17_001)
    made = sale.write(sort_lots, sorting(GRADING, [(lot_id, None)], [30_001, 29_999, 20_000]))
    joined = sale.write(
        sort_lots, sorting(SortingKind.JOINING, [(made.lot_ids[2], None), (made.lot_ids[0], 11_111)], [31_111])
    )
    note = sale.send(777)
    sale.accept(note.id)

    origins = sale.read(open_dues, sale.contract, TODAY)

    assert sum(origin.value_minor for origin in origins) == 777 * 15
    assert sum(origin.grams for origin in origins) == 77_700
    assert {origin.member_number for origin in origins} == {1, 2, 3}
    told = sale.read(trace, str(note.number))
    assert sum(source.weight.milli for source in told.sources) == 77_700
    assert {source.weighed_into for source in told.sources} == {sale.read(lot, lot_id).code}
    ahead = sale.read(trace, sale.read(lot, lot_id).code)
    assert [row.id for row in ahead.lots if row.through] == [*made.lot_ids, *joined.lot_ids]
    assert sum(there.weight.milli for there in ahead.destinations) == 77_700


@pytest.mark.parametrize("seed", range(4))
def test_any_sortings_share_the_buyers_money_to_the_cent(databases: Databases, tmp_path: Path, seed: int) -> None:
    chance, sale = random.Random(seed), Sale(databases.fresh("plain", tmp_path))
    for family in range(5):
        sale.weigh(family, chance.randrange(5_000, 60_000))
    for _ in range(6):
        row = max(sale.read(lots), key=lambda found: found.balance.milli)
        taken = chance.randrange(row.balance.milli // 2, row.balance.milli + 1)
        first = chance.randrange(1, taken)
        second = chance.randrange(1, taken - first + 1)
        sale.write(sort_lots, sorting(GRADING, [(row.id, taken)], [first, second]))
    free = sum(row.balance.milli // 100 for row in sale.read(lots))
    for units in (free // 3, free // 4):
        sale.accept(sale.send(units).id)

    origins = sale.read(open_dues, sale.contract, TODAY)

    assert sum(origin.value_minor for origin in origins) == (free // 3 + free // 4) * 15
    assert sum(origin.grams for origin in origins) == (free // 3 + free // 4) * 100
    by_line: dict[uuid.UUID, int] = {}
    for origin in origins:
        by_line[origin.acceptance_line_id] = by_line.get(origin.acceptance_line_id, 0) + origin.grams
    assert all(grams % 100 == 0 for grams in by_line.values())


def test_what_a_voided_ticket_no_longer_proves_is_not_settled_behind_a_sorting(database: Database) -> None:
    sale = Sale(database)
    ticket = sale.weigh(0, 10_000)
    sale.write(sort_lots, sorting(GRADING, [(ticket.lot_id, None)], [10_000]))
    sale.accept(sale.send(50).id)
    sale.write(void_weigh_in, ticket.id, "weighed twice")

    with pytest.raises(LotNotProved):
        sale.read(open_dues, sale.contract, TODAY)

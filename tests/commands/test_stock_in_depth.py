"""What is sent first, what is kept for whom, where it lies and what was counted, on any database."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from sse_desktop.commands.changing import NameTaken
from sse_desktop.commands.contracts import ContractData, ContractLineData, close_contract, open_contract
from sse_desktop.commands.deliveries import Dispatch, Dispatched, SentLine, send_delivery, void_delivery
from sse_desktop.commands.lot_draws import LotKeptForOthers, LotShort
from sse_desktop.commands.lot_taking import LotReserved
from sse_desktop.commands.packing import SortedOut
from sse_desktop.commands.places import (
    PlaceCodeMissing,
    PlaceCodeUsed,
    PlaceData,
    add_place,
    archive_place,
    change_place,
)
from sse_desktop.commands.products import ProductData, add_product, change_product
from sse_desktop.commands.sorting import SortedIn, SortingData, sort_lots
from sse_desktop.commands.stock import NothingToRemove, OverBeforeOpened, OverTooLate, set_best_before
from sse_desktop.commands.stock_counts import (
    CountedLot,
    CountsStored,
    DifferenceWithoutReason,
    NothingCounted,
    count_lots,
)
from sse_desktop.commands.stock_reservations import (
    NothingReserved,
    NotInContract,
    NotSoMuchFree,
    ReservationData,
    release_stock,
    reserve_stock,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.places import PlaceRow, places
from sse_desktop.queries.stock import LotFilter, LotRow, free_stock, lot, lots, lots_to_send, spoiling_lots
from sse_desktop.queries.stock_movements import movements
from sse_desktop.queries.stock_reservations import stock_reservations
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.deliveries import DeliveryLine
from tests.commands.sales import TODAY, Sale


class Shed(Sale):
    """Two lots of two days, 10 kg each, and a second contract of the same buyer."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.old = self.weigh(0, 10_000).lot_id
        self.now += timedelta(days=1)
        self.young = self.weigh(1, 10_000).lot_id
        self.other = self.write(
            open_contract,
            self.buyer,
            "USD",
            ContractData(reference="C-2", title="Fruit", signed_on=TODAY),
            [
                ContractLineData(
                    product_id=self.product,
                    description="Granadilla",
                    quantity=Quantity.of(1000, "unit"),
                    price=UnitPrice.of("0.15", "USD"),
                )
            ],
        )

    def keep(self, lot_id: uuid.UUID, grams: int, contract: uuid.UUID | None = None) -> uuid.UUID:
        data = ReservationData(lot_id=lot_id, contract_id=contract or self.other, grams=grams)
        kept: uuid.UUID = self.write(reserve_stock, data)
        return kept

    def row(self, lot_id: uuid.UUID) -> LotRow:
        found: LotRow = self.read(lot, lot_id)
        return found

    def drawn(self, note: Dispatched) -> list[tuple[uuid.UUID, int]]:
        def lines(session: Any) -> list[tuple[uuid.UUID, int]]:
            rows = session.query(DeliveryLine).filter_by(delivery_id=note.id).order_by(DeliveryLine.position)
            return [(row.lot_id, row.grams) for row in rows]

        found: list[tuple[uuid.UUID, int]] = self.read(lines)
        return found

    def send_named(self, lot_id: uuid.UUID, units: int) -> Dispatched:
        line = SentLine(contract_line_id=self.line, quantity=Quantity.of(units, "unit"), lot_id=lot_id)
        dispatch = Dispatch(
            contract_id=self.contract, delivery_point_id=self.schools[0], planned_on=TODAY, lines=(line,)
        )
        sent: Dispatched = self.write(send_delivery, dispatch)
        return sent


@pytest.fixture
def shed(database: Database) -> Shed:
    return Shed(database)


def test_the_lot_that_ends_first_is_sent_first(shed: Shed) -> None:
    shed.write(set_best_before, shed.young, TODAY + timedelta(days=2), "ripe")

    assert shed.drawn(shed.send(120)) == [(shed.young, 10_000), (shed.old, 2_000)]


def test_of_equal_days_the_oldest_goes_first(shed: Shed) -> None:
    assert shed.drawn(shed.send(120)) == [(shed.old, 10_000), (shed.young, 2_000)]


def test_a_lot_past_its_last_day_is_sent_only_when_named(shed: Shed) -> None:
    shed.write(change_product, shed.product, ProductData(code="GRA", name="Granadilla", shelf_days=3))
    shed.now += timedelta(days=3)
    line = SentLine(contract_line_id=shed.line, quantity=Quantity.of(101, "unit"))
    day = TODAY + timedelta(days=4)
    late = Dispatch(contract_id=shed.contract, delivery_point_id=shed.schools[0], planned_on=day, lines=(line,))

    with pytest.raises(LotShort):
        shed.write(send_delivery, late)

    which = LotFilter(product_id=shed.product, state="free")
    assert [row.id for row in shed.read(lots_to_send, which, day)] == [shed.young]
    assert shed.drawn(shed.send_named(shed.old, 50)) == [(shed.old, 5_000)]


def test_a_last_day_is_set_with_a_reason_and_taken_back(shed: Shed) -> None:
    shed.write(set_best_before, shed.old, TODAY + timedelta(days=1), "soft")

    assert (shed.row(shed.old).keeps_until, shed.row(shed.old).note) == (TODAY + timedelta(days=1), "soft")
    assert [row.id for row in shed.read(spoiling_lots, TODAY)] == [shed.old]
    with pytest.raises(ReasonMissing):
        shed.write(set_best_before, shed.old, None, " ")
    with pytest.raises(OverBeforeOpened):
        shed.write(set_best_before, shed.old, TODAY - timedelta(days=1), "x")
    with pytest.raises(OverTooLate):
        shed.write(set_best_before, shed.old, date.max, "for ever")
    shed.write(set_best_before, shed.old, None, "firm again")
    assert shed.row(shed.old).keeps_until is None


def test_what_is_kept_for_a_contract_is_not_sent_to_another(shed: Shed) -> None:
    shed.keep(shed.old, 9_000)

    assert (shed.row(shed.old).free.milli, shed.row(shed.old).usable.milli) == (1_000, 10_000)
    assert shed.read(free_stock)[0].free.milli == 11_000
    assert shed.drawn(shed.send(30)) == [(shed.old, 1_000), (shed.young, 2_000)]
    with pytest.raises(LotKeptForOthers):
        shed.send_named(shed.old, 1)
    with pytest.raises(LotShort):
        shed.send(81)


def test_a_contract_takes_first_what_is_kept_for_it_and_a_void_gives_it_back(shed: Shed) -> None:
    kept = shed.keep(shed.young, 4_000, shed.contract)

    note = shed.send(60)

    assert shed.drawn(note) == [(shed.young, 4_000), (shed.old, 2_000)]
    assert shed.read(stock_reservations) == []
    assert shed.row(shed.young).free.milli == 6_000
    shed.write(void_delivery, note.id, "wrong school")
    [row] = shed.read(stock_reservations, [shed.young], shed.contract)
    assert (row.id, row.left.milli, row.lot, row.contract, row.reserved_by) == (
        kept,
        4_000,
        shed.row(shed.young).code,
        "C-1",
        "Ana",
    )


def test_half_of_a_reservation_is_left_when_half_was_sent(shed: Shed) -> None:
    shed.send(20)
    shed.keep(shed.old, 8_000, shed.contract)

    shed.send(30)

    assert [(row.reserved.milli, row.left.milli) for row in shed.read(stock_reservations)] == [(8_000, 5_000)]
    assert shed.row(shed.old).free.milli == 0


def test_a_reservation_is_set_anew_and_set_free(shed: Shed) -> None:
    kept = shed.keep(shed.old, 8_000)

    assert shed.keep(shed.old, 10_000) == kept
    assert shed.row(shed.old).reserved.milli == 10_000
    shed.write(release_stock, kept)
    assert shed.row(shed.old).free.milli == 10_000
    shed.write(undo_last)
    assert shed.row(shed.old).free.milli == 0
    assert verify(shed.database) == []


def test_what_is_kept_for_a_contract_is_free_when_it_is_closed(shed: Shed) -> None:
    shed.keep(shed.old, 9_000)
    shed.keep(shed.young, 4_000, shed.contract)

    shed.write(close_contract, shed.other)

    assert (shed.row(shed.old).free.milli, shed.row(shed.young).free.milli) == (10_000, 6_000)
    shed.write(undo_last)
    assert shed.row(shed.old).free.milli == 1_000
    assert verify(shed.database) == []


def test_a_wrong_reservation_is_refused(shed: Shed) -> None:
    shed.keep(shed.old, 6_000)
    apple = shed.write(add_product, ProductData(code="APP", name="Apple"))
    line = ContractLineData(
        product_id=apple, description="Apple", quantity=Quantity.of(10, "kg"), price=UnitPrice.of("1", "USD")
    )
    apples = shed.write(
        open_contract, shed.buyer, "USD", ContractData(reference="C-3", title="A", signed_on=TODAY), [line]
    )

    with pytest.raises(NotSoMuchFree) as refused:
        shed.keep(shed.old, 4_001, shed.contract)
    assert refused.value.facts["free"] == Quantity(4_000, "kg")
    with pytest.raises(NothingReserved):
        shed.keep(shed.old, 0)
    with pytest.raises(NotInContract):
        shed.keep(shed.old, 1, apples)


def test_what_is_kept_is_not_sorted_away(shed: Shed) -> None:
    shed.keep(shed.old, 6_000)

    def graded(grams: int) -> SortingData:
        inputs = (SortedIn(lot_id=shed.old, grams=grams),)
        return SortingData(kind=SortingKind.GRADING, inputs=inputs, outputs=(SortedOut(grams=grams),))

    with pytest.raises(LotReserved):
        shed.write(sort_lots, graded(4_001))
    shed.write(sort_lots, graded(4_000))
    assert (shed.row(shed.old).balance.milli, shed.row(shed.old).free.milli) == (6_000, 0)


def test_a_whole_place_is_counted_as_one(shed: Shed) -> None:
    counts = (
        CountedLot(lot_id=shed.old, counted_g=9_400, reason="dried out"),
        CountedLot(lot_id=shed.young, counted_g=10_000),
    )

    stored = shed.write(count_lots, counts, "Count of C03")

    assert stored == CountsStored(2, 1, -600)
    told = [shed.read(movements, lot_id)[-1] for lot_id in (shed.old, shed.young)]
    assert [(row.kind, row.weight.milli, row.reason) for row in told] == [
        ("count", -600, "Count of C03: dried out"),
        ("count", 0, "Count of C03"),
    ]
    shed.write(undo_last)
    assert shed.row(shed.old).balance.milli == 10_000


def test_a_count_without_its_reasons_stores_nothing(shed: Shed) -> None:
    good = CountedLot(lot_id=shed.old, counted_g=9_000, reason="rot")

    for counts, failure in (
        ((), NothingCounted),
        ((good, CountedLot(lot_id=shed.young, counted_g=1)), DifferenceWithoutReason),
        ((good, CountedLot(lot_id=shed.young, counted_g=-1)), NothingToRemove),
    ):
        with pytest.raises(failure):
            shed.write(count_lots, counts, "Count")

    assert shed.row(shed.old).balance.milli == 10_000


def test_places_of_lots_stay_valid_beside_the_register(shed: Shed) -> None:
    cold = shed.write(add_place, PlaceData(code=" COLD ", name="Cold room"))

    def told(**which: Any) -> list[tuple[str, str, int, bool]]:
        rows: list[PlaceRow] = shed.read(places, **which)
        return [(row.code, row.label, row.lots, row.id is None) for row in rows]

    assert told() == [("C03", "C03", 2, True), ("COLD", "COLD · Cold room", 0, False)]
    assert told(text="room") == [("COLD", "COLD · Cold room", 0, False)]
    shed.write(archive_place, cold)
    assert told() == [("C03", "C03", 2, True)]
    c03 = shed.write(add_place, PlaceData(code="C03", name="Yard"))
    assert told(archived=None)[0] == ("C03", "C03 · Yard", 2, False)
    with pytest.raises(NameTaken):
        shed.write(add_place, PlaceData(code="C03"))
    with pytest.raises(PlaceCodeMissing):
        shed.write(add_place, PlaceData(code=" "))
    with pytest.raises(PlaceCodeUsed):
        shed.write(change_place, c03, PlaceData(code="C04"))
    shed.write(change_place, cold, PlaceData(code="COLD 2", name="Cold room"))
    assert [row.id for row in shed.read(lots, LotFilter(place="C03"))] == [shed.young, shed.old]

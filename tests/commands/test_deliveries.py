import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.acceptances import NotSent, Rejection, void_received
from sse_desktop.commands.call_offs import CallOffData, MoreThanContract, NothingOrdered, add_call_off
from sse_desktop.commands.deliveries import (
    AlreadyAccepted,
    NothingSent,
    void_delivery,
)
from sse_desktop.commands.lot_draws import LotShort
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.deliveries import RejectedMoreThanSent, ReplacedMoreThanRejected
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.call_offs import call_offs
from sse_desktop.queries.contracts import contract_lines, contracts
from sse_desktop.queries.deliveries import NoSuchDelivery, deliveries, delivery, delivery_by_number
from sse_desktop.queries.replacements import owed_replacements
from sse_desktop.queries.trace import NothingToTrace, trace
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.stock import StockMovement
from tests.commands.sales import TODAY, Sale
from tests.conftest import Databases


def balance(sale: Sale) -> int:
    return int(
        sale.read(lambda s: s.scalar(sa.select(sa.func.sum(StockMovement.grams)).where(StockMovement.voided.is_(None))))
    )


def test_a_delivery_takes_its_kilos_out_of_the_oldest_lot(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 50_000)

    sent = sale.send(300)

    note = sale.read(delivery, sent.id)
    assert str(sent.number) == "001-001-000000001"
    assert [(line.sent, line.weight) for line in note.lines] == [(Quantity.of(300, "unit"), Quantity.of(30, "kg"))]
    assert balance(sale) == 20_000
    assert verify(database) == []


def test_what_fills_crates_is_written_as_full_crates_and_loose_units(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)

    [line] = sale.read(delivery, sale.send(605).id).lines

    assert (line.full_containers, line.loose_units, line.units_per_container) == (5, 5, 120)


def test_a_delivery_above_the_free_lots_is_refused_and_takes_no_number(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 10_050)

    with pytest.raises(LotShort) as refused:
        sale.send(101)

    assert refused.value.facts["missing"] == Quantity.of(1, "unit")
    assert balance(sale) == 10_050
    assert str(sale.send(100).number) == "001-001-000000001"


def test_a_delivery_of_nothing_is_refused(database: Database) -> None:
    sale = Sale(database)
    with pytest.raises(NothingSent):
        sale.send(0)


def test_of_600_units_with_40_rejected_560_are_billable_until_they_are_replaced(database: Database) -> None:
    """Golden row 13: 560 billable, 600 after the replacement within three working days."""
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(600)
    [line] = sale.read(delivery, sent.id).lines

    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised"))

    [contract] = sale.read(contracts)
    assert str(contract.accepted) == "84.00 USD"
    [owed] = sale.read(owed_replacements)
    assert (owed.owed, str(owed.due_on)) == (Quantity.of(40, "unit"), "2026-07-17")

    again = sale.send(40, replaces=line.id)
    sale.accept(again.id)

    [contract] = sale.read(contracts)
    assert str(contract.accepted) == "90.00 USD"
    assert sale.read(owed_replacements) == []
    assert sale.read(delivery, again.id).replaces == str(sent.number)


def test_more_is_never_replaced_than_was_rejected(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(600)
    [line] = sale.read(delivery, sent.id).lines
    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised"))

    sale.send(30, replaces=line.id)
    with pytest.raises(ReplacedMoreThanRejected):
        sale.send(11, replaces=line.id)


def test_a_rejection_above_what_was_sent_is_refused(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(10)
    [line] = sale.read(delivery, sent.id).lines
    with pytest.raises(RejectedMoreThanSent):
        sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(11, "unit"), reason="bruised"))


def test_a_rejection_needs_its_reason(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(10)
    [line] = sale.read(delivery, sent.id).lines
    with pytest.raises(ReasonMissing):
        sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(1, "unit"), reason=" "))


def test_rejected_goods_come_back_into_their_lot_only_when_marked_so(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    lost, back = sale.send(100), sale.send(100)
    for sent, home in ((lost, False), (back, True)):
        [line] = sale.read(delivery, sent.id).lines
        word = Rejection(delivery_line_id=line.id, quantity=Quantity.of(10, "unit"), reason="late", back_to_stock=home)
        sale.accept(sent.id, word)

    assert balance(sale) == 100_000 - 20_000 + 1_000


def test_a_delivery_is_received_once_and_then_cannot_be_voided(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(100)
    sale.accept(sent.id)

    with pytest.raises(AlreadyAccepted):
        sale.accept(sent.id)
    with pytest.raises(AlreadyAccepted):
        sale.write(void_delivery, sent.id, "wrong school")


def test_a_voided_delivery_keeps_its_number_and_gives_its_kilos_back(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(100)

    sale.write(void_delivery, sent.id, "wrong school")

    assert balance(sale) == 100_000
    assert [(row.number, row.state) for row in sale.read(deliveries)] == [("001-001-000000001", "voided")]
    assert str(sale.send(100).number) == "001-001-000000002"
    with pytest.raises(NotSent):
        sale.accept(sent.id)
    assert verify(database) == []


def test_a_voided_receipt_of_goods_can_be_recorded_anew(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(100)
    [line] = sale.read(delivery, sent.id).lines
    word = Rejection(delivery_line_id=line.id, quantity=Quantity.of(10, "unit"), reason="late", back_to_stock=True)
    wrong = sale.accept(sent.id, word)

    sale.write(void_received, wrong, "typed for another school")
    sale.accept(sent.id)

    assert balance(sale) == 90_000
    assert str(sale.read(contracts)[0].accepted) == "15.00 USD"


def test_orders_never_pass_the_contract(database: Database) -> None:
    sale = Sale(database)
    order = CallOffData(
        contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY, units_per_ration=12, days=10
    )
    sale.write(add_call_off, order)

    with pytest.raises(MoreThanContract) as refused:
        sale.write(add_call_off, order)

    assert refused.value.facts["excess"] == Quantity.of(44_000, "unit")
    [row] = sale.read(call_offs)
    assert (row.pupils, row.quantity) == (None, Quantity.of(72_000, "unit"))


def test_an_order_of_nothing_is_refused(database: Database) -> None:
    sale = Sale(database)
    with pytest.raises(NothingOrdered):
        sale.write(
            add_call_off, CallOffData(contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY)
        )


def test_an_order_shows_what_was_sent_and_accepted_of_it(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    order = CallOffData(
        contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY, quantity=Quantity.of(600, "unit")
    )
    order_id = sale.write(add_call_off, order)
    sale.accept(sale.send(560, call_off=order_id).id)

    [row] = sale.read(call_offs)
    [line] = sale.read(contract_lines, sale.contract)

    assert (row.sent, row.accepted, row.open) == (
        Quantity.of(560, "unit"),
        Quantity.of(560, "unit"),
        Quantity.of(40, "unit"),
    )
    assert (line.ordered, line.sent, line.accepted) == (row.quantity, row.sent, row.accepted)


def test_a_number_that_is_no_delivery_note_is_named(database: Database) -> None:
    sale = Sale(database)
    for number in ("001-001-000000009", "", "abc", "001-001-"):
        with pytest.raises(NoSuchDelivery):
            sale.read(delivery_by_number, number)


def test_a_delivery_leads_back_to_every_family_in_its_lots_to_the_gram(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 10_000)
    sale.weigh(1, 20_000)
    sale.weigh(2, 7)
    sent = sale.send(100)

    found = sale.read(trace, str(sent.number))

    assert sum(source.weight.milli for source in found.sources) == 10_000
    assert [source.member_number for source in found.sources] == [1, 2, 3]
    assert [(there.code, there.sent) for there in found.destinations] == [("99H00001", Quantity.of(100, "unit"))]


def test_a_lot_leads_to_every_school_and_its_kilos_agree(database: Database) -> None:
    sale = Sale(database)
    first = sale.weigh(0, 50_000)
    sale.send(100, school=0)
    sale.send(200, school=1)

    found = sale.read(trace, first.lot_code.lower())

    [lot] = found.lots
    assert {there.code for there in found.destinations} == {"99H00001", "99H00002"}
    assert lot.received - lot.sent == lot.balance == Quantity.of(20, "kg")
    assert sale.read(trace, str(first.number)).lots == found.lots


def test_a_code_of_nothing_is_named(database: Database) -> None:
    with pytest.raises(NothingToTrace):
        Sale(database).read(trace, "MAN-1")


@settings(max_examples=25)
@given(loads=st.lists(st.integers(1, 30_000), min_size=1, max_size=8), wanted=st.lists(st.integers(1, 400), max_size=6))
def test_no_lot_is_ever_below_zero_and_every_unit_is_whole(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, loads: list[int], wanted: list[int]
) -> None:
    sale = Sale(databases.fresh("plain", tmp_path_factory.mktemp("lots")))
    for at, grams in enumerate(loads):
        sale.weigh(at % 3, grams, day=TODAY.replace(day=1 + at))
    taken = 0
    for units in wanted:
        try:
            note = sale.read(delivery, sale.send(units).id)
        except LotShort:
            continue
        assert sum(line.sent.milli for line in note.lines) == units * 1000
        assert all(line.sent.milli % 1000 == 0 for line in note.lines)
        taken += sum(line.weight.milli for line in note.lines)

    by_lot = sale.read(
        lambda s: s.execute(sa.select(sa.func.sum(StockMovement.grams)).group_by(StockMovement.lot_id)).scalars().all()
    )
    assert all(grams >= 0 for grams in by_lot)
    assert balance(sale) == sum(loads) - taken
    sale.database.close()

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from sse_desktop.commands.acceptances import Rejection, void_received
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.call_offs import AnotherBuyersPlace, CallOffData, ContractClosed, NothingOrdered, add_call_off
from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.contracts import ContractData, ContractLineData, close_contract, open_contract
from sse_desktop.commands.deliveries import (
    Dispatch,
    SentLine,
    send_delivery,
)
from sse_desktop.commands.lot_draws import LotShort
from sse_desktop.domain.deliveries import ReplacedMoreThanRejected
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.quantity import DifferentUnits, NotWholePieces, Quantity
from sse_desktop.queries.contracts import contracts
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.replacements import owed_replacements
from sse_desktop.store.database import Database
from sse_desktop.store.tables.stock import StockMovement
from tests.builders import a_product, a_weigh_in
from tests.commands.sales import TODAY, Sale


def balance(sale: Sale) -> int:
    return int(
        sale.read(lambda s: s.scalar(sa.select(sa.func.sum(StockMovement.grams)).where(StockMovement.voided.is_(None))))
    )


def test_the_term_to_replace_counts_from_the_day_at_the_school_and_not_in_greenwich(database: Database) -> None:
    """21:00 on Tuesday in Ecuador is Wednesday in Greenwich."""
    sale = Sale(database, now=datetime(2026, 7, 15, 2, 0, tzinfo=UTC))
    sale.weigh(0, 100_000)
    sent = sale.send(600)
    [line] = sale.read(delivery, sent.id).lines

    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised"))

    assert [str(row.due_on) for row in sale.read(owed_replacements)] == ["2026-07-17"]


def dispatch(sale: Sale, *lines: SentLine) -> Dispatch:
    return Dispatch(contract_id=sale.contract, delivery_point_id=sale.schools[0], planned_on=TODAY, lines=lines)


def test_what_is_paid_by_the_piece_is_not_sent_by_the_kilo(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)

    with pytest.raises(DifferentUnits):
        sale.write(send_delivery, dispatch(sale, SentLine(contract_line_id=sale.line, quantity=Quantity.of(30, "kg"))))

    assert balance(sale) == 100_000


def test_nothing_is_ordered_for_or_sent_to_a_place_of_another_buyer(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    elsewhere = sale.write(add_buyer, BuyerData(name="Another"))
    sale.schools[0] = sale.write(add_delivery_point, elsewhere, DeliveryPointData(code="77", name="Another school"))

    with pytest.raises(AnotherBuyersPlace, match="77 Another school") as refused:
        sale.send(10)
    order = CallOffData(
        contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY, quantity=Quantity.of(5, "unit")
    )
    with pytest.raises(AnotherBuyersPlace):
        sale.write(add_call_off, order)

    assert refused.value.facts["reference"] == "C-1"
    assert balance(sale) == 100_000


def test_what_is_counted_is_ordered_sent_and_rejected_in_whole_pieces(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    half = Quantity.of("0.5", "unit")
    order = CallOffData(contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY, quantity=half)
    sent = sale.send(10)
    [line] = sale.read(delivery, sent.id).lines

    with pytest.raises(NotWholePieces):
        sale.write(add_call_off, order)
    with pytest.raises(NotWholePieces, match=r"0\.500 unit is not"):
        sale.write(send_delivery, dispatch(sale, SentLine(contract_line_id=sale.line, quantity=half)))
    with pytest.raises(NotWholePieces):
        sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=half, reason="bruised"))

    assert balance(sale) == 99_000


def test_a_named_lot_of_another_product_is_not_sent(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    other = a_weigh_in(sale, sale.members[0], a_product(sale))
    line = SentLine(contract_line_id=sale.line, quantity=Quantity.of(30, "unit"), lot_id=other.lot_id)

    with pytest.raises(LotShort):
        sale.write(send_delivery, dispatch(sale, line))


def test_nothing_is_sent_for_a_closed_contract(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sale.write(close_contract, sale.contract)
    with pytest.raises(ContractClosed):
        sale.send(10)

    sale.write(close_contract, sale.contract, closed=False)
    assert str(sale.send(10).number) == "001-001-000000001"


def test_a_rejection_that_fits_no_line_of_the_note_is_not_lost(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent, other = sale.send(100), sale.send(10)
    [line], [elsewhere] = sale.read(delivery, sent.id).lines, sale.read(delivery, other.id).lines
    once = Rejection(delivery_line_id=line.id, quantity=Quantity.of(5, "unit"), reason="bruised")
    wrong = Rejection(delivery_line_id=elsewhere.id, quantity=Quantity.of(5, "unit"), reason="bruised")
    by_kilo = Rejection(delivery_line_id=line.id, quantity=Quantity.of(5, "kg"), reason="bruised")

    for words in ((wrong,), (by_kilo,), (once, once)):
        with pytest.raises(ValueError, match="fits no line"):
            sale.accept(sent.id, *words)


def test_one_note_replaces_no_more_than_was_rejected_in_two_lines_either(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(100)
    [line] = sale.read(delivery, sent.id).lines
    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised"))
    half = SentLine(contract_line_id=sale.line, quantity=Quantity.of(30, "unit"), replaces_line_id=line.id)

    with pytest.raises(ReplacedMoreThanRejected):
        sale.write(send_delivery, dispatch(sale, half, half))


def test_what_was_replaced_stays_rejected_when_the_record_is_made_anew(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    sent = sale.send(100)
    [line] = sale.read(delivery, sent.id).lines
    word = Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised")
    wrong = sale.accept(sent.id, word)
    sale.accept(sale.send(40, replaces=line.id).id)
    sale.write(void_received, wrong, "another receiver")

    with pytest.raises(ReplacedMoreThanRejected):
        sale.accept(sent.id)
    sale.accept(sent.id, word)

    assert str(sale.read(contracts)[0].accepted) == "15.00 USD"


def test_an_order_is_in_the_unit_of_the_contract(database: Database) -> None:
    sale = Sale(database)
    order = CallOffData(
        contract_line_id=sale.line, delivery_point_id=sale.schools[0], due_on=TODAY, quantity=Quantity.of(5, "kg")
    )
    with pytest.raises(DifferentUnits):
        sale.write(add_call_off, order)


def test_two_factors_below_zero_order_nothing(database: Database) -> None:
    sale = Sale(database)
    order = CallOffData(
        contract_line_id=sale.line,
        delivery_point_id=sale.schools[0],
        due_on=TODAY,
        pupils=-5,
        units_per_ration=2,
        days=-3,
    )
    with pytest.raises(NothingOrdered):
        sale.write(add_call_off, order)


def test_a_line_of_another_contract_is_not_sent(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    data = ContractData(reference="C-2", title="Fruit", signed_on=TODAY)
    price = UnitPrice.of("0.15", "USD")
    line = ContractLineData(product_id=sale.product, description="", quantity=Quantity.of(9, "unit"), price=price)
    other = sale.write(open_contract, sale.buyer, "USD", data, [line])
    sent = SentLine(contract_line_id=sale.line, quantity=Quantity.of(3, "unit"))

    with pytest.raises(ValueError, match="another contract"):
        sale.write(
            send_delivery,
            Dispatch(contract_id=other, delivery_point_id=sale.schools[0], planned_on=TODAY, lines=(sent,)),
        )


@pytest.mark.parametrize(
    ("quantity", "price", "refusal"),
    [
        (Quantity.of(-5, "unit"), UnitPrice.of("0.15", "USD"), BelowNothing),
        (Quantity.of(0, "unit"), UnitPrice.of("0.15", "USD"), BelowNothing),
        (Quantity.of(5, "unit"), UnitPrice.of("-0.15", "USD"), BelowNothing),
        (Quantity.of(5, "unit"), UnitPrice.of("0.15", "KRW"), DifferentCurrencies),
    ],
)
def test_a_contract_promises_something_in_one_currency(
    database: Database, quantity: Quantity, price: UnitPrice, refusal: type[DomainError]
) -> None:
    sale = Sale(database)
    data = ContractData(reference="C-2", title="Fruit", signed_on=TODAY)
    line = ContractLineData(product_id=sale.product, description="", quantity=quantity, price=price)

    with pytest.raises(refusal):
        sale.write(open_contract, sale.buyer, "USD", data, [line])

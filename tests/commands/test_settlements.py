import uuid
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.acceptances import Rejection, void_received
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.receipts import NoMoney, OtherCurrency, ReceiptData, record_receipt, void_receipt
from sse_desktop.commands.settlements import (
    DeductionRuleData,
    NewerSettlement,
    NoReceipts,
    RetentionData,
    Settled,
    SettlementData,
    add_deduction_rule,
    settle,
    void_settlement,
)
from sse_desktop.commands.stock import count_lot
from sse_desktop.commands.voiding import AlreadySettled, AlreadyVoided
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.settlement import ReceivedMoreThanOwed
from sse_desktop.queries.contracts import contracts
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.dues import LotNotProved
from sse_desktop.queries.receipts import receipts
from sse_desktop.queries.settlement_preview import RetainedMoreThanReceived
from sse_desktop.queries.settlements import (
    NoSuchSettlement,
    deductions,
    families,
    origins,
    settlement_by_number,
    settlements,
)
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.commands.sales import TODAY, Sale
from tests.conftest import Databases


def a_sale(database: Database, *loads: int, units: int = 1000, price: str = "0.15") -> Sale:
    """Fruit of several families, delivered and accepted."""
    sale = Sale(database, price=price)
    for member, grams in enumerate(loads):
        sale.weigh(member, grams)
    sale.accept(sale.send(units).id)
    return sale


def settled(sale: Sale, *receipt_ids: uuid.UUID, kept: str | None = None) -> Settled:
    retentions = (RetentionData(title="Transport", amount_minor=Money.of(Decimal(kept), "USD").minor),) if kept else ()
    data = SettlementData(
        contract_id=sale.contract,
        from_on=TODAY,
        to_on=TODAY,
        receipt_ids=receipt_ids,
        retentions=retentions,
    )
    made: Settled = sale.write(settle, data)
    return made


def test_when_the_buyer_pays_all_every_family_gets_its_share_by_weight(database: Database) -> None:
    sale = a_sale(database, 60_000, 30_000, 10_000)

    made = settled(sale, sale.pay("150.00"))

    rows = sale.read(families, made.id)
    assert [str(row.net) for row in rows] == ["90.00 USD", "45.00 USD", "15.00 USD"]
    assert [row.carried.minor for row in rows] == [0, 0, 0]
    assert str(made.number) == "001-001-000000001"
    assert verify(database) == []


def test_when_the_buyer_pays_60_percent_families_are_paid_pro_rata_and_the_rest_is_carried(database: Database) -> None:
    """Golden row 14: the sum is exact and nothing is lost when the rest comes."""
    sale = a_sale(database, 33_333, 33_333, 33_334)

    first = settled(sale, sale.pay("90.00"))
    rows = sale.read(families, first.id)
    assert sum(row.paid.minor for row in rows) == 9_000
    assert sum(row.carried.minor for row in rows) == 6_000

    second = settled(sale, sale.pay("60.00"))
    rest = sale.read(families, second.id)
    assert sum(row.paid.minor for row in rest) == 6_000
    assert [row.carried.minor for row in rest] == [0, 0, 0]
    assert [before.paid + now.paid for before, now in zip(rows, rest, strict=True)] == [row.due for row in rows]


def test_what_the_cooperative_keeps_is_spread_by_value_and_lowers_what_is_due(database: Database) -> None:
    sale = a_sale(database, 60_000, 40_000)

    made = settled(sale, sale.pay("150.00"), kept="10.01")

    rows = sale.read(families, made.id)
    kept = [sum(d.amount.minor for d in sale.read(deductions, row.id, "USD")) for row in rows]
    assert sum(kept) == 1_001
    assert sum(row.paid.minor for row in rows) == 15_000 - 1_001 == made.shared.minor
    assert [row.carried.minor for row in rows] == [0, 0]


def test_a_rule_of_the_assembly_takes_its_part_with_its_formula(database: Database) -> None:
    sale = a_sale(database, 60_000, 40_000)
    sale.write(add_deduction_rule, DeductionRuleData(title="Social fund", kind="percent", rate_bp=250))

    made = settled(sale, sale.pay("150.00"))

    rows = sale.read(families, made.id)
    assert [(str(row.paid), str(row.deducted), str(row.net)) for row in rows] == [
        ("90.00 USD", "2.25 USD", "87.75 USD"),
        ("60.00 USD", "1.50 USD", "58.50 USD"),
    ]
    [taken] = sale.read(deductions, rows[0].id, "USD")
    assert (taken.title, taken.formula) == ("Social fund", "2.5 % × 90.00")


def test_deductions_never_take_more_than_the_payment(database: Database) -> None:
    sale = a_sale(database, 60_000, 40_000)
    sale.write(add_deduction_rule, DeductionRuleData(title="Inputs", kind="fixed", amount_minor=1_000_000))

    made = settled(sale, sale.pay("150.00"))

    assert [row.net.minor for row in sale.read(families, made.id)] == [0, 0]


def test_a_family_sees_from_which_kilo_its_money_comes(database: Database) -> None:
    sale = a_sale(database, 60_000, 40_000)

    made = settled(sale, sale.pay("150.00"))

    for row in sale.read(families, made.id):
        parts = sale.read(origins, row.id)
        assert sum(part.value.minor for part in parts) == row.due.minor
        assert sum(part.weight.milli for part in parts) == row.weight.milli
        assert {part.school for part in parts} == {"School 99H00001"}


def test_a_rejection_that_is_never_replaced_costs_everybody_in_the_lot(database: Database) -> None:
    """Golden row 13: the loss is charged by lot to the members in it, and the sum is exact."""
    sale = Sale(database)
    sale.weigh(0, 45_000)
    sale.weigh(1, 15_000)
    sent = sale.send(600)
    [line] = sale.read(delivery, sent.id).lines
    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(40, "unit"), reason="bruised"))

    made = settled(sale, sale.pay("84.00"))

    # Without the rejection: 67.50 and 22.50; the 6.00 lost are borne 4.50 and 1.50.
    assert [str(row.due) for row in sale.read(families, made.id)] == ["63.00 USD", "21.00 USD"]


def test_many_small_lines_are_worth_what_their_sum_is_worth(database: Database) -> None:
    """Three deliveries of one unit at 0.333333 are 1.00 together, not 0.99."""
    sale = Sale(database, price="0.333333")
    sale.weigh(0, 10_000)
    for _ in range(3):
        sale.accept(sale.send(1).id)

    assert str(sale.read(contracts)[0].accepted) == "1.00 USD"
    made = settled(sale, sale.pay("1.00"))

    assert [str(row.paid) for row in sale.read(families, made.id)] == ["1.00 USD"]


def test_more_than_was_delivered_for_is_not_shared(database: Database) -> None:
    sale = a_sale(database, 100_000)
    receipt = sale.pay("150.01")
    with pytest.raises(ReceivedMoreThanOwed):
        settled(sale, receipt)
    assert sale.read(settlements) == []


def test_the_cooperative_cannot_keep_more_than_it_received(database: Database) -> None:
    sale = a_sale(database, 100_000)
    receipt = sale.pay("10.00")
    with pytest.raises(RetainedMoreThanReceived):
        settled(sale, receipt, kept="10.01")


def test_money_is_shared_once(database: Database) -> None:
    sale = a_sale(database, 100_000)
    receipt = sale.pay("10.00")
    settled(sale, receipt)

    with pytest.raises(AlreadySettled):
        settled(sale, receipt)
    with pytest.raises(AlreadySettled):
        sale.write(void_receipt, receipt, "twice")
    with pytest.raises(NoReceipts):
        settled(sale)


def test_a_settled_delivery_keeps_its_receipt(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    accepted = sale.accept(sale.send(100).id)
    settled(sale, sale.pay("15.00"))

    with pytest.raises(AlreadySettled):
        sale.write(void_received, accepted, "typed wrongly")


def test_only_the_newest_settlement_is_voided_and_then_everything_is_open_again(database: Database) -> None:
    sale = a_sale(database, 60_000, 40_000)
    first = settled(sale, sale.pay("90.00"))
    second_receipt = sale.pay("60.00")
    second = settled(sale, second_receipt)

    with pytest.raises(NewerSettlement):
        sale.write(void_settlement, first.id, "wrong day")
    sale.write(void_settlement, second.id, "wrong day")
    again = settled(sale, second_receipt)

    paid = [[row.paid.minor for row in sale.read(families, made.id)] for made in (second, again)]
    assert paid[0] == paid[1]
    assert [(row.number[-1], row.voided) for row in sale.read(settlements)] == [
        ("3", None),
        ("2", "wrong day"),
        ("1", None),
    ]
    assert verify(database) == []


def test_money_needs_an_amount_in_the_contracts_currency(database: Database) -> None:
    sale = Sale(database)
    with pytest.raises(NoMoney):
        sale.pay("0.00")
    in_euro = ReceiptData(contract_id=sale.contract, received_on=TODAY, amount=Money(5, "EUR"))
    with pytest.raises(OtherCurrency):
        sale.write(record_receipt, in_euro)


def test_a_voided_receipt_is_no_longer_money(database: Database) -> None:
    sale = a_sale(database, 100_000)
    receipt = sale.pay("10.00")
    sale.write(void_receipt, receipt, "another contract")

    assert sale.read(receipts, free_only=True) == []
    assert sale.read(contracts)[0].received.minor == 0
    with pytest.raises(NoReceipts):
        settled(sale, receipt)


def test_a_number_that_is_no_settlement_is_named(database: Database) -> None:
    with pytest.raises(NoSuchSettlement):
        Sale(database).read(settlement_by_number, "001-001-000000001")


@settings(max_examples=20)
@given(
    loads=st.lists(st.integers(100, 50_000), min_size=1, max_size=6),
    payments=st.lists(st.integers(1, 99), min_size=1, max_size=4),
    kept=st.integers(0, 50),
)
def test_however_the_buyer_pays_families_and_cooperative_together_get_all_of_it(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, loads: list[int], payments: list[int], kept: int
) -> None:
    units = sum(loads) // 100
    sale = a_sale(databases.fresh("plain", tmp_path_factory.mktemp("shares")), *loads, units=units, price="0.137")
    worth = sale.read(contracts)[0].accepted.minor
    left, retained = worth, min(kept, worth // 2)
    paid_out = 0
    for turn, percent in enumerate(payments):
        amount = left * percent // 100 if turn < len(payments) - 1 else left
        keep = retained if turn == 0 else 0
        if amount <= keep:
            continue
        left -= amount
        made = settled(
            sale, sale.pay(str(Money(amount, "USD").amount)), kept=str(Money(keep, "USD").amount) if keep else None
        )
        rows = sale.read(families, made.id)
        assert sum(row.paid.minor for row in rows) + made.retained.minor == amount
        assert all(0 <= row.paid.minor <= row.due.minor for row in rows)
        assert sum(row.carried.minor for row in rows) == sum(row.due.minor - row.paid.minor for row in rows)
        paid_out += sum(row.paid.minor for row in rows)
    assert paid_out <= worth
    sale.database.close()


def test_a_voided_payment_among_others_is_refused_and_not_left_out(database: Database) -> None:
    sale = a_sale(database, 100_000)
    good, wrong = sale.pay("50.00"), sale.pay("40.00")
    sale.write(void_receipt, wrong, "another buyer")

    with pytest.raises(AlreadyVoided):
        settled(sale, good, wrong)


def test_nothing_negative_is_kept(database: Database) -> None:
    sale = a_sale(database, 100_000)
    kept = (RetentionData(title="Transport", amount_minor=200), RetentionData(title="Bonus", amount_minor=-100))
    data = SettlementData(
        contract_id=sale.contract, from_on=TODAY, to_on=TODAY, receipt_ids=(sale.pay("50.00"),), retentions=kept
    )

    with pytest.raises(RetainedMoreThanReceived):
        sale.write(settle, data)


def test_money_of_a_lot_whose_weigh_in_was_voided_goes_to_nobody_else(database: Database) -> None:
    sale = Sale(database)
    wrong = sale.weigh(0, 50_000)
    sale.weigh(1, 1_000)
    sale.accept(sale.send(300).id)
    sale.write(void_weigh_in, wrong.id, "typed for another family")
    paid = sale.pay("45.00")

    with pytest.raises(LotNotProved) as refused:
        settled(sale, paid)

    assert refused.value.facts == {"lot": wrong.lot_code}
    sale.weigh(2, 50_000)
    done = settled(sale, paid)
    assert sum(row.paid.minor for row in sale.read(families, done.id)) == 4500
    assert verify(database) == []


def test_a_lot_without_any_weigh_in_left_is_named_even_when_it_was_counted(database: Database) -> None:
    sale = Sale(database)
    wrong = sale.weigh(0, 50_000)
    sale.accept(sale.send(300).id)
    sale.write(void_weigh_in, wrong.id, "typed twice")
    sale.write(count_lot, wrong.lot_id, 0, "nothing is left")

    with pytest.raises(LotNotProved):
        settled(sale, sale.pay("45.00"))

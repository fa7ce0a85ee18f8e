from datetime import timedelta

from sse_desktop.domain.money import Money
from sse_desktop.queries.ageing import ageing
from sse_desktop.queries.settlement_preview import settlement_preview
from sse_desktop.queries.settlements import families
from sse_desktop.store.database import Database
from tests.commands.sales import TODAY, Sale
from tests.commands.test_settlements import a_sale, settled


def test_the_preview_of_a_settlement_is_what_is_issued(database: Database) -> None:
    sale = a_sale(database, 33_333, 33_333, 33_334)

    before = sale.read(settlement_preview, sale.contract, TODAY, Money(9_000 - 701, "USD"), [("Transport", 701)])
    made = settled(sale, sale.pay("90.00"), kept="7.01")

    issued = sale.read(families, made.id)
    assert [(row.due, row.paid, row.net, row.carried) for row in before.rows] == [
        (row.due, row.paid, row.net, row.carried) for row in issued
    ]
    assert (str(before.newly_due), str(before.carried)) == ("150.00 USD", "0.00 USD")


def test_what_is_owed_is_told_by_age_and_money_pays_the_oldest_first(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 100_000)
    for days in (0, 40, 30):
        sale.now += timedelta(days=days)
        sale.accept(sale.send(100).id)
    today = TODAY + timedelta(days=70)

    [row] = sale.read(ageing, today)
    assert [part.minor for part in row.parts] == [3_000, 0, 1_500, 0]
    assert row.oldest_days == 70

    sale.pay("20.00")
    [row] = sale.read(ageing, today)
    assert [part.minor for part in row.parts] == [2_500, 0, 0, 0]
    assert (row.unpaid.minor, row.oldest_days) == (2_500, 30)


def test_who_paid_all_owes_nothing(database: Database) -> None:
    sale = a_sale(database, 100_000)
    sale.pay("150.00")
    assert sale.read(ageing, TODAY) == []

"""What a family's kilos were sold as: the accepted units, shared by weight, whose parts add up."""

from sse_desktop.commands.acceptances import Rejection
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.settlements import families
from sse_desktop.queries.statement_lines import statement_lines
from sse_desktop.store.database import Database
from tests.commands.sales import Sale
from tests.commands.test_settlements import a_sale, settled


def units_of(sale: Sale, settlement: object) -> list[str]:
    lines = sale.read(statement_lines, settlement)
    return [str(line.units) for row in sale.read(families, settlement) for line in lines[row.id]]


def test_the_units_of_a_heap_are_shared_by_weight_to_the_tenth(database: Database) -> None:
    sale = a_sale(database, 50_000, 50_000, 50_000)

    made = settled(sale, sale.pay("150.00"))

    assert units_of(sale, made.id) == ["333.400 unit", "333.300 unit", "333.300 unit"]


def test_rejected_units_are_not_among_them(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 60_000)
    sale.weigh(1, 30_000)
    sent = sale.send(900)
    [line] = sale.read(delivery, sent.id).lines
    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(300, "unit"), reason="bruised"))

    made = settled(sale, sale.pay("90.00"))

    assert units_of(sale, made.id) == ["400.000 unit", "200.000 unit"]

"""A workspace with fruit in stock, a buyer with schools and a contract: where the window tests of selling begin."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sse_desktop.commands.acceptances import Received, record_received
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.call_offs import CallOffData, add_call_off
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.commands.deliveries import Dispatch, Dispatched, SentLine, send_delivery
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.receipts import ReceiptData, record_receipt
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.queries.contracts import contract_lines
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.office import clock_day
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.register import Register
from sse_desktop.ui.table_model import ListModel
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_product, a_weigh_in

PUPILS = (600, 250, None)


@dataclass
class Shop:
    """Granadilla at 0.15 a unit of 100 g, 1 000 units contracted, three schools, two families with fruit."""

    workspace: Workspace
    today: date
    schools: list[uuid.UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        write = self.workspace.write
        self.product = a_product(self.workspace, "GRA", "Granadilla")
        write(set_conversion, self.product, Conversion("unit", 1, 10, date(2020, 1, 1)))
        self.buyer = write(add_buyer, BuyerData(name="Instituto"))
        self.schools = [
            write(
                add_delivery_point,
                self.buyer,
                DeliveryPointData(code=f"99H0000{at}", name=f"Escuela {at}", pupils=pupils, route=f"Ruta {at}"),
            )
            for at, pupils in enumerate(PUPILS, 1)
        ]
        terms = ContractData(reference="C-1", title="Fruta", signed_on=self.today, replacement_days=3)
        line = ContractLineData(
            product_id=self.product,
            description="Granadilla",
            quantity=Quantity.of(1000, "unit"),
            price=UnitPrice.of(Decimal("0.15"), "USD"),
            units_per_container=120,
        )
        self.contract = write(open_contract, self.buyer, "USD", terms, [line])
        self.line = self.workspace.read(contract_lines, self.contract)[0].id
        self.members = [a_member(self.workspace, f"Familia {number}") for number in (1, 2)]

    def weigh(self, *grams: int) -> None:
        """Weigh in so many grams for each family."""
        for member, gross in zip(self.members, grams, strict=False):
            a_weigh_in(self.workspace, member, self.product, gross)

    def order(self, units: int, *, school: int = 0, day: date | None = None) -> uuid.UUID:
        """Order units for a school."""
        data = CallOffData(
            contract_line_id=self.line,
            delivery_point_id=self.schools[school],
            due_on=day or self.today,
            quantity=Quantity.of(units, "unit"),
        )
        return self.workspace.write(add_call_off, data)

    def send(self, units: int, *, school: int = 0, order: uuid.UUID | None = None) -> Dispatched:
        """Send units to a school."""
        sent = SentLine(contract_line_id=self.line, quantity=Quantity.of(units, "unit"), call_off_id=order)
        dispatch = Dispatch(
            contract_id=self.contract, delivery_point_id=self.schools[school], planned_on=self.today, lines=(sent,)
        )
        return self.workspace.write(send_delivery, dispatch)

    def accept(self, note: uuid.UUID) -> uuid.UUID:
        """Record that the school took everything."""
        return self.workspace.write(record_received, Received(delivery_id=note, receiver_name="Directora"))

    def pay(self, amount: str) -> uuid.UUID:
        """Record money from the buyer."""
        data = ReceiptData(contract_id=self.contract, received_on=self.today, amount=Money.of(amount, "USD"))
        return self.workspace.write(record_receipt, data)


PLACES = tuple(page for page in PAGES if page.place in {"deliveries", "payments", "members"})


def open_shop(workspace: Workspace, context: Context) -> Shop:
    """Return a shop in the office of a window; today is the day of the clock that stamps its facts."""
    context.today = clock_day
    context.services = Services(undo=undo_last)
    return Shop(workspace, clock_day())


def rows_of(page: Page) -> Sequence[Any]:
    """Return the rows that a register shows."""
    assert isinstance(page, Register)
    assert isinstance(page.model, ListModel)
    return page.model.rows

"""A small cooperative with fruit in stock and a contract, on any database: where the tests of selling begin."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.acceptances import Received, Rejection, record_received
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.commands.cooperative import found_cooperative
from sse_desktop.commands.deliveries import Dispatch, Dispatched, SentLine, send_delivery
from sse_desktop.commands.harvests import record_weigh_in
from sse_desktop.commands.members import MemberData, add_member
from sse_desktop.commands.products import ProductData, add_product
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.receipts import ReceiptData, record_receipt
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.contracts import ContractLine

NOW = datetime(2026, 7, 14, 15, 0, tzinfo=UTC)
TODAY = date(2026, 7, 14)


@dataclass
class Sale:
    """Granadilla at 0.15 a unit of 100 g, two schools, and members to weigh in."""

    database: Database
    price: str = "0.15"
    replacement_days: int | None = 3
    now: datetime = NOW
    members: list[uuid.UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.actor = Actor("Ana", Role.ADMINISTRATOR)
        self.write(found_cooperative, "Demo", load_profile("ec"), "test", "Ana")
        self.database.time_zone = "America/Guayaquil"
        self.product = self.write(add_product, ProductData(code="GRA", name="Granadilla"))
        self.write(set_conversion, self.product, Conversion("unit", 1, 10, date(2026, 1, 1)))
        self.buyer = self.write(add_buyer, BuyerData(name="Buyer"))
        self.schools = [
            self.write(add_delivery_point, self.buyer, DeliveryPointData(code=code, name=f"School {code}", pupils=600))
            for code in ("99H00001", "99H00002")
        ]
        data = ContractData(reference="C-1", title="Fruit", signed_on=TODAY, replacement_days=self.replacement_days)
        line = ContractLineData(
            product_id=self.product,
            description="Granadilla",
            quantity=Quantity.of(100_000, "unit"),
            price=UnitPrice.of(Decimal(self.price), "USD"),
            units_per_container=120,
        )
        self.contract = self.write(open_contract, self.buyer, "USD", data, [line])
        self.line = self.read(lambda session: session.scalars(sa.select(ContractLine.id)).one())

    def write(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a command in a transaction of its own."""
        with self.database.writing(self.actor, command.__name__, self.now) as session:
            return command(session, *args, **kwargs)

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a query."""
        with self.database.reading() as session:
            return query(session, *args, **kwargs)

    def weigh(self, member: int, grams: int, *, day: date = TODAY) -> Any:
        """Weigh in `grams` net for the member with this position; members are made as needed."""
        while len(self.members) <= member:
            number = len(self.members) + 1
            self.members.append(self.write(add_member, MemberData(name=f"Family {number}", number=number)))
        load = WeighIn(
            member=self.members[member], product_id=self.product, gross_g=grams, harvested_on=day, place="C03"
        )
        return self.write(record_weigh_in, load)

    def send(
        self, units: int, *, school: int = 0, replaces: uuid.UUID | None = None, call_off: uuid.UUID | None = None
    ) -> Dispatched:
        """Send units to a school."""
        line = SentLine(
            contract_line_id=self.line,
            quantity=Quantity.of(units, "unit"),
            replaces_line_id=replaces,
            call_off_id=call_off,
        )
        dispatch = Dispatch(
            contract_id=self.contract, delivery_point_id=self.schools[school], planned_on=TODAY, lines=(line,)
        )
        sent: Dispatched = self.write(send_delivery, dispatch)
        return sent

    def accept(self, delivery_id: uuid.UUID, *rejections: Rejection) -> uuid.UUID:
        """Record that the school took everything but the rejections."""
        word = Received(delivery_id=delivery_id, receiver_name="Receiver", rejections=rejections)
        accepted: uuid.UUID = self.write(record_received, word)
        return accepted

    def pay(self, amount: str) -> uuid.UUID:
        """Record money from the buyer."""
        data = ReceiptData(contract_id=self.contract, received_on=TODAY, amount=Money.of(Decimal(amount), "USD"))
        paid: uuid.UUID = self.write(record_receipt, data)
        self.now += timedelta(minutes=1)
        return paid

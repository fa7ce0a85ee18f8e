"""A contract that asks for certified plots is served from nothing else."""

import uuid
from typing import Any

import pytest

from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract, open_contract_from_bid
from sse_desktop.commands.deliveries import Dispatch, SentLine, send_delivery
from sse_desktop.commands.lot_draws import LotNotCertified, LotShort
from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.commands.tenders import change_tender
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.contracts import contract_lines, contract_terms
from sse_desktop.queries.stock import lot
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from tests.bidding import a_possible_bid, detail, fruit, kept_data, put
from tests.builders import NOW, TODAY, Office, a_member, a_plot, a_weigh_in


class Shop:
    """Two lots of fruit, one of them from a certified plot, and a contract."""

    def __init__(self, database: Database, **terms: Any) -> None:
        self.office = Office(database)
        self.product = fruit(self.office)
        member = a_member(self.office)
        plot = a_plot(self.office, member)
        paper = PaperData(kind="bpa", title="BPA", holder_kind="plot", plot_id=plot)
        self.office.write(add_paper, paper)
        self.plain = a_weigh_in(self.office, member, self.product, 50_000, place="C01").lot_id
        self.good = a_weigh_in(self.office, member, self.product, 30_000, place="C02", plot_id=plot).lot_id
        buyer = self.office.write(add_buyer, BuyerData(name="Buyer"))
        self.school = self.office.write(add_delivery_point, buyer, DeliveryPointData(code="A", name="School"))
        line = ContractLineData(
            product_id=self.product,
            description="Granadilla",
            quantity=Quantity.of(5000, "unit"),
            price=UnitPrice.of("0.15", "USD"),
        )
        data = ContractData(**{"reference": "C-1", "title": "Fruit", "signed_on": TODAY, **terms})
        self.contract = self.office.write(open_contract, buyer, "USD", data, [line])
        [row] = self.office.read(contract_lines, self.contract)
        self.line = row.id

    def send(self, units: int, lot_id: uuid.UUID | None = None) -> Any:
        sent = SentLine(contract_line_id=self.line, quantity=Quantity.of(units, "unit"), lot_id=lot_id)
        note = Dispatch(contract_id=self.contract, delivery_point_id=self.school, planned_on=TODAY, lines=(sent,))
        return self.office.write(send_delivery, note)

    def left(self) -> tuple[int, int]:
        """The kilos in the plain lot and in the certified one."""
        plain, good = (self.office.read(lot, each).balance.milli // 1000 for each in (self.plain, self.good))
        return plain, good


@pytest.mark.parametrize("kind", ["", "bpa"])
def test_only_lots_from_certified_plots_are_sent(database: Database, kind: str) -> None:
    shop = Shop(database, certified_plots_only=True, certificate_kind=kind)

    shop.send(300)

    assert shop.left() == (50, 0)
    with pytest.raises(LotShort):
        shop.send(10)


def test_another_certificate_does_not_do(database: Database) -> None:
    shop = Shop(database, certified_plots_only=True, certificate_kind="spg")

    with pytest.raises(LotShort):
        shop.send(10)

    assert shop.left() == (50, 30)


def test_a_lot_that_is_named_must_be_certified_too(database: Database) -> None:
    shop = Shop(database, certified_plots_only=True)

    with pytest.raises(LotNotCertified):
        shop.send(10, shop.plain)

    shop.send(10, shop.good)
    assert shop.left() == (50, 29)


def test_other_contracts_take_any_lot(database: Database) -> None:
    shop = Shop(database)

    shop.send(800)

    assert shop.left() == (0, 0)


def test_a_kind_without_the_wish_for_certified_plots_is_not_kept(database: Database) -> None:
    office = Office(database)
    bid = a_possible_bid(office)
    tender = detail(office, bid).tender_id
    office.write(change_tender, tender, kept_data(office, tender, NOW))
    put(office, Bid, bid, state="won")
    terms = ContractData(reference="C-2", title="Fruit", signed_on=TODAY, certificate_kind="bpa")

    contract = office.write(open_contract_from_bid, bid, terms)

    found = office.read(contract_terms, contract)
    assert (found.certified_plots_only, found.certificate_kind) == (False, "")

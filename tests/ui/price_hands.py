"""Hands for the desk of fair prices: the bid of the worked example, and the desk with its fields."""

import uuid
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.bids import start_bid
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.queries.bids import bid
from sse_desktop.queries.price_desk import PriceDesk, price_desk
from sse_desktop.ui.fair_price import FairPricePage
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.widgets.field import LineField, TextField
from sse_desktop.workspace import Workspace
from tests.bidding import a_tender, an_item, fruit
from tests.ui.conftest import TODAY, Settle

# The worked example, for a hundred oranges; what is not named costs nothing.
TYPED = {
    PricePart.FARM_GATE: "2",
    PricePart.COLLECTION: "0.6",
    PricePart.CLEANING: "0.3",
    PricePart.LOSS: "10",
    PricePart.PACKAGING: "0.2",
    PricePart.TRANSPORT: "2",
    PricePart.ADMINISTRATION: "8",
}


def an_orange_bid(workspace: Workspace, price: str = "0.08") -> uuid.UUID:
    """Store the tender of the example with a bid at a price for one orange; return the tender."""
    made = a_tender(workspace, reference="FI-DEMO-07", title="Oranges for schools")
    an_item(workspace, made, 119_220, description="Orange", product_id=fruit(workspace, "ORA", "Orange"))
    offer = uuid.UUID(str(workspace.write(start_bid, made)))
    line = workspace.read(bid, offer).lines[0]
    workspace.write(set_price, line.id, UnitPrice.of(price, "USD"))
    return made


class PriceHands:
    """The desk of fair prices on a tender, driven from the keyboard."""

    def __init__(self, house: House, workspace: Workspace, tender: uuid.UUID, settle: Settle) -> None:
        self.house, self.workspace, self.tender, self.settle = house, workspace, tender, settle
        house.go("fair_price", tender)
        settle()

    @property
    def page(self) -> FairPricePage:
        """The page that is seen."""
        page = self.house.page
        assert isinstance(page, FairPricePage)
        return page

    @property
    def now(self) -> PriceDesk:
        """What the database says of the desk."""
        found = self.workspace.read(price_desk, self.tender, self.page.scenario_id, clock.now(), TODAY)
        assert found is not None
        return found

    @property
    def form(self) -> Form[Any]:
        """The form in the inspector."""
        panel = self.page.inspector.content
        assert isinstance(panel, FormPanel)
        return panel.form

    def type_into(self, name: str, words: str, *, enter: bool = False) -> None:
        """Type into a field of the form."""
        field = self.form.fields[name]
        assert isinstance(field, LineField)
        QTest.keyClicks(field.line, words)
        if enter:
            QTest.keyClick(field.line, Qt.Key.Key_Return)
            self.settle()

    def new_scenario(self, title: str) -> None:
        """Make a scenario through its form."""
        self.page.new_scenario()
        field = self.form.fields["title"]
        assert isinstance(field, TextField)
        field.set_value(None)
        QTest.keyClicks(field.line, title)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        self.settle()

    def type_parts(self, typed: dict[PricePart, str]) -> None:
        """Go through all parts with Enter; what is not named stays empty."""
        step = self.page.build_up
        step.table.choose_key(PricePart.FARM_GATE)
        for part in list(PricePart)[:-1]:
            assert step.fields.title.text() == part.label
            QTest.keyClicks(step.fields.amount.line, typed.get(part, ""))
            QTest.keyClick(step.fields.amount.line, Qt.Key.Key_Return)
            self.settle()
